"""A photo made fit for sending: upright, no larger than a screen, and without what it tells of its
maker (EXIF: place, time, camera). Run by the child process alone: see guard."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from services.circular_board.importing.refusals import Refusal, Refused

KINDS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60_000_000
"""Telephones of today make 12 to 50 million; each takes four bytes of memory."""
LONGEST_SIDE = 2048
QUALITY = 85
PAPER = "white"  # below what is transparent


def made_fit(content: bytes) -> bytes:
    """The photo as JPEG. Raises Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, and of odd EXIF: see MOST_PIXELS
            return _made_fit(content)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as broken:
        if isinstance(broken, Image.DecompressionBombError):
            raise Refused(Refusal.TOO_MANY_PIXELS) from broken
        raise Refused(Refusal.NO_PICTURE) from broken
    except (SyntaxError, EOFError, IndexError) as broken:  # what Pillow says of damaged files
        raise Refused(Refusal.NO_PICTURE) from broken


def _made_fit(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=KINDS) as photo:
        if photo.width * photo.height > MOST_PIXELS:
            raise Refused(Refusal.TOO_MANY_PIXELS)
        photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG: read small, and quickly
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        whole = upright.convert("RGBA")
    ground = Image.new("RGB", whole.size, PAPER)
    ground.paste(whole, mask=whole)
    made = BytesIO()
    ground.save(made, "JPEG", quality=QUALITY, progressive=True)
    return made.getvalue()
