"""One resident: who it is, what is booked, and what the desk can do for them."""

from collections.abc import Callable, Mapping

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, icon, lettering, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import people
from senior_life.ui.desk.birthday import birth_says
from senior_life.ui.desk.blocks import (
    MIDDLE,
    Page,
    pair_of,
    phone_says,
    push,
    pushes,
    sheet,
    status,
    title,
    words_of,
)
from senior_life.ui.desk.finding import standing_of
from senior_life.ui.desk.screens.record import correct, needs_says
from senior_life.ui.desk.screens.upkeep import merge, resume, suspend, trace
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")
UNKNOWN = _("not known")


def resident(look: Look, here: shown.Resident, do: Do) -> Page:
    controls = [_who(look, here, do), *PARTS.get(here.part, _home)(look, here, do)]
    up = "/desk/residents" if not here.part else f"/desk/resident/{here.resident.ref}"
    return Page(here.key, "residents", _("Residents"), controls, escape=do(open_at(up)))


def _who(look: Look, here: shown.Resident, do: Do) -> ft.Control:
    one = here.resident
    up = "/desk/residents" if not here.part else f"/desk/resident/{one.ref}"
    inner: list[ft.Control] = [
        push(look, "action:back", _("Back"), do(open_at(up)), picture="arrow_back", quiet=True),
        title(look, Words(one.name)),
        lettering(look, Words(one.kana), BODY + 2, color=look.theme.soft),
    ]
    mark = standing_of(look, one)
    if mark is not None:
        inner.append(mark)
    return ft.Row(inner, spacing=14, wrap=True, vertical_alignment=MIDDLE)


def facts(look: Look, one: wire.ResidentFull) -> list[ft.Control]:
    birth = birth_says(one.birth_date) if one.birth_date else UNKNOWN
    rows = [
        pair_of(look, _("Name"), Words(f"{one.name}（{one.kana}）")),
        pair_of(look, _("Address"), Words(one.address) if one.address else UNKNOWN),
        pair_of(look, _("Date of birth"), birth),
        pair_of(look, _("Telephone"), phone_says(one.phone) if one.phone else UNKNOWN),
    ]
    if one.needs:
        rows.append(pair_of(look, _("Needs"), needs_says(look, one.needs)))
    if one.is_suspended:
        rows.append(pair_of(look, _("Paused because"), Words(one.suspended_why)))
    return rows


def _home(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    one = here.resident
    controls: list[ft.Control] = []
    if here.said is not None:
        controls.append(status(look, "said", here.said, "check_circle"))
    controls.append(sheet(look, facts(look, one)))
    if one.merged_into is not None:
        other = push(
            look,
            "action:merged-into",
            _("Open the record that stays"),
            do(open_at(f"/desk/resident/{one.merged_into}")),
            picture="arrow_forward",
            primary=True,
        )
        return [*controls, pushes([other])]
    if not one.is_suspended:
        controls.append(pushes(_booking_buttons(look, here, do)))
    controls.append(_booked(look, here, do))
    controls.append(pushes(_keeping_buttons(look, here, do)))
    return controls


def _booking_buttons(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    ref = here.resident.ref
    buttons = [
        push(
            look,
            "action:book",
            _("Book for this person"),
            do(open_at(f"/desk/resident/{ref}/identity")),
            picture="event_available",
            primary=True,
            first=True,
        )
    ]
    if here.draft:
        buttons.append(
            push(
                look,
                "action:go-on",
                _("Go on with the unfinished errand"),
                do(open_at(f"/desk/walk/{here.draft}")),
                picture="edit_note",
            )
        )
    return buttons


def _keeping_buttons(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    one = here.resident
    stop = (
        ("resume", _("Resume everything"), "play_circle")
        if one.is_suspended
        else ("suspend", _("Pause everything"), "pause_circle")
    )
    ways = [
        ("correct", _("Correct the record"), "edit"),
        ("trace", _("What was changed"), "history"),
    ]
    if here.heads:
        ways.append(("merge", _("Join with a duplicate"), "swap_horiz"))
    ways.append(stop)
    buttons = [
        push(
            look,
            f"action:{part}",
            says,
            do(open_at(f"/desk/resident/{one.ref}/{part}")),
            picture=picture,
            quiet=True,
        )
        for part, says, picture in ways
    ]
    member = push(
        look,
        "action:new-member",
        _("Enter someone of the same household"),
        do(open_at(f"/desk/new-resident/{one.ref}")),
        picture="person_add",
        quiet=True,
    )
    pair = push(
        look,
        "action:pair",
        _("Pair a tablet"),
        do(open_at("/desk/devices/pair")),
        picture="tablet_android",
        quiet=True,
    )
    return [*buttons, pair, member]


def _booked(look: Look, here: shown.Resident, do: Do) -> ft.Control:
    rows: list[ft.Control] = [subheading(look, _("Bookings"), BODY + 3)]
    if not here.bookings:
        rows.append(words_of(look, _("Nothing is booked."), soft=True))
    return sheet(look, [*rows, *(_booking(look, one, do) for one in here.bookings)])


def _booking(look: Look, one: wire.BookingOut, do: Do) -> ft.Control:
    when = one.when or one.state_says
    text = ft.Column(
        [
            lettering(look, when, BODY, bold=True, line=1.35),
            lettering(look, one.says, BODY, line=1.35),
            lettering(
                look,
                _("Number {number}, {state}", number=one.number, state=one.state_says.text),
                BODY,
                color=look.theme.soft,
            ),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    opening = push(
        look,
        f"action:open:{one.ref}",
        _("Open"),
        do(open_at(f"/desk/booking/{one.ref}")),
        picture="arrow_forward",
        label=f"{one.number} {when.text}",
    )
    picture = icon(look, one.icon, 34, look.shade(one.family).edge)
    row = ft.Row([picture, text, opening], spacing=12, vertical_alignment=MIDDLE)
    return ft.Semantics(identifier=f"row:{one.ref}", content=row)


def _identity(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    """What is asked before anything is said about this person."""
    one = here.resident
    yes = push(
        look,
        "action:identified",
        _("It is this person"),
        do(people.identified(one, "phone")),
        picture="how_to_reg",
        primary=True,
        first=True,
    )
    here_now = push(
        look,
        "action:identified-here",
        _("It is this person, here at the counter"),
        do(people.identified(one, "counter")),
        picture="person_pin_circle",
    )
    no = push(
        look,
        "action:not-this-person",
        _("It does not match"),
        do(open_at("/desk/residents")),
        picture="person_off",
        quiet=True,
    )
    return [
        subheading(look, _("Make sure who is calling"), BODY + 4),
        words_of(
            look,
            _(
                "Please ask for the name, the address and the date of birth. "
                "Do not read them out yourself."
            ),
        ),
        ft.Semantics(
            identifier="identity", content=sheet(look, facts(look, one), edge=look.theme.act)
        ),
        pushes([yes, here_now, no]),
    ]


def _services(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    buttons = [
        push(
            look,
            f"tile:{tile.service}",
            tile.name,
            do(people.begin(here.resident, tile.service)),
            picture=tile.icon,
            first=index == 0,
        )
        for index, tile in enumerate(tile for tile in here.tiles if tile.trouble is None)
    ]
    troubled = [
        status(
            look,
            f"trouble:{tile.service}",
            _("{service}: {trouble}", service=tile.name.text, trouble=tile.trouble.text),
            "block",
        )
        for tile in here.tiles
        if tile.trouble is not None
    ]
    return [subheading(look, _("What shall be booked?"), BODY + 4), pushes(buttons), *troubled]


PARTS: Mapping[str, Callable[[Look, shown.Resident, Do], list[ft.Control]]] = {
    "identity": _identity,
    "services": _services,
    "correct": correct,
    "trace": trace,
    "merge": merge,
    "suspend": suspend,
    "resume": resume,
}
