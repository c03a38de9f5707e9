"""Make assets/print anew from assets/web/fonts: a PDF takes in TrueType, but no WOFF2.

    pip install fonttools brotli                   (both come with the development tools)
    python assets/build_print_fonts.py

Run it after build_fonts.py. The licences (OFL 1.1) are those of assets/web/fonts.
"""

from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

HERE = Path(__file__).parent
NEEDLESS = ("GSUB", "gasp")


def unpack(source: Path, target: Path) -> None:
    font = TTFont(source)
    font.flavor = None
    for table in NEEDLESS:
        if table in font:
            del font[table]
    font.save(target)


if __name__ == "__main__":
    for woff2 in sorted((HERE / "web" / "fonts").glob("BIZUDPGothic-*.woff2")):
        unpack(woff2, HERE / "print" / f"{woff2.stem}.ttf")
