"""Two tablets of one person, each paired at the desk: one goes on where the other stopped, and one
that is lost is out at once."""

from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from errands import bookings
from newcomer import paired
from town_process import TownProcess


def a_code(desk: DeskHands) -> str:
    """The six digits that the desk reads out for one more tablet of 𠮷田 つる."""
    desk.tap("tab:devices")
    desk.tap("action:pair")
    desk.type("field:find", "よしだ")
    desk.tap("action:find")
    desk.tap(desk.first("action:choose:"))
    desk.tap("action:next")
    return desk.text("code").replace(" ", "")[:6]


def at_the_desk(town: TownProcess, open_page: OpenPage) -> DeskHands:
    desk = DeskHands(hands_of(open_page(f"{town.url}/desk", 1280, 800)).page)
    desk.log_in(town.account, town.password)
    return desk


def test_a_draft_begun_on_one_goes_on_on_the_other_until_one_is_lost(
    town: TownProcess, open_page: OpenPage
) -> None:
    desk = at_the_desk(town, open_page)
    first = paired(town, open_page, a_code(desk))
    second = paired(town, open_page, a_code(desk))

    first.tap("tile:counter_reservation")
    first.mark("choice:pension")
    first.tap("action:next")
    first.choose("minami_ward_office")
    assert first.question() == "mode"

    second.page.reload()
    second.tap(second.first("draft:"))
    assert second.question() == "mode"
    for answer in ("in_person", "2026-11-26", "morning", "10:00"):
        second.choose(answer)
    second.see("readback")
    second.tap("action:confirm")
    second.see("done")

    first.tap("choice:in_person")
    first.gone("question:mode")
    first.see("done")

    desk.tap("tab:devices")
    desk.tap(desk.first("action:revoke:"))
    desk.see("readback")
    assert "𠮷田 つる" in desk.text("readback")
    desk.tap("action:confirm")
    desk.see("said")
    second.tap("action:home")
    second.see("field:code")
    assert "南区役所" not in second.screen()

    first.tap("action:home")
    assert len(bookings(first)) == 1
