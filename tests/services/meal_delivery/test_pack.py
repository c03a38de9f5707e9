"""The pack of this service: each slip of the pen is told with what to do about it."""

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from senior_life.providing import JAPAN, WEEKDAYS
from senior_life.registry.opening import descriptions
from senior_life.town import load, service_files
from services.meal_delivery.checking import check_pack
from services.meal_delivery.deadlines import order_until
from services.meal_delivery.menus import Menus
from services.meal_delivery.pack import Ordering
from services.meal_delivery.pack_food import Diet, Labelling, MealTime

from .conftest import SAMPLE, checked, dish, small_town

CASHEW, EIGHT, TWENTY = "cashew", 8, 20


def faults(files: dict[str, Any]) -> list[str]:
    places = load(SAMPLE).places
    return [one.fix for one in check_pack(checked(files), places)]


def refused(files: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as broken:
        checked(files)
    return broken.value.errors()[0]["msg"].removeprefix("Value error, ")


def sample() -> Any:
    pack = load(SAMPLE)
    service = next(one for one in descriptions() if one.id == "meal_delivery")
    return service_files(SAMPLE, service, pack.places)


def test_the_small_town_is_in_order() -> None:
    assert faults(small_town()) == []


def test_the_list_of_allergens_is_the_countrys() -> None:
    """Food Labelling Standards, appended table 14, and the notice on what is like it."""
    every = sample()["allergens.yaml"].allergens
    mandatory = {one.id for one in every if one.labelling is Labelling.MANDATORY}
    assert mandatory == {
        *("shrimp", "crab", "walnut", "wheat", "buckwheat", "egg", "milk", "peanut")
    }
    assert len(every) - len(mandatory) == TWENTY
    moving = [(one.id, one.becomes, one.by) for one in every if one.becomes]
    assert moving == [(CASHEW, Labelling.MANDATORY, date(2028, 3, 31))]


def test_menus_of_the_sample_town_never_end() -> None:
    files = sample()
    menus = Menus(files["service.yaml"].menus, files["menus.csv"].root)
    for year in (2026, 2031, 2040):
        for day in range(1, 29):
            when = date(year, 2, day)
            found = menus.dish(when, MealTime.LUNCH, Diet.SOFT)
            assert (found is None) == (WEEKDAYS[when.weekday()].value == "sun")


def test_a_menu_of_a_date_goes_before_the_cycle() -> None:
    files = small_town()
    feast = {**dish("wed", "lunch", "regular"), "on_date": "2027-01-06", "name": "おせち"}
    del feast["week"], feast["day"]
    files["menus.csv"].append(feast)
    made = checked(files)
    menus = Menus(made["service.yaml"].menus, made["menus.csv"].root)
    names = [menus.dish(date(2027, 1, day), MealTime.LUNCH, Diet.REGULAR) for day in (6, 13)]
    assert [one.name for one in names if one] == ["おせち", "wedのlunch"]


def test_a_menu_without_allergens_is_refused() -> None:
    files = small_town()
    del files["menus.csv"][0]["allergens"]
    assert refused(files) == (
        "“monのlunch” names no allergens; write those that are in it (egg;milk), or none"
    )


def test_a_menu_without_a_day_is_refused() -> None:
    files = small_town()
    del files["menus.csv"][0]["day"]
    assert "has no day; write on_date, or week and day" in refused(files)


def test_a_deadline_that_is_no_time_before_the_meal_is_refused() -> None:
    special = [{"day": "2026-12-28", "order_day": "2026-12-28"}]
    says = refused(small_town(ordering={"special": special}))
    assert says == (
        "orders for 2026-12-28 would end on 2026-12-28, when the meal is there; "
        "let “order_day” be an earlier day"
    )


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"price": {"yen": 300, "subsidy_yen": 400}}, "the subsidy is more than the meal costs"),
        ({"menus": {"weeks": 1, "starting": "2026-11-03"}}, "2026-11-03 is no Monday"),
    ],
)
def test_a_slip_in_the_rules_is_told(rules: dict[str, Any], says: str) -> None:
    assert refused(small_town(**rules)).startswith(says)


def test_what_does_not_fit_together_is_told_all_at_once() -> None:
    files = small_town()
    files["menus.csv"][0]["allergens"] = "fish"
    files["menus.csv"][1] = {**files["menus.csv"][0], "allergens": "egg"}
    files["menus.csv"].append({**dish("mon", "lunch", "soft"), "week": 2})
    files["kitchens.yaml"][0]["rounds"][1]["id"] = "early"
    files["kitchens.yaml"][0]["diets"].append("soft")
    told = faults(files)
    for says in (
        "“fish” is no allergen here; use one of: egg, milk",
        "two menus stand for that day, meal and diet; take “monのlunch” or the other out",
        "the cycle has 1 weeks, so there is no week 2; correct the week",
        "two rounds are called “early”; give each its own id",
        "menus.csv has no dinner for week 1 mon soft, which “evening” brings; "
        "add it, or take the day or the diet out",
    ):
        assert says in told


HOLIDAYS = {date(2026, 11, 3), date(2026, 11, 23), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 11, 25), datetime(2026, 11, 24, 15, tzinfo=JAPAN)),  # Wednesday: Tuesday
        (
            date(2026, 11, 28),
            datetime(2026, 11, 27, 15, tzinfo=JAPAN),
        ),  # until Monday: Friday
        (date(2026, 11, 29), datetime(2026, 11, 27, 15, tzinfo=JAPAN)),
        (date(2026, 11, 30), datetime(2026, 11, 27, 15, tzinfo=JAPAN)),
        (date(2026, 11, 24), datetime(2026, 11, 20, 15, tzinfo=JAPAN)),  # after a holiday on Monday
        (date(2026, 11, 4), datetime(2026, 11, 2, 15, tzinfo=JAPAN)),  # after one on Tuesday
        (date(2027, 1, 4), datetime(2026, 12, 28, 12, tzinfo=JAPAN)),  # a day of its own
    ],
)
def test_orders_end_at_three_on_the_working_day_before(day: date, until: datetime) -> None:
    special = {"day": "2027-01-04", "order_day": "2026-12-28", "until": "12:00"}
    rules = Ordering.model_validate({"special": [special]})
    found = order_until(rules, day, lambda one: one.weekday() < 5 and one not in HOLIDAYS)
    assert found == until
