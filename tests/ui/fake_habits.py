"""An errand of every week in the small town in memory: booked, paused, and asked about."""

from dataclasses import dataclass
from datetime import date

from fake_client import FakeClient
from fake_words import booking, w

from senior_life import wire
from senior_life.contract import Kind, State

SINCE, UNTIL = date(2026, 12, 1), date(2026, 12, 5)


def paused() -> wire.PausedOut:
    return wire.PausedOut(since=SINCE, until=UNTIL, says=w("12月1日から12月5日まで、お休みです"))


def a_habit(rests: bool = False) -> wire.HabitOut:
    return wire.HabitOut(
        ref="h1",
        service="everything",
        service_name=w("お弁当"),
        icon="rice_bowl",
        family="meal",
        says=(w("毎週、月曜日・水曜日"), *([paused().says] if rests else [])),
        paused=(paused(),) if rests else (),
        booked=() if rests else (booking("b1", State.CONFIRMED),),
    )


def asked(step: str, since: date | None = None) -> wire.PauseOut:
    values = ("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05")
    choices = tuple(wire.Choice(value=one, label=w("12月のその日")) for one in values)
    card = wire.Card(
        step=step, kind=Kind.CHOICE, ask=w("いつお休みしますか"), choices=choices, has_more=True
    )
    return wire.PauseOut(since=since, card=card)


def read_back(is_late: bool = False) -> wire.PauseOut:
    day = wire.PauseDayOut(
        day=SINCE, state="stays" if is_late else "cancelled", says=w("12月1日は、取り消します")
    )
    later = None if is_late else w("まだ予約していない2回も、予約しません。")
    return wire.PauseOut(
        since=SINCE, until=UNTIL, says=paused().says, days=(day,), later_says=later
    )


@dataclass(frozen=True)
class Resting(FakeClient):
    """Also knows of one habit, which rests or goes on."""

    rests: bool = False
    also: int = 0

    async def habits(self, resident: str | None = None) -> list[wire.HabitOut]:
        self._called("habits")
        return [a_habit(self.rests)]

    async def habit(self, habit: str) -> wire.HabitOut:
        self._called(f"habit {habit}")
        return a_habit(self.rests)

    async def habits_meant(self, words: str) -> wire.MeantOut:
        self._called(f"meant {words}")
        found = (a_habit(self.rests), *[a_habit(self.rests)] * self.also)
        if "お弁当" not in words or self.also:
            return wire.MeantOut(habits=found if self.also else ())
        if self.rests:
            return wire.MeantOut(habits=found, resumed=paused())
        return wire.MeantOut(habits=found, pause=asked("since"))

    async def ask_pause(
        self, habit: str, since: date | None = None, until: date | None = None, page: int = 0
    ) -> wire.PauseOut:
        self._called(f"ask {since} {until} {page}")
        if since is None:
            return asked("since")
        return asked("until", since) if until is None else read_back()

    async def rest_habit(self, habit: str, since: date, until: date) -> wire.HabitOut:
        self._called(f"rest {since} {until}")
        return a_habit(rests=True)

    async def resume_habit(self, habit: str, since: date, until: date) -> wire.HabitOut:
        self._called(f"resume {since} {until}")
        return a_habit()
