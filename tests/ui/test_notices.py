"""Notices: the unread ones come one at a time, and only their end counts as read."""

from dataclasses import replace

import flet as ft
import pytest
from drawing import controls_of, drawn, handles
from fake_board import BOARD, FakeBoard, notice, two_notices
from fake_client import FakeTown
from fake_device import on_a_page
from fake_words import refused, w
from gallery import at

from senior_life import wire
from senior_life.ui.acts import notices as acts
from senior_life.ui.look import Look, Shape
from senior_life.ui.paging import paged
from senior_life.ui.shown_notices import Notice, Notices
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit


@pytest.fixture
def board(town: FakeTown) -> FakeBoard:
    tile = town.tiles[0].model_copy(update={"is_board": True, "service": BOARD})
    town.tiles = [*town.tiles, tile]
    town.board.notices = two_notices()
    return town.board


async def opened(visit: Visit, ref: str = "") -> Notice:
    here = await at(visit, f"/board/{BOARD}/notice/{ref}" if ref else f"/board/{BOARD}")
    assert isinstance(here, Notice)
    return here


async def to_the_end(visit: Visit) -> None:
    while isinstance(visit.shown, Notice) and not visit.shown.is_end_of_text:
        await visit.perform(acts.go_on(visit.shown))


async def test_opening_and_turning_pages_is_no_receipt(visit: Visit, board: FakeBoard) -> None:
    here = await opened(visit)
    assert len(here.pages) > 1
    await to_the_end(visit)
    assert board.read == []
    assert isinstance(visit.shown, Notice)
    await visit.perform(acts.go_on(visit.shown))
    assert board.read == [("n1", "read")]


async def test_after_its_questions_the_next_unread_one_comes_and_at_last_the_list(
    visit: Visit, board: FakeBoard
) -> None:
    await opened(visit)
    await to_the_end(visit)
    for _page in range(2):
        assert isinstance(visit.shown, Notice)
        await visit.perform(acts.go_on(visit.shown))
    assert visit.shown.notice.ref == "n2"
    await visit.perform(acts.go_on(visit.shown))
    assert isinstance(visit.shown, Notices)
    assert visit.shown.is_all_read


async def test_whoever_listens_is_read_page_after_page_to_the_end(
    visit: Visit, board: FakeBoard
) -> None:
    here = await opened(visit)
    drawn(visit.look, here, visit)
    for _page in range(len(here.pages) - 1):
        await visit.stays(acts.heard(visit.shown))()  # type: ignore[arg-type]
        assert board.read == []
    assert visit.shown.is_end_of_text  # type: ignore[union-attr]
    await visit.stays(acts.heard(visit.shown))()  # type: ignore[arg-type]
    assert board.read == [("n1", "heard")]
    assert visit.shown.asked is not None  # type: ignore[union-attr]


async def test_a_page_that_somebody_left_meanwhile_does_not_count_as_heard(
    visit: Visit, board: FakeBoard
) -> None:
    here = await opened(visit, "n2")
    await at(visit, "/")
    await visit.stays(acts.heard(here))()
    assert board.read == []


async def test_an_answer_is_one_tap_and_says_that_it_was_received(
    visit: Visit, board: FakeBoard
) -> None:
    here = await opened(visit, "n1")
    question = replace(here, page=here.length - 1)
    screen = handles(drawn(visit.look, question, visit))
    assert {"question:attendance", "choice:comes", "choice:stays", "action:next"} <= {*screen}
    await visit.perform(acts.answer(question, "attendance", "comes"))
    assert board.said == {"n1": {"attendance": "comes"}}
    assert visit.notice is not None


async def test_a_sentence_that_means_the_board_opens_it(visit: Visit, board: FakeBoard) -> None:
    problem = refused("elsewhere", 409, "タイルから開いてください。")
    problem.problem.opens = BOARD

    async def begin(_: Visit) -> None:
        raise problem

    await at(visit, "/speak")
    await visit.perform(begin)
    assert isinstance(visit.shown, Notice)
    assert visit.notice is None


async def test_words_are_looked_for_among_all_and_none_are_asked_for(
    visit: Visit, board: FakeBoard
) -> None:
    here = await at(visit, f"/board/{BOARD}/all")
    assert isinstance(here, Notices)
    await visit.perform(acts.search(here))
    assert visit.notice is not None
    visit.fill(acts.WORDS, "清掃")
    await visit.perform(acts.search(here))
    assert isinstance(visit.shown, Notices)
    assert len(visit.shown.notices) == 2


def test_a_page_has_whole_sentences_and_fits_its_window() -> None:
    lines = notice("n", 40).lines
    for look in (Look(), Look(scale=2.0), Look(shape=Shape.PHONE, width=390, height=844)):
        pages = paged(look, lines)
        assert [line for page in pages for line in page] == list(lines)
        assert all(pages)
    assert len(paged(Look(), lines)) < len(paged(Look(scale=2.0), lines))


def test_a_sentence_longer_than_a_page_has_one_of_its_own() -> None:
    first, long, last = (wire.SaidOut(says=w(one)) for one in ("はじめ。", "あ" * 900, "おわり。"))
    assert paged(Look(), [first, long, last])[1] == (long,)
    assert paged(Look(), []) == ((),)


def test_a_heading_stands_on_the_page_of_what_it_is_about() -> None:
    above, long = wire.SaidOut(says=w("持ち物"), is_heading=True), wire.SaidOut(says=w("あ" * 900))
    first = wire.SaidOut(says=w("はじめ。"))
    assert paged(Look(), [first, above, long]) == ((first,), (above, long))
    assert paged(Look(), [above, long]) == ((above,), (long,)), "no page is empty"


async def test_headings_stand_out_and_a_number_in_the_text_is_called_by_a_tap(
    visit: Visit, board: FakeBoard
) -> None:
    lines = (wire.SaidOut(says=w("申し込み"), is_heading=True), wire.SaidOut(says=w("電話で。")))
    phones = (wire.PhoneOut(number="0722901800", says=w("072-290-1800")),)
    board.notices = {"n1": notice("n1", lines=lines, phones=phones)}
    screen = drawn(visit.look, await opened(visit, "n1"), visit)
    assert "call:0" in handles(screen)
    aloud = [one.text for one in spoken(visit.look, screen)]
    assert aloud.index("申し込み") < aloud.index("電話で。")
    assert any("072-290-1800" in one for one in aloud)


async def test_what_hangs_on_it_stands_at_its_end_and_a_photo_says_what_it_shows(
    visit: Visit, board: FakeBoard
) -> None:
    paper = {"url": "/api/files/original/f1", "says": w("元の紙を見る"), "is_picture": False}
    photo = {"url": "/api/files/original/f2", "says": w("赤い花だん"), "is_picture": True}
    board.notices = {"n1": notice("n1", 30, attachments=(paper, photo))}
    first = await opened(visit, "n1")
    hangs = {"attached:0", "attached:1"}
    assert not hangs & {*handles(drawn(visit.look, first, visit))}
    await to_the_end(visit)
    assert visit.shown is not None
    with on_a_page():
        controls = list(controls_of(drawn(visit.look, visit.shown, visit).controls))
        found = {one.identifier: one for one in controls if isinstance(one, ft.Semantics)}
        assert hangs <= {*found}
        assert found["attached:1"].label == "赤い花だん"
    (image,) = [one for one in controls if isinstance(one, ft.Image)]
    assert image.src == "/api/files/original/f2"
