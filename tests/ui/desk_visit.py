"""A visit to the desk of the fake town, and what its drawn pages hold."""

from typing import Any

import flet as ft
from drawing import controls_of
from fake_desk import FakeDesk, FakeDeskTown
from fake_device import FakeDevice, on_a_page
from flet.components.component import Renderer

from senior_life.ui.acts.opening import open_at
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import log_in
from senior_life.ui.desk.app import page_of
from senior_life.ui.desk.blocks import Page
from senior_life.ui.desk.rooms import rooms
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.look import Look


def new_visit(town: FakeDeskTown, look: Look | None = None) -> DeskVisit:
    wide = look or Look(width=1280, height=800)
    visit = DeskVisit(FakeDesk(town), FakeDevice(), wide, rooms=rooms)  # type: ignore[arg-type]
    visit.wear("light", "normal")
    return visit


async def at_work(town: FakeDeskTown) -> DeskVisit:
    """Logged in, with the day's lists open."""
    visit = new_visit(town)
    await visit.perform(open_at("/desk"))
    visit.fill("name", "窓口")
    visit.fill("password", town.password)
    await visit.perform(log_in())
    assert isinstance(visit.shown, shown.Day)
    return visit


async def press(visit: DeskVisit, handle: str) -> None:
    """Presses what has this handle, as a hand would."""
    for semantics in controls(visit):
        if isinstance(semantics, ft.Semantics) and semantics.identifier == handle:
            button = next(c for c in controls_of(semantics) if isinstance(c, ft.Button))
            visit._changed_at = 0.0
            await button.on_click(None)  # type: ignore[misc]
            return
    raise AssertionError(f"{handle} not among {handles(visit)}")


def page(visit: DeskVisit) -> Page:
    with on_a_page(), Renderer().with_context():  # type: ignore[no-untyped-call]
        return page_of(visit)


def controls(visit: DeskVisit) -> list[Any]:
    """All that is drawn, what is asked beside the list first."""
    with on_a_page():
        drawn = page(visit)
        return list(controls_of([*drawn.side, *drawn.controls]))


def handles(visit: DeskVisit) -> list[str]:
    return [c.identifier for c in controls(visit) if isinstance(c, ft.Semantics) and c.identifier]


def says(visit: DeskVisit) -> str:
    """All the words of the page, joiners left out."""
    found = [str(c.value) for c in controls(visit) if isinstance(c, ft.Text)]
    return " ".join(found).replace("\u2060", "")
