"""Where one waits: drawn and said alike, for whoever has to walk to a stop."""

from datetime import date

import pytest

from senior_life.contract import Map, Mark, Offer
from senior_life.storage.values import from_json, to_json
from senior_life.words import render
from services.on_demand_transport.ground import eighth

from .conftest import Scene

SOUTH = "34.4876,135.5066"  # 220 metres to the south of the stop


async def offer_from(scene: Scene, home: str, **answers: str) -> Offer:
    who = scene.who("walker", home=home)
    return (await scene.provider.quote(who, scene.to(**answers), "walk"))[0]


def said(plan: Map) -> str:
    return " ".join(render(one, "en", date(2026, 11, 24)).text for one in plan.says)


def states(plan: Map) -> dict[str, Mark]:
    return {one.state: one for one in plan.marks}


async def test_the_walk_leads_from_the_own_door_to_the_stop(scene: Scene) -> None:
    plan = (await offer_from(scene, SOUTH)).picture
    assert plan is not None
    marks = states(plan)
    [way] = plan.ways
    assert way.points == ((34.4876, 135.5066), (34.4896, 135.5066))
    assert (marks["start"].lat, marks["goal"].lat) == (34.4876, 34.4896)
    assert "near_home" in said(plan)
    assert "Your home it lies to the north, about 5 minutes on foot" in said(plan)


async def test_the_plan_stays_with_the_ride_and_its_change(scene: Scene) -> None:
    offer = await offer_from(scene, SOUTH)
    done = await scene.provider.confirm(scene.who("walker"), offer, "yes")
    assert done.picture == offer.picture
    later = await scene.provider.quote(
        scene.who("walker", home=SOUTH), scene.to("14:00"), "later", done.ref
    )
    moved = await scene.provider.confirm(scene.who("walker"), later[0], "yes-later")
    assert moved.picture == offer.picture
    assert from_json(to_json(moved)).picture == moved.picture


async def test_who_is_fetched_at_the_door_needs_none(scene: Scene) -> None:
    who = scene.who("old", birth_date="1944-03-12")
    [offer, *_more] = await scene.provider.quote(who, scene.to(), "old")
    assert offer.picture is None


async def test_a_stop_that_was_chosen_by_name_has_no_walk(scene: Scene) -> None:
    plan = (await offer_from(scene, SOUTH, origin="near_home")).picture
    assert plan is not None
    assert plan.ways == ()
    assert "start" not in states(plan)
    assert "on foot" not in said(plan)


async def test_without_a_landmark_near_one_farther_off_is_pointed_to(scene: Scene) -> None:
    plan = (await offer_from(scene, SOUTH)).picture
    assert plan is not None
    assert "far" in states(plan)
    assert "Izumigaoka Station is about 750 metres to the north-east of it." in said(plan)


@pytest.mark.parametrize(
    ("lat", "lon", "direction"),
    [(1, 0, 0), (1, 1, 1), (0, 1, 2), (-1, 1, 3), (-1, 0, 4), (-1, -1, 5), (0, -1, 6), (1, -1, 7)],
)
def test_a_direction_is_one_of_eight(lat: int, lon: int, direction: int) -> None:
    here = (34.49, 135.50)
    there = (here[0] + lat * 0.001, here[1] + lon * 0.001 / 0.824)
    assert eighth(here, there) == direction
