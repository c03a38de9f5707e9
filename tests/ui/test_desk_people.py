"""Residents at the desk: found, made sure of, booked for, put right, and paused as a whole."""

from datetime import date

import pytest
from desk_visit import at_work, handles, press, says
from fake_desk import FakeDeskTown

from senior_life.ui import shown as errand_shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.desk import shown
from senior_life.ui.desk.birthday import read_birthday
from senior_life.ui.desk.visit import DeskVisit


@pytest.fixture
def desk() -> FakeDeskTown:
    return FakeDeskTown()


@pytest.fixture
async def visit(desk: FakeDeskTown) -> DeskVisit:
    return await at_work(desk)


async def opened(visit: DeskVisit, route: str) -> DeskVisit:
    await visit.perform(open_at(route))
    return visit


async def test_a_caller_is_found_made_sure_of_and_booked_for(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await press(visit, "action:phone-booking")
    visit.fill("find", "0101")
    await press(visit, "action:find")
    assert {"row:hanako", "row:twin"} <= set(handles(visit))
    await press(visit, "action:open:hanako")
    await press(visit, "action:book")
    for fact in ("髙𣘺 花子", "たかはし はなこ", "堺市南区見本台1丁", "昭和19年3月12日"):
        assert fact in says(visit)
    assert "begin" not in desk.calls
    await press(visit, "action:identified")
    await press(visit, "tile:counter_reservation")
    assert isinstance(visit.shown, errand_shown.Question)
    assert visit.device.routes[-1] == "/walk/walk1"  # type: ignore[attr-defined]
    assert "髙𣘺 花子" in says(visit)
    assert {"caller", "question:topic", "choice:pension"} <= set(handles(visit))


@pytest.mark.parametrize(
    ("certain", "channel"), [("identified", "phone"), ("identified-here", "counter")]
)
async def test_whoever_stands_at_the_counter_may_have_the_times_kept_for_it(
    visit: DeskVisit, desk: FakeDeskTown, certain: str, channel: str
) -> None:
    await opened(visit, "/desk/resident/hanako/identity")
    await press(visit, f"action:{certain}")
    await press(visit, "tile:counter_reservation")
    assert desk.channels == [channel]


async def test_staff_are_themselves_the_person_to_ask(visit: DeskVisit) -> None:
    await opened(visit, "/desk/resident/hanako/services")
    await press(visit, "tile:counter_reservation")
    assert "action:dont-know" not in handles(visit)


async def test_an_errand_left_for_later_waits_on_the_page_of_its_resident(
    visit: DeskVisit,
) -> None:
    await opened(visit, "/desk/resident/hanako/services")
    await press(visit, "tile:counter_reservation")
    await press(visit, "action:leave-errand")
    await press(visit, "action:go-on")
    assert isinstance(visit.shown, errand_shown.Question)


async def test_after_a_reload_an_errand_knows_its_caller(visit: DeskVisit) -> None:
    await opened(visit, "/desk/resident/hanako/services")
    await press(visit, "tile:counter_reservation")
    visit.caller = None
    await opened(visit, "/desk/walk/walk1")
    assert "caller" in handles(visit)


async def test_a_correction_needs_its_reason(visit: DeskVisit, desk: FakeDeskTown) -> None:
    await opened(visit, "/desk/resident/hanako/correct")
    visit.fill("name", "髙𣘺 はな子")
    visit.fill("birth_date", "S20.1.5")
    await press(visit, "action:save")
    assert desk.corrected == []
    visit.fill("why", "書きまちがい")
    await press(visit, "action:save")
    (sent,) = desk.corrected
    assert (sent.name, sent.birth_date) == ("髙𣘺 はな子", date(1945, 1, 5))
    assert (sent.home, sent.household, sent.needs) == ("34.4,135.5", "h-hanako", ("wheelchair",))
    assert "said" in handles(visit)


async def test_an_unreadable_birthday_is_said_and_nothing_is_saved(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await opened(visit, "/desk/resident/hanako/correct")
    visit.fill("birth_date", "むかし")
    visit.fill("why", "x")
    await press(visit, "action:save")
    assert desk.corrected == []
    assert visit.notice is not None


async def test_a_new_resident_may_join_a_household(visit: DeskVisit, desk: FakeDeskTown) -> None:
    await opened(visit, "/desk/new-resident/hanako")
    visit.fill("name", "髙𣘺 太郎")
    visit.fill("kana", "たかはし たろう")
    visit.fill("phone", "０７２－０００－０１０１")
    await press(visit, "choice:hearing")
    await press(visit, "action:save")
    (sent,) = desk.corrected
    assert (sent.household, sent.phone, sent.needs) == ("h-hanako", "072-000-0101", ("hearing",))
    assert isinstance(visit.shown, shown.Resident)


async def test_duplicates_are_joined_after_a_read_back(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await opened(visit, "/desk/resident/hanako/merge")
    visit.fill("find", "0101")
    await press(visit, "action:find")
    assert "row:hanako" not in handles(visit), "nobody is their own duplicate"
    await press(visit, "choice:twin")
    assert "readback" in handles(visit)
    await press(visit, "action:confirm")
    assert not [call for call in desk.calls if call.startswith("merge")]
    visit.fill("why", "二重でした")
    await press(visit, "action:confirm")
    assert "merge:twin:二重でした" in desk.calls


async def test_it_is_said_that_the_pause_of_a_duplicate_is_taken_over(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    desk.people["twin"] = desk.people["twin"].model_copy(update={"is_suspended": True})
    await opened(visit, "/desk/resident/hanako/merge")
    visit.fill("find", "0101")
    await press(visit, "action:find")
    await press(visit, "choice:twin")
    assert "trouble:pause" in handles(visit)


async def test_a_pause_names_what_it_cancels_and_can_be_ended(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await opened(visit, "/desk/resident/hanako/suspend")
    assert "年金の相談" in says(visit)
    visit.fill("why", "入院")
    await press(visit, "action:confirm")
    assert desk.people["hanako"].is_suspended
    assert "action:book" not in handles(visit)
    await press(visit, "action:resume")
    visit.fill("why", "退院")
    await press(visit, "action:confirm")
    assert "action:book" in handles(visit)


async def test_a_clerk_is_not_shown_what_only_the_head_of_the_desk_may_do(
    visit: DeskVisit, desk: FakeDeskTown
) -> None:
    await opened(visit, "/desk/resident/hanako")
    assert "action:merge" in handles(visit)
    desk.role = "desk"
    await visit.learn()
    await opened(visit, "/desk/resident/hanako")
    assert "action:merge" not in handles(visit)
    assert {"action:correct", "action:trace", "action:pair", "action:suspend"} <= set(
        handles(visit)
    )
    await opened(visit, "/desk/resident/hanako/merge")
    assert isinstance(visit.shown, shown.Resident)
    assert visit.shown.part == ""


async def test_traces_say_who_changed_what_and_why(visit: DeskVisit) -> None:
    await opened(visit, "/desk/resident/hanako/trace")
    for part in ("窓口 太郎", "引っこし", "1 → 2"):
        assert part in says(visit)


@pytest.mark.parametrize(
    "written",
    ["昭和19年3月12日", "S19.3.12", "s19/3/12", "1944-03-12", "19440312", "昭19年３月１２日"],
)
def test_a_birthday_is_read_however_it_is_written(written: str) -> None:
    assert read_birthday(written) == date(1944, 3, 12)


@pytest.mark.parametrize("written", ["", "昭和19年", "1944-13-01", "令和元年2月30日"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_birthday(written) is None


def test_the_first_year_of_an_era_has_its_own_word() -> None:
    assert read_birthday("令和元年5月1日") == date(2019, 5, 1)
