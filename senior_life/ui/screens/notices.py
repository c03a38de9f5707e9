"""Notices: one page of one of them in large letters, and the list of those that were."""

from collections.abc import Sequence
from datetime import date, timedelta

import flet as ft

from senior_life import wire
from senior_life.contract import Kind, Phone, Text, words
from senior_life.ui.acts import notices as acts
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import (
    Do,
    Screen,
    call,
    fact,
    field,
    heading,
    lettering,
    note,
    readback,
    small,
    subheading,
    wide,
)
from senior_life.ui.blocks.banner import banner
from senior_life.ui.blocks.press import by_the_browser
from senior_life.ui.look import ANSWER, RING, Look
from senior_life.ui.paging import LINE
from senior_life.ui.screens import answers
from senior_life.ui.screens.question import ask
from senior_life.ui.shown_notices import Notice, Notices

_ = words("senior_life")


def notice(look: Look, here: Notice, do: Do) -> Screen:
    """The text first, page by page; then what is asked. Hearing a page to its end turns it."""
    asked = here.asked
    body = (
        _text(look, here)
        if asked is None
        else [*ask(look, asked), *_answers(look, here, asked, do)]
    )
    back = acts.turn(here, -1) if here.page else open_at(here.after or "/")
    return Screen(
        here.key,
        [*body, *_onward(look, here, do)],
        title=here.notice.service_name,
        position=_position(here),
        back=do(back),
        heard=do.stays(acts.heard(here)),
    )


def _position(here: Notice) -> Text | None:
    if here.length == 1:
        return None
    return _("{n} of {length}", n=here.page + 1, length=here.length)


def _text(look: Look, here: Notice) -> list[ft.Control]:
    told = here.notice
    controls: list[ft.Control] = [heading(look, told.title)]
    if told.is_urgent:
        controls.insert(0, banner(look, _("This is urgent."), "campaign", "flag"))
    if here.page == 0:
        controls.append(note(look, told.source, "groups"))
        controls.append(note(look, told.published_says, "today"))
    controls += [_said(look, line) for line in here.pages[here.page]]
    if here.is_end_of_text:
        if told.happens_says is not None:
            controls.append(fact(look, "event", told.happens_says, size=ANSWER - 2, bold=True))
        controls += [_called(look, one, n) for n, one in enumerate(told.phones)]
        controls += [_attached(look, one, n) for n, one in enumerate(told.attachments)]
        controls += _answered(look, told)
    return controls


def _attached(look: Look, one: wire.AttachmentOut, number: int) -> ft.Control:
    """A photo stands under its words; the paper itself opens in a window of its own."""
    if not one.is_picture:
        return wide(
            look,
            f"attached:{number}",
            one.says,
            by_the_browser,
            picture="description",
            opens=one.url,
        )
    photo = ft.Semantics(
        identifier=f"attached:{number}",
        label=one.says.text,
        image=True,
        content=ft.Image(src=one.url, fit=ft.BoxFit.CONTAIN, exclude_from_semantics=True),
    )
    below = ft.Semantics(exclude_semantics=True, content=note(look, one.says))
    beside = ft.Padding.symmetric(horizontal=RING)
    return ft.Container(ft.Column([photo, below], spacing=4, tight=True), padding=beside)


def _said(look: Look, line: wire.SaidOut) -> ft.Control:
    if line.is_heading:
        return subheading(look, line.says)
    beside = ft.Padding.symmetric(horizontal=RING)
    return ft.Container(lettering(look, line.says, ANSWER, line=LINE), padding=beside)


def _called(look: Look, one: wire.PhoneOut, number: int) -> ft.Control:
    return call(look, f"call:{number}", _("Call {phone}", phone=Phone(one.number)), one.number)


def _answered(look: Look, told: wire.NoticeOut) -> list[ft.Control]:
    if not told.answered:
        return []
    return [subheading(look, _("Your answer")), readback(look, told.answered)]


def _question(look: Look, here: Notice, asked: wire.Card, do: Do) -> list[ft.Control]:
    return [*ask(look, asked), *_answers(look, here, asked, do)]


def _answers(look: Look, here: Notice, asked: wire.Card, do: Do) -> list[ft.Control]:
    """One tap is an answer; the one that was given is marked."""
    until = [note(look, here.notice.reply_says, "schedule")] if here.notice.reply_says else []
    if asked.kind is Kind.TEXT:
        typed = answers.typed_value(look, asked, do, acts.answer_typed(here, asked.step))
        return [*_answered(look, here.notice), *typed, *until]
    return [*_choices(look, here, asked, do), *until]


def _choices(look: Look, here: Notice, asked: wire.Card, do: Do) -> list[ft.Control]:
    return [
        wide(
            look,
            f"choice:{one.value}",
            one.label,
            do(acts.answer(here, asked.step, one.value)),
            selected=one.value in asked.chosen,
            first=i == 0,
        )
        for i, one in enumerate(asked.choices)
    ]


def _onward(look: Look, here: Notice, do: Do) -> list[ft.Control]:
    """What goes on without an answer says so; the end of the text is where it counts as read."""
    if here.asked is not None:
        says, is_main = _("Go on"), bool(here.asked.chosen)
    elif here.is_end_of_text:
        says, is_main = _("I have read it"), True
    else:
        says, is_main = _("Next page"), True
    go = do(acts.go_on(here, open_at(here.after) if here.after else None))
    return [wide(look, "action:next", says, go, picture="arrow_forward", primary=is_main)]


def notices(look: Look, here: Notices, do: Do) -> Screen:
    """By month, and by words; what was not read yet says so."""
    controls: list[ft.Control] = [heading(look, here.name)]
    if here.is_all_read:
        controls.append(fact(look, "check_circle", _("You have read everything.")))
    controls += [_line(look, one, do, i == 0) for i, one in enumerate(here.notices)]
    if not here.notices:
        controls.append(note(look, _("There is nothing here."), "inbox"))
    controls += [subheading(look, _("Older ones")), _months(look, here, do)]
    controls += _search(look, here, do)
    return Screen(here.key, controls, title=here.name, back=do(open_at("/")))


def _line(look: Look, one: wire.NoticeOut, do: Do, first: bool) -> ft.Control:
    return wide(
        look,
        f"notice:{one.ref}",
        one.title,
        do(open_at(f"/board/{one.service}/notice/{one.ref}")),
        below=one.published_says,
        picture="done" if one.is_read else "mark_email_unread",
        first=first,
    )


def _months(look: Look, here: Notices, do: Do) -> ft.Control:
    before = here.month if here.is_latest else _before(here.month)
    after = (here.month + timedelta(days=32)).replace(day=1)
    name = _("{when:month}", when=before)
    buttons = [
        small(
            look,
            "action:month-before",
            name,
            do(acts.look_at_month(here, before)),
            picture="chevron_left",
        )
    ]
    if not here.is_latest:
        buttons.append(
            small(
                look,
                "action:month-after",
                _("{when:month}", when=after),
                do(acts.look_at_month(here, after)),
                picture="chevron_right",
                onward=True,
            )
        )
    return ft.Row(buttons, wrap=True, spacing=8, run_spacing=8)


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _search(look: Look, here: Notices, do: Do) -> Sequence[ft.Control]:
    find = do(acts.search(here))
    typed = field(
        look,
        acts.WORDS,
        _("Words to look for"),
        do.typed(acts.WORDS),
        do.keeps(acts.WORDS),
        on_enter=find,
        longest=100,
    )
    return [typed, wide(look, "action:find", _("Find"), find, picture="search")]


def calling(look: Look, notice: wire.NoticeOut, do: Do) -> ft.Control:
    """A notice that comes by itself stays until it has been read to its end. It has a key: when it
    comes, what stands below it moves, and is not sent again."""
    card = wide(
        look,
        f"notice:{notice.ref}",
        notice.calls or notice.title,
        do(open_at(f"/board/{notice.service}/notice/{notice.ref}")),
        below=_("Please read it now") if notice.is_urgent else None,
        picture="campaign",
        alarm=notice.is_urgent,
    )
    card.key = f"notice:{notice.ref}"
    return card
