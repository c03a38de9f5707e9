"""What became of a day: who was served, how punctually, and what was driven for it."""

from dataclasses import dataclass, field
from statistics import quantiles

from senior_life.dispatch.fleet import Ride
from senior_life.dispatch.schedule import EPSILON


@dataclass(slots=True)
class Told:
    """One party's day. Minutes; None: it did not come to that."""

    ride: Ride
    direct_minutes: float
    boarded: float | None = None
    arrived: float | None = None

    @property
    def is_kept(self) -> bool:
        """Fetched in time, and there in time."""
        return (
            self.boarded is not None
            and self.arrived is not None
            and self.boarded <= self.ride.board_by + EPSILON
            and self.arrived <= self.ride.arrive_by + EPSILON
        )

    @property
    def wait_minutes(self) -> float:
        """From the beginning of the window that was promised."""
        return (self.boarded or 0.0) - self.ride.board_from

    @property
    def detour(self) -> float:
        """The time on board, in direct rides."""
        aboard = (self.arrived or 0.0) - (self.boarded or 0.0) - self.ride.boarding_minutes
        return aboard / max(self.direct_minutes, 1.0)


@dataclass(slots=True)
class Day:
    """``asked`` are requests, ``refused`` those that no vehicle could serve; ``reoffered`` lost
    their vehicle and got another promise, ``stranded`` none. ``told`` is by ride."""

    asked: int = 0
    refused: int = 0
    cancelled: int = 0
    reoffered: int = 0
    stranded: int = 0
    empty_metres: float = 0.0
    loaded_metres: float = 0.0
    told: dict[str, Told] = field(default_factory=dict)

    @property
    def served(self) -> list[Told]:
        return [one for one in self.told.values() if one.arrived is not None]

    @property
    def riders(self) -> int:
        """Everybody of the parties served."""
        return sum(one.ride.riders + one.ride.wheelchairs for one in self.served)

    @property
    def metres(self) -> float:
        return self.empty_metres + self.loaded_metres

    @property
    def kept_share(self) -> float:
        """Of those served: fetched and there as promised."""
        served = self.served
        return sum(one.is_kept for one in served) / len(served) if served else 1.0

    def figures(self) -> dict[str, float]:
        """Kilometres, minutes and shares, for a person or a program to read."""
        served = self.served
        waits, detours = [s.wait_minutes for s in served], [s.detour for s in served]
        return {
            "asked": self.asked,
            "served": len(served),
            "riders": self.riders,
            "refused": self.refused,
            "cancelled": self.cancelled,
            "reoffered": self.reoffered,
            "stranded": self.stranded,
            "promises_kept_percent": round(100 * self.kept_share, 2),
            "wait_minutes_median": round(_at(waits, 50), 1),
            "wait_minutes_p95": round(_at(waits, 95), 1),
            "detour_median": round(_at(detours, 50), 2),
            "detour_p95": round(_at(detours, 95), 2),
            "kilometres": round(self.metres / 1000, 1),
            "empty_kilometres": round(self.empty_metres / 1000, 1),
        }


def _at(values: list[float], percent: int) -> float:
    if len(values) < 2:  # noqa: PLR2004 -- nothing to divide
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[percent - 1]
