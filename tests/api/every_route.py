"""Every route of the API, who may have an answer of it, and what to ask it with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from .conftest import MINAMI, Stage

NOBODY = ("nobody", "revoked", "closed", "expired")
"""A tablet that was shut; an admin whose account was closed, one whose working day is over."""
PAUSED = ("paused",)
"""The tablet of a resident whose services are stopped."""
DEVICES = ("a", "b", "spouse")
OFFICES = ("office1", "office2")
HEADS = ("admin",)
STAFF = (*OFFICES, *HEADS)
EVERYONE = (*NOBODY, *PAUSED, *DEVICES, *STAFF)
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Route:
    """``allowed`` get an answer; a refusal of anyone else is 401 for nobody, 403 or 404 else.

    ``{names}`` in path, query and body stand for what is resident A's.
    """

    allowed: tuple[str, ...]
    body: Json | None = None
    query: str = ""


MINE = ("a", *STAFF)
REV: Json = {"rev": "{rev}"}
PERSON: Json = {"name": "髙橋 ハナ", "kana": "たかはし はな", "why": "test"}
SPAN: Json = {"since": "2026-11-27", "until": "2026-12-11"}
WHY: Json = {"why": "test"}
AT_MINAMI = f"day=2026-11-25&place={MINAMI}"
CLOSE: Json = {
    "service": "counter_reservation",
    "item": None,
    "action": "nothing",
    "place": MINAMI,
    "day": "2026-11-25",
}

DESCRIPTION = "GET /api/openapi.json"
ROUTES: dict[str, Route] = {
    DESCRIPTION: Route(EVERYONE),
    "GET /api/town": Route(EVERYONE),
    "POST /api/devices/pair": Route(EVERYONE, {"code": "000000"}),
    "POST /api/desk/login": Route(EVERYONE, {"name": "nobody", "password": "wrong"}),
    "GET /api/me": Route((*PAUSED, *DEVICES)),
    "GET /api/home": Route((*PAUSED, *DEVICES)),
    "PATCH /api/me/settings": Route(DEVICES, {"text": "large"}),
    "PUT /api/me/turn": Route(("a", "spouse"), {"resident": "{a}"}),
    "PUT /api/me/setup": Route(DEVICES, {"set_up_by": "恵"}),
    "GET /api/services": Route((*PAUSED, *DEVICES, *STAFF)),
    "POST /api/walks": Route(
        (*DEVICES, *STAFF), {"service": "counter_reservation", "resident": "{a}"}
    ),
    "GET /api/walks/{ref}": Route(MINE),
    "GET /api/walks/{ref}/card": Route(MINE),
    "POST /api/walks/{ref}/answers": Route(
        MINE, {"rev": "{rev}", "step": "topic", "values": ["dont-know"]}
    ),
    "PUT /api/walks/{ref}/typed": Route(MINE, {"step": "topic", "words": "年金"}),
    "POST /api/walks/{ref}/back": Route(MINE, REV),
    "POST /api/walks/{ref}/reopen": Route(MINE, {"rev": "{rev}", "step": "topic"}),
    "POST /api/walks/{ref}/quote": Route(MINE, REV),
    "POST /api/walks/{ref}/alternative": Route(MINE, {"rev": "{rev}", "index": 0}),
    "POST /api/walks/{ref}/extend": Route(MINE, REV),
    "POST /api/walks/{ref}/companions": Route(
        MINE, {"rev": "{rev}", "offer": "none", "service": "none"}
    ),
    "POST /api/walks/{ref}/often": Route(
        MINE, {"rev": "{rev}", "offer": "none", "often": "several"}
    ),
    "POST /api/walks/{ref}/waits": Route(MINE, REV),
    "POST /api/walks/{ref}/confirm": Route(MINE, {"rev": "{rev}", "offer": "none"}),
    "DELETE /api/walks/{ref}": Route(MINE),
    "GET /api/today": Route(DEVICES),
    "POST /api/reminders/{ref}/seen": Route(("a",)),
    "GET /api/bookings": Route(DEVICES),
    "GET /api/bookings/{ref}": Route(MINE),
    "POST /api/bookings/{ref}/actions/{name}": Route(MINE, {"seq": "{seq}"}),
    "POST /api/bookings/{ref}/links": Route(MINE),
    "GET /api/boards/newest": Route(EVERYONE),
    "GET /api/boards/urgent": Route(DEVICES),
    "GET /api/boards/{service}/notices": Route(DEVICES),
    "GET /api/boards/{service}/notices/{ref}": Route(("a",)),
    "POST /api/boards/{service}/notices/{ref}/receipt": Route(("a",), {"how": "read"}),
    "POST /api/boards/{service}/notices/{ref}/answers": Route(
        ("a",), {"answers": {"attendance": "comes"}}
    ),
    "GET /api/habits": Route(MINE, query="resident={a}"),
    "POST /api/habits/meant": Route(MINE, {"words": "休みます"}, query="resident={a}"),
    "GET /api/habits/{ref}": Route(MINE),
    "GET /api/habits/{ref}/pause": Route(MINE, query="since=2026-11-27&until=2026-12-11"),
    "POST /api/habits/{ref}/pause": Route(MINE, SPAN),
    "POST /api/habits/{ref}/resume": Route(MINE, SPAN),
    "POST /api/help": Route(DEVICES, {"words": "教えて"}),
    "POST /api/speech": Route((*PAUSED, *DEVICES, *STAFF), {"lines": []}),
    "GET /api/files/{what}/{ref}": Route(
        (), query="reader=staff:admin&until=99999999999&signature=forged"
    ),
    "PUT /api/files/{what}/{ref}": Route(
        (), query="reader=staff:admin&until=99999999999&signature=forged"
    ),
    "POST /api/desk/files": Route(STAFF, {"name": "circular.pdf", "size_bytes": 9}),
    "GET /api/desk/files/{ref}": Route(("office1",)),
    "POST /api/desk/logout": Route(STAFF),
    "GET /api/desk/me": Route(STAFF),
    "GET /api/desk/places": Route(STAFF),
    "GET /api/desk/views": Route(("office1", "admin"), query=AT_MINAMI),
    "POST /api/desk/actions": Route(("office1", "admin"), CLOSE),
    "GET /api/desk/residents": Route(STAFF, query="query=たかはし"),
    "POST /api/desk/residents": Route(STAFF, PERSON),
    "GET /api/desk/residents/{ref}": Route(STAFF),
    "PUT /api/desk/residents/{ref}": Route(STAFF, PERSON),
    "GET /api/desk/residents/{ref}/trace": Route(STAFF),
    "GET /api/desk/residents/{ref}/bookings": Route(STAFF),
    "POST /api/desk/residents/{ref}/merge": Route(HEADS, {"duplicate": "{twin}", "why": "test"}),
    "POST /api/desk/residents/{ref}/suspend": Route(STAFF, WHY),
    "POST /api/desk/residents/{ref}/resume": Route(STAFF, WHY),
    "GET /api/desk/devices": Route(STAFF),
    "POST /api/desk/pairings": Route(STAFF, {"residents": ["{a}"]}),
    "POST /api/desk/devices/{ref}/revoke": Route(STAFF),
    "GET /api/desk/help": Route(STAFF),
    "POST /api/desk/help/{ref}/done": Route(STAFF),
    "GET /api/desk/registry": Route(HEADS),
}
THINGS = {
    "/walks/": "walk",
    "/boards/": "notice",
    "/bookings/": "booking",
    "/habits/": "habit",
    "/reminders/": "reminder",
    "/desk/residents/": "a",
    "/desk/devices/": "device",
    "/desk/help/": "help",
    "/desk/files/": "file",
    "/files/": "booking",
}


def declared(api: FastAPI) -> set[str]:
    """What the app itself would answer, described or not; HEAD is answered as GET is."""
    return {
        f"{method} {found.path}"
        for found in iter_route_contexts(api.routes)
        for method in (found.methods or {type(found.route).__name__}) - {"HEAD"}
    }


async def ask(stage: Stage, route: str, role: str) -> httpx.Response:
    method, path = route.split(" ")
    thing = next((name for part, name in THINGS.items() if part in path), "")
    path = path.replace("{ref}", stage.its[thing] if thing else "").replace("{name}", "cancel")
    path = path.replace("{what}", "slip.pdf").replace("{service}", "circular_board")
    body, query = ROUTES[route].body, ROUTES[route].query
    token = stage.world.tokens[role]
    return await stage.client.http.request(
        method,
        f"{path}?{quote(query.format(**stage.its), safe='=&:')}",
        json=None if body is None else filled(body, stage.its),
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )


def filled(value: Any, its: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: filled(item, its) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, its) for item in value]
    if value in {"{rev}", "{seq}"}:
        return int(its[value[1:-1]])
    return value.format(**its) if isinstance(value, str) else value
