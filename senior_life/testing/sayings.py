"""What every service promises to say: readings, whole Japanese, breath, and honest values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from senior_life.contract import Name, Offer, Option, Progress, Service, Text
from senior_life.speech.check import faults
from senior_life.testing.host import TUESDAY
from senior_life.testing.posting import publish
from senior_life.testing.stage import Stage, keep
from senior_life.town.checking import KANA
from senior_life.words import Words, render

JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LATIN_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")


async def names_have_kana(stage: Stage) -> None:
    for name in _names(await everything(stage)):
        keep(KANA.fullmatch(name.kana), f"“{name.text}” has no reading in kana: “{name.kana}”")


async def sentences_are_japanese_and_complete(stage: Stage) -> None:
    for text in _texts(await everything(stage)):
        said = _said(text).text
        keep(said.strip(), f"“{text.msgid}” says nothing")
        keep(not LATIN_WORDS.search(said), f"“{text.msgid}” has no Japanese: “{said}”")
        keep("{" not in said, f"“{text.msgid}” has a value that is not filled in: “{said}”")


async def english_is_usable(stage: Stage) -> None:
    for text in _texts(await everything(stage)):
        said = render(text, "en", stage.clock().date()).text
        keep("{" not in said, f"“{text.msgid}” has a value that is not filled in: “{said}”")


async def everything_can_be_read_aloud(stage: Stage) -> None:
    """Readings for all kanji, no bare ISO date, never over 40 characters without a pause."""
    lines = [_said(value) for value in _sayable(await everything(stage))]
    wrong = faults(lines)
    keep(not wrong, "; ".join(wrong[:5]))
    dated = [line.text for line in lines if ISO_DATE.search(line.text)]
    keep(not dated, f"a bare date is read aloud: {dated[:3]}")


async def prices_are_whole_yen(stage: Stage) -> None:
    for value in _values(await everything(stage), (Offer, Progress)):
        price = value.price_yen
        keep(type(price) is int and price >= 0, f"a price is {price!r}, not whole yen")


async def times_know_their_zone(stage: Stage) -> None:
    for when in _values(await everything(stage), (datetime,)):
        keep(when.utcoffset() is not None, f"{when!r} does not know its time zone")


async def options_can_be_told_apart(stage: Stage) -> None:
    so_far: dict[str, Any] = {}
    answers = await stage.answers()
    for step in stage.service.steps:
        options = await stage.options(step, so_far)
        said = [_said(one.label).text for one in options]
        keep(len(set(said)) == len(said), f"two options of {step.name} are called the same: {said}")
        if step.name in answers:
            so_far[step.name] = answers[step.name]


async def everything(stage: Stage) -> Sequence[object]:
    """All that a resident comes to see and hear from a first question to a cancelled booking, or
    of a notice that asks nothing."""
    seen: list[object] = [*_description(stage.service)]
    if stage.service.board is not None:
        return [*seen, await publish(stage)]
    answers, so_far = await stage.answers(), dict[str, Any]()
    for step in stage.service.steps:
        seen += await stage.options(step, so_far)
        if step.name in answers:
            so_far[step.name] = answers[step.name]
    offer = await stage.offer(answers)
    done = await stage.provider.confirm(stage.who(), offer, "yes")
    gone = await stage.provider.act(stage.who(), done.ref, "cancel", {}, "no")
    return [*seen, offer, done, gone]


def _description(service: Service) -> Iterator[object]:
    yield from (service.name, service.about, service.says, service.offered_by, service.cancel)
    yield from () if service.accompanies is None else (service.accompanies,)
    yield from service.steps


def _names(value: object) -> Iterator[Name]:
    yield from _values(value, (Name,))


def _texts(value: object) -> Iterator[Text]:
    yield from _values(value, (Text,))


def _sayable(value: object) -> Iterator[Text | Name]:
    """Whole sentences and names; not the parts from which a sentence is made."""
    match value:
        case Text() | Name():
            yield value
        case Option():
            yield value.label
            if value.note is not None:
                yield value.note
        case _:
            for part in _parts(value):
                yield from _sayable(part)


def _values(value: object, kinds: tuple[type, ...]) -> Iterator[Any]:
    if isinstance(value, kinds):
        yield value
    for part in _parts(value):
        yield from _values(part, kinds)


def _parts(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from value


def _said(value: Text | Name) -> Words:
    return render(value, "ja", TUESDAY.date())
