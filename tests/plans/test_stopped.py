"""A stop or a practice within plans: of one of the services nothing is booked, nothing is lost."""

from typing import Any

import pytest

from senior_life.contract import Gone
from senior_life.usecases import practice, practising, stopping, walks
from senior_life.usecases.confirming import confirm
from senior_life.usecases.stopping import Stopping
from senior_life.usecases.troubles import Unknown
from senior_life.words import plain

from .conftest import DESK, add_the_car, open_sample


async def stop(town: Any, service: str, place: str = "") -> None:
    """On every day: what is read back lies ahead."""
    await stopping.stop(town, DESK, Stopping(service, place, is_open_end=True))


async def test_a_car_that_stops_after_it_was_read_back_books_nothing_and_says_so(
    town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(town)
    view = await with_the_car(town, hanako)
    draft = view.draft
    await stop(town, "rides")
    with pytest.raises(Gone) as stopped:
        await confirm(town, hanako, draft.ref, draft.rev, draft.offers[0].id)
    assert "takes no bookings just now" in plain(stopped.value.says, "en")
    assert (await books(town).rows(), await books(town).held()) == ([], [])
    view = await walks.look(town, hanako, draft.ref)
    assert view.draft.state == "offered"
    [missing] = view.draft.beside.parts
    assert missing.offer is None
    assert "takes no bookings just now" in plain(missing.trouble, "en")
    ref = await confirm(town, hanako, draft.ref, view.draft.rev, view.draft.offers[0].id)
    assert [row.ref for row in await books(town).rows()] == [ref]


async def test_a_counter_that_stops_does_not_stop_the_other_offices(
    quick_town: Any, resident: Any, to_the_offer: Any
) -> None:
    hanako = await resident(quick_town)
    view = await to_the_offer(quick_town, hanako)
    office = view.draft.offers[0].served_at
    assert office
    await stop(quick_town, "counter_reservation", "another_office")
    view = await walks.quote(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert view.draft.state == "offered"
    await stop(quick_town, "counter_reservation", office)
    view = await walks.quote(quick_town, hanako, view.draft.ref, view.draft.rev)
    assert view.draft.state == "troubled"


async def hide(town: Any, service: str) -> None:
    await practising.begin(town, DESK, town.registry.services[service])


async def test_a_car_that_is_hidden_after_it_was_read_back_says_so_and_can_be_taken_off(
    town: Any, resident: Any, with_the_car: Any, books: Any
) -> None:
    hanako = await resident(town)
    draft = (await with_the_car(town, hanako)).draft
    await hide(town, "rides")
    with pytest.raises(Unknown):
        await confirm(town, hanako, draft.ref, draft.rev, draft.offers[0].id)
    assert await books(town).rows() == []
    view = await walks.look(town, hanako, draft.ref)
    assert view.draft.state == "offered"
    [missing] = view.draft.beside.parts
    assert (missing.offer, plain(missing.trouble, "en")) == (
        None,
        "This service is not offered here.",
    )
    view = await add_the_car(town, hanako, view, wanted=False)
    draft = view.draft
    assert draft.beside.parts == ()
    with pytest.raises(Unknown):
        await add_the_car(town, hanako, view)
    ref = await confirm(town, hanako, draft.ref, draft.rev, draft.offers[0].id)
    assert [row.ref for row in await books(town).rows()] == [ref]


async def test_another_process_that_has_not_heard_of_it_yet_asks_its_questions_all_the_same(
    store: Any, clock: Any, tmp_path: Any, mood: Any, resident: Any, to_the_offer: Any
) -> None:
    office, tablets = (open_sample(store, clock, tmp_path) for _ in range(2))
    hanako = await resident(tablets)
    await hide(office, "rides")
    assert (office.practised, tablets.practised) == ({"rides"}, set())
    view = await to_the_offer(tablets, hanako)
    assert view.draft.state == "offered"
    await practice.refresh(tablets)
    assert tablets.practised == {"rides"}
