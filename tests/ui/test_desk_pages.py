"""Tablets, the help list, the registry, and the rules that every page of the desk keeps."""

import re
from dataclasses import replace

import flet as ft
import pytest
from desk_visit import at_work, controls, handles, press, says
from drawing import controls_of
from fake_desk import FakeDeskTown
from fake_device import on_a_page
from flet.components.component import Renderer

from senior_life.ui.acts.opening import open_at
from senior_life.ui.desk import shown
from senior_life.ui.desk.app import drawn, is_desk
from senior_life.ui.desk.visit import DeskVisit, at_desk

HANDLE = re.compile(
    r"(action|choice|tab|table|row|field|day|hour|question|tile|trouble):[\w:.-]+"
    r"|heading|readback|said|warning|side|read-at|old|identity|trace|code|qr|caller"
)
ROUTES = [
    "/desk",
    "/desk/residents",
    "/desk/resident/hanako",
    "/desk/resident/hanako/identity",
    "/desk/resident/hanako/services",
    "/desk/resident/hanako/correct",
    "/desk/resident/hanako/trace",
    "/desk/resident/hanako/merge",
    "/desk/resident/hanako/suspend",
    "/desk/new-resident",
    "/desk/devices",
    "/desk/devices/pair",
    "/desk/help",
    "/desk/registry",
    "/desk/display",
]


@pytest.fixture
def desk() -> FakeDeskTown:
    return FakeDeskTown()


@pytest.fixture
async def visit(desk: FakeDeskTown) -> DeskVisit:
    return await at_work(desk)


def whole_window(visit: DeskVisit) -> list[str]:
    """The handles of the bar as well."""
    with on_a_page(), Renderer().with_context():  # type: ignore[no-untyped-call]
        found = [*controls_of([drawn(visit)])]
    return [c.identifier for c in found if isinstance(c, ft.Semantics) and c.identifier]


async def test_only_the_head_of_the_desk_goes_to_the_services(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    assert "tab:registry" in whole_window(visit)
    desk.role = "desk"
    await visit.learn()
    assert "tab:registry" not in whole_window(visit)
    assert "tab:devices" in whole_window(visit)
    await visit.perform(open_at("/desk/registry"))
    assert isinstance(visit.shown, shown.Day)
    assert "registry" not in desk.calls


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("theme", ["light", "contrast"])
async def test_every_page_keeps_the_rules(visit: DeskVisit, route: str, theme: str) -> None:
    visit.wear(theme, "normal")
    await visit.perform(open_at(route))
    assert visit.shown is not None
    assert visit.shown.route.startswith(route)
    found = handles(visit)
    assert len(found) == len(set(found))
    assert [one for one in found if not HANDLE.fullmatch(one)] == []
    for control in controls(visit):
        if isinstance(control, ft.Text) and control.style and control.style.size:
            assert control.style.size >= 18, control.value
        if isinstance(control, ft.Button) and control.height:
            assert control.height >= 44


async def test_a_tablet_is_shut_only_after_a_read_back(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await visit.perform(open_at("/desk/devices"))
    await press(visit, "action:revoke:d1")
    assert desk.shut == set()
    assert "髙𣘺 花子" in says(visit)
    await press(visit, "action:confirm")
    assert desk.shut == {"d1"}
    assert "action:revoke:d1" not in handles(visit)


async def test_a_couple_gets_one_code_for_one_tablet(visit: DeskVisit, desk: FakeDeskTown) -> None:
    await visit.perform(open_at("/desk/devices/pair"))
    await press(visit, "action:next")
    assert "code" not in handles(visit)
    visit.fill("find", "たかはし")
    await press(visit, "action:find")
    await press(visit, "action:choose:hanako")
    await press(visit, "action:choose:twin")
    visit.fill("label", "居間")
    await press(visit, "action:next")
    assert "new_pairing:hanako,twin:居間" in desk.calls
    assert "123 456" in says(visit)
    assert "qr" in handles(visit)


async def test_the_last_caller_is_not_taken_for_the_owner_of_a_new_tablet(
    visit: DeskVisit,
) -> None:
    await visit.perform(open_at("/desk/resident/hanako"))
    await press(visit, "action:pair")
    assert "choice:hanako" in handles(visit)
    await visit.perform(open_at("/desk/devices"))
    await press(visit, "action:pair")
    assert "choice:hanako" not in handles(visit)


async def test_whoever_asked_for_a_person_is_called_or_booked_for(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await visit.perform(open_at("/desk/help"))
    for part in ("髙𣘺 花子", "072-000-0101", "年金の相談"):
        assert part in says(visit)
    await press(visit, "action:book:w1")
    assert isinstance(visit.shown, shown.Resident)
    assert visit.shown.part == "identity"
    await visit.perform(open_at("/desk/help"))
    await press(visit, "action:done:w1")
    assert desk.wishes[0].is_done
    assert "action:done:w1" not in handles(visit)


async def test_a_refused_service_says_why(visit: DeskVisit) -> None:
    await visit.perform(open_at("/desk/registry"))
    assert "電話番号がありません。" in says(visit)


async def test_a_service_in_trouble_says_so(visit: DeskVisit) -> None:
    await visit.perform(open_at("/desk/registry"))
    assert "ただいま応答がありません。" in says(visit)
    assert "応答していません" in says(visit)


async def test_colours_and_letters_are_kept_for_this_browser(visit: DeskVisit) -> None:
    await visit.perform(open_at("/desk/display"))
    await press(visit, "choice:contrast")
    await press(visit, "choice:large")
    assert visit.look.theme.paper == "#000000"
    assert await visit.device.kept("desk_theme") == "contrast"
    assert await visit.device.kept("desk_text") == "large"


async def test_a_small_window_has_the_question_above_the_list(visit: DeskVisit) -> None:
    visit.look = replace(visit.look, width=800, height=1280)
    await visit.perform(open_at("/desk"))
    await press(visit, "action:walk_in")
    assert handles(visit)[0] == "side"


def test_what_belongs_to_the_desk_lies_below_its_address() -> None:
    assert [is_desk(one) for one in ("/desk", "/desk/help?x=1", "/", "/desktop")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [at_desk(one) for one in ("/", "/walk/w", "/desk/help")] == [
        "/desk", "/desk/walk/w", "/desk/help",
    ]  # fmt: skip
