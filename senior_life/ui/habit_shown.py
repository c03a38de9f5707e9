"""What the screens of an errand of every week show; as in ``shown``."""

from dataclasses import dataclass

from senior_life import wire
from senior_life.ui.shown import Shown


@dataclass(frozen=True, slots=True)
class Habits(Shown):
    """Which of them was meant?"""

    habits: tuple[wire.HabitOut, ...]

    @property
    def route(self) -> str:
        return "/habits"


@dataclass(frozen=True, slots=True)
class Habit(Shown):
    """An errand of every week; ``resumed``: shall this pause of it end?"""

    habit: wire.HabitOut
    resumed: wire.PausedOut | None = None

    @property
    def route(self) -> str:
        return f"/habit/{self.habit.ref}"

    @property
    def key(self) -> str:
        return f"{self.route}/{self.resumed.since if self.resumed else ''}"


@dataclass(frozen=True, slots=True)
class Pause(Shown):
    """A pause of it: a question, and then the read-back."""

    habit: wire.HabitOut
    pause: wire.PauseOut

    @property
    def route(self) -> str:
        said = [f"/{day.isoformat()}" for day in (self.pause.since, self.pause.until) if day]
        return f"/habit/{self.habit.ref}/pause{''.join(said)}"

    @property
    def key(self) -> str:
        return f"{self.route}/{self.pause.card.page if self.pause.card else 0}"
