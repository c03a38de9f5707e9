"""The fonts hold what the screens write; made by assets/build_fonts.py."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

SENTENCES = (
    "令和8年11月24日 火曜日 午前10時～正午 窓口予約「介護保険」（栂・美木多）〒：①㈱々〇ー…※＋－×"
)
NAMES = "髙﨑𠮷𠮟德濵邉邊齋彥吳栁鷗祐"


def characters(assets: Path, name: str) -> set[int]:
    with TTFont(assets / "web" / "fonts" / f"{name}.woff2", lazy=True) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_civic_sentences_and_names_need_no_other_font(assets: Path, weight: str) -> None:
    held = characters(assets, f"BIZUDPGothic-{weight}")
    assert [c for c in SENTENCES + NAMES if ord(c) not in held] == []


def test_the_rare_font_completes_the_bold_one(assets: Path) -> None:
    held = characters(assets, "BIZUDPGothic-Bold") | characters(assets, "BIZUDPGothic-Rare")
    assert characters(assets, "BIZUDPGothic-Regular") <= held
    assert [c for c in "躊躇㐂籙" if ord(c) not in held] == []


def test_there_are_as_many_icons_as_names(assets: Path) -> None:
    lines = (assets / "icons.txt").read_text(encoding="utf-8").splitlines()
    names = {line for line in lines if line and not line.startswith("#")}
    assert len(characters(assets, "MaterialIcons")) >= 0.9 * len(names)


def test_each_font_comes_with_its_licence(assets: Path) -> None:
    for name in ("BIZUDPGothic-OFL.txt", "NotoSansJP-OFL.txt"):
        text = (assets / "web" / "fonts" / name).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
