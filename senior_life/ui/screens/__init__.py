"""One drawing for each kind of screen; every service uses the same ones."""

from collections.abc import Callable
from typing import Any

from senior_life.ui import habit_shown, shown, shown_notices
from senior_life.ui.blocks import Do, Screen
from senior_life.ui.look import Look
from senior_life.ui.screens.about import about
from senior_life.ui.screens.booked import booked
from senior_life.ui.screens.confirm import confirm, leave
from senior_life.ui.screens.done import done
from senior_life.ui.screens.emergency import emergency
from senior_life.ui.screens.habit import habit, habits, pause
from senior_life.ui.screens.home import home
from senior_life.ui.screens.notices import notice, notices
from senior_life.ui.screens.outage import outage
from senior_life.ui.screens.pair import pair, turn
from senior_life.ui.screens.person import person
from senior_life.ui.screens.question import question
from senior_life.ui.screens.services import services
from senior_life.ui.screens.settings import settings
from senior_life.ui.screens.speak import speak
from senior_life.ui.screens.start import start
from senior_life.ui.screens.today import today
from senior_life.ui.screens.trouble import trouble

DRAWINGS: dict[type[shown.Shown], Callable[[Look, Any, Do], Screen]] = {
    shown.Start: start,
    shown.Pair: pair,
    shown.Turn: turn,
    shown.Home: home,
    shown.Services: services,
    shown.Speak: speak,
    shown.Question: question,
    shown.Confirm: confirm,
    shown.Trouble: trouble,
    shown.Leave: leave,
    shown.Done: done,
    shown.Today: today,
    shown.Booked: booked,
    habit_shown.Habits: habits,
    habit_shown.Habit: habit,
    habit_shown.Pause: pause,
    shown.Settings: settings,
    shown.Person: person,
    shown.Emergency: emergency,
    shown.About: about,
    shown.Outage: outage,
    shown_notices.Notices: notices,
    shown_notices.Notice: notice,
}


def draw(look: Look, what: shown.Shown, do: Do) -> Screen:
    return DRAWINGS[type(what)](look, what, do)
