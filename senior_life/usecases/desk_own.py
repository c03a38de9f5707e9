"""The lists that the core itself keeps at the desk, the same for every service.

They are views as data like those of the services, and are shown, printed and worked on like them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from senior_life.contract import (
    Action,
    Answers,
    Column,
    Kind,
    Line,
    Option,
    Person,
    Service,
    Staff,
    Step,
    Table,
    Value,
    words,
)
from senior_life.usecases import practising
from senior_life.usecases.access import Reader
from senior_life.usecases.cancelled import cancelled
from senior_life.usecases.desk_practice import HIDDEN, PRACTISE, SHOW, shown
from senior_life.usecases.stopping import LONGEST_WHY, Stopping, begin_again, stop
from senior_life.usecases.stops import Stop, standing
from senior_life.usecases.town import Town
from senior_life.words.calendar import local

_ = words("senior_life")
ACCEPTING = "accepting"
STOP, BEGIN_AGAIN = "stop-accepting", "begin-again"
CLOSED = "closed"
ACTS = {STOP, BEGIN_AGAIN, PRACTISE, SHOW}
"""Names that no action of a service has."""
TODAY, OPEN_END, HERE, EVERYWHERE = "today", "open-end", "here", "everywhere"
UNTIL = Step("until", Kind.CHOICE, _("Until when?"), _("Until"))
WHERE = Step("where", Kind.CHOICE, _("Where?"), _("Where"))
WHY = Step(
    "why",
    Kind.TEXT,
    _("Is there a reason that residents may read?"),
    _("Reason"),
    may_skip=True,
    longest=LONGEST_WHY,
)
UNTILS = (Option(TODAY, _("Only for today")), Option(OPEN_END, _("Until somebody begins again")))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody works: one place of a service. ``is_placed``: it is one of several, each of
    which serves its own bookings, so that it can stop alone."""

    service: Service
    place: Option
    staff: Staff
    is_placed: bool

    @property
    def is_all(self) -> bool:
        """Whether all of the service may be stopped from here, and begun again."""
        return not self.is_placed or not self.staff.office

    @property
    def own(self) -> str:
        """The ``place`` of its own stops."""
        return self.place.value if self.is_placed else ""


async def tables(town: Town, spot: Spot, day: date) -> Sequence[Table]:
    """Those of that day: of days to come there are none, and whether bookings are taken, and who
    sees the service, is said, and settled, on the day itself."""
    today, found = local(town.now()).date(), []
    is_booked = spot.service.provider is not None
    if is_booked and day == today:
        found.append(await _accepting(town, spot))
    if is_booked and day <= today:
        found.append(await cancelled(town, spot.service, day, spot.own))
    if spot.is_all and day == today:
        found.append(await shown(town, spot.service))
    return sorted(found, key=lambda table: not _stands_out(table))


def is_stopped(own: Sequence[Table]) -> bool:
    """Then they come first, so that nobody forgets to begin again, or to show it."""
    return any(_stands_out(table) for table in own)


def _stands_out(table: Table) -> bool:
    return any(line.state in {CLOSED, HIDDEN} for line in table.lines)


async def act(
    town: Town, reader: Reader, spot: Spot, item: str | None, action: str, answers: Answers
) -> None:
    """What one of ``tables`` offers just now."""
    if action == PRACTISE:
        await practising.begin(town, reader, spot.service)
    if action == SHOW:
        await practising.end(town, reader, spot.service)
    if action == BEGIN_AGAIN and item is not None:
        await begin_again(town, reader, item)
    if action == STOP:
        is_everywhere = spot.is_all and answers.get(WHERE.name) == EVERYWHERE
        place = "" if is_everywhere else spot.own
        is_open_end, why = answers.get(UNTIL.name) == OPEN_END, str(answers.get(WHY.name, ""))
        await stop(town, reader, Stopping(spot.service.id, place, is_open_end, why))


async def _accepting(town: Town, spot: Spot) -> Table:
    now = town.now()
    stops: Sequence[Stop] = await town.store.read(lambda s: standing(s, now))
    mine = [one for one in stops if one.service == spot.service.id and one.place in {"", spot.own}]
    columns = (
        Column("state", _("Bookings")),
        Column("where", _("Where")),
        Column("until", _("Until")),
        Column("by", _("Stopped by")),
        Column("why", _("Reason")),
    )
    return Table(
        ACCEPTING,
        _("Taking bookings: {service}", service=spot.service.name),
        columns,
        tuple(_stopped(spot, one) for one in mine) or (_open(spot),),
        () if mine else (_stop(spot),),
    )


def _open(spot: Spot) -> Line:
    return Line("open", (_("Taken"), _where(spot, spot.own), "", "", ""), state="open")


def _stopped(spot: Spot, one: Stop) -> Line:
    until = UNTILS[one.is_open_end].label
    by = _("{who}, {at:clock}", who=Person(one.by.removeprefix("staff:"), "staff"), at=one.at)
    cells = (_("Stopped"), _where(spot, one.place), until, by, one.why)
    may_end = bool(one.place) or spot.is_all
    again = (Action(BEGIN_AGAIN, _("Take bookings again")),) if may_end else ()
    return Line(one.ref, cells, again, CLOSED)


def _where(spot: Spot, place: str) -> Value:
    return spot.place.label if place else _("All of the service")


def _stop(spot: Spot) -> Action:
    """One tap and a yes: today, here and without a reason stand there already."""
    here = Option(HERE, _("Only {place}", place=spot.place.label))
    wheres = (here, Option(EVERYWHERE, _("All of the service")))
    asks_where = spot.is_placed and spot.is_all
    return Action(
        STOP,
        _("Take no more bookings"),
        asks=(UNTIL, *((WHERE,) if asks_where else ()), WHY),
        options={UNTIL.name: UNTILS, WHERE.name: wheres},
        given={UNTIL.name: TODAY, WHERE.name: HERE},
    )
