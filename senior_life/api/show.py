"""From what the use cases give to what goes over the wire: every sentence in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from senior_life.api.beside import along_of, with_others, with_parts
from senior_life.api.pictures import map_out
from senior_life.api.problems import problem_of
from senior_life.api.saying import MADE_BY, STATES, hour_of, shares_of, undo, when_of
from senior_life.api.series import button_of, days_of, with_series
from senior_life.contract import (
    TOWN_DESK,
    Action,
    Channel,
    Name,
    Offer,
    Option,
    Phone,
    Row,
    Service,
    State,
    Step,
    Text,
    Value,
    words,
)
from senior_life.flows.states import OVER
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed, by_telephone
from senior_life.usecases.drafts import Draft, rows
from senior_life.usecases.late import UNDOING
from senior_life.usecases.moving import View
from senior_life.usecases.questions import Day, Page
from senior_life.usecases.today import Today
from senior_life.usecases.town import Town
from senior_life.usecases.ways_back import begun_from, way_back
from senior_life.wire import (
    ActionOut,
    BookingOut,
    Card,
    Choice,
    DayOut,
    DraftOut,
    Entry,
    OfferOut,
    Reminder,
    RowOut,
    TodayOut,
    WalkOut,
)
from senior_life.words import Words, render
from senior_life.words.calendar import TOKYO

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Show:
    """For one reader: their language, today, and the names that they may see."""

    town: Town
    language: str
    today: date
    people: Mapping[str, Name] = field(default_factory=dict)
    at_desk: bool = False
    holder: str = ""

    def words(self, value: Value) -> Words:
        return render(value, self.language, self.today, self.people)

    def maybe(self, value: Value | None) -> Words | None:
        return None if value is None else self.words(value)

    def walk(self, view: View) -> WalkOut:
        draft = view.draft
        return WalkOut(
            id=draft.ref,
            service=draft.service.id,
            service_name=self.words(draft.service.name),
            resident=draft.who.ref,
            rev=draft.rev,
            position=draft.walk.position,
            length=draft.walk.length,
            state=draft.state,
            card=self.card(view.card, draft.walk.chosen) if view.card else None,
            offers=tuple(self._read_back(draft, offer) for offer in draft.offers),
            trouble=problem_of(draft.trouble, self.language) if draft.trouble else None,
            rows=self.rows(rows(draft)),
            booking=draft.booking,
            replacing=draft.replacing,
            begun_from=begun_from(draft),
            back=way_back(draft).value,
            typed=draft.typed,
        )

    def card(self, page: Page, chosen: Sequence[str] = ()) -> Card:
        step = page.step
        return Card(
            step=step.name,
            kind=step.kind,
            ask=self.words(step.ask),
            hint=self.maybe(step.hint),
            choices=tuple(self._choice(option, page) for option in page.choices),
            page=page.number,
            has_more=page.has_more,
            may_skip=step.may_skip,
            many=step.many,
            chosen=tuple(chosen),
            lowest=step.lowest,
            highest=step.highest,
            longest=step.longest,
            accepts=step.accepts,
            days=tuple(self._day(day) for day in page.days),
        )

    def offer(self, service: Service, offer: Offer) -> OfferOut:
        return OfferOut(
            id=offer.id,
            summary=self.words(offer.summary),
            rows=self.rows(offer.rows),
            price_yen=offer.price_yen,
            undo_says=self.words(undo(offer.undo_until)),
            undo_until=offer.undo_until,
            holds_until=offer.holds_until,
            is_standby=offer.is_standby,
            shares=self.maybe(shares_of(service)),
            picture=map_out(self.words, offer.picture),
        )

    def _read_back(self, draft: Draft, offer: Offer) -> OfferOut:
        """An offer with what is booked under the same yes."""
        out = with_parts(self, draft, offer, self.offer(draft.service, offer))
        return with_series(self, draft, offer, out)

    def rows(self, lines: Sequence[Row]) -> tuple[RowOut, ...]:
        return tuple(
            RowOut(label=self.words(row.label), says=self.words(row.says), step=row.step)
            for row in lines
        )

    def booking(self, found: Followed) -> BookingOut:
        service, progress, told = found.service, found.progress, found.told
        phone, next_ = self.phone(service), progress.next if progress else None
        out = BookingOut(
            ref=found.ref,
            service=service.id,
            service_name=self.words(service.name),
            icon=service.icon,
            family=service.family,
            number=progress.number if progress else "",
            state=found.state,
            says=self.words(found.says),
            title=self.words(found.offer.title or found.offer.summary),
            state_says=self.words(STATES[found.state]),
            when=self.maybe(when_of(found)),
            starts=found.starts,
            ends=found.ends,
            where=self.maybe(told.where),
            rows=self.rows(told.rows),
            bring=tuple(self.words(b) for b in told.bring),
            next=self.maybe(next_ if found.is_offered else None),
            undo_until=found.undo_until,
            undo_says=self.maybe(_changed_how(found, phone, self.town.now())),
            actions=self._left(found),
            made_by=self.words(MADE_BY[Channel(found.channel)]),
            phone=phone.number,
            phone_says=self.words(phone),
            offers=self._proposed(found),
            seq=found.seq,
            picture=map_out(self.words, told.picture),
            weekly=tuple(self.words(one) for one in days_of(found)),
            habit=found.habit.ref if found.habit and found.habit.is_open else "",
            could_repeat=self.maybe(button_of(found.service) if found.may_be_weekly else None),
        )
        return with_others(self, found, out)

    def phone(self, service: Service) -> Phone:
        """Whom to call about it."""
        return _phone(self.town, service)

    def _left(self, found: Followed) -> tuple[ActionOut, ...]:
        """What may still be done; for the desk the provider decides what is too late."""
        is_late = found.is_late(self.town.now()) and not self.at_desk
        left = (one for one in found.actions if not (is_late and one.name in UNDOING))
        return tuple(self._action(one) for one in left)

    def day(self, today: Today) -> TodayOut:
        return TodayOut(
            day=today.day,
            says=self.words(today.day),
            holiday=self.maybe(today.holiday),
            greeting=self.words(today.greeting),
            entries=tuple(self._entry(found) for found in today.entries),
            reminders=tuple(
                Reminder(
                    ref=notice.ref,
                    says=self.words(notice.says),
                    booking=notice.booking,
                    at=notice.at,
                    kind=notice.kind,
                )
                for notice in today.reminders
            ),
            drafts=tuple(
                DraftOut(walk=b.walk, service=b.service.id, says=self.words(b.says))
                for b in today.drafts
            ),
        )

    def _choice(self, option: Option, page: Page) -> Choice:
        return Choice(
            value=option.value,
            label=self.words(option.label),
            note=self.maybe(option.note),
            icon=option.icon,
            is_full=option.is_full,
            along=along_of(self, page.along.get(option.value, ())),
        )

    def _day(self, day: Day) -> DayOut:
        return DayOut(
            day=day.day,
            says=self.words(day.day),
            state=day.state,
            note=self.maybe(day.note),
        )

    def _action(self, action: Action) -> ActionOut:
        return ActionOut(
            name=action.name,
            label=self.words(action.label),
            warns=self.maybe(action.warns),
            asks=tuple(self.card(_asked(action, step)) for step in action.asks),
        )

    def _proposed(self, found: Followed) -> tuple[OfferOut, ...]:
        is_asked = found.progress is not None and found.state is State.PROPOSED
        offer = found.progress.offer if found.progress and is_asked else None
        return (self.offer(found.service, offer),) if offer else ()

    def _entry(self, found: Followed) -> Entry:
        assert found.starts is not None  # noqa: S101 -- a day lists what has a time
        return Entry(
            booking=found.ref,
            service=found.service.id,
            icon=found.service.icon,
            family=found.service.family,
            when=self.words(hour_of(found)),
            says=self.words(found.offer.summary),
            state=found.state,
            starts=found.starts,
            news=self.maybe(found.progress.news if found.progress else None),
        )


def show_to(reader: Reader, town: Town) -> Show:
    people = {reader.resident: Name(reader.name, "")} if reader.resident else {}
    today = town.now().astimezone(TOKYO).date()
    return Show(town, reader.language, today, people, reader.is_staff, reader.holder)


def _phone(town: Town, service: Service) -> Phone:
    """The service's own number, or the town desk's."""
    if service.phone is None or service.phone == TOWN_DESK:
        desk: Phone = town.pack.phone
        return desk
    return service.phone


def _changed_how(found: Followed, phone: Phone, now: datetime) -> Text | None:
    if found.state not in OVER and not found.is_offered:
        return by_telephone(phone)
    is_asked = found.state is State.PROPOSED  # what follows says until when to answer
    if is_asked or found.undo_until is None or found.is_late(now):
        return None
    return undo(found.undo_until)


def _asked(action: Action, step: Step) -> Page:
    return Page(step, action.options.get(step.name, ()))
