"""Every route is tried as everyone; one that this file does not know makes it fail."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from senior_life.api.signing import sign
from senior_life.usecases.access import Reader

from .conftest import MINAMI, Stage, holder_of

NOBODY = ("nobody", "revoked")
DEVICES = ("a", "b", "spouse")
OFFICES = ("office1", "office2")
HEADS = ("admin",)
STAFF = (*OFFICES, *HEADS)
EVERYONE = (*NOBODY, *DEVICES, *STAFF)
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
WHY: Json = {"why": "test"}
AT_MINAMI = f"day=2026-11-25&place={MINAMI}"
CLOSE: Json = {
    "service": "counter_reservation",
    "item": None,
    "action": "nothing",
    "place": MINAMI,
    "day": "2026-11-25",
}

ROUTES: dict[str, Route] = {
    "GET /api/town": Route(EVERYONE),
    "POST /api/devices/pair": Route(EVERYONE, {"code": "000000"}),
    "POST /api/desk/login": Route(EVERYONE, {"name": "nobody", "password": "wrong"}),
    "GET /api/me": Route(DEVICES),
    "PATCH /api/me/settings": Route(DEVICES, {"text": "large"}),
    "PUT /api/me/turn": Route(("a", "spouse"), {"resident": "{a}"}),
    "PUT /api/me/setup": Route(DEVICES, {"set_up_by": "恵"}),
    "GET /api/services": Route((*DEVICES, *STAFF)),
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
    "POST /api/walks/{ref}/confirm": Route(MINE, {"rev": "{rev}", "offer": "none"}),
    "DELETE /api/walks/{ref}": Route(MINE),
    "GET /api/today": Route(DEVICES),
    "POST /api/reminders/{ref}/seen": Route(("a",)),
    "GET /api/bookings": Route(DEVICES),
    "GET /api/bookings/{ref}": Route(MINE),
    "POST /api/bookings/{ref}/actions/{name}": Route(MINE, {"seq": "{seq}"}),
    "POST /api/bookings/{ref}/links": Route(MINE),
    "POST /api/help": Route(DEVICES, {"words": "教えて"}),
    "POST /api/speech": Route((*DEVICES, *STAFF), {"lines": []}),
    "GET /api/files/{what}/{ref}": Route(
        (), query="reader=staff:admin&until=99999999999&signature=forged"
    ),
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
    "/bookings/": "booking",
    "/reminders/": "reminder",
    "/desk/residents/": "a",
    "/desk/devices/": "device",
    "/desk/help/": "help",
    "/files/": "booking",
}
REFUSALS = {401, 403, 404}


def declared(api: FastAPI) -> set[str]:
    paths = api.openapi()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def test_every_route_of_the_description_is_tried(stage: Stage) -> None:
    assert declared(stage.api) == set(ROUTES)


def test_the_page_about_the_api_lists_every_route() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    listed = re.findall(r"^\| [a-z, ]+ \| ([A-Z]+) (/[^ ?]*)", page, re.MULTILINE)
    bare = {re.sub(r"\{[a-z]+\}", "{}", route) for route in ROUTES}
    assert {re.sub(r"\{[a-z]+\}", "{}", f"{how} /api{path}") for how, path in listed} == bare


@pytest.mark.parametrize("route", ROUTES)
async def test_only_those_whose_it_is_get_an_answer(
    raise_stage: Callable[[], Stage], route: str
) -> None:
    strangers = [role for role in EVERYONE if role not in ROUTES[route].allowed]
    stage = raise_stage()
    for role in strangers:
        response = await ask(stage, route, role)
        expected = {401} if role in NOBODY else {403, 404}
        if route.endswith("/files/{what}/{ref}"):
            expected = {403}
        assert response.status_code in expected, (role, response.text)
        assert response.headers["content-type"] == "application/problem+json"
    for role in ROUTES[route].allowed:
        response = await ask(raise_stage(), route, role)
        assert response.status_code < 500, (role, response.text)
        assert response.status_code not in REFUSALS, (role, response.text)


@pytest.mark.parametrize("route", [one for one in ROUTES if ROUTES[one].allowed == MINE])
async def test_what_is_refused_to_a_stranger_changes_nothing(stage: Stage, route: str) -> None:
    before = await stage.as_("a").booking(stage.its["booking"])
    walk = await stage.as_("a").walk(stage.its["walk"])
    await ask(stage, route, "b")
    assert await stage.as_("a").booking(stage.its["booking"]) == before
    assert await stage.as_("a").walk(stage.its["walk"]) == walk


FILES = {
    "slip.pdf": ("a", "application/pdf"),
    "calendar.ics": ("a", "text/calendar"),
}


@pytest.mark.parametrize("what", FILES)
async def test_the_holder_of_a_signed_address_gets_that_file_without_a_token(
    stage: Stage, what: str
) -> None:
    links = await stage.as_("a").links(stage.its["booking"])
    address = {"slip.pdf": links.slip, "calendar.ics": links.calendar}[what]
    response = await stage.client.http.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith(FILES[what][1])


async def test_the_holder_of_a_signed_address_gets_nothing_else(stage: Stage) -> None:
    links = await stage.as_("a").links(stage.its["booking"])
    for address in (
        links.slip.replace("slip.pdf", "calendar.ics"),
        links.slip.replace(stage.its["booking"], stage.its["walk"]),
        links.slip.replace(stage.its["a"], stage.its["b"]),
        links.slip[:-1] + ("0" if links.slip[-1] != "0" else "1"),
    ):
        assert (await stage.client.http.get(address)).status_code == 403


async def test_a_signed_address_ends_after_minutes_or_with_the_tablet(
    stage: Stage, clock: Any
) -> None:
    links = await stage.as_("a").links(stage.its["booking"])
    lists = await stage.as_("office1").devices()
    assert stage.its["device"] in {one.ref for one in lists}
    await stage.as_("office1").revoke(stage.its["device"])
    assert (await stage.client.http.get(links.slip)).status_code == 403
    signed = sign(stage.town, "table.csv", "x.y.z.2026-11-25", Reader().ref)
    clock.goes(minutes=11)
    assert (await stage.client.http.get(signed)).status_code == 403


async def test_the_list_of_another_office_is_not_in_a_signed_file_either(stage: Stage) -> None:
    ref = f"counter_reservation.day.{MINAMI}.2026-11-25"
    other = sign(stage.town, "table.csv", ref, holder_of("office2"))
    assert (await stage.client.http.get(other)).status_code == 403
    own = sign(stage.town, "table.csv", ref, holder_of("office1"))
    assert (await stage.client.http.get(own)).status_code == 200


async def ask(stage: Stage, route: str, role: str) -> httpx.Response:
    method, path = route.split(" ")
    thing = next((name for part, name in THINGS.items() if part in path), "")
    path = path.replace("{ref}", stage.its[thing] if thing else "").replace("{name}", "cancel")
    path = path.replace("{what}", "slip.pdf")
    body, query = ROUTES[route].body, ROUTES[route].query
    token = stage.world.tokens[role]
    return await stage.client.http.request(
        method,
        f"{path}?{quote(query, safe='=&:')}",
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
