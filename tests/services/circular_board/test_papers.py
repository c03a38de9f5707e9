"""A PDF becomes a circular, and photos hang on it: what cannot be used leaves nothing behind."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from sqlmodel import select

from senior_life.contract import Heading, Phone, Unclear
from senior_life.storage.tables.files import FileRow
from senior_life.usecases import files
from senior_life.words import plain
from services.circular_board.hanging import ORIGINAL
from services.circular_board.tables import Attachment, Notice

from .conftest import DESK, Scene
from .importing.drawing import below, page, pdf, said

TO = ("north_1",)


def a_circular(canvas: Canvas) -> None:
    said(canvas, 200, 780, "秋の一斉清掃", size=20)
    below(canvas, ["朝から公園でおこないます。", "・軍手", "・<b>ほうき</b>"])
    said(canvas, 60, 600, "日時")
    said(canvas, 180, 600, "11月24日")


def a_photo(side: int = 40) -> bytes:
    made = BytesIO()
    Image.new("RGB", (side, side), "green").save(made, "PNG")
    return made.getvalue()


async def sent(scene: Scene, content: bytes, name: str = "回覧.pdf") -> str:
    async def whole() -> AsyncIterator[bytes]:
        yield content

    ref = await files.begin(scene.town, DESK, name, len(content))
    await files.receive(scene.town, ref, whole())
    return ref


async def kept(scene: Scene) -> list[str]:
    by = select(FileRow.ref).where(FileRow.kept_by == "circular_board")
    return list(await scene.town.store.read(lambda s: s.exec(by).all()))


async def rows(scene: Scene) -> tuple[int, int]:
    def counted(s: object) -> tuple[int, int]:
        notices, hanging = (s.exec(select(t)).all() for t in (Notice, Attachment))  # type: ignore[attr-defined]
        return len(notices), len(hanging)

    return await scene.town.store.read(counted)


async def draft(scene: Scene) -> str:
    (line,) = (await scene.tables("town"))["drafts"].lines
    return line.item


async def test_a_pdf_becomes_a_draft_and_its_readers_get_text_and_the_paper(scene: Scene) -> None:
    paper = await sent(scene, pdf(a_circular))
    await scene.do("town", "import", answers={"paper": paper, "audience": TO})
    assert await scene.unread("hana") == []
    await scene.do("town", "publish", await draft(scene))
    (seen,) = await scene.unread("hana")
    notice = await scene.open("hana", seen.ref)
    assert notice.title == "秋の一斉清掃"
    assert notice.parts == (
        "朝から公園でおこないます。",
        "・軍手",
        "・<b>ほうき</b>",
        "日時：11月24日",
    )
    assert [(one.file, one.says, one.is_picture) for one in notice.attachments] == [
        (paper, ORIGINAL, False)
    ]
    assert seen.attachments == ()
    assert await kept(scene) == [paper]


async def test_a_pdf_that_asks_is_answered_by_two_and_seen_by_who_asked(scene: Scene) -> None:
    """As one that was written at the desk: dated, urgent, with a question and an end."""
    paper = await sent(scene, pdf(a_circular))
    answers = {
        "paper": paper,
        "audience": TO,
        "urgent": "yes",
        "happens": "2026-11-28",
        "happens_at": "09:00",
        "where": "見本台公園",
        "until": "2026-12-01",
        "asks": ("attendance",),
        "reply_until": "2026-11-26",
    }
    await scene.do("town", "import", answers=answers)
    await scene.do("town", "publish", await draft(scene))
    (seen,) = await scene.unread("hana")
    await scene.answer("hana", seen.ref, attendance="comes")
    await scene.answer("kazuo", seen.ref, attendance="stays")
    table = (await scene.tables("north_1"))[f"readers-{seen.ref}"]
    told = " ".join(plain(line.cells[4], "ja") for line in table.lines)
    assert ["参加します" in told, "参加しません" in told] == [True, True]
    notice = await scene.open("hana", seen.ref)
    assert notice.is_urgent
    rows = await scene.town.store.read(lambda s: s.exec(select(Notice)).all())
    assert [(f"{one.happens_at:%d %H:%M}", one.happens_where) for one in rows] == [
        ("28 00:00", "見本台公園")
    ]


async def test_the_day_that_a_paper_names_is_taken_over_shown_and_put_right(scene: Scene) -> None:
    def dated(canvas: Canvas) -> None:
        said(canvas, 200, 780, "秋の一斉清掃", size=20)
        below(canvas, ["11月28日（土）午前9時15分から11時まで、公園でおこないます。"])

    paper = await sent(scene, pdf(dated))
    await scene.do("town", "import", answers={"paper": paper, "audience": TO})
    (line,) = (await scene.tables("town"))["drafts"].lines
    actions = {one.name: one for one in line.actions}
    assert "開催：11月28日 土曜日 午前9時15分" in plain(actions["publish"].warns, "ja")
    given = dict(actions["change"].given)
    assert (given["happens"], given["happens_at"], given["where"]) == ("2026-11-28", "09:15", "")
    same = {**given, "where": "見本台公園"}
    await scene.do("town", "change", line.item, same)
    await scene.do("town", "publish", line.item)
    (seen,) = await scene.unread("hana")
    assert plain(seen.happening.where, "ja") == "見本台公園"
    assert f"{seen.happening.starts:%m-%d %H:%M}" == "11-28 09:15"


async def test_where_more_days_are_named_none_is_guessed(scene: Scene) -> None:
    def dated(canvas: Canvas) -> None:
        said(canvas, 200, 780, "秋の一斉清掃", size=20)
        below(canvas, ["11月28日の朝におこないます。", "11月26日までにお知らせください。"])

    paper = await sent(scene, pdf(dated))
    await scene.do("town", "import", answers={"paper": paper, "audience": TO})
    (line,) = (await scene.tables("town"))["drafts"].lines
    actions = {one.name: one for one in line.actions}
    assert "開催" not in plain(actions["publish"].warns, "ja")
    assert "happens" not in actions["change"].given
    await scene.do("town", "change", line.item, dict(actions["change"].given))
    await scene.do("town", "publish", line.item)
    (seen,) = await scene.unread("hana")
    assert seen.happening is None


async def test_telephone_numbers_of_the_text_can_be_called(scene: Scene) -> None:
    text = "お問い合わせは、南区役所（072-290-1800）まで。\n電話 072-290-1800、FAX 072-290-1814"
    ref = await scene.publish(text=text)
    notice = await scene.open("hana", ref)
    assert notice.phones == (Phone("0722901800"),), "once, and nobody speaks at a fax"
    (listed,) = await scene.unread("hana")
    assert listed.phones == ()


async def test_an_end_before_anybody_sees_it_brings_nothing(scene: Scene) -> None:
    paper = await sent(scene, pdf(a_circular))
    answers = {"paper": paper, "audience": TO, "until": "2026-11-01"}
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "import", answers=answers)
    assert refused.value.step == "until"
    assert await rows(scene) == (0, 0)
    assert await kept(scene) == []


async def test_the_same_yes_sent_twice_makes_one_draft(scene: Scene) -> None:
    paper = await sent(scene, pdf(a_circular))
    for _each in range(2):
        await scene.do("town", "import", answers={"paper": paper, "audience": TO}, key="once")
    assert await rows(scene) == (1, 1)


async def test_what_was_read_is_put_right_before_anybody_sees_it(scene: Scene) -> None:
    paper = await sent(scene, pdf(a_circular))
    await scene.do("town", "import", answers={"paper": paper, "audience": TO, "title": "清掃"})
    (line,) = (await scene.tables("town"))["drafts"].lines
    change = next(one for one in line.actions if one.name == "change")
    text = str(change.given["text"])
    assert change.given["title"] == "清掃"
    assert text.startswith("■秋の一斉清掃\n\n朝から")
    better = {"title": "清掃", "text": text.replace("朝から", "午前9時から")}
    await scene.do("town", "change", line.item, better)
    await scene.do("town", "publish", line.item)
    (seen,) = await scene.unread("hana")
    parts = (await scene.open("hana", seen.ref)).parts
    assert parts[:2] == (Heading("秋の一斉清掃"), "午前9時から公園でおこないます。")


async def test_scanned_pages_need_words_before_there_is_a_draft(scene: Scene) -> None:
    scan = await sent(scene, pdf(lambda canvas: canvas.rect(50, 50, 400, 600, fill=1)))
    answers = {"paper": scan, "audience": TO, "title": "健診のお知らせ"}
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "import", answers=answers)
    assert refused.value.step == "summary"
    assert "1" in plain(refused.value.says, "ja")
    assert (await rows(scene), await kept(scene)) == ((0, 0), [])
    await scene.do("town", "import", answers={**answers, "summary": "来月、健診があります。"})
    await scene.do("town", "publish", await draft(scene))
    (seen,) = await scene.unread("hana")
    assert (await scene.open("hana", seen.ref)).parts == ("来月、健診があります。",)


@pytest.mark.parametrize(
    ("content", "step"),
    [
        (b"%PDF-1.7 broken", "paper"),
        (pdf(lambda canvas: below(canvas, ["ひみつ"]), encrypt="secret"), "paper"),
        (page("題名のない回覧です。"), "title"),
        (page("あ" * 13, *("いろはにほへとちりぬるを。" * 3 for _n in range(340))), "title"),
    ],
    ids=["broken", "locked", "no title", "no title, and long"],
)
async def test_a_pdf_that_cannot_be_used_leaves_nothing(
    scene: Scene, content: bytes, step: str
) -> None:
    paper = await sent(scene, content)
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "import", answers={"paper": paper, "audience": TO})
    assert refused.value.step == step
    assert (await rows(scene), await kept(scene)) == ((0, 0), [])


async def test_a_photo_is_seen_with_its_words_and_follows_a_correction(scene: Scene) -> None:
    await scene.do("town", "write", answers={"title": "花", "text": "咲きました。", "audience": TO})
    ref = await draft(scene)
    photo = await sent(scene, a_photo(), "花.png")
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "photo", ref, {"photo": photo, "says": " "})
    assert refused.value.step == "says"
    await scene.do("town", "photo", ref, {"photo": photo, "says": "赤い花のならぶ花だん"})
    await scene.do("town", "publish", ref)
    await scene.do("town", "correct", ref, {"title": "花", "text": "咲きそろいました。"})
    (seen,) = await scene.unread("hana")
    (hangs,) = (await scene.open("hana", seen.ref)).attachments
    assert (hangs.says, hangs.is_picture) == ("赤い花のならぶ花だん", True)
    made = await scene.town.host_for("circular_board").file(hangs.file)
    assert (made.kind, made.name) == ("image/jpeg", "花.png.jpg")


async def test_what_is_no_photo_is_told_so_and_nothing_hangs(scene: Scene) -> None:
    await scene.do("town", "write", answers={"title": "花", "text": "咲きました。", "audience": TO})
    ref = await draft(scene)
    with pytest.raises(Unclear) as refused:
        await scene.do("town", "photo", ref, {"photo": await sent(scene, b"hello"), "says": "花"})
    assert refused.value.step == "photo"
    assert (await rows(scene), await kept(scene)) == ((1, 0), [])


async def test_a_draft_that_is_thrown_away_takes_its_files_along(scene: Scene) -> None:
    paper = await sent(scene, pdf(a_circular))
    await scene.do("town", "import", answers={"paper": paper, "audience": TO})
    await scene.do("town", "discard", await draft(scene))
    assert (await kept(scene), (await rows(scene))[1]) == ([], 0)
