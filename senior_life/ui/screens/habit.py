"""An errand of every week: what is booked of it, what is left out, and the questions of a pause."""

from collections.abc import Iterator

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import habit_shown
from senior_life.ui.acts import habit as acts
from senior_life.ui.acts.booking import see
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Act, Do, Screen, card, fact, heading, note, subheading, wide
from senior_life.ui.blocks.ahead import what_of, when_of
from senior_life.ui.look import BODY, Look
from senior_life.ui.screens import answers
from senior_life.ui.screens.question import ask

_ = words("senior_life")
PICTURES = {"cancelled": "event_busy", "stays": "check_circle"}


def habits(look: Look, here: habit_shown.Habits, do: Do) -> Screen:
    rows = rows_of(look, here.habits, do)
    return Screen(
        here.key, [heading(look, _("Which one do you mean?")), *rows], back=do(open_at("/"))
    )


def rows_of(look: Look, found: tuple[wire.HabitOut, ...], do: Do) -> Iterator[ft.Control]:
    """A way to each of them."""
    for one in found:
        yield wide(
            look,
            f"habit:{one.ref}",
            one.service_name,
            do(open_at(f"/habit/{one.ref}")),
            below=one.paused[0].says if one.paused else one.says[0],
            picture=one.icon,
        )


def habit(look: Look, here: habit_shown.Habit, do: Do) -> Screen:
    if here.resumed is not None:
        return _going_on(look, here, here.resumed, do)
    now = here.habit
    controls: list[ft.Control] = [heading(look, now.says[0], "habit")]
    controls += [note(look, says, "schedule") for says in now.says[1:]]
    controls.append(
        wide(
            look,
            "action:pause",
            _("Let it rest for a while"),
            do(acts.ask(now)),
            picture="pause_circle",
            first=True,
        )
    )
    controls += [
        wide(
            look,
            f"action:resume:{one.since.isoformat()}",
            _("Start again"),
            do(acts.end_pause(now, one)),
            below=one.says,
            picture="play_circle",
        )
        for one in now.paused
    ]
    controls += _booked(look, here, do)
    return Screen(here.key, controls, title=now.service_name, back=do(open_at("/today")))


def _booked(look: Look, here: habit_shown.Habit, do: Do) -> Iterator[ft.Control]:
    if not here.habit.booked:
        yield note(look, _("Nothing is booked of it just now."))
        return
    yield subheading(look, _("Booked are"))
    for one in here.habit.booked:
        yield wide(
            look,
            f"row:{one.ref}",
            when_of(one),
            do(see(one.ref, here.route)),
            below=what_of(one),
            picture=one.icon,
        )


def pause(look: Look, here: habit_shown.Pause, do: Do) -> Screen:
    asked = here.pause.card
    controls = _read_back(look, here, do) if asked is None else _question(look, here, asked, do)
    back = do(_before(here))
    return Screen(here.key, list(controls), title=here.habit.service_name, back=back)


def _before(here: habit_shown.Pause) -> Act:
    """One question back, from the first one to the habit."""
    now, asked = here.pause, here.pause.card
    if asked is not None and asked.page:
        return acts.ask(here.habit, now.since, page=asked.page - 1)
    if asked is None:
        return acts.ask(here.habit, now.since)
    return open_at(f"/habit/{here.habit.ref}") if now.since is None else acts.ask(here.habit)


def _question(
    look: Look, here: habit_shown.Pause, asked: wire.Card, do: Do
) -> Iterator[ft.Control]:
    yield from ask(look, asked)
    yield from answers.one(look, asked, lambda value: do(acts.answer(here, value)))
    if asked.has_more:
        more = acts.ask(here.habit, here.pause.since, page=asked.page + 1)
        yield wide(look, "action:more", _("See more"), do(more), picture="expand_more")


def _read_back(look: Look, here: habit_shown.Pause, do: Do) -> Iterator[ft.Control]:
    """What becomes of each day that is booked; the buttons name the act."""
    now, habit_ = here.pause, here.habit
    is_left_out = now.later_says is not None or any(one.state == "cancelled" for one in now.days)
    says = now.says or habit_.service_name
    yield heading(look, _("Shall it rest like this?") if is_left_out else says, "readback")
    if is_left_out:
        yield fact(look, "pause_circle", says, bold=True)
    lines: list[ft.Control] = [
        ft.Semantics(
            identifier=f"day-{one.state}:{one.day.isoformat()}",
            content=fact(look, PICTURES[one.state], one.says, size=BODY),
        )
        for one in now.days
    ]
    if lines:
        yield card(look, lines, spacing=8)
    if now.later_says is not None:
        yield note(look, now.later_says, "schedule")
    if is_left_out and now.since and now.until:
        yield note(look, _("You can start again whenever you like."), "undo")
        yield wide(
            look,
            "action:confirm",
            _("Let it rest"),
            do(acts.rests(habit_, now.since, now.until)),
            picture="pause_circle",
            primary=True,
        )
    keep = do(open_at(f"/habit/{habit_.ref}"))
    yield wide(look, "action:keep", _("Leave it as it is"), keep, picture="close", first=True)


def _going_on(look: Look, here: habit_shown.Habit, resumed: wire.PausedOut, do: Do) -> Screen:
    now = here.habit
    keep = do(open_at(f"/habit/{now.ref}"))
    return Screen(
        here.key,
        [
            heading(look, _("Shall it start again?"), "readback"),
            note(look, now.says[0], "calendar_month"),
            note(look, resumed.says, "pause_circle"),
            note(look, _("What can be had of these days is booked again.")),
            wide(
                look,
                "action:confirm",
                _("Start again"),
                do(acts.goes_on(now, resumed)),
                picture="play_circle",
                primary=True,
            ),
            wide(look, "action:keep", _("Leave it as it is"), keep, picture="close", first=True),
        ],
        title=now.service_name,
        back=keep,
    )
