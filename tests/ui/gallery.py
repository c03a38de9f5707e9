"""Every screen of the residents' app, reached by the acts that lead there."""

from collections.abc import Sequence
from dataclasses import replace

import fake_habits
import fake_plan
import fake_plan_of_a_stop as a_stop
from fake_board import BOARD, two_notices
from fake_client import FakeTown
from fake_words import EVERYTHING
from fake_words import booking as booked_as

from senior_life import wire
from senior_life.contract import Kind, State
from senior_life.ui import habit_shown, shown
from senior_life.ui.acts import booking, errand, household
from senior_life.ui.acts.opening import open_at
from senior_life.ui.shown_notices import Notice
from senior_life.ui.visit import Visit
from senior_life.words import render

ROUTES = ("/", "/services", "/speak", "/today", "/booking/b1", "/booking/b1/cancel", "/done/b1",
          "/settings", "/settings/text", "/settings/theme", "/settings/furigana", "/settings/speed",
          "/settings/language", "/turn", "/person", "/emergency", "/about")  # fmt: skip


async def at(visit: Visit, route: str) -> shown.Shown:
    await visit.perform(open_at(route))
    assert visit.shown is not None
    return visit.shown


async def question(visit: Visit, kind: Kind) -> shown.Question:
    """The question of that kind; DATE comes from the counter's errand."""
    if kind is Kind.DATE:
        return await reserve_until(visit, "date")
    await visit.perform(errand.begin("everything"))
    now = visit.shown
    assert isinstance(now, shown.Question)
    if kind is Kind.TIME:
        return await reserve_until(visit, "time")
    card = next(c for c in EVERYTHING if c.kind is kind)
    return replace(now, card=card)


async def reserve_until(visit: Visit, step: str) -> shown.Question:
    """Answers with the first choice until the step is asked."""
    await visit.perform(errand.begin("counter_reservation"))
    while isinstance(visit.shown, shown.Question) and visit.shown.card.step != step:
        card = visit.shown.card
        await visit.perform(errand.answer(visit.shown.walk, card.step, card.choices[0].value))
    assert isinstance(visit.shown, shown.Question)
    return visit.shown


async def offered(visit: Visit) -> shown.Confirm:
    here = await reserve_until(visit, "time")
    await visit.perform(errand.answer(here.walk, "time", "10:00"))
    assert isinstance(visit.shown, shown.Confirm)
    return visit.shown


async def every_screen(visit: Visit, town: FakeTown) -> Sequence[shown.Shown]:
    """All kinds of screens, with all kinds of questions."""
    screens = [await at(visit, route) for route in ROUTES]
    screens += [await question(visit, kind) for kind in Kind]
    picked = await question(visit, Kind.CHOICE)
    screens.append(replace(picked, picked=("pension",)))
    dates = await question(visit, Kind.DATE)
    await visit.perform(errand.open_calendar(dates))
    assert visit.shown is not None
    screens.append(visit.shown)
    await visit.perform(errand.answer(dates.walk, "date", "2026-11-27"))
    screens.append(visit.shown)
    screens.append(shown.Leave(dates.walk))
    screens.append(shown.Speak(dates.walk))
    screens.append(await at(visit, f"/person/{dates.walk.id}"))
    await visit.perform(household.ask_person(visit.shown))  # type: ignore[arg-type]
    screens.append(visit.shown)
    confirm = await offered(visit)
    whole = fake_plan.together(booked_as("b1", State.CONFIRMED))
    planned = (fake_plan.could_have_a_car(), fake_plan.with_a_car())
    screens += [confirm, replace(confirm, offer=None)]
    screens += [fake_plan.confirm(confirm, one) for one in planned]
    screens += [shown.Done(whole), shown.Booked(whole), shown.Booked(a_stop.proposed())]
    pictured = a_stop.proposed().offers[0]
    screens.append(fake_plan.confirm(confirm, pictured))
    screens.append(shown.Booked(whole, whole.actions[0]))
    screens += [shown.Start(page, wire.SetupOut(is_done=False)) for page in range(3)]
    screens += habits()
    screens += [shown.Pair(), shown.Outage(visit.town), await asked(visit)]
    screens += await of_the_board(visit, town)
    town.reminders = (reminder(),)
    screens.append(await at(visit, "/"))
    return screens


async def of_the_board(visit: Visit, town: FakeTown) -> Sequence[shown.Shown]:
    """Each page of a notice with a question, the list with and without notices, and home, where an
    urgent one calls."""
    tile = next(iter(town.tiles)).model_copy(update={"is_board": True, "service": BOARD})
    town.tiles = [*town.tiles, tile.model_copy(update={"unread_says": render("2件", "ja")})]
    screens = [await at(visit, f"/board/{BOARD}/all")]
    town.board.notices = two_notices()
    first = await at(visit, f"/board/{BOARD}/notice/n1")
    assert isinstance(first, Notice)
    screens += [replace(first, page=page) for page in range(first.length)]
    routes = ("notice/n2", "all", "2026-10")
    return [*screens, *[await at(visit, f"/board/{BOARD}/{one}") for one in routes]]


async def asked(visit: Visit) -> shown.Booked:
    """An action that asks something before it is done."""
    here = await at(visit, "/booking/b1")
    assert isinstance(here, shown.Booked)
    action = wire.ActionOut(name="skip", label=render("お休みする", "ja"), asks=(EVERYTHING[5],))
    await visit.perform(booking.start(here, action))
    assert isinstance(visit.shown, shown.Booked)
    return visit.shown


def habits() -> Sequence[shown.Shown]:
    """An errand of every week: booked, resting, and every step of a pause."""
    booked, rests = fake_habits.a_habit(), fake_habits.a_habit(rests=True)
    asked = [fake_habits.asked("since"), fake_habits.asked("until", fake_habits.SINCE)]
    told = [fake_habits.read_back(), fake_habits.read_back(is_late=True)]
    return [
        habit_shown.Habits((booked, rests.model_copy(update={"ref": "h2"}))),
        habit_shown.Habit(booked),
        habit_shown.Habit(rests),
        habit_shown.Habit(rests, rests.paused[0]),
        *(habit_shown.Pause(booked, one) for one in (*asked, *told)),
    ]


def reminder() -> wire.Reminder:
    from fake_words import NOW

    return wire.Reminder(
        ref="r1",
        says=render("あす、南区役所へ行く日です。", "ja"),
        booking="b1",
        at=NOW,
        kind="reminder",
    )
