"""Contract values as JSON and back: each value but the plainest carries the name of its type."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import Any

from senior_life import contract

TYPE = "$"
PLAIN = {type(None), str, int, bool, float}
SCALARS: dict[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def to_json(value: object) -> Any:
    """Sequences become lists; what equals its default is left out."""
    kind: Any = type(value)
    return value if kind in PLAIN else _writer(kind)(value)


def from_json(value: Any) -> Any:
    """The value again; lists come back as tuples."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is list:
        return tuple([from_json(item) for item in value])
    name = value.get(TYPE)
    if name is None:
        return {key: from_json(item) for key, item in value.items()}
    if "is" in value:
        return _reader(name)(value["is"])
    return _reader(name)(**{key: from_json(item) for key, item in value.items() if key != TYPE})


@cache
def _reader(name: str) -> Callable[..., object]:
    found: Callable[..., object] = SCALARS.get(name) or getattr(contract, name)
    return found


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """How values of that type are written: looked up once, for there are many of them."""
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    if issubclass(kind, Mapping):
        return lambda value: {key: to_json(item) for key, item in value.items()}
    if issubclass(kind, (tuple, list, frozenset)):
        return lambda value: [to_json(item) for item in value]
    return _scalar_to_json


def _dataclass_writer(kind: type) -> Callable[[Any], dict[str, Any]]:
    described = tuple((field.name, _default(field)) for field in fields(kind))

    def write(value: Any) -> dict[str, Any]:
        found: dict[str, Any] = {TYPE: kind.__name__}
        for name, default in described:
            item = getattr(value, name)
            if default is MISSING or item != default:
                found[name] = item if type(item) in PLAIN else to_json(item)
        return found

    return write


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _scalar_to_json(value: object) -> Any:
    if isinstance(value, str) and not hasattr(contract, type(value).__name__):
        return str(value)  # an enum of a service's own; to the core it is a word
    if isinstance(value, Enum):
        return {TYPE: type(value).__name__, "is": value.value}
    if isinstance(value, timedelta):
        return {TYPE: "timedelta", "is": value.total_seconds()}
    if isinstance(value, (date, time)):
        return {TYPE: type(value).__name__, "is": value.isoformat()}
    raise TypeError(f"{type(value).__name__} is no value of the contract")
