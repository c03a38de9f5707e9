"""Cross references between the pack files; each file by itself is checked by its model."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from senior_life.contract import Gazetteer, PackProblem
from senior_life.providing import WEEKDAYS, Weekday, doubles, folded, unknown
from services.circular_board.pack import Association, House, Recurring

ASSOCIATIONS, HOUSES, RECURRING = "associations.yaml", "houses.csv", "recurring.yaml"


def check_pack(files: Mapping[str, Any], places: Gazetteer) -> Sequence[PackProblem]:  # noqa: ARG001
    """Every fault, so that a clerk corrects them all in one go."""
    associations: tuple[Association, ...] = files[ASSOCIATIONS].root
    houses: tuple[House, ...] = files[HOUSES].root
    recurring: tuple[Recurring, ...] = files[RECURRING].root
    han = [one.id for association in associations for one in association.han]
    groups = [*(one.id for one in associations), *han]
    return [
        *_groups(associations, groups),
        *_houses(houses, han),
        *doubles(RECURRING, (), [one.id for one in recurring]),
        *_recurring(recurring, groups),
    ]


def _groups(associations: Sequence[Association], groups: Sequence[str]) -> Iterator[PackProblem]:
    """A circular names a group by its id alone."""
    tally = Tally(groups)
    for at, association in enumerate(associations):
        named = [(("id",), association.id)]
        named += [(("han", i, "id"), one.id) for i, one in enumerate(association.han)]  # type: ignore[misc]
        for where, name in named:
            if tally[name] > 1:
                fix = f"two groups are called “{name}”; give each its own id"
                yield PackProblem(ASSOCIATIONS, (at, *where), fix)


def _houses(houses: Sequence[House], han: Sequence[str]) -> Iterator[PackProblem]:
    """A door is in one han only."""
    tally = Tally(folded(one.address) for one in houses)
    for at, house in enumerate(houses):
        yield from unknown(HOUSES, (at, "han"), [house.han], han, "han")
        if tally[folded(house.address)] > 1:
            fix = f"“{house.address}” stands twice; a house belongs to one han"
            yield PackProblem(HOUSES, (at, "address"), fix)


def _recurring(recurring: Sequence[Recurring], groups: Sequence[str]) -> Iterator[PackProblem]:
    for at, one in enumerate(recurring):
        yield from unknown(RECURRING, (at, "audience"), one.audience, groups, "group")
        if one.meeting and _place(one.meeting.weekday) < _place(one.weekday):
            fix = "the meeting would be over when the circular comes; choose a later day"
            yield PackProblem(RECURRING, (at, "meeting", "weekday"), fix)


def _place(weekday: Weekday) -> int:
    return WEEKDAYS.index(weekday)
