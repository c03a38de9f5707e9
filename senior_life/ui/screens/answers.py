"""The ways to answer a card, one for each kind; whoever asks says what an answer does."""

from collections.abc import Callable, Sequence
from datetime import date

import flet as ft

from senior_life import wire
from senior_life.contract import Kind, Several, words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.blocks import Do, Handler, Said, field, lettering, note, small, wide
from senior_life.ui.blocks.press import Act
from senior_life.ui.look import ANSWER, GAP, Look

_ = words("senior_life")
Chosen = Callable[[str], Handler]
CHOICES = 5
WEEKDAYS: Sequence[tuple[str, Said]] = (
    ("mon", _("Mondays")),
    ("tue", _("Tuesdays")),
    ("wed", _("Wednesdays")),
    ("thu", _("Thursdays")),
    ("fri", _("Fridays")),
    ("sat", _("Saturdays")),
    ("sun", _("Sundays")),
)


def one(look: Look, asked: wire.Card, chosen: Chosen) -> list[ft.Control]:
    """One of at most five; a full one says so, and leads to the nearest alternatives."""
    if asked.kind is Kind.YES_NO and not asked.choices:
        return _yes_no(look, chosen)
    if asked.kind is Kind.FILE and not asked.choices:
        return _on_paper(look, chosen)
    return [
        _choice(look, c, chosen(c.value), i == 0) for i, c in enumerate(asked.choices[:CHOICES])
    ]


def _choice(look: Look, choice: wire.Choice, act: Handler, first: bool) -> ft.Control:
    below: Said | None = choice.note
    if choice.is_full and below is None:
        below = _("Full. We show you the nearest others.")
    picture = "event_busy" if choice.is_full else choice.icon
    return wide(
        look,
        f"choice:{choice.value}",
        choice.label,
        act,
        below=below,
        picture=picture,
        first=first,
        along=[(one.icon, one.says) for one in choice.along],
    )


def _yes_no(look: Look, chosen: Chosen) -> list[ft.Control]:
    return [
        wide(look, "choice:yes", _("Yes"), chosen("yes"), picture="check_circle", first=True),
        wide(look, "choice:no", _("No"), chosen("no"), picture="do_not_disturb_on"),
    ]


def _on_paper(look: Look, chosen: Chosen) -> list[ft.Control]:
    """Nothing is sent by itself: paper is handed over to a person."""
    says = _("I bring it on paper")
    return [wide(look, "choice:paper", says, chosen("paper"), picture="description", first=True)]


def several(look: Look, asked: wire.Card, picked: Sequence[str], do: Do) -> list[ft.Control]:
    return [
        wide(
            look,
            f"choice:{c.value}",
            c.label,
            do(errand.pick(c.value)),
            below=c.note,
            selected=c.value in picked,
            first=i == 0,
        )
        for i, c in enumerate(asked.choices[:CHOICES])
    ]


def marked_days(look: Look, asked: wire.Card, picked: Sequence[str]) -> list[ft.Control]:
    """All of them in one sentence, for those of another page are not to be seen."""
    if asked.kind is not Kind.DATE or not picked:
        return []
    days = tuple(_("{day:day}", day=date.fromisoformat(one)) for one in sorted(picked))
    return [note(look, _("Chosen: {days}", days=Several(days)), "check_circle", "chosen")]


def go_on(look: Look, do: Do, here: shown.Question) -> ft.Control:
    return next_button(look, do, errand.answer_picked(here))


def next_button(look: Look, do: Do, act: Act) -> ft.Control:
    return wide(
        look, "action:next", _("Go on with this"), do(act), picture="arrow_forward", primary=True
    )


def typed_value(look: Look, asked: wire.Card, do: Do, act: Act) -> list[ft.Control]:
    entered = do(act)
    return [
        field(
            look,
            asked.step,
            _("Write here"),
            do.typed(asked.step),
            do.keeps(asked.step),
            on_enter=entered,
            lines=3,
            longest=asked.longest,
        ),
        next_button(look, do, act),
    ]


def number(look: Look, asked: wire.Card, do: Do, act: Act) -> list[ft.Control]:
    """Two large buttons, and the number between them, which can be typed too."""
    value = do.typed(asked.step) or str(asked.lowest or 0)
    typed = field(
        look,
        asked.step,
        _("How many"),
        value,
        do.keeps(asked.step),
        on_enter=do(act),
        digits=True,
    )
    fewer = _count(look, "action:fewer", _("Fewer"), do(errand.count(asked, -1)), "remove")
    more = _count(look, "action:one-more", _("One more"), do(errand.count(asked, 1)), "add")
    if look.is_phone:
        ends = ft.Row([fewer, more], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
        return [typed, ends, next_button(look, do, act)]
    between = ft.Container(typed, expand=True)
    return [ft.Row([fewer, between, more], spacing=8), next_button(look, do, act)]


def _count(look: Look, handle: str, says: Said, act: Handler, picture: str) -> ft.Control:
    return small(look, handle, says, act, picture=picture)


def repeat(
    look: Look, asked: wire.Card, picked: Sequence[str], do: Do, act: Act
) -> list[ft.Control]:
    """Every week on these days, and until when; or one of the days that are offered."""
    days = [v for v in picked if v.startswith("weekly:")]
    marked = set(days[0].removeprefix("weekly:").split(",")) if days else set()
    toggles = [
        small(
            look,
            f"day:{day}",
            says,
            do(errand.pick_only(*_with_day(picked, marked, day))),
            selected=day in marked,
            picture="check_circle" if day in marked else "",
        )
        for day, says in WEEKDAYS
    ]
    offered = several(look, asked, picked, do)
    every = lettering(look, _("Every week on"), ANSWER, bold=True)
    return [
        *offered,
        every,
        ft.Row(toggles, wrap=True, spacing=GAP - 4, run_spacing=GAP - 4),
        next_button(look, do, act),
    ]


def _with_day(picked: Sequence[str], marked: set[str], day: str) -> tuple[str, ...]:
    changed = marked ^ {day}
    weekly = ",".join(name for name, _says in WEEKDAYS if name in changed)
    others = [v for v in picked if not v.startswith("weekly:")]
    return (*others, *([f"weekly:{weekly}"] if weekly else []))
