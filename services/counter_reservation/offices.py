"""The town's offices, counters and topics, ready to be asked: who serves what, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from senior_life.contract import Channel, Host, Name, Phone
from senior_life.providing import is_working, today
from services.counter_reservation import availability, pack
from services.counter_reservation.availability import UNIT_MINUTES
from services.counter_reservation.pack import Closure, Counter, Mode, Office, Quota, Rules, Topic

KEPT_DAYS = 20_000  # opening hours worked out and remembered, counters times days


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visit needs from a counter, whenever it is."""

    topics: tuple[str, ...]
    mode: Mode
    channel: Channel
    office: str = ""  # empty: any


class Offices:
    """Made once for each provider; holds no bookings."""

    def __init__(self, host: Host) -> None:
        files = host.pack
        self.host = host
        self.keys_forgotten_on: date | None = None
        self.rules: Rules = files["offices.yaml"].rules
        self.offices: dict[str, Office] = {one.id: one for one in files["offices.yaml"].offices}
        self.counters: dict[str, Counter] = {one.id: one for one in files["counters.yaml"].root}
        self.topics: dict[str, Topic] = {one.id: one for one in files["topics.yaml"].root}
        self.quotas: dict[str, Quota] = {one.counter: one for one in files["quotas.csv"].root}
        self.closures: tuple[Closure, ...] = files["closures.csv"].root
        self.grid = availability.grid(self.rules.starts_every_minutes)
        self._open: dict[tuple[str, date], int] = {}

    # --- names ---

    def office_name(self, office: str) -> Name:
        """Of an office that has left the pack since, its id: old bookings still name it."""
        known = self.offices.get(office)
        if known is not None and known.name is not None:
            return known.name.name
        place = self.host.places.get(office)
        return place.name if place else Name(office, office)

    def where(self, office: str, counter: str) -> Name:
        """Office, floor and number of the counter in one name."""
        house, desk = self.office_name(office), self.counters.get(counter)
        if desk is None:
            return house
        at = desk.where
        english = f"{house.english or house.text}, {at.english or at.text}"
        return Name(f"{house.text} {at.text}", f"{house.kana} {at.kana}", english)

    def phone(self, office: str) -> Phone:
        known = self.offices.get(office)
        return Phone(known.phone) if known and known.phone else self.host.phone

    def calls(self, office: str, mode: Mode) -> Name | None:
        """How the office calls, in the pack's words; None: the resident goes there."""
        known = self.offices.get(office)
        by = {Mode.PHONE: known.by_phone, Mode.VIDEO: known.by_video} if known else {}
        said = by.get(mode)
        return said.name if said else None

    def topic_names(self, topics: Iterable[str]) -> tuple[Name, ...]:
        return tuple(self.topics[one].name.name for one in topics if one in self.topics)

    def bring(self, topics: Iterable[str]) -> tuple[Name, ...]:
        things = (n.name for one in topics if one in self.topics for n in self.topics[one].bring)
        return tuple(dict.fromkeys(things))

    # --- who serves what ---

    def knows(self, wanted: Wanted) -> bool:
        """Whether the pack still has what was asked for then."""
        return set(wanted.topics) <= self.topics.keys() and wanted.office in self.offices

    def units(self, topics: Iterable[str]) -> int:
        """Several topics in one visit take one after the other."""
        return sum(self.topics[one].minutes for one in topics) // UNIT_MINUTES

    def serving(self, wanted: Wanted) -> tuple[Counter, ...]:
        """Counters that take all topics in that mode; those that can do little else first."""
        if any(wanted.mode not in self.topics[one].modes for one in wanted.topics):
            return ()
        found = [
            one
            for one in self.counters.values()
            if wanted.office in {"", one.office}
            and wanted.mode in one.modes
            and set(wanted.topics) <= set(one.topics)
            and self.lanes(one.id, wanted.channel)
        ]
        return tuple(sorted(found, key=lambda one: len(one.topics)))

    def lanes(self, counter: str, channel: Channel) -> Sequence[int]:
        """Those that a request may take; staff take the reserved ones first."""
        quota = self.quotas[counter]
        match channel:
            case Channel.PHONE:
                return range(quota.call_centre - 1, -1, -1)
            case Channel.COUNTER:
                return range(quota.at_counter - 1, -1, -1)
            case _:
                return range(quota.public)

    # --- when ---

    def open_units(self, counter: str, day: date) -> int:
        """Opening hours without breaks, holidays and the closures of the pack."""
        found = self._open.get((counter, day))
        if found is None:
            found = self._work_out(self.counters[counter], day)
            if len(self._open) > KEPT_DAYS:
                self._open.clear()  # perhaps by another thread, too
            self._open[counter, day] = found
        return found

    def _work_out(self, counter: Counter, day: date) -> int:
        hours: tuple[pack.Hours, ...] = counter.hours or self.offices[counter.office].hours
        closed = availability.closed_units(
            one
            for one in self.closures
            if one.office == counter.office
            and one.counter in {None, counter.id}
            and one.first_day <= day <= one.last_day
        )
        is_holiday = self.host.holiday(day) is not None
        return availability.open_units(hours, day, is_holiday) & ~closed

    def today(self) -> date:
        return today(self.host)

    def bookable(self, channel: Channel) -> tuple[date, date]:
        """The first and the last day; at the counter itself today is one."""
        now, rules = self.today(), self.rules
        last = now + timedelta(days=rules.last_day)
        if channel is Channel.COUNTER:
            return now, last
        counts_working = rules.first_day_counts == "working_days"
        first = availability.first_bookable(
            now, rules.first_day, partial(is_working, self.host), counts_working
        )
        return first, last

    def earliest(self) -> datetime:
        """A visit begins no sooner than this, so that a person can get there."""
        return self.host.now() + timedelta(minutes=self.rules.notice_minutes)
