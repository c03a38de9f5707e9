"""Text as it is drawn: a sentence, with small kana above its kanji when the reader wants them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import flet as ft
from flet.components.component import Component

from senior_life.contract import Text
from senior_life.ui.blocks.phrasing import phrased, units
from senior_life.ui.look import ANSWER, BODY, HEADING, RING, Look
from senior_life.words import Words, render

Said = Text | Words
KANA_SHARE = 0.5
SILENT = "silent"
"""The ``data`` of a control that よみあげ passes over."""
AFTER_HYPHEN = re.compile(r"(?<=[0-9]-)")
"""Where a telephone number may end a line that is too narrow for all of it."""
CHUNK = 6
"""Characters of plain text that stay together on a line when kana are drawn."""


def on_screen(look: Look, said: Said) -> Words:
    """The screens' own sentences are put into the reader's language; others already are."""
    return render(said, look.language) if isinstance(said, Text) else said


def lettering(
    look: Look,
    said: Said,
    size: float = BODY,
    *,
    bold: bool = False,
    color: str | None = None,
    centred: bool = False,
    line: float = 1.45,
) -> ft.Control:
    words = on_screen(look, said)
    ink = color or look.theme.ink
    if look.furigana and any(kana for _, kana in words.ruby):
        return _with_kana(words, _style(look, size, ink, bold, 1.25), centred)
    return ft.Text(
        phrased(words.text),
        semantics_label=words.text,
        data=words,
        style=_style(look, size, ink, bold, line),
        text_align=ft.TextAlign.CENTER if centred else ft.TextAlign.START,
    )


def heading(look: Look, said: Said, handle: str = "", size: float = HEADING) -> ft.Control:
    """The heading of a screen: said aloud by screen readers as soon as it appears."""
    return ft.Semantics(
        identifier=handle or "heading",
        header=True,
        heading_level=1,
        live_region=True,
        content=ft.Container(
            lettering(look, said, size, bold=True, line=1.35),
            padding=ft.Padding.symmetric(horizontal=RING),
        ),
    )


def subheading(look: Look, said: Said, size: float = ANSWER) -> ft.Control:
    return ft.Semantics(
        header=True,
        heading_level=2,
        content=ft.Container(
            lettering(look, said, size, bold=True), padding=ft.Padding.symmetric(horizontal=RING)
        ),
    )


def icon(look: Look, name: str, size: float, color: str | None = None) -> ft.Control:
    """An icon by its name (event_available); it says nothing to screen readers."""
    known = getattr(ft.Icons, name.upper(), ft.Icons.INFO_OUTLINE)
    return ft.Icon(known, size=look.px(size), color=color or look.theme.act)


def words_in(control: object) -> Iterator[Words]:
    """The words drawn in a control, from top to bottom."""
    data = getattr(control, "data", None)
    if data == SILENT:
        return
    if isinstance(data, Words):
        yield data
        return
    for inner in _inside(control):
        yield from words_in(inner)


def _inside(control: object) -> Sequence[object]:
    match control:
        case Component():
            return [*control.args, *control.kwargs.values()]
        case ft.Column() | ft.Row():
            return control.controls
        case ft.Container() | ft.Semantics() | ft.MergeSemantics() | ft.Button():
            return [control.content]
        case _:
            return ()


def _style(look: Look, size: float, color: str, bold: bool, line: float) -> ft.TextStyle:
    return _shared_style(look.px(size), color, bold, line)


@lru_cache(maxsize=512)
def _shared_style(size: int, color: str, bold: bool, line: float) -> ft.TextStyle:
    weight = ft.FontWeight.BOLD if bold else ft.FontWeight.NORMAL
    return ft.TextStyle(size=size, color=color, weight=weight, height=line)


def _with_kana(words: Words, style: ft.TextStyle, centred: bool) -> ft.Control:
    small = style.copy(size=round((style.size or BODY) * KANA_SHARE), weight=ft.FontWeight.NORMAL)

    def piece(written: str, kana: str) -> ft.Control:
        spans = [ft.TextSpan(f"{kana or ' '}\n", small), ft.TextSpan(written, style)]
        return ft.Text(spans=spans, text_align=ft.TextAlign.CENTER)

    pieces = [[piece(*one) for one in held] for held in _held(words)]
    row = ft.Row(
        [one[0] if len(one) == 1 else ft.Row(one, wrap=True, spacing=0) for one in pieces],
        wrap=True,
        spacing=0,
        run_spacing=2,
        alignment=ft.MainAxisAlignment.CENTER if centred else ft.MainAxisAlignment.START,
    )
    return ft.Semantics(label=words.text, exclude_semantics=True, content=row, data=words)


def _held(words: Words) -> list[list[tuple[str, str]]]:
    """The chunks, with those on one line in one list: 午前, 9時 and 30分."""
    inside = {at for start, end in units(words.text) for at in range(start + 1, end)}
    held: list[list[tuple[str, str]]] = []
    at = 0
    for written, kana in _chunks(words):
        if at in inside:
            held[-1].append((written, kana))
        else:
            held.append([(written, kana)])
        at += len(written)
    return held


def _chunks(words: Words) -> Iterator[tuple[str, str]]:
    """Pieces that may stand at a line's end: words with kana whole, plain text by a few."""
    for written, kana in words.ruby:
        if kana:
            yield written, kana
        else:
            for part in AFTER_HYPHEN.split(written):
                for start in range(0, len(part), CHUNK):
                    yield part[start : start + CHUNK], ""
