"""The plan of a day, and what is booked for the days after it."""

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, note, subheading, wide
from senior_life.ui.blocks.ahead import what_of, when_of
from senior_life.ui.blocks.meanwhile import Meanwhile
from senior_life.ui.look import Look
from senior_life.ui.screens.habit import rows_of

_ = words("senior_life")
FRESH_SECONDS = 60


def today(look: Look, here: shown.Today, do: Do) -> Screen:
    now = here.today
    controls: list[ft.Control] = [heading(look, _("Today's plan")), note(look, now.says, "today")]
    if not now.entries:
        controls.append(note(look, _("Nothing is planned for today.")))
    controls += [
        wide(
            look,
            f"row:{entry.booking or entry.notice}",
            entry.when,
            do(open_at(_where(entry))),
            below=entry.news or entry.says,
            picture=entry.icon,
            first=i == 0,
        )
        for i, entry in enumerate(now.entries)
    ]
    planned = {entry.booking for entry in now.entries}
    ahead = [b for b in here.ahead if b.ref not in planned]
    if ahead:
        controls.append(subheading(look, _("After today")))
    controls += [
        wide(
            look,
            f"row:{b.ref}",
            when_of(b),
            do(open_at(f"/booking/{b.ref}")),
            below=what_of(b),
            picture=b.icon,
        )
        for b in ahead
    ]
    if here.habits:
        controls += [subheading(look, _("Bookings of every week")), *rows_of(look, here.habits, do)]
    controls.append(Meanwhile(do.stays(open_at("/today")), FRESH_SECONDS))
    return Screen(here.key, controls, back=do(open_at("/")))


def _where(entry: wire.Entry) -> str:
    if entry.notice:
        return f"/board/{entry.service}/notice/{entry.notice}"
    return f"/booking/{entry.booking}"
