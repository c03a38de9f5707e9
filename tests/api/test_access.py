"""Every route is tried as everyone; one that ``every_route`` does not know makes it fail."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI

from senior_life.api.app import create_api
from senior_life.api.signing import sign

from .conftest import MINAMI, Stage, holder_of
from .every_route import (
    DESCRIPTION,
    DEVICES,
    EVERYONE,
    HEADS,
    MINE,
    NOBODY,
    ROUTES,
    STAFF,
    Route,
    ask,
    declared,
)

REFUSALS = {401, 403, 404}


def test_every_route_of_the_app_is_tried(stage: Stage) -> None:
    assert declared(stage.api) == set(ROUTES)


def test_a_route_that_nobody_thought_of_is_noticed(stage: Stage) -> None:
    """Also one that the description leaves out, in a router or a mounted app."""
    api, router = create_api(stage.town), APIRouter(prefix="/desk")
    router.add_api_route("/secret", lambda: "x", methods=["POST"], include_in_schema=False)
    api.include_router(router, prefix="/api")
    api.mount("/api/inside", FastAPI(openapi_url=None))
    assert declared(api) - set(ROUTES) == {"POST /api/desk/secret", "Mount /api/inside"}


def test_the_page_about_the_api_lists_every_route_and_who_may_ask() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    listed = re.findall(r"^\| ([a-z, ]+) \| ([A-Z]+) (/[^ ?]*)", page, re.MULTILINE)
    said = {bare(f"{how} /api{path}"): who for who, how, path in listed}
    assert said == {bare(one): said_of(ROUTES[one]) for one in ROUTES if one != DESCRIPTION}


def bare(route: str) -> str:
    return re.sub(r"\{[a-z]+\}", "{}", route)


def said_of(route: Route) -> str:
    if route.allowed == EVERYONE:
        return "anyone"
    if route.allowed == HEADS:
        return "admin"
    if not route.allowed:
        return "signed"
    kinds = (("device", DEVICES), ("staff", STAFF))
    return ", ".join(kind for kind, roles in kinds if {*roles} & {*route.allowed})


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


STILL_OPEN = {route for route in ROUTES if "paused" in ROUTES[route].allowed}


@pytest.mark.parametrize(
    "route", [one for one in ROUTES if "a" in ROUTES[one].allowed and one not in STILL_OPEN]
)
async def test_the_tablet_of_a_paused_resident_is_shut_for_what_is_their_own(
    stage: Stage, route: str
) -> None:
    await stage.as_("admin").suspend(stage.its["a"], "hospital")
    response = await ask(stage, route, "a")
    assert response.status_code in {403, 404}, response.text


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


async def test_a_signed_address_ends_after_minutes(stage: Stage, clock: Any) -> None:
    slip = (await stage.as_("a").links(stage.its["booking"])).slip
    clock.goes(minutes=9)
    assert (await stage.client.http.get(slip)).status_code == 200
    clock.goes(minutes=2)
    assert (await stage.client.http.get(slip)).status_code == 403
    until = re.findall(r"until=(\d+)", slip)[0]
    later = slip.replace(f"until={until}", f"until={int(until) + 600}")
    assert (await stage.client.http.get(later)).status_code == 403


async def test_a_signed_address_ends_with_the_tablet(stage: Stage) -> None:
    slip = (await stage.as_("a").links(stage.its["booking"])).slip
    assert (await stage.client.http.get(slip)).status_code == 200
    await stage.as_("office1").revoke(stage.its["device"])
    assert (await stage.client.http.get(slip)).status_code == 403


async def test_a_signed_address_of_a_paused_resident_opens_nothing(stage: Stage) -> None:
    slip = (await stage.as_("a").links(stage.its["booking"])).slip
    await stage.as_("admin").suspend(stage.its["a"], "hospital")
    assert (await stage.client.http.get(slip)).status_code in {403, 404}


async def test_the_list_of_another_office_is_not_in_a_signed_file_either(stage: Stage) -> None:
    ref = f"counter_reservation.day.{MINAMI}.2026-11-25"
    other = sign(stage.town, "table.csv", ref, holder_of("office2"))
    assert (await stage.client.http.get(other)).status_code == 403
    own = sign(stage.town, "table.csv", ref, holder_of("office1"))
    assert (await stage.client.http.get(own)).status_code == 200
