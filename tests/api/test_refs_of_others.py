"""What stands in a body opens no more than what stands in a path; nobody says who they are."""

from typing import Any

import pytest
from sqlmodel import select

from senior_life import wire
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.events import EventRow

from .conftest import Stage, agree

COUNTER = "counter_reservation"


async def sent(stage: Stage, role: str, how: str, path: str, body: Any) -> Any:
    return await stage.client.http.request(
        how,
        f"/api{path}",
        json=body,
        headers={"Authorization": f"Bearer {stage.world.tokens[role]}"},
    )


@pytest.mark.parametrize(
    ("role", "how", "path", "body"),
    [
        ("b", "POST", "/walks", {"replacing": "booking"}),
        ("spouse", "POST", "/walks", {"service": COUNTER, "replacing": "booking"}),
        ("b", "POST", "/walks", {"service": COUNTER, "around": "booking"}),
        ("spouse", "POST", "/walks", {"service": COUNTER, "around": "booking"}),
        ("b", "POST", "/help", {"walk": "walk"}),
        ("spouse", "POST", "/help", {"walk": "walk"}),
        ("b", "PUT", "/me/turn", {"resident": "a"}),
    ],
)
async def test_the_ref_of_another_in_a_body_is_refused(
    stage: Stage, role: str, how: str, path: str, body: dict[str, str]
) -> None:
    before = await everything_of_a(stage)
    body = {name: stage.its.get(value, value) for name, value in body.items()}
    answer = await sent(stage, role, how, path, body)
    assert answer.status_code in {403, 404}, answer.text
    assert await everything_of_a(stage) == before


async def everything_of_a(stage: Stage) -> Any:
    a, desk = stage.as_("a"), stage.as_("admin")
    return await a.walk(stage.its["walk"]), await a.bookings(), await desk.help_list()


@pytest.mark.parametrize("role", ["b", "spouse"])
async def test_a_tablet_begins_only_for_whose_turn_it_is(stage: Stage, role: str) -> None:
    begun = await stage.as_(role).begin(wire.BeginIn(service=COUNTER, resident=stage.its["a"]))
    assert begun.resident == stage.its[role]


async def test_the_offer_of_another_is_not_confirmed(stage: Stage) -> None:
    a, b = stage.as_("a"), stage.as_("b")
    theirs = await answered(a, await a.begin(wire.BeginIn(service=COUNTER)))
    mine = await answered(b, await b.begin(wire.BeginIn(service=COUNTER)))
    body = {"rev": mine.rev, "offer": theirs.offers[0].id}
    answer = await sent(stage, "b", "POST", f"/walks/{mine.id}/confirm", body)
    assert answer.status_code == 409
    assert await b.bookings() == []
    assert [one.ref for one in await a.bookings()] == [stage.its["booking"]]


async def answered(client: Any, walk: wire.WalkOut) -> wire.WalkOut:
    """The last of what is free: at the first time resident A is elsewhere already."""
    while walk.card:
        free = [one.value for one in walk.card.choices if not one.is_full]
        given = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=(free[-1],))
        walk = await client.answer(walk.id, given)
    return walk


@pytest.mark.parametrize(
    ("role", "claimed", "kept"),
    [
        ("b", "family", "touch"),
        ("b", "phone", "touch"),
        ("b", "counter", "touch"),
        ("b", "voice", "voice"),
        ("admin", "family", "phone"),
        ("admin", "touch", "phone"),
        ("admin", "counter", "counter"),
    ],
)
async def test_nobody_books_over_a_channel_that_is_not_theirs(
    stage: Stage, role: str, claimed: Any, kept: str
) -> None:
    client = stage.as_(role)
    whose = stage.its["b"] if role == "admin" else None
    begin = wire.BeginIn(service=COUNTER, channel=claimed, resident=whose)
    booked = await agree(client, await client.begin(begin))
    row = stage.town.store.read_now(lambda s: s.get_one(BookingRow, booked.ref))
    assert row.channel == kept
    events = stage.town.store.read_now(
        lambda s: s.exec(select(EventRow).where(EventRow.booking == booked.ref)).all()
    )
    assert {one.channel for one in events} == {kept}
