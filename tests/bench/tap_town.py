"""The server of the tap benchmark: the sample town, or a page that is nothing but a button.

``python tap_town.py town|bare DATA PORT PEOPLE`` prints ``open`` when it answers. Each of the
PEOPLE is a resident of their own with a tablet of their own; the tablets' tokens are in
DATA/tokens.
"""

import sys
from datetime import date
from pathlib import Path

import flet as ft
from fastapi import FastAPI
from sqlmodel import Session

from senior_life import app as wiring
from senior_life import server
from senior_life.app import Ground
from senior_life.config import Settings
from senior_life.logs import log_to_stderr
from senior_life.usecases.devices import add_device
from senior_life.usecases.identity import hash_token, new_token
from senior_life.usecases.people import Details, add_resident
from senior_life.usecases.traces import Act
from senior_life.web import Contact, serve, squeeze


def move_in(on: Ground, people: int) -> list[str]:
    """One household, one resident, one tablet each; gives the tablets' tokens."""
    act = Act("bench", on.now())

    def work(s: Session) -> list[str]:
        tokens = [new_token() for _ in range(people)]
        for number, token in enumerate(tokens):
            details = Details(
                f"見本 {number}", "みほん", "", "072-000-0000", date(1945, 1, 1), (), ""
            )
            person = add_resident(s, details, None, act)
            device = add_device(s, [person.ref], "見本", hash_token(token), act)
            device.is_set_up = True
            s.add(device)
        return tokens

    return on.store.write_now(work)


def town(settings: Settings, people: int) -> None:
    with server.listen(settings) as door, wiring.ground(settings) as on:
        wiring.first_start(on)
        (settings.data / "tokens").write_text("\n".join(move_in(on, people)))
        server.run_all(server.run(on, door, lambda _: print("open", flush=True), lambda: None))


@ft.component
def Bare() -> ft.Control:  # noqa: N802 a component
    """What Flet itself needs for a tap: one button, one number."""
    taps, count = ft.use_state(0)
    return ft.Semantics(
        identifier=f"taps:{taps}",
        content=ft.Button(content=str(taps), on_click=lambda _: count(taps + 1)),
    )


def bare(settings: Settings, people: int) -> None:
    import uvicorn

    settings.data.mkdir(parents=True, exist_ok=True)
    (settings.data / "tokens").write_text("\n".join([""] * people))
    screens = serve(
        lambda page: page.render(Bare),
        FastAPI(),
        settings.assets,
        cache_dir=settings.data / "web",
        contact=Contact("", ""),
    )
    with server.listen(settings) as door:
        print("open", flush=True)
        uvicorn.Server(uvicorn.Config(screens, log_level="warning")).run(sockets=[door])


def main() -> None:
    squeeze.QUIET_SECONDS = 86_400  # what is packed once in a town's life is not a tap's cost
    what, data, port, people = sys.argv[1:]
    log_to_stderr()
    settings = Settings(data=Path(data), port=int(port), web=True, compiles=False)
    {"town": town, "bare": bare}[what](settings, int(people))


if __name__ == "__main__":
    main()
