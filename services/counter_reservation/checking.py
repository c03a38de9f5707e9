"""Cross references between the pack files; each file by itself is checked by its model."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from senior_life.contract import Gazetteer, PackProblem
from senior_life.providing import doubles, unknown
from services.counter_reservation.pack import Counter, Mode, Office, Topic


def check_pack(files: Mapping[str, Any], places: Gazetteer) -> Sequence[PackProblem]:
    """Every fault, so that a clerk corrects them all in one go."""
    offices: tuple[Office, ...] = files["offices.yaml"].offices
    counters: tuple[Counter, ...] = files["counters.yaml"].root
    topics: tuple[Topic, ...] = files["topics.yaml"].root
    return [
        *doubles("offices.yaml", ("offices",), [one.id for one in offices]),
        *doubles("offices.yaml", ("offices",), [one.letters for one in offices], "letters"),
        *doubles("counters.yaml", (), [one.id for one in counters]),
        *doubles("topics.yaml", (), [one.id for one in topics]),
        *_offices(offices, places),
        *_counters(counters, offices, topics),
        *_topics(topics, counters),
        *_quotas(files["quotas.csv"].root, counters),
        *_closures(files["closures.csv"].root, offices, counters),
    ]


def _offices(offices: Sequence[Office], places: Gazetteer) -> Iterator[PackProblem]:
    for index, office in enumerate(offices):
        if places.get(office.id) is None:
            fix = f"“{office.id}” is no place of the town; add it to places.csv, or correct it"
            yield PackProblem("offices.yaml", ("offices", index, "id"), fix)


def _counters(
    counters: Sequence[Counter], offices: Sequence[Office], topics: Sequence[Topic]
) -> Iterator[PackProblem]:
    known = {office.id: office for office in offices}
    for index, counter in enumerate(counters):
        yield from unknown("counters.yaml", (index, "office"), [counter.office], known, "office")
        yield from unknown(
            "counters.yaml", (index, "topics"), counter.topics, {one.id for one in topics}, "topic"
        )
        if counter.office in known:
            yield from _callers(index, counter, known[counter.office])


def _callers(index: int, counter: Counter, office: Office) -> Iterator[PackProblem]:
    needed = {Mode.PHONE: office.by_phone, Mode.VIDEO: office.by_video}
    for mode in counter.modes:
        if mode in needed and needed[mode] is None:
            fix = (
                f"“{office.id}” does not say how it calls; "
                f"add “by_{mode}” to it, or take “{mode}” out"
            )
            yield PackProblem("counters.yaml", (index, "modes"), fix)


def _topics(topics: Sequence[Topic], counters: Sequence[Counter]) -> Iterator[PackProblem]:
    for index, topic in enumerate(topics):
        for mode in topic.modes:
            if not any(topic.id in one.topics and mode in one.modes for one in counters):
                fix = (
                    f"no counter serves “{topic.id}” as “{mode}”; "
                    "add it to a counter, or take it out"
                )
                yield PackProblem("topics.yaml", (index, "modes"), fix)


def _quotas(quotas: Sequence[Any], counters: Sequence[Counter]) -> Iterator[PackProblem]:
    known = {one.id for one in counters}
    named = [quota.counter for quota in quotas]
    yield from doubles("quotas.csv", (), named, "counter")
    for index, name in enumerate(named):
        yield from unknown("quotas.csv", (index, "counter"), [name], known, "counter")
    for name in sorted(known - set(named)):
        fix = f"the counter “{name}” has no quota; add a row for it"
        yield PackProblem("quotas.csv", (), fix)


def _closures(
    closures: Sequence[Any], offices: Sequence[Office], counters: Sequence[Counter]
) -> Iterator[PackProblem]:
    place = {one.id: one.office for one in counters}
    for index, closure in enumerate(closures):
        known = {one.id for one in offices}
        yield from unknown("closures.csv", (index, "office"), [closure.office], known, "office")
        if closure.counter and place.get(closure.counter) != closure.office:
            fix = f"“{closure.counter}” is no counter of “{closure.office}”; correct one of the two"
            yield PackProblem("closures.csv", (index, "counter"), fix)
