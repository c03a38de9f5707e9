"""Files that are broken, locked, enormous or meant to harm: each gets its sentence, and no more."""

import os
import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from senior_life.contract import Unclear
from services.circular_board.importing import read_pdf
from services.circular_board.importing.guard import LARGEST_BYTES, Limits
from services.circular_board.importing.refusals import SAYS, Refusal

from .drawing import below, page, pdf

SHORT = Limits(seconds=8, memory_bytes=600_000_000, patience_seconds=40.0)


async def refusal(content: bytes, limits: Limits = SHORT) -> Refusal:
    with pytest.raises(Unclear) as refused:
        await read_pdf(content, "file", limits)
    assert refused.value.step == "file"
    return next(why for why, says in SAYS.items() if says == refused.value.says)


def objects(*every: bytes) -> bytes:
    """A PDF by hand, as whoever means harm writes it; readers rebuild the table it lacks."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(every, 1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF"


def stream(content: bytes, more: bytes = b"") -> bytes:
    head = b"<< /Length %d %s >>\nstream\n" % (len(content), more)
    return head + content + b"\nendstream"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /XObject << /A 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 "
    b"/BaseFont /Helvetica >> >> >> >>"
)


async def test_a_good_paper_comes_back_from_the_child_as_it_was_read() -> None:
    paper = await read_pdf(page("集合は午前9時です。"))
    assert [one.text for one in paper.blocks] == ["集合は午前9時です。"]
    assert (paper.page_count, paper.needs_summary) == (1, False)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, page("本文")[:400]],
    ids=["empty", "text", "only a head", "a picture", "cut off"],
)
async def test_what_is_no_whole_pdf_is_told_so(content: bytes) -> None:
    assert await refusal(content) is Refusal.BROKEN


async def test_a_locked_pdf_asks_for_one_without_a_password() -> None:
    locked = pdf(lambda canvas: below(canvas, ["ひみつ"]), encrypt="secret")
    assert await refusal(locked) is Refusal.LOCKED


async def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    lock = pdfencrypt.StandardEncryption("", ownerPassword="owner", canPrint=0)
    paper = await read_pdf(pdf(lambda canvas: below(canvas, ["回覧です。"]), encrypt=lock))
    assert [one.text for one in paper.blocks] == ["回覧です。"]


async def test_a_large_file_is_refused_before_anybody_opens_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def nobody(*_args: object, **_how: object) -> None:
        pytest.fail("a child was begun for it")

    monkeypatch.setattr("asyncio.create_subprocess_exec", nobody)
    assert await refusal(b"%PDF" + bytes(200_000_000)) is Refusal.TOO_LARGE
    assert LARGEST_BYTES < 200_000_000


async def test_thousands_of_pages_are_no_circular() -> None:
    kids = b" ".join([b"3 0 R"] * 3000)
    pages = b"<< /Type /Pages /Kids [%s] /Count 3000 >>" % kids
    assert await refusal(objects(CATALOG, pages, PAGE)) is Refusal.TOO_MANY_PAGES


async def test_a_small_stream_that_unpacks_to_hundreds_of_megabytes_is_stopped() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q " * 500_000) for _each in range(400)) + packer.flush()
    assert len(packed) < 2_000_000
    bomb = objects(CATALOG, PAGES, PAGE, stream(packed, b"/Filter /FlateDecode"))
    assert await stopped_or_empty(bomb)


async def test_forms_within_forms_without_end_are_stopped() -> None:
    """Ten times ten times ten …: each draws the next ten times."""
    last = 30
    forms = [
        stream(
            b"/A Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /A %d 0 R >> >>" % (n + 1),
        )
        for n in range(5, last)
    ]
    end = stream(b"BT /F 9 Tf (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    bomb = objects(CATALOG, PAGES, PAGE, stream(b"/A Do " * 10), *forms, end)
    assert await stopped_or_empty(bomb)


async def test_arrays_in_arrays_in_arrays_end_the_child_at_most() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    assert await stopped_or_empty(objects(CATALOG, PAGES, PAGE, deep))


async def test_more_text_than_any_circular_has_is_refused() -> None:
    shown = b"BT /F 9 Tf " + b"(abcdefghij) Tj " * 11_000 + b"ET"
    assert await refusal(objects(CATALOG, PAGES, PAGE, stream(shown))) is Refusal.TOO_LONG


async def stopped_or_empty(bomb: bytes) -> bool:
    """Within its time: told to be too heavy or broken, or read as a page with nothing on it."""
    began = time.monotonic()
    try:
        paper = await read_pdf(bomb, "file", SHORT)
    except Unclear as refused:
        assert refused.says in (SAYS[Refusal.TOO_HEAVY], SAYS[Refusal.BROKEN])  # noqa: PT017
        done = True
    else:
        done = not paper.blocks
    return done and time.monotonic() - began < SHORT.patience_seconds + 2


@pytest.mark.parametrize("hurried", [Limits(seconds=0), Limits(patience_seconds=0.05)])
async def test_a_child_that_takes_too_long_is_ended_and_nothing_of_it_stays(
    hurried: Limits,
) -> None:
    before = children()
    assert await refusal(page("本文"), hurried) is Refusal.TOO_HEAVY
    assert children() == before


def children() -> set[str]:
    """Processes of this one, dead ones that nobody waited for too."""
    told = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(told.read_text().split()) if told.exists() else set()


async def test_a_scan_needs_a_summary_and_an_empty_page_does_not() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.rect(50, 50, 400, 600, fill=1)

    paper = await read_pdf(pdf(scan, lambda canvas: below(canvas, ["文字です。"]), lambda _c: None))
    assert (paper.unread_pages, paper.needs_summary) == ((1,), True)
    assert [one.text for one in paper.blocks] == ["文字です。"]
