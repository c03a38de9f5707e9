"""The rows of a yes: one booking, or the bookings of a plan, as they are asked for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from senior_life.contract import Appointment, Offer, Service, State
from senior_life.direct import Direct
from senior_life.flows.states import PlanState
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.habits import HABIT_OPEN, HabitRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.types import table
from senior_life.storage.values import to_json
from senior_life.usecases.beside import Part
from senior_life.usecases.companions import appointment
from senior_life.usecases.drafts import Draft, service_of
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import own_answers

INSERT = Direct(insert(table(BookingRow)))


def write_plan(s: Session, town: Town, draft: Draft, now: datetime) -> str:
    """The plan that the bookings of this yes belong to; its key is that of the yes."""
    plan = PlanRow(
        ref=new_ref(now),
        key=draft.key,
        town=town.id,
        resident=draft.who.ref,
        service=draft.service.id,
        walk=draft.ref,
        state=PlanState.REQUESTED.value,
        requested_at=now,
        changed_at=now,
    )
    s.add(plan)
    return plan.ref


def write_habit(s: Session, town: Town, draft: Draft, plan: str, now: datetime) -> str:
    """That it shall be every week; empty: it shall not."""
    series = draft.beside.series
    if series is None or series.weekly is None or draft.service.repeats is None:
        return ""
    step = draft.service.repeats.step
    answers = {name: said for name, said in own_answers(draft.walk).items() if name != step}
    habit = HabitRow(
        ref=new_ref(now),
        town=town.id,
        resident=draft.who.ref,
        service=draft.service.id,
        plan=plan,
        answers=to_json(answers),
        weekly=to_json(series.weekly),
        seen_until=series.seen_until,
        waits=series.waits,
        made_by=draft.who.made_by,
        channel=draft.who.channel.value,
        state=HABIT_OPEN,
        made_at=now,
        next_at=now,
    )
    s.add(habit)
    return habit.ref


def agreed_to(town: Town, draft: Draft, offer: Offer) -> list[tuple[Service, Offer]]:
    """All that is agreed to by one yes, and with whom."""
    parts = draft.beside.of(offer.id)
    beside = [(service_of(town, one.service), one.offer) for one in parts if one.offer]
    return [(draft.service, offer), *beside]


def bookings_of(
    town: Town,
    draft: Draft,
    offer: Offer,
    ref: str,
    plan: str,
    now: datetime,
    habit: str = "",
) -> Iterator[dict[str, Any]]:
    """The errand's own booking, named ``ref``, first; ``plan`` empty: it is the only one."""
    beside = draft.beside
    parts = [part for part in beside.of(offer.id) if part.offer and not part.gives_way]
    refs = {part.name: new_ref(now) for part in parts}
    leads = {part.name: part.offer for part in parts if part.offer}
    first = _row(town, draft, draft.service.id, draft.key, offer, now)
    yield {
        **first,
        "ref": ref,
        "plan": plan or None,
        "is_whole": not plan,
        "goes_with": beside.booking or None,
        "around": to_json(beside.around),
        "habit": habit or None,
    }
    for part in parts:
        assert part.offer is not None  # noqa: S101 -- chosen above
        row = _row(town, draft, part.service, f"{draft.key}-{part.name}", part.offer, now)
        is_alone = part.lead == part.name
        made_for = _made_for(part, leads.get(part.lead) or offer)
        yield {
            **row,
            "ref": refs[part.name],
            "plan": plan,
            "is_whole": False,
            "goes_with": None if is_alone else refs.get(part.lead) or beside.booking or ref,
            "around": to_json(None if is_alone else beside.around or made_for),
            "habit": habit or None,
        }


def _made_for(part: Part, offer: Offer) -> Appointment | None:
    """A ride back was made for the ride there, wherever that may lead."""
    if part.around is not None or offer.starts is None or offer.ends is None:
        return part.around
    return appointment(offer) or Appointment(
        offer.place, offer.title or offer.summary, offer.starts, offer.ends
    )


def _row(
    town: Town, draft: Draft, service: str, key: str, offer: Offer, now: datetime
) -> dict[str, Any]:
    return {
        "ref": new_ref(now),
        "key": key,
        "town": town.id,
        "resident": draft.who.ref,
        "service": service,
        "provider_ref": "",
        "walk": draft.ref,
        "state": State.REQUESTED.value,
        "seq": 0,
        "made_by": draft.who.made_by,
        "channel": draft.who.channel.value,
        "starts": offer.starts,
        "ends": offer.ends,
        "offer": to_json(offer),
        "progress": None,
        "requested_at": now,
        "changed_at": now,
    }
