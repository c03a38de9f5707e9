"""Whoever practises, and what the desk does so that they can."""

from typing import Any

from sqlmodel import col, select

from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.people import ResidentRow
from senior_life.usecases import practising
from senior_life.usecases.access import Reader
from senior_life.usecases.confirming import confirm


async def hide(town: Any, desk: Any) -> None:
    await practising.begin(town, desk, town.registry.services["chat"])


async def show(town: Any, desk: Any) -> None:
    await practising.end(town, desk, town.registry.services["chat"])


async def practiser(town: Any) -> Reader:
    """Whoever holds the tablet that was paired to practise."""
    asked = select(ResidentRow.ref).where(col(ResidentRow.is_practice))
    [ref] = await town.store.read(lambda s: s.exec(asked).all())
    return Reader(device="p1", resident=ref, household=(ref,))


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def states(town: Any) -> list[str]:
    return list(await town.store.read(lambda s: s.exec(select(BookingRow.state)).all()))
