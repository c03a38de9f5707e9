"""What may be answered to each question: all that is cooked, with what this person can have."""

from collections.abc import Iterator, Sequence
from datetime import date

from senior_life.contract import Answers, Caller, Label, Option, Step, Text
from senior_life.providing import asked_days, is_month, time_at
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.nearest import gone
from services.meal_delivery.openings import NOT_COOKED, Openings, look
from services.meal_delivery.pack_food import Diet, Dish, MealTime
from services.meal_delivery.sentences import DIETS, FULL, MEALS, _, day_of
from services.meal_delivery.wishes import Wish, day_in, wish

NEAREST_DAYS = 5
MEAL_WORDS = {
    MealTime.LUNCH: ("昼", "お昼", "おひる", "昼ごはん", "昼ご飯", "ひるごはん", "昼食", "ランチ"),
    MealTime.DINNER: (
        "夕食",
        "夕飯",
        "夕ごはん",
        "夕ご飯",
        "ゆうはん",
        "ゆうごはん",
        "晩ごはん",
        "晩ご飯",
        "ばんごはん",
        "夜",
        "晩",
    ),
}
DIET_WORDS = {
    Diet.REGULAR: ("ふつう", "普通", "ふつう食", "普通食", "常食"),
    Diet.SOFT: ("やわらか", "やわらか食", "やわらかい", "柔らかい", "軟らかい"),
    Diet.LOW_SALT: ("減塩", "げんえん", "塩分ひかえめ", "塩分控えめ", "うす味"),
    Diet.DIABETIC: ("糖尿", "糖尿病", "とうにょう", "カロリーひかえめ", "カロリー控えめ"),
    Diet.KIDNEY: ("腎臓", "じんぞう", "腎臓病", "たんぱくひかえめ"),
}
COUNT_WORDS = {
    1: ("一つ", "ひとつ", "1つ", "一食", "一人前", "1人前", "一人分", "1人分", "一個"),
    2: ("二つ", "ふたつ", "2つ", "二食", "二人前", "2人前", "二人分", "2人分", "二個"),
    3: ("三つ", "みっつ", "3つ", "三食", "三人前", "3人前", "三人分", "3人分", "三個"),
    4: ("四つ", "よっつ", "4つ", "四食", "四人前", "4人前", "四人分", "4人分", "四個"),
}


async def options(kitchens: Kitchens, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
    """All of one step. Raises Gone, with the reason and what fits instead."""
    room = await look(kitchens, who)
    match step.name:
        case "date":
            return _dates(room, so_far)
        case "meal":
            return _meals(room, day_in(so_far))
        case "diet":
            return _diets(room, wish(kitchens, so_far))
        case _:
            return _counts(room, wish(kitchens, so_far))


def _dates(room: Openings, so_far: Answers) -> Sequence[Option]:
    """The nearest days that can be had, those that cannot before the rest; of a month all."""
    asked = so_far.get("date", "")
    days = [day for day in asked_days(*room.kitchens.window(), asked) if room.meals(day)]
    every = [_day(room, day) for day in days]
    if is_month(asked):
        return every
    free = [one for one in every if not one.is_full]
    nearest, later = free[:NEAREST_DAYS], free[NEAREST_DAYS:]
    return [*nearest, *(one for one in every if one.is_full), *later]


def _day(room: Openings, day: date) -> Option:
    first = next(room.dishes(day, room.meals(day)), None)
    if first is not None:
        note: Label = _("{meal}: {dish}", meal=MEALS[first.meal], dish=first.label)
        return Option(day.isoformat(), day_of(day), note)
    why = FULL if room.kitchens.is_open(day) else _("Orders have ended")
    return Option(day.isoformat(), day_of(day), why, is_full=True)


def _meals(room: Openings, day: date) -> Sequence[Option]:
    meals = room.meals(day)
    every = [_meal(room, day, meal) for meal in meals]
    if not any(not one.is_full for one in every):
        first = Wish(day, meals[0] if meals else MealTime.LUNCH)
        raise gone(room, first, _why_none(room, first))
    return every


def _meal(room: Openings, day: date, meal: MealTime) -> Option:
    dish = next(room.dishes(day, [meal]), None)
    label, said = MEALS[meal], MEAL_WORDS[meal]
    if dish is None:
        return Option(meal, label, _why_none(room, Wish(day, meal)), said, is_full=True)
    drive = room.drive(day, meal, dish.diet, 1)
    if drive is None:
        return Option(meal, label, dish.label, said)
    since, until = time_at(drive.round.since), time_at(drive.round.until)
    note = _(
        "{dish}, at your door between {since:clock} and {until:clock}",
        dish=dish.label,
        since=since,
        until=until,
    )
    return Option(meal, label, note, said)


def _why_none(room: Openings, asked: Wish) -> Text:
    """Why nothing of that meal can be had: of its first kind, which is what they would take."""
    whys = (room.why_not(asked.day, asked.meal, one) for one in room.diets(asked.day, asked.meal))
    return next((why for why in whys if why is not None), NOT_COOKED)


def _diets(room: Openings, asked: Wish) -> Sequence[Option]:
    every = list(_kinds(room, asked))
    if not any(not one.is_full for one in every):
        raise gone(room, asked, _why_none(room, asked))
    return every


def _kinds(room: Openings, asked: Wish) -> Iterator[Option]:
    for diet in room.diets(asked.day, asked.meal):
        dish = room.kitchens.dish(asked.day, asked.meal, diet)
        if dish is not None:
            why = room.why_not(asked.day, asked.meal, diet)
            note = why or nutrition(dish)
            yield Option(diet, DIETS[diet], note, DIET_WORDS[diet], is_full=why is not None)


def nutrition(dish: Dish) -> Text:
    return _(
        "{dish}, {kcal} kcal, {salt} g of salt",
        dish=dish.label,
        kcal=dish.kcal,
        salt=f"{dish.salt_g:g}",
    )


def _counts(room: Openings, asked: Wish) -> Sequence[Option]:
    assert asked.diet is not None  # noqa: S101 -- asked before
    why = room.why_not(asked.day, asked.meal, asked.diet)
    if why is not None:
        raise gone(room, asked, why)
    most = room.kitchens.rules.ordering.most_meals
    return [_count(room, asked, n) for n in range(1, most + 1)]


def _count(room: Openings, asked: Wish, n: int) -> Option:
    assert asked.diet is not None  # noqa: S101 -- asked before
    is_full = room.drive(asked.day, asked.meal, asked.diet, n) is None
    said = COUNT_WORDS.get(n, ())
    return Option(
        str(n), _("{n} meal", "{n} meals", n=n), FULL if is_full else None, said, is_full=is_full
    )
