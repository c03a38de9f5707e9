"""A circular's PDF becomes text that flows: what belongs together is together, and nothing more."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from services.circular_board.importing.blocks import blocks_of, written
from services.circular_board.importing.letters import folded
from services.circular_board.importing.reading import read_paper

from .drawing import LEADING, LEFT, TOP, Draw, below, blocks, falling, page, pdf, said, told

FULL = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"


def test_a_sentence_cut_by_the_edge_of_the_paper_is_whole_again() -> None:
    lines = (
        "\u3000来る日曜日の朝から、町内の一斉清掃をおこないます。みなさまお誘い合わ",
        "せのうえ、公園にお集まりください。雨のときは翌日にいたします。軍手とほ",
        "うきをお持ちください。",
        "\u3000くわしくは班長にお尋ねください。",
    )
    assert told(page(*lines)) == [
        (
            "paragraph",
            "来る日曜日の朝から、町内の一斉清掃をおこないます。みなさまお誘い合わせのうえ、公園にお集まり"
            "ください。雨のときは翌日にいたします。軍手とほうきをお持ちください。",
        ),
        ("paragraph", "くわしくは班長にお尋ねください。"),
    ]


def test_titles_are_headings_by_their_size_their_weight_or_their_mark() -> None:
    def draw(canvas: Canvas) -> None:
        said(canvas, 200, 790, "秋の一斉清掃", size=20)
        said(canvas, LEFT, 765, "持ち物", bold=True)
        below(canvas, ["軍手をお持ちください。", "■ 雨のとき", FULL, "【連絡先】", FULL], y=745)

    assert told(pdf(draw)) == [
        ("heading", "秋の一斉清掃"),
        ("heading", "持ち物"),
        ("paragraph", "軍手をお持ちください。"),
        ("heading", "雨のとき"),
        ("paragraph", FULL),
        ("heading", "【連絡先】"),
        ("paragraph", FULL),
    ]


def test_items_stay_apart_and_a_long_one_goes_on() -> None:
    lines = (
        "・軍手",
        "・飲み物（各自でご用意ください。暑い日は特に多めにお持ち",
        "\u3000ください）",
        "① 受付は入口でいたします",
        "(2) 帰りに記念品があります",
    )
    assert told(page(*lines)) == [
        ("item", "軍手"),
        ("item", "飲み物（各自でご用意ください。暑い日は特に多めにお持ちください）"),
        ("item", "① 受付は入口でいたします"),
        ("item", "(2) 帰りに記念品があります"),
    ]


def test_a_table_is_read_row_by_row_and_a_cell_may_have_lines() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [("日", "場所", "班"), ("11月24日", "槇塚台公園", "１班"), ("", "の入口", "")]
        for line, row in enumerate(rows):
            for x, text in zip((60, 180, 330), row, strict=True):
                said(canvas, x, TOP - line * LEADING, text)

    assert told(pdf(draw)) == [
        ("row", ("日", "場所", "班")),
        ("row", ("11月24日", "槇塚台公園の入口", "1班")),
    ]


def test_a_word_spread_over_its_cell_is_one_word_but_days_of_a_week_are_seven() -> None:
    def draw(canvas: Canvas) -> None:
        for x, text in ((60, "日"), (93, "時"), (140, "11月24日"), (260, "午前9時")):
            said(canvas, x, TOP, text)
        for at, day in enumerate("月火水"):
            said(canvas, 60 + 30 * at, TOP - 2 * LEADING, day)

    assert told(pdf(draw)) == [
        ("row", ("日時", "11月24日", "午前9時")),
        ("row", ("月", "火", "水")),
    ]


def test_two_columns_are_read_one_after_the_other_under_their_common_title() -> None:
    def draw(canvas: Canvas) -> None:
        said(canvas, 150, 800, "ひろい見出しが左右の段にわたる", size=20)
        for row in range(4):
            for x, side in ((60, "左"), (310, "右")):
                said(canvas, x, TOP - row * LEADING, f"{side}{row}の行の文章がここにあります。")

    texts = [text for _shape, text in told(pdf(draw))]
    assert texts[0] == "ひろい見出しが左右の段にわたる"
    assert "".join(map(str, texts[1:])) == "".join(
        f"{side}{row}の行の文章がここにあります。" for side in "左右" for row in range(4)
    )


def test_a_sentence_goes_on_over_the_page() -> None:
    content = pdf(
        lambda canvas: below(canvas, [FULL, FULL]),
        lambda canvas: below(canvas, ["までが一つの文です。"]),
    )
    assert told(content) == [("paragraph", f"{FULL}{FULL}までが一つの文です。")]


def test_heads_feet_and_page_numbers_that_run_on_are_left_out() -> None:
    def draw(number: int) -> Draw:
        def one(canvas: Canvas) -> None:
            said(canvas, LEFT, 815, f"泉北新町自治会 回覧 第{number}号")
            said(canvas, 290, 20, f"- {number} -")
            below(canvas, [f"本文その{number}です。"])

        return one

    pages = [draw(number) for number in (1, 2, 3)]
    assert [text for _shape, text in told(pdf(*pages))] == [
        "本文その1です。",
        "本文その2です。",
        "本文その3です。",
    ]


def test_the_head_of_a_single_page_stays() -> None:
    content = pdf(lambda canvas: below(canvas, ["泉北新町自治会", "", "本文です。"], y=815))
    assert [text for _shape, text in told(content)] == ["泉北新町自治会", "本文です。"]


def test_writing_that_falls_is_read_from_right_to_left() -> None:
    lines = ["「縦書き」の文章です。右か", "ら左へ読みます。"]
    assert told(pdf(lambda canvas: falling(canvas, lines))) == [
        ("paragraph", "「縦書き」の文章です。右から左へ読みます。")
    ]


def test_a_column_of_numbers_does_not_fall() -> None:
    lines = [str(number) for number in range(1, 9)]
    assert [text for _shape, text in told(pdf(lambda canvas: below(canvas, lines, y=700)))] == lines


def test_small_kana_beside_a_word_are_its_reading() -> None:
    def draw(canvas: Canvas) -> None:
        said(canvas, LEFT, TOP, "集合は槇塚台の公園です。", size=12)
        said(canvas, LEFT + 3 * 12, TOP + 11.5, "まきづかだい", size=6)

    paper = read_paper(pdf(draw))
    assert [one.text for one in paper.blocks] == ["集合は槇塚台の公園です。"]
    assert paper.readings == (("槇塚台", "まきづかだい"),)


@pytest.mark.parametrize(
    ("wide", "shown"),
    [("２", "2"), ("Ａ", "A"), ("ｶ", "カ"), ("⽇", "日"), ("（", "（"), ("\x00", "")],
)
def test_letters_are_as_people_type_them(wide: str, shown: str) -> None:
    assert folded(wide) == shown


def test_scripts_and_tags_are_text() -> None:
    said_so = "<script>alert(1)</script> と <b>太字</b>"
    assert told(page(said_so)) == [("paragraph", said_so)]


def test_words_of_latin_letters_keep_their_spaces() -> None:
    assert told(page("Semboku New Town の地図です。")) == [
        ("paragraph", "Semboku New Town の地図です。")
    ]


def test_what_is_written_for_the_clerk_is_read_back_the_same() -> None:
    def draw(canvas: Canvas) -> None:
        said(canvas, 200, 790, "秋の一斉清掃", size=20)
        below(canvas, ["朝からおこないます。", "・軍手"])
        for x, text in ((60, "日時"), (180, "11月24日")):
            said(canvas, x, 600, text)

    read = blocks(pdf(draw))
    text = written(read)
    assert text == "■秋の一斉清掃\n\n朝からおこないます。\n・軍手\n日時｜11月24日"
    assert blocks_of(text) == read
