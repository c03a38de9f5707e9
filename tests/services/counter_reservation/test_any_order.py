"""Whatever people do, in whatever order: nobody has two slots, no slot has two people."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from senior_life.contract import Offer, Progress, State, Trouble
from services.counter_reservation.availability import bits
from services.counter_reservation.desk_counters import counter_item
from services.counter_reservation.tables import Booking, Claim, Hold, Pause

from .conftest import ALL_DAY, CORNER, STAFF, WARD, WEDNESDAY, Scene

PEOPLE = [f"person-{n}" for n in range(30)]
STEPS = 120
WITH_SLOT = {State.CONFIRMED, State.UNDER_WAY, State.DONE}


class Life:
    """Draws what happens next; remembers offers and bookings by person."""

    def __init__(self, scene: Scene, seed: int) -> None:
        self.scene, self.dice = scene, random.Random(seed)
        self.offers: dict[str, Offer] = {}
        self.booked: dict[str, Progress] = {}
        self.key = 0

    async def goes_on(self) -> None:
        acts: list[tuple[int, Callable[[str], Awaitable[None]]]] = [
            (8, self.quotes),
            (8, self.confirms),
            (3, self.moves),
            (3, self.waits),
            (4, self.does_what_is_offered),
            (1, self.lets_go),
            (1, self.counter_closes),
            (1, self.counter_opens),
            (2, self.time_passes),
        ]
        [act] = self.dice.choices([one for _n, one in acts], [n for n, _one in acts])
        self.key += 1
        try:
            await act(self.dice.choice(PEOPLE))
        except Trouble:
            return

    def wish(self) -> dict[str, object]:
        day = WEDNESDAY + timedelta(days=self.dice.choice((0, 0, 0, 1)))
        return {"day": day, "office": self.dice.choice((WARD, WARD, CORNER))}

    async def quotes(self, who: str) -> None:
        time = self.dice.choice(ALL_DAY)
        self.offers[who] = await self.scene.quote(time, who, **self.wish())

    async def confirms(self, who: str) -> None:
        for person in [who, *PEOPLE]:
            if person in self.offers:
                offer = self.offers.pop(person)
                me = self.scene.who(person)
                done = await self.scene.provider.confirm(me, offer, f"yes-{self.key}")
                self.booked[person] = done
                return

    async def moves(self, who: str) -> None:
        for person in [who, *self.booked]:
            if person in self.booked:
                time, ref = self.dice.choice(ALL_DAY), self.booked[person].ref
                me, answers = self.scene.who(person), self.scene.at(time, **self.wish())
                key = f"walk-{person}"
                [offer] = await self.scene.provider.quote(me, answers, key, ref)
                self.offers[person] = offer
                return

    async def waits(self, who: str) -> None:
        left_out = {"time", self.dice.choice(("period", "time"))}
        answers = {k: v for k, v in self.scene.at(**self.wish()).items() if k not in left_out}
        me = self.scene.who(who)
        [offer] = await self.scene.provider.quote(me, answers, f"walk-{who}", standby=True)
        self.booked[who] = await self.scene.provider.confirm(me, offer, f"yes-{self.key}")

    async def does_what_is_offered(self, who: str) -> None:
        person = who if who in self.booked else next(iter(self.booked), "")
        if not person:
            return
        seen = await self.scene.status(self.booked[person], person)
        names = [one.name for one in seen.actions if one.name != "change"]
        if names:
            await self.scene.act(seen, self.dice.choice(names), person, f"act-{self.key}")

    async def lets_go(self, who: str) -> None:
        if who in self.offers:
            await self.scene.provider.release(self.offers.pop(who).hold)

    async def counter_closes(self, _who: str) -> None:
        counter = self.dice.choice(("ward_1", "ward_2", "corner_1"))
        since = self.dice.choice(("09:00", "10:00", "13:00"))
        item, until = counter_item(counter, WEDNESDAY), f"{int(since[:2]) + 1:02}:30"
        answers = {"since": since, "until": until, "reason": ""}
        now = self.scene.clock()
        await self.scene.desk.act(STAFF, item, "close", answers, f"c-{self.key}", now)

    async def counter_opens(self, _who: str) -> None:
        open_again = select(Pause.ref).where(Pause.lifted_at == None)  # noqa: E711
        found = await self.scene.host.read(lambda s: s.exec(open_again).first())
        if found:
            now = self.scene.clock()
            await self.scene.desk.act(STAFF, found, "reopen", {}, f"o-{self.key}", now)

    async def time_passes(self, _who: str) -> None:
        self.scene.clock.goes(minutes=self.dice.choice((1, 5, 15)))
        await self.scene.provider.upkeep()


def faults(session: Session) -> list[str]:
    """What may never be, read from the tables."""
    claims = session.exec(select(Claim)).all()
    owned = Counter(claim.slot for claim in claims)
    holds = {one.slot: one for one in session.exec(select(Hold)).all()}
    bookings = session.exec(select(Booking)).all()
    found = []
    for one in bookings:
        has, proposed = owned[one.slot] if one.slot else 0, holds.get(one.proposal)
        wanted = one.units if one.state in WITH_SLOT else 0
        if has != wanted:
            found.append(f"{one.number} is {one.state} and has {has} of {wanted} units")
        if (one.state == State.PROPOSED) != (proposed is not None):
            found.append(f"{one.number} is {one.state}, its proposal {proposed}")
    known = set(holds) | {one.slot for one in bookings if one.slot}
    found += [f"nobody owns {claim}" for claim in claims if claim.slot not in known]
    found += _in_closed_time(session, bookings)
    return found


def _in_closed_time(session: Session, bookings: object) -> list[str]:
    pauses = session.exec(select(Pause).where(Pause.lifted_at == None)).all()  # noqa: E711
    return [
        f"{one.number} stands in closed time"
        for one in bookings  # type: ignore[attr-defined]
        for pause in pauses
        if one.state == State.CONFIRMED
        and (one.day, one.counter) == (pause.day, pause.counter)
        and bits(one.first, one.first + one.units) & bits(pause.since, pause.until)
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_no_slot_is_lost_or_given_twice(scene: Scene, seed: int) -> None:
    life = Life(scene, seed)
    for _ in range(STEPS):
        await life.goes_on()
        assert not await scene.host.read(faults)
    states = await scene.host.read(lambda s: set(s.exec(select(Booking.state)).all()))
    assert {State.CONFIRMED, State.CANCELLED} <= states
