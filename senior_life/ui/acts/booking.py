"""What can be done to a booking: its actions, asked and read back before they are done."""

from dataclasses import replace

from senior_life import wire
from senior_life.ui import shown
from senior_life.ui.acts.errand import begin
from senior_life.ui.acts.opening import open_at
from senior_life.ui.acts.papers import papers
from senior_life.ui.visit import Act, Visit


def see(ref: str, before: str) -> Act:
    """A booking, from a list or a notice to which back leads again."""

    async def act(visit: Visit) -> shown.Shown | None:
        found = await open_at(f"/booking/{ref}")(visit)
        return replace(found, before=before) if isinstance(found, shown.Booked) else found

    return act


def start(booked: shown.Booked, action: wire.ActionOut) -> Act:
    """Change begins the errand again; others are asked about, or done at once."""

    async def act(visit: Visit) -> shown.Shown | None:
        booking = booked.booking
        if action.name == "change":
            return await begin(booking.service, replacing=booking.ref)(visit)
        following = shown.Booked(booking, action, before=booked.before)
        if action.asks or action.warns is not None:
            return following
        return await finish(following)(visit)

    return act


def answer_action(booked: shown.Booked, card: wire.Card, values: tuple[str, ...]) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        following = replace(booked, answers=(*booked.answers, (card.step, values)), picked=())
        if following.asked is None and booked.action and booked.action.warns is None:
            return await finish(following)(visit)
        return following

    return act


def answer_action_typed(booked: shown.Booked, card: wire.Card) -> Act:
    async def act(visit: Visit) -> shown.Shown | None:
        typed = visit.typed(card.step).strip()
        if not typed and not card.may_skip:
            return None
        return await answer_action(booked, card, (typed,) if typed else ())(visit)

    return act


def finish(booked: shown.Booked) -> Act:
    """Does it; the answer is the booking as it stands afterwards."""

    async def act(visit: Visit) -> shown.Shown | None:
        if booked.action is None:
            return booked
        answers: dict[str, str | tuple[str, ...]] = {
            step: values[0] if len(values) == 1 else values
            for step, values in booked.answers
            if values
        }
        sent = wire.ActIn(seq=booked.booking.seq, answers=answers)
        after = await visit.client.act(booked.booking.ref, booked.action.name, sent)
        links = await papers(visit, after)
        return shown.Booked(after, links=links, before=booked.before)

    return act


def keep(booked: shown.Booked) -> Act:
    """Changed their mind: the booking stays as it is."""

    async def act(visit: Visit) -> shown.Shown | None:
        links = await papers(visit, booked.booking)
        return shown.Booked(booked.booking, links=links, before=booked.before)

    return act


def look_again(booked: shown.Booked) -> Act:
    """While it is looked at: a vehicle comes nearer, or is late. Not while something is asked."""

    async def act(visit: Visit) -> shown.Shown | None:
        here, ref = visit.shown, booked.booking.ref
        if not isinstance(here, shown.Booked) or here.booking.ref != ref or here.action:
            return None
        fresh = await visit.client.booking(ref)
        return None if fresh == here.booking else replace(here, booking=fresh)

    return act
