"""Validate a file's data against its model and say each fault in words a clerk can act on."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from senior_life.town.faults import Fault, PackBroken
from senior_life.town.reading import Source, Where

M = TypeVar("M", bound=BaseModel)
LONGEST_QUOTE = 40
KANA = re.compile(r"[ぁ-ゖァ-ヺー・、。～（）()\-0-9０-９ 　]+")
"""What may stand in a reading: kana, its marks, brackets, digits and spaces."""


def validate(source: Source, model: type[M]) -> M:
    """``model`` has pydantic's ``model_validate``. Raises PackBroken with every fault."""
    faults = list(_readings(source))
    try:
        checked = model.model_validate(source.data)
    except ValidationError as broken:
        details = broken.errors(include_url=False)
        faults += [_fault(source, model, detail) for detail in details]
        raise PackBroken(sorted(set(faults))) from broken
    if faults:
        raise PackBroken(sorted(faults))
    return checked


def _readings(source: Source) -> Iterator[Fault]:
    """Whatever is named ``kana``, in any file, is read aloud: nothing but kana may stand there."""
    for where, value in _leaves(source.data, ()):
        if where and where[-1] == "kana" and not KANA.fullmatch(str(value)):
            wrong = f"“{value}” at {_path(where)} is not written in kana"
            yield Fault(
                source.file, source.line(where), wrong, "write the reading, e.g. とがみきた"
            )


def _leaves(data: object, where: Where) -> Iterator[tuple[Where, object]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*where, index))
    else:
        yield where, data


def _fault(source: Source, model: type[BaseModel], detail: ErrorDetails) -> Fault:
    where = detail["loc"]
    line = source.line(where)
    at = _path(where)
    match detail["type"]:
        case "missing":
            return Fault(source.file, line, f"{at} is missing", f"add “{where[-1]}”")
        case "extra_forbidden":
            wrong = f"{at} is not known here"
            return Fault(source.file, line, wrong, _near(str(where[-1]), _names(model)))
        case "value_error":
            wrong, _, fix = detail["msg"].removeprefix("Value error, ").partition("; ")
            head = f"{at}: {wrong}" if where else wrong
            return Fault(source.file, line, head, fix or "correct the value")
        case _:
            wrong = f"{at} is “{_short(detail['input'])}”"
            return Fault(source.file, line, wrong, _lower(detail["msg"]))


def _path(where: Where) -> str:
    """``counters[2].hours`` of a path; rows and items count from 1, as people do."""
    said = ""
    for part in where:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if said else part
    return said or "the file"


def _names(model: type[BaseModel]) -> set[str]:
    return set(_properties(model.model_json_schema()))


def _properties(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, Mapping) else ()
        for part in schema.values():
            yield from _properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _properties(part)


def _near(name: str, known: set[str]) -> str:
    near = process.extractOne(name, sorted(known), score_cutoff=70)
    return f"did you mean “{near[0]}”? Otherwise take it out" if near else "take it out"


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= LONGEST_QUOTE else f"{said[: LONGEST_QUOTE - 1]}…"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
