"""The driver's phone in an outage, and the desk that telephones whoever was promised too much."""

from datetime import datetime

from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import RIDES, Clerk
from riding import STEPS
from test_ride import Album
from town_process import TOKYO, TownProcess

DAY = "2026-11-25"
HOME = "34.4899,135.5071"


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=TOKYO)


def a_caller_rides(clerk: Clerk, name: str) -> str:
    who = clerk.enters(name, home=HOME, birth_date="1950-01-01")
    ride = clerk.books(who, STEPS)
    assert ride is not None
    return ride


def all_depots(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> tuple[DeskHands, Album]:
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", width, height)).page)
    hands.log_in(town.account, town.password)
    hands.work_at("all_depots")
    hands.see(f"table:{RIDES}.vehicles")
    return hands, Album(hands, 5000 + width)


def test_in_an_outage_the_drivers_list_shows_nothing_as_done(
    town: TownProcess, open_page: OpenPage
) -> None:
    with Clerk(town) as clerk:
        a_caller_rides(clerk, "森 なみ")
    town.set_clock(at(9, 45))
    with Clerk(town) as clerk:
        [boards] = clerk.lines(DAY, "boarded")
    driver, album = all_depots(town, open_page, 390, 844)
    driver.see(f"action:boarded:{boards}")
    driver.at(f"action:boarded:{boards}").scroll_into_view_if_needed()
    driver.see(f"action:call:{boards}")
    album.keep("list")
    paper = driver.first(f"action:paper:{RIDES}.run_")
    assert driver.opened(paper).body().startswith(b"%PDF"), "it can be printed beforehand"

    town.kill9()
    outage = driver.page.get_by_role("alert").get_by_text("つながりません")
    outage.wait_for()
    album.keep("outage")
    assert driver.among("action:undo:") == []
    assert "072-000-0001" in driver.page.get_by_role("alert").inner_text()
    town.start()
    outage.wait_for(state="hidden")

    driver.see(f"action:boarded:{boards}")
    assert driver.among("action:undo:") == []
    driver.do(f"action:boarded:{boards}")
    driver.see(f"action:undo:{boards}")


def test_the_desk_notes_whom_it_telephoned_and_takes_it_back(
    town: TownProcess, open_page: OpenPage
) -> None:
    with Clerk(town) as clerk:
        a_caller_rides(clerk, "森 なみ")
    town.set_clock(at(9, 20))
    with Clerk(town) as clerk:
        for vehicle in clerk.lines(DAY, "late"):
            clerk.does(DAY, vehicle, "late", minutes="30")
    desk, album = all_depots(town, open_page, 1280, 800)
    row = desk.first("row:", within=f"table:{RIDES}.promises")
    item = row.removeprefix("row:")
    album.keep("promises")
    assert "森 なみ" in desk.text(row)
    desk.tap(f"action:telephoned:{item}")
    desk.see("side")
    desk.tap("choice:answer:waits")
    album.keep("answer")
    desk.tap("action:next")
    desk.see(f"action:undo_call:{item}")
    album.keep("told")
    assert "了解された" in desk.text(row)
    assert town.account in desk.text(row)
    desk.do(f"action:undo_call:{item}")
    desk.see(f"action:telephoned:{item}")
    assert "了解された" not in desk.text(row)
