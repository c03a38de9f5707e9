"""Make assets/web/fonts anew: Japanese text, regular and bold, and the icons named in icons.txt.

    pip install fonttools brotli flet-web          (all three come with the development tools)
    python assets/build_fonts.py --biz DIR --noto DIR

DIR of --biz holds BIZUDPGothic-Regular.ttf and -Bold.ttf (Debian: fonts-morisawa-bizud-gothic;
npm: @expo-google-fonts/biz-udpgothic). DIR of --noto holds NotoSansJP_400Regular.ttf and
_700Bold.ttf (npm: @expo-google-fonts/noto-sans-jp); subfolders are searched. Without --biz and
--noto only the icons are made, which is what adding a name to icons.txt needs.

Regular holds JIS X 0208, what Windows adds to it (髙 﨑 ①), and NAMES. Bold leaves out what is both
rare and not in NAMES (level 2 of JIS X 0208). Rare holds, in regular weight, what either lacks: the
client fetches it only when a text has such a character. A kanji that BIZ UDPGothic lacks (𠮷, 彥)
is copied from Noto Sans JP; both licences (OFL 1.1) allow that. Hints go: screens do not use them.
"""

import argparse
import importlib.util
import re
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-untyped]

HERE = Path(__file__).parent
FONTS = HERE / "web" / "fonts"
NOTO = {"Regular": "NotoSansJP_400Regular.ttf", "Bold": "NotoSansJP_700Bold.ttf"}
NAMES = (
    "𠮷𠮟髙﨑德濵邉邊齋齊斎齎祐福神﨟彅栁塚羽槗曻昻冨圡埜奧嶋巖惠槇瀨瀧琢眞禮穗籠莱蔣藪蘒蠟都閒饗鷗黑祥視"
    "緖歷淸瀞悅濱吳爲葊廣彥顏鄕﨔靑靜增渕舘桒迠辻薩葛祇榊樽餅俱剝吞噓妍屛幷搔攢曾沆渚潑瀆焰琦璟禱簞繡繫"
    "羡腁萊蓬醬醱鈐鉀錆閱隆雫頰顚驒鹼麵塡頬晴暻橫渴溫狀獏甁瘦皞硏祿竈經繁纊羗莊菟葵薰蘭虛調諸謁謹賓賴輅連逸郞鎭難響頻類麽黃"
)
WHOLE = range(0x8140, 0xFD00)  # the two-byte codes of Shift_JIS and what extends it
BEFORE_LEVEL_2, AFTER_LEVEL_2 = range(0x8140, 0x989F), range(0xEB00, 0xFD00)
PRIVATE_USE = range(0xE000, 0xF900)
FIRST_HAN = 0x3400
BASIC_PLANE, EVERYTHING = 4, 12  # formats of a cmap table
ALSO = range(0x20, 0x180), range(0x2010, 0x2028), range(0x3000, 0x3100), range(0x31F0, 0x3200)


def everyday() -> set[int]:
    """Windows' Japanese set, which contains JIS X 0208, and NAMES."""
    return _decoded("cp932", WHOLE) | _always()


def common() -> set[int]:
    """The same without level 2 of JIS X 0208."""
    return _decoded("cp932", BEFORE_LEVEL_2) | _decoded("cp932", AFTER_LEVEL_2) | _always()


def official() -> set[int]:
    """All four levels of JIS X 0213."""
    return _decoded("shift_jis_2004", WHOLE)


def _always() -> set[int]:
    return {ord(c) for c in NAMES} | {point for span in ALSO for point in span}


def _decoded(encoding: str, codes: range) -> set[int]:
    texts = (code.to_bytes(2, "big").decode(encoding, "ignore") for code in codes)
    return {ord(text) for text in texts if len(text) == 1} - set(PRIVATE_USE)


def options() -> subset.Options:
    chosen = subset.Options()
    chosen.hinting = False
    chosen.layout_features = []
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    chosen.notdef_outline = True
    chosen.drop_tables += ["vhea", "vmtx", "meta", "DSIG"]
    return chosen


def trim(font: TTFont, points: set[int]) -> None:
    worker = subset.Subsetter(options())
    worker.populate(unicodes=points)
    worker.subset(font)


def borrow(font: TTFont, other: TTFont, points: set[int]) -> None:
    """Copy outlines that `font` lacks from `other`, scaled to its units."""
    scale = font["head"].unitsPerEm / other["head"].unitsPerEm
    cmap, glyphs = other.getBestCmap(), other.getGlyphSet()
    missing = sorted(points - set(font.getBestCmap()))
    borrowed = [point for point in missing if point in cmap]
    for point in borrowed:
        pen = TTGlyphPen(None)
        glyphs[cmap[point]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        name = f"u{point:05X}"
        font["glyf"][name] = pen.glyph()
        advance, left = other["hmtx"][cmap[point]]
        font["hmtx"][name] = (round(advance * scale), round(left * scale))
    font.setGlyphOrder(font["glyf"].glyphOrder)
    write_cmap(font, font.getBestCmap() | {point: f"u{point:05X}" for point in borrowed})


def write_cmap(font: TTFont, mapping: dict[int, str]) -> None:
    """One table for the basic plane, one for everything: 𠮷 lies beyond the basic plane."""
    table = newTable("cmap")
    table.tableVersion = 0
    table.tables = []
    for layout, encoding in ((BASIC_PLANE, 1), (EVERYTHING, 10)):
        part = CmapSubtable.newSubtable(layout)
        part.platformID, part.platEncID, part.language = 3, encoding, 0
        limit = 0x10000 if layout == BASIC_PLANE else 0x110000
        part.cmap = {point: name for point, name in mapping.items() if point < limit}
        table.tables.append(part)
    font["cmap"] = table


def find(folder: Path, name: str) -> TTFont:
    return TTFont(next(folder.rglob(name)), recalcTimestamp=False)


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(FONTS / name)
    print(f"{name}: {len(font.getBestCmap())} characters, {(FONTS / name).stat().st_size} bytes")


def japanese(biz: Path, noto: Path) -> None:
    make("Regular", everyday(), biz, noto)
    make("Bold", common(), biz, noto)
    whole = set(find(biz, "BIZUDPGothic-Regular.ttf").getBestCmap())
    make("Regular", (whole | everyday() | official()) - common(), biz, noto, name="Rare")


def make(weight: str, points: set[int], biz: Path, noto: Path, name: str = "") -> None:
    font = find(biz, f"BIZUDPGothic-{weight}.ttf")
    trim(font, points)
    han = {point for point in points if point >= FIRST_HAN}
    borrow(font, find(noto, NOTO[weight]), han)
    save(font, f"BIZUDPGothic-{name or weight}.woff2")


def client() -> Path:
    """The browser client inside the flet-web package (found without importing it)."""
    spec = importlib.util.find_spec("flet_web")
    if spec is None or spec.origin is None:
        raise SystemExit("flet-web is not installed")
    return Path(spec.origin).parent / "web"


def icon_points(names: list[str]) -> set[int]:
    """Code points of ft.Icons names: the client's own list, in the order of flet's numbers."""
    import flet

    count = len([*iter(flet.Icons)])  # type: ignore[call-overload]
    source = (client() / "main.dart.js").read_text(encoding="utf-8")
    point = dict(re.findall(r'B\.(\w+)=new A\.\w+\((\d+),"MaterialIcons",null,!\d\)', source))
    ordered = next(
        found.split(",B.")
        for found in re.findall(r"A\.d\(\[B\.((?:\w+,B\.)+\w+)\]", source)
        if len(found.split(",B.")) == count
    )
    return {int(point[ordered[getattr(flet.Icons, name).value & 0xFFFF]]) for name in names}


def icons() -> None:
    names = [line.strip() for line in (HERE / "icons.txt").read_text().splitlines()]
    points = icon_points([name for name in names if name and not name.startswith("#")])
    font = TTFont(client() / "assets/fonts/MaterialIcons-Regular.otf", recalcTimestamp=False)
    trim(font, points)
    save(font, "MaterialIcons.woff2")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make assets/web/fonts anew.")
    parser.add_argument("--biz", type=Path)
    parser.add_argument("--noto", type=Path)
    given = parser.parse_args()
    FONTS.mkdir(parents=True, exist_ok=True)
    if given.biz and given.noto:
        japanese(given.biz, given.noto)
    icons()


if __name__ == "__main__":
    main()
