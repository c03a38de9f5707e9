"""A day at the desk: staff in front of a PC, the lists of the day, and callers on the telephone."""

from datetime import datetime

import pytest
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from neighbour import booked
from town_process import TOKYO, TownProcess

PC, UPRIGHT = (1280, 800), (800, 1280)
DAY = "counter_reservation.day"


def at_desk(town: TownProcess, open_page: OpenPage, size: tuple[int, int] = PC) -> DeskHands:
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", *size)).page)
    hands.log_in(town.account, town.password)
    return hands


def test_a_wrong_password_is_told_and_keys_alone_lead_to_the_list(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", *PC)).page)
    hands.type("field:name", town.account)
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.type("not the password")
    hands.page.keyboard.press("Enter")
    hands.says("trouble", "パスワード")
    hands.type("field:password", town.password)
    hands.page.keyboard.press("Enter")
    hands.see("read-at")
    assert "令和8年11月24日" in hands.text("action:calendar")


@pytest.mark.parametrize("size", [PC, UPRIGHT])
def test_whoever_comes_without_a_booking_is_received_and_a_slip_is_taken_back(
    town: TownProcess, open_page: OpenPage, size: tuple[int, int]
) -> None:
    hands = at_desk(town, open_page, size)
    hands.tap("action:walk_in")
    hands.see("side")
    hands.tap("choice:topic:pension")
    hands.type("field:find", "0101")
    hands.page.keyboard.press("Enter")
    found = hands.first("choice:resident:")
    hands.tap(found)
    hands.says(found, "選択中")
    hands.tap("action:next")
    row = hands.first("row:", within=f"table:{DAY}")
    assert "髙橋 ハナ" in hands.text(row)
    item = row.removeprefix("row:")
    hands.do(f"action:called:{item}")
    hands.do(f"action:done:{item}")
    hands.tap(f"action:undo:{item}")
    hands.see(f"action:done:{item}")


def test_a_caller_is_found_by_four_digits_booked_for_and_received_the_next_day(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = at_desk(town, open_page)
    hands.book_by_phone("0103", "2026-11-25", "10:00")
    assert "𠮷田 つる" in hands.text("caller")
    hands.tap("action:home")
    hands.see("read-at")

    town.set_clock(datetime(2026, 11, 25, 9, 50, tzinfo=TOKYO))
    hands.tap("action:today")
    hands.says("trouble", "ログイン")
    hands.log_in(town.account, town.password)
    hands.tap("action:today")
    row = hands.first("row:", within=f"table:{DAY}")
    assert "𠮷田 つる" in hands.text(row)
    item = row.removeprefix("row:")
    hands.do(f"action:arrived:{item}")
    hands.do(f"action:done:{item}")
    hands.tap(f"action:undo:{item}")
    hands.see(f"action:done:{item}")


def test_closing_a_counter_for_an_hour_reoffers_whoever_was_booked(
    town: TownProcess, open_page: OpenPage
) -> None:
    booked(town, "2026-11-25")
    hands = at_desk(town, open_page)
    hands.tap("action:day-after")
    row = hands.first("row:", within=f"table:{DAY}")
    before = hands.text(row)
    counter = next(n for n in range(1, 8) if f"{n}番窓口" in before)
    hands.tap(f"action:close:minami_{counter}-20261125")
    hands.see("side")
    for step, hour in (("since", "10"), ("until", "11")):
        hands.tap(f"hour:{step}:{hour}")
        hands.tap(f"choice:{step}:{hour}:00")
    hands.tap("action:next")
    hands.says("warning", "別の時間")
    hands.tap("action:confirm")
    hands.see("said")
    hands.gone(f"action:arrived:{row.removeprefix('row:')}")
    affected = hands.first("row:", within="table:counter_reservation.waiting")
    assert "髙橋 ハナ" in hands.text(affected)
    assert "午前10時から午前11時まで" in hands.text("table:counter_reservation.counters")


def test_lists_open_as_paper_and_as_csv(town: TownProcess, open_page: OpenPage) -> None:
    hands = at_desk(town, open_page)
    assert hands.opened(f"action:csv:{DAY}").body().startswith(b"\xef\xbb\xbf")
    assert hands.opened(f"action:paper:{DAY}").body().startswith(b"%PDF")


def test_a_tablet_is_paired_with_six_digits_and_shut_at_once(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = at_desk(town, open_page)
    hands.tap("tab:devices")
    hands.tap("action:pair")
    hands.type("field:find", "よしだ")
    hands.tap("action:find")
    hands.tap(hands.first("action:choose:"))
    hands.tap("action:next")
    code = hands.text("code").replace(" ", "")[:6]
    tablet = hands_of(open_page(f"{town.url}/pair/{code}"))
    tablet.see("field:code")
    tablet.tap("action:next")
    tablet.gone("field:code")
    tablet.see("action:next")

    hands.tap("action:devices")
    newest = hands.first("action:revoke:")
    hands.tap(newest)
    hands.see("readback")
    assert "𠮷田 つる" in hands.text("readback")
    hands.tap("action:confirm")
    hands.see("said")
    hands.gone(newest)
    tablet.page.reload()
    tablet.see("field:code")
