"""The pack's menus, and the allergens that they name."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, RootModel, model_validator

from senior_life.contract import Name
from senior_life.providing import File, Id, Kana, Named, Weekday

NONE = "none"
"""Written instead of allergens: somebody looked, and there are none."""


class MealTime(StrEnum):
    LUNCH = "lunch"
    DINNER = "dinner"


class Diet(StrEnum):
    REGULAR = "regular"
    SOFT = "soft"
    LOW_SALT = "low_salt"
    DIABETIC = "diabetic"
    KIDNEY = "kidney"


class Softness(StrEnum):
    """As the Japan Care Food Conference grades food (ユニバーサルデザインフード, udf.jp)."""

    USUAL = "usual"
    EASY_TO_CHEW = "easy_to_chew"
    FOR_THE_GUMS = "for_the_gums"
    FOR_THE_TONGUE = "for_the_tongue"
    NOTHING_TO_CHEW = "nothing_to_chew"


class Rice(StrEnum):
    USUAL = "usual"
    SOFT = "soft"
    PORRIDGE = "porridge"
    THIN_PORRIDGE = "thin_porridge"


class Portion(StrEnum):
    """How much rice, porridge too."""

    USUAL = "usual"
    LARGE = "large"
    SMALL = "small"


class Labelling(StrEnum):
    """特定原材料 must be named on what is sold packed, 特定原材料に準ずるもの should be."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"


class Allergen(File):
    """``becomes``: how it must be labelled once the change that is under way holds for all;
    makers have time for it until ``by``."""

    id: Id
    name: Named
    labelling: Labelling
    becomes: Labelling | None = None
    by: date | None = None

    @model_validator(mode="after")
    def _says_until_when(self) -> Self:
        if (self.becomes is None) != (self.by is None):
            raise ValueError(f"“{self.id}” changes, but not by when; add both “becomes” and “by”")
        return self


class AllergensFile(File):
    """allergens.yaml: the country's list, with where it stands and how it stood on ``as_of``."""

    source: str = Field(min_length=1)
    as_of: date
    allergens: tuple[Allergen, ...] = Field(min_length=1)


def _split(value: Any) -> Any:
    """``egg;milk`` of a cell; ``none`` is no allergen."""
    if not isinstance(value, str):
        return value
    named = tuple(one.strip() for one in value.split(";") if one.strip())
    return () if named == (NONE,) else named


class Dish(File):
    """One menu: ``on_date``, or of a ``week`` of the cycle (1 is the first) and its ``day``.

    ``allergens`` are ids of allergens.yaml, or ``none``.
    """

    on_date: date | None = None
    week: int | None = Field(default=None, ge=1, le=12)
    day: Weekday | None = None
    meal: MealTime
    diet: Diet
    name: str = Field(min_length=1)
    kana: Kana = Field(min_length=1)
    english: str = ""
    kcal: int = Field(ge=50, le=2000)
    salt_g: float = Field(ge=0, le=20)
    protein_g: float = Field(ge=0, le=150)
    allergens: Annotated[tuple[Id, ...] | None, BeforeValidator(_split)] = None

    @model_validator(mode="after")
    def _names_its_allergens(self) -> Self:
        if self.allergens is None:
            raise ValueError(
                f"“{self.name}” names no allergens; write those that are in it (egg;milk), or none"
            )
        return self

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        days = (self.on_date is not None, self.week is not None, self.day is not None)
        if days not in {(True, False, False), (False, True, True)}:
            raise ValueError(f"“{self.name}” has no day; write on_date, or week and day")
        return self

    @property
    def label(self) -> Name:
        return Name(self.name, self.kana, self.english)

    @property
    def contains(self) -> tuple[str, ...]:
        return self.allergens or ()


class MenusFile(RootModel[tuple[Dish, ...]]):
    """menus.csv"""
