"""What axe-core finds on the page, and what a screen reader is told when a screen changes."""

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from hands import Hands
from playwright.sync_api import Page, expect
from survey import steady, survey
from tour import elsewhere, tour
from town_process import TownProcess


def assert_no_violations(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_any_screen_of_a_resident(
    lasting_town: TownProcess, open_page: OpenPage
) -> None:
    hands, seen = hands_of(open_page(lasting_town.url)), []

    def look(name: str) -> None:
        assert_no_violations(hands.page)
        seen.append(name)

    tour(hands, look)
    assert {"home", "person", "emergency", "settings", "question-date", "readback"} <= {*seen}
    assert {"done", "today", "booking", "trouble"} <= {*seen}


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)])
def test_axe_finds_nothing_on_any_page_of_the_desk(
    lasting_town: TownProcess, open_page: OpenPage, size: tuple[int, int]
) -> None:
    desk = DeskHands(hands_of(open_page(f"{lasting_town.url}/desk", *size)).page)
    assert_no_violations(desk.page)
    desk.log_in(lasting_town.account, lasting_town.password)
    assert_no_violations(desk.page)
    for tab in desk.among("tab:"):
        desk.tap(tab)
        desk.page.wait_for_url(f"**/desk/{tab.removeprefix('tab:')}**")
        steady(desk.page)
        assert_no_violations(desk.page)
    desk.tap("tab:residents")
    desk.type("field:find", "0101")
    desk.tap("action:find")
    desk.tap(desk.first("action:open:"))
    desk.see("action:book")
    assert_no_violations(desk.page)


def test_the_page_has_a_language_a_title_and_can_be_zoomed(
    lasting_town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(lasting_town.url))
    expect(hands.page.locator("html")).to_have_attribute("lang", "ja-JP")
    assert hands.page.title()
    viewport = hands.page.locator("meta[name=viewport]").first.get_attribute("content") or ""
    assert "user-scalable=no" not in viewport
    assert "maximum-scale" not in viewport


def test_a_new_screen_is_announced(lasting_town: TownProcess, open_page: OpenPage) -> None:
    """The client tells a screen reader by a region of its own, for a moment."""
    page = open_page("about:blank")
    page.add_init_script(
        """window.told = []; new MutationObserver(all => { for (const one of all)
             for (const node of one.addedNodes) window.told.push(node.textContent || ''); })
           .observe(document, {childList: true, subtree: true});"""
    )
    page.goto(lasting_town.url)
    hands = hands_of(page)
    hands.tap("action:human")
    hands.see("action:ask")
    page.wait_for_function(
        """() => window.told.includes('人に聞く')
             || !!document.querySelector('[aria-live] h1, h1[aria-live]')"""
    )


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_tablet_that_nobody_set_up_begins_with_the_size_of_letters(
    lasting_town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(elsewhere(lasting_town.url), width, height))
    hands.see("field:code")
    fits(hands, "pair", width)
    hands.hand_in("field:code", a_code(lasting_town), "action:next", "choice:text:normal")
    fits(hands, "start", width)
    hands.tap("action:next")
    hands.see("field:set_up_by")
    fits(hands, "start-who", width)
    hands.tap("action:next")
    hands.see("field:call_phone")
    fits(hands, "start-whom", width)
    hands.tap("action:next")
    assert hands.question() == "turn"
    fits(hands, "turn", width)
    hands.choose()
    hands.see("action:today")


def fits(hands: Hands, name: str, width: int) -> None:
    seen = survey(hands, name)
    assert seen.headings == 1, name
    for one in seen.largest().values():
        assert one.handle, (name, one)
        assert one.height >= 63.5, (name, one)
        assert 0 <= one.left < one.right <= width, (name, one)


def a_code(town: TownProcess) -> str:
    """Six digits for a tablet that two share."""
    with httpx.Client(base_url=f"{town.url}/api", timeout=60) as desk:
        account = {"name": town.account, "password": town.password}
        token = desk.post("/desk/login", json=account).raise_for_status().json()["token"]
        desk.headers["Authorization"] = f"Bearer {token}"
        both = desk.get("/desk/residents", params={"query": "やまさき"}).raise_for_status().json()
        body = {"residents": [person["ref"] for person in both]}
        return str(desk.post("/desk/pairings", json=body).raise_for_status().json()["code"])
