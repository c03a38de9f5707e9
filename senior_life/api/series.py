"""An errand of every week as it goes over the wire: its days, each kept or with the reason."""

from typing import Protocol

from senior_life.contract import Label, Offer, Row, Service, Text, Value, words
from senior_life.usecases.beside import Day, Series
from senior_life.usecases.drafts import Draft
from senior_life.usecases.repeating import may_repeat
from senior_life.usecases.weekly import DAYS, every_week
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


def with_series(show: Shows, draft: Draft, offer: Offer, out: OfferOut) -> OfferOut:
    """``out`` with all its days; or, where it is booked once, with the button."""
    series = draft.beside.series
    if series is None:
        could = button_of(draft.service) if may_repeat(draft, offer) else None
        return out.model_copy(update={"could_repeat": show.maybe(could)})
    weekly = show.rows((Row(_("Every week"), every_week(series.weekly), DAYS),))
    step = draft.service.repeats.step if draft.service.repeats else ""
    return out.model_copy(
        update={
            "rows": (*weekly, *(_fixed(row, step) for row in out.rows)),
            "series": _series(show, draft, series),
        }
    )


def _fixed(row: RowOut, step: str) -> RowOut:
    """The first day follows from the days of the week: it is not corrected by itself."""
    return row.model_copy(update={"step": ""}) if row.step == step else row


def _series(show: Shows, draft: Draft, series: Series) -> SeriesOut:
    kept = sum(_state(one) == "kept" for one in series.days)
    return SeriesOut(
        says=show.words(every_week(series.weekly)),
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
