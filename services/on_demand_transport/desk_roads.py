"""The router, or the extract in its place, as its town's desk sees it: whether it answers, and what
its times make late."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from senior_life.contract import Column, Line, Several, Table, Text, Value
from senior_life.providing import JAPAN
from services.on_demand_transport import booked, sheets
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.pack_router import Router
from services.on_demand_transport.routers import Fault
from services.on_demand_transport.sentences import _, clock_of
from services.on_demand_transport.tables import RouterState

FAULTS: dict[Fault, Text] = {
    Fault.SILENT: _("It has not answered since {day:near}, {at:clock}."),
    Fault.REFUSED: _("It has refused to answer since {day:near}, {at:clock}."),
    Fault.STRANGE: _("It has answered with what cannot be since {day:near}, {at:clock}."),
    Fault.ABSENT: _("What reads it is not installed, since {day:near}, {at:clock}."),
    Fault.MISSING: _("It has not been in the town pack since {day:near}, {at:clock}."),
    Fault.BROKEN: _("It could not be read to its end, since {day:near}, {at:clock}."),
    Fault.ELSEWHERE: _("It has no roads near the stops, since {day:near}, {at:clock}."),
    Fault.UNMADE: _("No graph could be made of it, since {day:near}, {at:clock}."),
    Fault.MAKING: _("Its roads are being made ready since {day:near}, {at:clock}."),
}
MEANWHILE = _(
    "Ways not measured yet are reckoned from straight lines. The router is asked again by itself."
)
STRAIGHT = _("Ways not measured yet are reckoned from straight lines.")
TO_DO: dict[str, Text] = {
    Fault.ABSENT: _(
        "Straight lines are reckoned with. Please have “smart-senior-life[roads]” installed."
    ),
    Fault.MISSING: _("Straight lines are reckoned with. Please have the file put back."),
    Fault.BROKEN: _("Straight lines are reckoned with. Please have the file copied again."),
    Fault.ELSEWHERE: _(
        "Straight lines are reckoned with. Please have the extract of this region put in its place."
    ),
    Fault.UNMADE: _(
        "Straight lines are reckoned with. Please have the room on the disk looked at."
    ),
}
"""Of an extract; the rest comes right by itself."""


def beside(
    lists: tuple[Table, ...], session: Session, network: Network, day: Day
) -> tuple[Table, ...]:
    """One more list where the town has a router: above the others while it is in trouble."""
    if network.source is None:
        return lists
    row = sheets.state(session, network)
    roads = _table(session, network, network.source, row, day)
    return (roads, *lists) if row and row.fault else (*lists, roads)


def _table(
    session: Session, network: Network, router: Router | Extract, row: RouterState | None, day: Day
) -> Table:
    columns = (
        Column("router", _("Router") if isinstance(router, Router) else _("Map data")),
        Column("state", _("State")),
        Column("meanwhile", _("Until then")),
        Column("known", _("Ways measured")),
        Column("late", _("Rides that will be late")),
    )
    known, whole = network.known.share
    cells: tuple[Value, ...] = (
        router.host,
        _state(row),
        _meanwhile(router, row.fault) if row and row.fault else "",
        _("{known} of {whole}", known=known, whole=whole),
        _late(session, day),
    )
    line = Line("roads", cells, (), row.fault if row else "")
    return Table("roads", _("Travel times of roads"), columns, (line,))


def _meanwhile(router: Router | Extract, fault: str) -> Value:
    if isinstance(router, Router):
        return MEANWHILE
    return TO_DO.get(fault, STRAIGHT)


def _state(row: RouterState | None) -> Text:
    if row is None or (not row.fault and row.answered_at is None):
        return _("It was not asked yet.")
    if row.fault and row.since:
        return replace(FAULTS[Fault(row.fault)], values=_when(row.since))
    return _("It answered last {day:near}, {at:clock}.", **_when(row.answered_at or row.next_at))


def _when(at: datetime) -> dict[str, Value]:
    return {"day": at.astimezone(JAPAN).date(), "at": clock_of(at)}


def _late(session: Session, day: Day) -> Value:
    """By number: what was promised stays promised, also when other times are measured."""
    late = dict.fromkeys(one.ride for one in day.fleet.broken())
    rides = [booked.of_trip(session, trip) for trip in late]
    numbers = tuple(ride.number for ride in rides if ride)
    return _("{all}", all=Several(numbers)) if numbers else _("None")
