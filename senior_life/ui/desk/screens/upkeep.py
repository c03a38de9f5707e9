"""A record through the years: its traces, a duplicate, a pause as a whole, and its end."""

from datetime import date

import flet as ft

from senior_life import wire
from senior_life.contract import State, Text, words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Handler, Said, field, lettering, on_screen, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import people
from senior_life.ui.desk.birthday import birth_says
from senior_life.ui.desk.blocks import pair_of, push, pushes, sheet, status, words_of
from senior_life.ui.desk.finding import found_list, search_field
from senior_life.ui.look import BODY, Look
from senior_life.words import Words
from senior_life.words.needs import NEEDS

_ = words("senior_life")
WHAT: dict[str, Text] = {
    "name": _("Name"),
    "kana": _("Kana of the name"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "birth_date": _("Date of birth"),
    "needs": _("Needs"),
    "home": _("Place of the house"),
    "household": _("Household"),
    "created": _("Entered"),
    "merged": _("Joined with another record"),
    "settings": _("Settings taken over"),
    "suspended": _("Paused as a whole"),
    "resumed": _("Resumed"),
    "device paired": _("Tablet paired"),
    "device revoked": _("Tablet shut"),
}
NOTHING = "―"
AHEAD = (State.WAITING, State.PROPOSED, State.REQUESTED, State.CONFIRMED)


def trace(look: Look, here: shown.Resident, _do: Do) -> list[ft.Control]:
    """The newest first; what the record itself is not told stays out."""
    rows = [_traced(look, one) for one in reversed(here.traces)]
    empty = words_of(look, _("Nothing was changed yet."), soft=True)
    return [
        subheading(look, _("What was changed"), BODY + 4),
        ft.Semantics(identifier="trace", content=sheet(look, rows or [empty])),
    ]


def _traced(look: Look, one: wire.TraceOut) -> ft.Control:
    what = on_screen(look, WHAT[one.what]).text if one.what in WHAT else one.what
    head = _("{when:short} {when:clock}  {what}  ({by})", when=one.at, what=what, by=one.by)
    inner: list[ft.Control] = [lettering(look, head, BODY, bold=True, line=1.4)]
    if one.what in READABLE:
        before, after = (_readable(look, one.what, part) for part in (one.before, one.after))
        changed = Words(f"{before or NOTHING} → {after or NOTHING}")
        inner.append(lettering(look, changed, BODY, line=1.4))
    if one.why:
        inner.append(lettering(look, _("Reason: {why}", why=one.why), BODY, line=1.4))
    return ft.Column(inner, spacing=0, tight=True)


READABLE = frozenset({"name", "kana", "address", "phone", "birth_date", "needs"})


def _readable(look: Look, what: str, value: str) -> str:
    if what == "needs":
        return "・".join(on_screen(look, NEEDS[n]).text for n in value.split(",") if n in NEEDS)
    if what == "birth_date" and value:
        return on_screen(look, birth_says(date.fromisoformat(value))).text
    return value


def merge(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    """First the duplicate is found, then what will happen is read back."""
    if here.twin is not None:
        return _merge_readback(look, here, here.twin, do)

    def choose(one: wire.ResidentFull) -> ft.Control:
        return push(
            look,
            f"choice:{one.ref}",
            _("This is the duplicate"),
            do(people.choose_twin(one)),
            label=f"{one.name} {one.kana}",
        )

    return [
        subheading(look, _("Join with a duplicate"), BODY + 4),
        words_of(
            look,
            _(
                "This record stays: {name}. Find the one that was entered twice.",
                name=here.resident.name,
            ),
        ),
        search_field(look, do),
        *found_list(look, here.found, choose),
    ]


def _merge_readback(
    look: Look, here: shown.Resident, twin: wire.ResidentFull, do: Do
) -> list[ft.Control]:
    stays = here.resident
    rows = [
        pair_of(look, _("Stays"), _said(stays)),
        pair_of(look, _("Is closed"), _said(twin)),
        status(
            look,
            "warning",
            _(
                "All bookings and tablets of the closed record go to the one that stays. "
                "This cannot be undone here."
            ),
            "warning",
        ),
    ]
    if twin.is_suspended and not stays.is_suspended:
        says = _(
            "The closed record is paused. So the one that stays will be paused, and what is "
            "booked is cancelled."
        )
        rows.append(status(look, "trouble:pause", says, "pause_circle"))
    yes = _("Join the two records")
    return _readback(look, here, do, yes, rows, do(people.merge(here, twin)))


def _said(one: wire.ResidentFull) -> Words:
    return Words(f"{one.name}（{one.kana}）{one.address}")


def suspend(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    """Hospital or death: everything stops in one act, after it was read back."""
    ahead = [one for one in here.bookings if one.state in AHEAD]
    rows = [
        words_of(look, _("For a stay in hospital, a move, or a death.")),
        pair_of(look, _("Is cancelled"), _cancelled(ahead)),
        pair_of(look, _("Is shut"), _("The tablets of this person, at once")),
        pair_of(look, _("Is silenced"), _("All reminders")),
    ]
    yes = _("Pause everything")
    return _readback(look, here, do, yes, rows, do(people.suspend(here.resident)))


def _cancelled(ahead: list[wire.BookingOut]) -> Said:
    if not ahead:
        return _("Nothing is booked.")
    lines = [f"{one.when.text if one.when else ''} {one.says.text}".strip() for one in ahead]
    return Words("\n".join(lines))


def resume(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    rows = [
        pair_of(look, _("Opens again"), _("Booking, the tablets, reminders")),
        pair_of(look, _("Stays cancelled"), _("What was cancelled at the pause")),
    ]
    yes = _("Resume everything")
    return _readback(look, here, do, yes, rows, do(people.resume(here.resident)))


def _readback(
    look: Look, here: shown.Resident, do: Do, yes: Text, rows: list[ft.Control], act: Handler
) -> list[ft.Control]:
    """What will happen, the reason, and two buttons that name the act."""
    why = field(look, "why", _("Reason"), do.typed("why"), do.keeps("why"), first=True)
    return [
        subheading(look, yes, BODY + 4),
        ft.Semantics(identifier="readback", content=sheet(look, [*rows, why], edge=look.theme.act)),
        pushes(
            [
                push(look, "action:confirm", yes, act, picture="check_circle", primary=True),
                push(
                    look,
                    "action:keep",
                    _("Do not"),
                    do(open_at(f"/desk/resident/{here.resident.ref}")),
                    picture="close",
                    quiet=True,
                ),
            ]
        ),
    ]
