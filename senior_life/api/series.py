"""An errand of several days as it goes over the wire: its days, each kept or with the reason."""

from collections.abc import Sequence
from typing import Protocol

from senior_life.contract import Label, Offer, Row, Service, Several, Text, Value, words
from senior_life.usecases.beside import Day, Series
from senior_life.usecases.drafts import Draft
from senior_life.usecases.following import Followed
from senior_life.usecases.repeating import may_repeat
from senior_life.usecases.weekly import ALSO, DAYS, every_week
from senior_life.wire import DayOfWeekOut, OfferOut, RowOut, SeriesOut
from senior_life.words import Words

_ = words("senior_life")


class Shows(Protocol):
    """What ``Show`` can do for this file."""

    def words(self, value: Value) -> Words: ...
    def maybe(self, value: Value | None) -> Words | None: ...
    def rows(self, lines: tuple[Row, ...]) -> tuple[RowOut, ...]: ...


def button_of(service: Service) -> Label | None:
    """What makes it one of every week."""
    return service.repeats.label if service.repeats else None


def days_of(found: Followed) -> Sequence[Text]:
    """Of which habit a booking is a day, or on which other days the same was booked."""
    if found.habit:
        return found.habit.says
    if not found.also_on:
        return ()
    days = Several(tuple(_("{day:day}", day=one) for one in found.also_on))
    return (_("The same is booked on: {days}", days=days),)


def with_series(show: Shows, draft: Draft, offer: Offer, out: OfferOut) -> OfferOut:
    """``out`` with all its days; or, where it is booked once, with the button."""
    series = draft.beside.series
    if series is None:
        could = button_of(draft.service) if may_repeat(draft, offer) else None
        return out.model_copy(update={"could_repeat": show.maybe(could)})
    often = show.rows((_often(series),))
    step = draft.service.repeats.step if draft.service.repeats else ""
    return out.model_copy(
        update={
            "rows": (*often, *(_fixed(row, step) for row in out.rows)),
            "series": _series(show, draft, series),
        }
    )


def _often(series: Series) -> Row:
    """What is corrected where one day would be."""
    if series.weekly is not None:
        return Row(_("Every week"), every_week(series.weekly), DAYS)
    return Row(_("All the days"), _named(series), ALSO)


def _named(series: Series) -> Text:
    days = tuple(_("{day:day}", day=one.day) for one in series.days)
    return Text("{all}", {"all": Several(days)})


def _fixed(row: RowOut, step: str) -> RowOut:
    """The first day follows from those above: it is not corrected by itself."""
    return row.model_copy(update={"step": ""}) if row.step == step else row


def _series(show: Shows, draft: Draft, series: Series) -> SeriesOut:
    kept = sum(_state(one) == "kept" for one in series.days)
    return SeriesOut(
        says=show.words(every_week(series.weekly) if series.weekly else _named(series)),
        count_says=show.words(_("{n} day will be booked.", "{n} days will be booked.", n=kept)),
        days=tuple(_day(show, one) for one in series.days),
        later_says=show.maybe(_later(series)),
        waits=series.waits,
        may_wait=any(one.may_wait for one in series.days),
        may_be_once=not draft.beside.weekly_of,
    )


def _later(series: Series) -> Text | None:
    if not series.later:
        return None
    return _(
        "{n} later day after {day:day} cannot be booked yet. We book it as soon as that is "
        "possible, and tell you each time.",
        "{n} later days after {day:day} cannot be booked yet. We book them as soon as that is "
        "possible, and tell you each time.",
        n=series.later,
        day=series.seen_until,
    )


def _state(day: Day) -> str:
    if day.trouble is None:
        return "kept"
    return "waited" if day.part else "missed"


def _says(day: Day) -> Text:
    if day.trouble is None:
        return _("{day:day}", day=day.day)
    if day.part:
        return _("{day:day}: you wait for a free place. {why}", day=day.day, why=day.trouble)
    return _("{day:day}: not booked. {why}", day=day.day, why=day.trouble)


def _day(show: Shows, day: Day) -> DayOfWeekOut:
    return DayOfWeekOut(
        day=day.day,
        state=_state(day),
        says=show.words(_says(day)),
        may_wait=day.may_wait,
    )
