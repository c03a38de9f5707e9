from dataclasses import replace
from xml.etree import ElementTree

import pytest
from promises import faults

from senior_life.dispatch import Fleet, charts
from senior_life.dispatch.daybook import Day
from senior_life.dispatch.days import Habits, invented_fleet, invented_town, requests
from senior_life.dispatch.simulation import How, Simulation

CALM = How(improve_seconds=0, rounds_for_room=0, breakdowns=0, hindered=0)


class Judge:
    """Remembers what each decision broke."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.decisions = 0

    def __call__(self, before: Fleet, after: Fleet) -> None:
        self.decisions += 1
        self.found += faults(before, after)


def one_day(seed: int, how: How, habits: Habits | None = None) -> tuple[Day, Judge]:
    places, hubs = invented_town(seed, 6)
    asked, judge = requests(60, places, hubs, seed, habits or Habits()), Judge()
    return Simulation(invented_fleet(2, hubs), asked, how, seed, judge).run(), judge


@pytest.fixture(scope="module")
def calm() -> tuple[Day, Judge]:
    return one_day(1, CALM)


def test_everybody_who_asked_is_accounted_for(calm: tuple[Day, Judge]) -> None:
    day, _judge = calm
    assert day.asked == 60
    assert len(day.served) + day.refused + day.cancelled + day.stranded == 60
    assert len(day.served) > 30


def test_no_decision_breaks_a_promise(calm: tuple[Day, Judge]) -> None:
    assert calm[1].decisions > 30
    assert calm[1].found == []


def test_nineteen_of_twenty_promises_hold_on_the_road(calm: tuple[Day, Judge]) -> None:
    assert calm[0].kept_share >= 0.95


def test_the_same_seed_is_the_same_day(calm: tuple[Day, Judge]) -> None:
    assert one_day(1, CALM)[0].figures() == calm[0].figures()


def test_nobody_boards_before_the_window_nor_arrives_before_boarding(
    calm: tuple[Day, Judge],
) -> None:
    for told in calm[0].served:
        assert told.boarded is not None
        assert told.arrived is not None
        assert told.ride.board_from <= told.boarded < told.arrived


def test_who_loses_their_vehicle_is_offered_another_or_counted() -> None:
    """Every second vehicle breaks down at some time of the day."""
    lost = 0
    for seed in range(4):
        day, judge = one_day(seed, replace(CALM, breakdowns=0.5))
        assert judge.found == []
        assert len(day.served) + day.refused + day.cancelled + day.stranded == 60
        lost += day.reoffered + day.stranded
    assert lost > 0


def test_room_is_made_for_some_whom_no_insertion_would_serve() -> None:
    refused = [
        sum(one_day(seed, replace(CALM, rounds_for_room=tries))[0].refused for seed in range(4))
        for tries in (0, 6)
    ]
    assert refused[1] < refused[0]


def test_who_cancels_is_neither_served_nor_stranded() -> None:
    day, judge = one_day(3, CALM, Habits(cancelled=0.5))
    assert day.cancelled > 5
    assert judge.found == []


def test_every_picture_is_svg_that_tells_its_numbers_in_words(calm: tuple[Day, Judge]) -> None:
    day, pictures = calm[0], charts.pictures(calm[0])
    assert set(pictures) == {"served.svg", "wait.svg", "detour.svg", "kilometres.svg"}
    for text in pictures.values():
        assert ElementTree.fromstring(text).tag.endswith("svg")  # noqa: S314 -- our own
    assert f">{len(day.served)}<" in pictures["served.svg"]
    assert f">{day.empty_metres / 1000:.0f}<" in pictures["kilometres.svg"]


def test_a_day_on_which_nobody_asks_has_figures_too() -> None:
    assert Day().figures()["promises_kept_percent"] == 100
    assert all(ElementTree.fromstring(text) for text in charts.pictures(Day()).values())  # noqa: S314
