from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from senior_life.files.slip import Slip, render_slip


def text_of(pdf: bytes) -> str:
    """Without spaces: how a line is broken is not what is asked here."""
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_it_says_what_when_where_what_to_bring_and_whom_to_call(slip: Slip) -> None:
    text = text_of(render_slip(slip))
    for part in (slip.service, slip.number, slip.when, slip.where, *slip.bring, slip.undo):
        assert "".join(part.split()) in text
    assert "電話072-290-1800" in text
    assert "印刷令和8年11月24日" in text


def test_rare_characters_of_names_are_printed_and_can_be_copied(slip: Slip) -> None:
    assert "𠮷田﨑子様" in text_of(render_slip(slip))
    assert "髙𠮟﨔" in text_of(render_slip(replace(slip, name="髙𠮟﨔")))


def test_a_character_that_no_font_has_is_marked(slip: Slip) -> None:
    assert "〓田" in text_of(render_slip(replace(slip, name="\U0003134a田")))


def test_an_ordinary_booking_fits_on_one_page_and_a_long_one_loses_nothing(slip: Slip) -> None:
    assert len(PdfReader(BytesIO(render_slip(slip))).pages) == 1
    things = tuple(f"書類その{n}" for n in range(40))
    text = text_of(render_slip(replace(slip, bring=things)))
    assert all(thing in text for thing in things)


def test_letters_are_at_least_sixteen_points(slip: Slip) -> None:
    sizes: set[float] = set()

    def note(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.add(size)

    PdfReader(BytesIO(render_slip(slip))).pages[0].extract_text(visitor_text=note)
    assert min(sizes) >= 16
    assert max(sizes) >= 40


def test_what_no_longer_stands_says_so(slip: Slip) -> None:
    cancelled = replace(slip, state="この予約は取り消されました。")
    assert "この予約は取り消されました。" in text_of(render_slip(cancelled))


def test_signs_of_markup_are_only_text(slip: Slip) -> None:
    assert "<b>&amp;" in text_of(render_slip(replace(slip, name="<b>&amp;")))


def test_in_english_the_labels_are_english(slip: Slip) -> None:
    assert "Whattobring" in text_of(render_slip(replace(slip, language="en")))


def test_a_long_number_stays_on_one_line(slip: Slip) -> None:
    long = "MN-ABCD-12345-XY-98765"
    (page,) = PdfReader(BytesIO(render_slip(replace(slip, number=long)))).pages
    assert long in page.extract_text()
