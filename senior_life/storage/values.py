"""Contract values as JSON and back: each value but the plainest carries the name of its type."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import Any

from senior_life import contract

TYPE = "$"
SCALARS: dict[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def to_json(value: object) -> Any:
    """Sequences become lists; what equals its default is left out."""
    kind = type(value)
    if value is None or kind in {str, int, bool, float}:
        return value
    if is_dataclass(kind):
        return _dataclass_to_json(value, kind)
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [to_json(item) for item in value]
    return _scalar_to_json(value)


def from_json(value: Any) -> Any:
    """The value again; lists come back as tuples."""
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.get(TYPE)
    if name is None:
        return {key: from_json(item) for key, item in value.items()}
    if "is" in value:
        return (SCALARS.get(name) or getattr(contract, name))(value["is"])
    kind = getattr(contract, name)
    return kind(**{key: from_json(item) for key, item in value.items() if key != TYPE})


def _dataclass_to_json(value: object, kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {TYPE: kind.__name__}
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if default is MISSING or item != default:
            found[name] = to_json(item)
    return found


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


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
