"""The slip, the calendar entry and the telephone are opened by the tap itself."""

from typing import Any

import flet as ft
import pytest
from drawing import controls_of, drawn, handles
from fake_client import FakeTown
from gallery import at, offered

from senior_life import wire
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.papers import sign_again
from senior_life.ui.look import Look
from senior_life.ui.visit import Visit


def opens(what: shown.Shown, visit: Visit, look: Look | None = None) -> dict[str, Any]:
    """The address and the window of every control that opens one."""
    screen = drawn(look or Look(), what, visit)
    named = [c for c in controls_of(list(screen.controls)) if isinstance(c, ft.Semantics)]
    found = {}
    for one in named:
        button = one.content
        if one.identifier and isinstance(button, ft.Button) and button.action:
            assert isinstance(button.action, ft.OpenUrl)
            found[one.identifier] = (button.action.url, button.action.target)
    return found


@pytest.mark.parametrize("route", ["/done/b1", "/booking/b1"])
async def test_the_papers_have_signed_addresses_when_the_screen_is_drawn(
    visit: Visit, route: str
) -> None:
    found = opens(await at(visit, route), visit)
    assert found["action:print"] == ("/api/files/slip.pdf/x", ft.UrlTarget.BLANK)
    assert found["action:calendar"] == ("/api/files/calendar.ics/x", ft.UrlTarget.BLANK)


async def test_the_addresses_are_signed_again_while_the_screen_stands(
    visit: Visit, town: FakeTown
) -> None:
    here = await at(visit, "/done/b1")
    town.signature = "y"
    await visit.stays(sign_again("b1"))()
    assert visit.shown is not None
    assert visit.shown.key == here.key, "it is the same screen, at the same place"
    assert opens(visit.shown, visit)["action:print"][0] == "/api/files/slip.pdf/y"


async def test_a_screen_that_was_left_is_not_brought_back_by_its_addresses(visit: Visit) -> None:
    await at(visit, "/done/b1")
    await at(visit, "/today")
    await visit.stays(sign_again("b1"))()
    assert isinstance(visit.shown, shown.Today)


async def test_a_booking_is_shown_though_its_papers_cannot_be_signed(
    visit: Visit, town: FakeTown
) -> None:
    here = await offered(visit)
    assert here.offer
    town.signature = ""
    await visit.perform(errand.agree(here.walk, here.offer))
    assert isinstance(visit.shown, shown.Done)
    assert "action:print" not in handles(drawn(Look(), visit.shown, visit))


async def test_what_was_cancelled_has_no_papers(visit: Visit, town: FakeTown) -> None:
    await visit.client.act("b1", "cancel", wire.ActIn(seq=1))
    assert "links" not in town.calls
    here = await at(visit, "/booking/b1")
    assert "links" not in town.calls
    assert "action:print" not in handles(drawn(Look(), here, visit))


@pytest.mark.parametrize("route", ["/done/b1", "/booking/b1"])
async def test_whom_to_call_is_called_by_a_tap(visit: Visit, route: str) -> None:
    here = await at(visit, route)
    assert isinstance(here, shown.Done | shown.Booked)
    calls = f"tel:{here.booking.phone}"
    assert opens(here, visit)["action:call"] == (calls, ft.UrlTarget.SELF)


async def test_staff_are_not_told_to_call_themselves(visit: Visit) -> None:
    here = await at(visit, "/done/b1")
    assert "action:call" not in opens(here, visit, Look(at_desk=True))


async def test_a_person_to_ask_is_called_by_a_tap(visit: Visit) -> None:
    here = await at(visit, "/person")
    assert isinstance(here, shown.Person)
    found = opens(here, visit)
    assert found["action:call:desk"][0] == f"tel:{here.town.desk_phone}"
    assert found["action:call:own"][0] == "tel:090-1234-5678"


async def test_a_short_number_with_a_sign_can_be_dialled(visit: Visit) -> None:
    """An address would end at the #."""
    here = await at(visit, "/emergency")
    found = {address for address, _target in opens(here, visit).values()}
    assert "tel:119" in found
    assert "tel:%237119" in found
