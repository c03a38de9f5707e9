"""A circular comes as a PDF on a clerk's computer, and is read in large letters by a resident."""

from io import BytesIO
from pathlib import Path

from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import Clerk
from hands import WAIT_MS
from newcomer import paired
from PIL import Image
from playwright.sync_api import expect
from reportlab.pdfgen.canvas import Canvas
from test_circular import HAN, KAZUO, keep, to_the_end
from tour import elsewhere
from town_process import TownProcess

from tests.services.circular_board.importing.drawing import below, pdf, said

SHOWS = "公園のきれいな花だん"


def a_circular(canvas: Canvas) -> None:
    said(canvas, 180, 780, "花だんの手入れ", size=20)
    below(canvas, ["日曜日の朝に花を植えますので、どうぞお集まりください。", "・軍手"])


def choose(desk: DeskHands, step: str, file: Path) -> None:
    with desk.page.expect_file_chooser() as chooser:
        desk.tap(f"action:choose-file:{step}")
    chooser.value.set_files(file)
    sent = desk.page.locator('[flt-semantics-identifier^="sent:"]').first
    expect(sent).to_contain_text(file.name, timeout=WAIT_MS)


def files(folder: Path) -> tuple[Path, Path, Path]:
    """A locked PDF, an open one, and a photo."""
    locked, paper, photo = (folder / name for name in ("鍵.pdf", "花.pdf", "花.jpg"))
    locked.write_bytes(pdf(a_circular, encrypt="secret"))
    paper.write_bytes(pdf(a_circular))
    made = BytesIO()
    Image.new("RGB", (3000, 2000), "seagreen").save(made, "JPEG")
    photo.write_bytes(made.getvalue())
    return locked, paper, photo


def test_a_pdf_and_a_photo_are_chosen_published_and_read(
    town: TownProcess, open_page: OpenPage, tmp_path: Path
) -> None:
    locked, paper, photo = files(tmp_path)
    desk = DeskHands(hands_of(open_page(f"{town.url}/desk", 1280, 900)).page)
    desk.log_in(town.account, town.password)
    desk.work_at(HAN)
    desk.tap("action:import")
    choose(desk, "paper", locked)
    desk.mark(f"choice:audience:{HAN}")
    desk.mark("choice:asks:attendance")
    desk.tap("action:next")
    desk.says("trouble", "パスワード")
    choose(desk, "paper", paper)
    keep(desk, "chosen")
    desk.tap("action:next")
    draft = desk.first("row:", within="table:circular_board.drafts").removeprefix("row:")
    desk.tap(f"action:photo:{draft}")
    choose(desk, "photo", photo)
    desk.type("field:says", SHOWS)
    desk.tap("action:next")
    desk.gone("field:says")
    desk.tap(f"action:publish:{draft}")
    desk.says("warning", "花を植えます")
    desk.tap("action:confirm")
    desk.see(f"action:withdraw:{draft}")

    hana = hands_of(open_page(f"{town.url}/board/circular_board/notice/{draft}"))
    assert "花だんの手入れ" in hana.text("heading")
    hana.hear("どうぞお集まりください。")
    to_the_end(hana)
    keep(hana, "paper")
    hana.hear(SHOWS)
    hana.see("attached:1")
    original = hana.opened("attached:0")
    assert original.body() == paper.read_bytes()
    assert original.headers["content-type"] == "application/pdf"
    hana.tap("action:listen")
    assert hana.question() == "attendance"
    hana.tap("choice:comes")
    hana.hear("返事を受け取りました")

    with Clerk(town) as clerk:
        (kazuo,) = clerk.get("/desk/residents", query=KAZUO)
        tablet = paired(town, open_page, clerk.pairs(kazuo["ref"]))
    tablet.page.goto(f"{elsewhere(town.url)}/board/circular_board/notice/{draft}")
    tablet.hear("どうぞお集まりください。")
    to_the_end(tablet)
    tablet.tap("action:next")
    assert tablet.question() == "attendance"
    tablet.tap("choice:stays")
    tablet.hear("返事を受け取りました")
    rows = f"table:circular_board.readers-{draft}"
    desk.hear("参加しません", rows)
    desk.hear("参加します", rows)
