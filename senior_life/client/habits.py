"""The calls about errands of every week: look, leave days out, take them up again."""

from datetime import date

from senior_life import wire
from senior_life.client.calls import Calls


class HabitCalls(Calls):
    """Those that go on; ``resident`` is for the desk, which asks for somebody."""

    async def habits(self, resident: str | None = None) -> list[wire.HabitOut]:
        return await self._get(list[wire.HabitOut], "/habits", {"resident": resident})

    async def habit(self, habit: str) -> wire.HabitOut:
        return await self._get(wire.HabitOut, f"/habits/{habit}")

    async def habits_meant(self, words: str) -> wire.MeantOut:
        """Which of them a sentence lets rest or go on; nothing changes by it."""
        return await self._change(wire.MeantOut, "POST", "/habits/meant", wire.SaidIn(words=words))

    async def ask_pause(
        self, habit: str, since: date | None = None, until: date | None = None, page: int = 0
    ) -> wire.PauseOut:
        """The next question of a pause, or its read-back; nothing changes by it."""
        query = {"since": _iso(since), "until": _iso(until), "page": page}
        return await self._get(wire.PauseOut, f"/habits/{habit}/pause", query)

    async def rest_habit(self, habit: str, since: date, until: date) -> wire.HabitOut:
        span = wire.SpanIn(since=since, until=until)
        return await self._change(wire.HabitOut, "POST", f"/habits/{habit}/pause", span)

    async def resume_habit(self, habit: str, since: date, until: date) -> wire.HabitOut:
        span = wire.SpanIn(since=since, until=until)
        return await self._change(wire.HabitOut, "POST", f"/habits/{habit}/resume", span)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
