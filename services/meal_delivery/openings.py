"""What one person can order on some days: their kitchens, rounds with room, and what they may eat.

A picture of one moment. Everything that is offered, quoted or proposed instead asks ``why_not``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Caller, Gone, Text
from senior_life.providing import JAPAN, home_of, moment
from services.meal_delivery import changes, eaters, room
from services.meal_delivery.eaters import Needs
from services.meal_delivery.kitchens import Drive, Kitchens
from services.meal_delivery.pack import Kitchen, Round
from services.meal_delivery.pack_food import Diet, Dish, MealTime
from services.meal_delivery.room import STANDS, Taken
from services.meal_delivery.sentences import FULL, ID, ORDERED, _
from services.meal_delivery.tables import Meal, Order

Span = tuple[datetime, datetime]
TOO_FAR = _("We are sorry: no kitchen comes to where you live. Please ask a person.")
OUT = _("You are out when that meal would come.")
NOT_COOKED = _("Such a meal is not cooked on that day.")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who eats: ``out`` is when they have something else to do, ``replacing`` an order that they
    would give up."""

    ref: str
    near: tuple[Kitchen, ...]
    out: tuple[Span, ...] = ()
    replacing: str = ""

    def is_in(self, day: date, one: Round | Meal) -> bool:
        """At the time of that round, or of what was promised."""
        since, until = moment(day, one.since), moment(day, one.until)
        return all(until <= starts or ends <= since for starts, ends in self.out)


async def guest_of(
    kitchens: Kitchens, who: Caller, first: date, last: date, replacing: str = ""
) -> Guest:
    """With what is on their days; a meal keeps nobody from being home. Raises Gone where nobody
    comes to their door."""
    near = kitchens.near(home_of(who))
    if not near:
        raise Gone(TOO_FAR)
    known = await kitchens.host.day(who, first, last)
    given_up = replacing or who.replacing
    elsewhere = (one for one in known if one.service != ID and one.ref != given_up)
    out = tuple((one.starts, one.ends) for one in elsewhere)
    return Guest(who.ref, near, out, given_up)


@dataclass(frozen=True)
class Openings:
    """``ordered`` are the days and meals for which they have an order that stands."""

    kitchens: Kitchens
    guest: Guest
    needs: Needs
    taken: Taken
    ordered: frozenset[tuple[date, MealTime]]

    def meals(self, day: date) -> Sequence[MealTime]:
        """What is brought on that day, to whom does not matter."""
        brought = {one.round.meal for one in self.kitchens.drives(day, self.guest.near)}
        return [meal for meal in MealTime if meal in brought]

    def diets(self, day: date, meal: MealTime) -> Sequence[Diet]:
        """What is cooked then, the kind that a doctor ordered first."""
        found = [one for one in Diet if any(self._drives(day, meal, one))]
        known = [one for one in found if self.kitchens.dish(day, meal, one)]
        return sorted(known, key=lambda one: one != self.needs.diet)

    def drive(self, day: date, meal: MealTime, diet: Diet, count: int) -> Drive | None:
        """The first round with room for them all, at whose time the guest is in."""
        for one in self._drives(day, meal, diet):
            if self.guest.is_in(day, one.round) and self.taken.left(day, one) >= count:
                return one
        return None

    def why_not(self, day: date, meal: MealTime, diet: Diet, count: int = 1) -> Text | None:
        """None: it can be ordered."""
        dish = self.kitchens.dish(day, meal, diet)
        drives = list(self._drives(day, meal, diet))
        if not self.kitchens.is_open(day):
            return closed(self.kitchens, day)
        if dish is None or not drives:
            return NOT_COOKED
        if (day, meal) in self.ordered:
            return ORDERED
        if not any(self.guest.is_in(day, one.round) for one in drives):
            return OUT
        return eaters.clash(self.kitchens, self.needs, dish) or (
            FULL if self.drive(day, meal, diet, count) is None else None
        )

    def dishes(self, day: date, meals: Sequence[MealTime]) -> Iterator[Dish]:
        """All that this guest can order of these meals."""
        for meal in meals:
            for diet in self.diets(day, meal):
                dish = self.kitchens.dish(day, meal, diet)
                if dish is not None and self.why_not(day, meal, diet) is None:
                    yield dish

    def _drives(self, day: date, meal: MealTime, diet: Diet) -> Iterator[Drive]:
        for one in self.kitchens.drives(day, self.guest.near):
            if one.round.meal == meal and diet in one.kitchen.diets:
                yield one


def closed(kitchens: Kitchens, day: date) -> Text:
    """The deadline is over; it says when it was."""
    until = kitchens.order_until(day).astimezone(JAPAN)
    return _("Orders for that day ended on {day:day}, {at:clock}.", day=until.date(), at=until)


def openings(
    session: Session, kitchens: Kitchens, guest: Guest, first: date, last: date, own: str = ""
) -> Openings:
    """``own``: a resident whose holds do not count."""
    kitchens, now = changes.seen_by(session, kitchens), kitchens.host.now()
    return Openings(
        kitchens,
        guest,
        eaters.needs_of(session, guest.ref),
        room.taken(session, first, last, now, guest.replacing, own),
        _ordered(session, guest, first, last),
    )


def _ordered(
    session: Session, guest: Guest, first: date, last: date
) -> frozenset[tuple[date, MealTime]]:
    query = select(col(Order.day), col(Order.meal)).where(
        col(Order.resident) == guest.ref,
        col(Order.day).between(first, last),
        col(Order.state).in_(STANDS),
        col(Order.ref) != guest.replacing,
    )
    return frozenset((day, MealTime(meal)) for day, meal in session.execute(query))


async def look(kitchens: Kitchens, who: Caller) -> Openings:
    """At every day that can be ordered."""
    first, last = kitchens.window()
    guest = await guest_of(kitchens, who, first, last)

    def work(session: Session) -> Openings:
        return openings(session, kitchens, guest, first, last, who.ref)

    return await kitchens.host.read(work)
