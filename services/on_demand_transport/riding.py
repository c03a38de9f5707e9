"""Who rides, as far as it matters to a vehicle: age, needs, home, and the pass they have."""

from dataclasses import dataclass
from datetime import date

from senior_life.contract import Caller
from senior_life.providing import age_of, home_of
from services.on_demand_transport.ground import LatLon
from services.on_demand_transport.pack import Chair, Doors, Fares, Pass
from services.on_demand_transport.pack_minutes import Walking

CHAIR_OF = {"wheelchair": Chair.WHEELCHAIR, "walker": Chair.WALKER}


@dataclass(frozen=True, slots=True)
class Rider:
    """``age`` None: not known, so that nothing is given by it."""

    ref: str
    age: int | None = None
    needs: frozenset[str] = frozenset()
    home: LatLon | None = None

    @property
    def chair(self) -> Chair:
        """How the record says that they move."""
        return next((CHAIR_OF[one] for one in CHAIR_OF if one in self.needs), Chair.NONE)

    def has_door(self, doors: Doors) -> bool:
        """Whether the vehicle comes to the very door."""
        return self._is_from(doors.from_age) or bool(self.needs & set(doors.needs))

    def metres_a_minute(self, walking: Walking) -> float:
        is_slow = "walker" in self.needs or self._is_from(walking.slow_from_age)
        return walking.slow_metres_a_minute if is_slow else walking.metres_a_minute

    def pass_of(self, fares: Fares) -> Pass | None:
        """The cheapest that is theirs."""
        mine = [one for one in fares.passes if self._has(one)]
        return min(mine, key=lambda one: one.yen, default=None)

    def _has(self, one: Pass) -> bool:
        return self._is_from(one.from_age) or bool(self.needs & set(one.needs))

    def _is_from(self, age: int | None) -> bool:
        return age is not None and self.age is not None and self.age >= age


def rider_of(who: Caller, today: date) -> Rider:
    said = who.shared.get("needs", "").split(",")
    needs = frozenset(one.strip() for one in said if one.strip())
    return Rider(who.ref, age_of(who, today), needs, home_of(who))


def price(fares: Fares, rider: Rider, riders: int, chair: Chair) -> tuple[int, Pass | None]:
    """Yen for the whole party, and the pass it was reckoned with."""
    used = rider.pass_of(fares)
    own = min(used.yen, fares.yen) if used else fares.yen
    each = fares.companion_yen if chair.takes_a_place else fares.yen
    return own + each * (riders - 1), used
