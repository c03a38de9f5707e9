"""A file chosen at the desk: its progress is seen, it becomes the answer, and a failure is said."""

from collections.abc import AsyncIterator
from dataclasses import replace

import flet as ft
import pytest
from desk_visit import at_work, controls, handles, says
from fake_desk import FakeDeskTown
from fake_words import card, w

from senior_life import wire
from senior_life.contract import Kind
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import files, lists
from senior_life.ui.desk.acts.files import Chosen, Unsent, send_file
from senior_life.ui.desk.choosing import Picker
from senior_life.ui.desk.visit import DeskVisit

ASKED = card("circular", Kind.FILE, "どのファイルですか。").model_copy(update={"accepts": ("pdf",)})
IMPORT = wire.ActionOut(name="import", label=w("回覧を読み込む"), asks=(ASKED,))
PDF = Chosen("回覧.PDF", 1_000)


@pytest.fixture
def desk() -> FakeDeskTown:
    return FakeDeskTown()


async def asked(desk: FakeDeskTown) -> DeskVisit:
    visit = await at_work(desk)
    assert isinstance(visit.shown, shown.Day)
    await visit.perform(lists.start(visit.shown.tables[0], None, IMPORT))
    return visit


def side(visit: DeskVisit) -> shown.Side:
    assert isinstance(visit.shown, shown.Day)
    assert visit.shown.side is not None
    return visit.shown.side


async def quickly(_url: str) -> AsyncIterator[float]:
    for part in (0.0, 0.5, 1.0):
        yield part


async def test_it_is_sent_seen_and_answered_with(desk: FakeDeskTown) -> None:
    visit = await asked(desk)
    seen: list[str] = []

    async def send(url: str) -> AsyncIterator[float]:
        assert url == "/api/files/upload/f1?signature=x"
        async for part in quickly(url):
            yield part
            seen.append(says(visit))

    await visit.perform(send_file(ASKED, PDF, send))
    assert "50パーセント" in seen[1]
    assert side(visit).chosen("circular") == ("f1",)
    assert side(visit).sending == ()
    assert "sent:f1" in handles(visit)
    await visit.perform(lists.answer_all())
    assert desk.acts[0][0].answers == {"circular": "f1"}


async def test_the_button_opens_the_browsers_own_list_of_such_files(desk: FakeDeskTown) -> None:
    visit = await asked(desk)
    (button,) = [
        one
        for one in controls(visit)
        if isinstance(one, ft.Button) and isinstance(one.action, ft.PickFiles)
    ]
    assert button.action.allowed_extensions == ["pdf"]  # type: ignore[union-attr]
    assert "action:choose-file:circular" in handles(visit)
    assert "choice:circular:paper" not in handles(visit)


@pytest.mark.parametrize("chosen", [Chosen("写真.heic", 10), Chosen("pdf", 10)])
async def test_another_kind_is_not_sent_and_the_right_one_is_named(
    desk: FakeDeskTown, chosen: Chosen
) -> None:
    visit = await asked(desk)
    await visit.perform(send_file(ASKED, chosen, quickly))
    assert visit.notice is not None
    assert side(visit).chosen("circular") == ()
    assert "begin_file" not in desk.calls


async def test_a_second_one_takes_the_place_of_the_first_only_when_it_is_there(
    desk: FakeDeskTown,
) -> None:
    visit = await asked(desk)
    await visit.perform(send_file(ASKED, PDF, quickly))

    async def breaks(_url: str) -> AsyncIterator[float]:
        yield 0.0
        raise Unsent

    await visit.perform(send_file(ASKED, replace(PDF, name="二つ目.pdf"), breaks))
    assert side(visit).chosen("circular") == ("f1",)
    assert side(visit).sending == ()
    assert visit.notice is not None
    await visit.perform(send_file(ASKED, replace(PDF, name="二つ目.pdf"), quickly))
    assert side(visit).chosen("circular") == ("f3",)  # the second was begun, too


async def test_what_the_town_refuses_is_said_in_its_words(desk: FakeDeskTown) -> None:
    visit = await asked(desk)
    desk.largest_file = 999
    await visit.perform(send_file(ASKED, PDF, quickly))
    assert visit.notice == w("ファイルが大きすぎます。")
    assert side(visit).chosen("circular") == ()


async def test_the_browsers_events_are_the_progress_and_an_error_ends_it() -> None:
    picker = Picker(_nobody)
    heard: list[tuple[float | None, str | None]] = []

    async def upload(files: list[ft.FilePickerUploadFile]) -> None:
        """As the client does, which answers at once and tells of it later."""
        assert [(one.id, one.upload_url) for one in files] == [(7, "/api/files/upload/x")]
        for progress, error in heard:
            picker._heard(told(picker, progress, error))

    picker.control.upload = upload  # type: ignore[method-assign]
    heard[:] = [(0.0, None), (1.0, None)]
    assert [part async for part in picker._sending(7, "/api/files/upload/x")] == [0.0, 1.0]
    heard[:] = [(0.0, None), (None, "413")]
    with pytest.raises(Unsent):
        _parts = [part async for part in picker._sending(7, "/api/files/upload/x")]


def told(picker: Picker, progress: float | None, error: str | None) -> ft.FilePickerUploadEvent:
    return ft.FilePickerUploadEvent(
        name="upload", control=picker.control, file_name="x", progress=progress, error=error
    )


async def _nobody(_chosen: Chosen, _send: files.Send) -> None:
    """Nothing is chosen."""
