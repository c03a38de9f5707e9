"""Nothing that a resident did is lost or done twice, whatever happens to the server."""

from conftest import OpenPage, hands_of
from errands import bookings, reserve, to_read_back
from town_process import TownProcess


def test_the_walk_goes_on_where_it_was_after_the_server_was_killed(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("tile:counter_reservation")
    hands.mark("choice:pension")
    hands.tap("action:next")
    hands.choose("minami_ward_office")
    assert hands.question() == "mode"

    town.kill9()
    outage = hands.page.get_by_role("alert").get_by_text("つながりません")
    outage.wait_for()
    assert "072-000-0001" in hands.page.get_by_role("alert").inner_text()
    town.start()
    outage.wait_for(state="hidden")

    assert hands.question() == "mode"
    hands.choose("in_person")
    hands.choose("2026-11-26")
    hands.choose("morning")
    hands.choose("10:00")
    hands.see("readback")
    assert "年金の相談" in hands.screen(), "what was answered before the outage still stands"
    hands.tap("action:confirm")
    hands.see("done")


def test_a_double_tap_books_once(town: TownProcess, open_page: OpenPage) -> None:
    hands = hands_of(open_page(town.url))
    to_read_back(hands, "2026-11-26", "morning", "10:00")
    hands.double_tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    assert len(bookings(hands)) == 1


def test_a_reload_keeps_the_question_and_its_answers(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("tile:counter_reservation")
    hands.mark("choice:tax")
    hands.tap("action:next")
    hands.choose("minami_ward_office")
    assert hands.question() == "mode"
    hands.page.reload()
    assert hands.question() == "mode"
    hands.tap("action:back")
    hands.gone("question:mode")
    assert hands.question() == "office"


def test_another_device_of_the_same_resident_goes_on_with_the_draft(
    town: TownProcess, open_page: OpenPage
) -> None:
    first = hands_of(open_page(town.url))
    first.tap("tile:counter_reservation")
    first.mark("choice:pension")
    first.tap("action:next")
    first.choose("minami_ward_office")
    assert first.question() == "mode"

    second = hands_of(open_page(town.url))
    draft = second.among("draft:")
    assert len(draft) == 1
    second.tap(draft[0])
    assert second.question() == "mode"


def test_what_was_booked_is_there_after_the_server_was_killed(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    number = reserve(hands)
    town.kill9()
    town.start()
    again = hands_of(open_page(town.url))
    (booked,) = bookings(again)
    again.tap(booked)
    again.see("readback")
    assert number in again.screen()
