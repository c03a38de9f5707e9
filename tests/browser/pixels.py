"""What the eye gets: contrast as WCAG 2.2 defines it, measured on a picture of the screen."""

from functools import lru_cache

from PIL import Image
from survey import Control

EDGE = 8
"""Left out at each side, so that the border and the focus ring are not taken for text."""


@lru_cache(maxsize=100_000)
def luminance(color: tuple[int, ...]) -> float:
    parts = [part / 255 for part in color[:3]]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_contrast(picture: Image.Image, control: Control) -> float:
    """Between the ground, which most pixels have, and the colour that differs most from it."""
    box = [round(side) for side in control[2:]]
    inside = (box[0] + EDGE, box[1] + EDGE, box[2] - EDGE, box[3] - EDGE)
    colors = picture.crop(inside).getcolors(maxcolors=1_000_000)
    assert colors is not None
    ground: tuple[int, ...] = max(colors)[1]  # type: ignore[assignment]
    return max(contrast(ground, color) for _count, color in colors)  # type: ignore[arg-type]
