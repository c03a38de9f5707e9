"""Photos are made fit for every screen, and say nothing of who took them where."""

from io import BytesIO

import pytest
from PIL import Image

from senior_life.contract import Unclear
from services.circular_board.importing import fit_photo
from services.circular_board.importing.photos import LONGEST_SIDE
from services.circular_board.importing.refusals import SAYS, Refusal

ORIENTATION, CAMERA, PLACE = 0x0112, 0x010F, 0x8825
UPRIGHT_ON_ITS_SIDE = 6


def photo(width: int, height: int, kind: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    made = BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, (width, height), (200, 30, 30, 0)[: len(mode)]).save(
        made, kind, exif=exif or Image.Exif()
    )
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


async def test_it_is_upright_and_without_what_the_camera_noted() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = UPRIGHT_ON_ITS_SIDE, "Somebody's telephone"
    exif.get_ifd(PLACE)[1] = "N"
    fit = opened(await fit_photo(photo(300, 200, exif=exif)))
    assert (fit.format, fit.size) == ("JPEG", (200, 300))
    assert not dict(fit.getexif())
    assert b"telephone" not in await fit_photo(photo(300, 200, exif=exif))


async def test_a_large_one_becomes_as_large_as_a_screen() -> None:
    fit = opened(await fit_photo(photo(6000, 4000)))
    assert fit.size == (LONGEST_SIDE, LONGEST_SIDE * 2 // 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_other_kinds_become_jpeg_with_white_where_they_are_clear(kind: str) -> None:
    fit = opened(await fit_photo(photo(40, 30, kind)))
    assert (fit.format, fit.size) == ("JPEG", (40, 30))
    shade = fit.convert("L").getpixel((5, 5))
    assert shade == 255 if kind == "PNG" else shade < 255  # type: ignore[operator]


async def refusal(content: bytes) -> Refusal:
    with pytest.raises(Unclear) as refused:
        await fit_photo(content, "photo")
    return next(why for why, says in SAYS.items() if says == refused.value.says)


async def test_a_hundred_megapixels_are_too_many() -> None:
    huge = BytesIO()
    Image.new("1", (10_000, 10_000)).save(huge, "PNG")
    assert await refusal(huge.getvalue()) is Refusal.TOO_MANY_PIXELS


async def test_more_than_pillow_itself_would_open_is_too_many_too() -> None:
    head = bytearray(photo(40, 30, "PNG"))
    head[16:24] = (60_000).to_bytes(4) * 2
    assert await refusal(bytes(head)) in {Refusal.TOO_MANY_PIXELS, Refusal.NO_PICTURE}


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"%PDF-1.7", b"<svg onload=alert(1)>", photo(400, 300)[:300]],
    ids=["empty", "text", "pdf", "svg", "cut off"],
)
async def test_what_is_no_photo_is_told_so(content: bytes) -> None:
    assert await refusal(content) is Refusal.NO_PICTURE
