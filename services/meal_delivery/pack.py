"""The town pack files of this service: rules and prices, kitchens with their rounds, and menus."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, RootModel, model_validator

from senior_life.providing import (
    Clock,
    File,
    Id,
    Latitude,
    Letters,
    Longitude,
    Named,
    Span,
    Telephone,
    Weekday,
)
from services.meal_delivery.pack_food import AllergensFile, Diet, MealTime, MenusFile

Yen = Annotated[int, Field(ge=0, le=20_000)]


class SpecialDeadline(File):
    """For meals of ``day`` orders end on ``order_day`` instead, at the usual hour or ``until``."""

    day: date
    order_day: date
    until: Clock | None = None

    @model_validator(mode="after")
    def _is_before_the_meal(self) -> Self:
        if self.order_day >= self.day:
            raise ValueError(
                f"orders for {self.day} would end on {self.order_day}, when the meal is there; "
                "let “order_day” be an earlier day"
            )
        return self


class Ordering(File):
    """Orders end ``working_days_before`` the meal, at ``until``: with one, for Saturday to Monday
    on Friday. Weekends and holidays are no working days. ``last_day`` is how many days ahead."""

    last_day: int = Field(default=14, ge=2, le=60)
    working_days_before: int = Field(default=1, ge=1, le=10)
    until: Clock = 15 * 60
    most_meals: int = Field(default=4, ge=1, le=5)
    special: tuple[SpecialDeadline, ...] = ()


class Price(File):
    """Of one meal; the town pays ``subsidy_yen`` of each for residents from that age on."""

    yen: Yen
    subsidy_yen: Yen = 0
    from_age: int = Field(default=65, ge=0, le=120)

    @model_validator(mode="after")
    def _costs_no_less_than_nothing(self) -> Self:
        if self.subsidy_yen > self.yen:
            raise ValueError("the subsidy is more than the meal costs; lower “subsidy_yen”")
        return self


class Cycle(File):
    """Menus come again after so many ``weeks``; the first of them began on that Monday."""

    weeks: int = Field(ge=1, le=12)
    starting: date

    @model_validator(mode="after")
    def _begins_on_a_monday(self) -> Self:
        if self.starting.weekday() != 0:
            raise ValueError(f"{self.starting} is no Monday; let “starting” be one")
        return self


class ServiceFile(File):
    """service.yaml. ``letters`` begin every number; no I and no O."""

    letters: Letters
    phone: Telephone = ""
    ordering: Ordering = Ordering()
    price: Price
    menus: Cycle


class Round(Span):
    """One drive from the kitchen to the doors: at each of them between ``since`` and ``until``."""

    id: Id
    meal: MealTime
    days: tuple[Weekday, ...] = Field(min_length=1)
    most_meals: int = Field(ge=1, le=100_000)
    on_holidays: bool = False


class Kitchen(File):
    """``reach_km``: how far from it, as the crow flies, doors may be."""

    id: Id
    name: Named
    lat: Latitude
    lon: Longitude
    reach_km: float = Field(gt=0, le=100)
    phone: Telephone = ""
    most_meals_a_day: int = Field(ge=1, le=100_000)
    diets: tuple[Diet, ...] = Field(min_length=1)
    rounds: tuple[Round, ...] = Field(min_length=1)


class KitchensFile(RootModel[tuple[Kitchen, ...]]):
    """kitchens.yaml"""


FILES: dict[str, Any] = {
    "service.yaml": ServiceFile,
    "kitchens.yaml": KitchensFile,
    "allergens.yaml": AllergensFile,
    "menus.csv": MenusFile,
}
