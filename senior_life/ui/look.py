"""How everything looks: the colours of three themes and the sizes of three settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from senior_life.contract import Family

TextSize = Literal["normal", "large", "largest"]
ThemeName = Literal["light", "dark", "contrast"]

SCALES: Mapping[TextSize, float] = {"normal": 1.0, "large": 1.2, "largest": 1.45}
BODY, ANSWER, HEADING, SMALL = 22, 28, 34, 22
"""Pixels at the normal setting; nothing is smaller than ``SMALL``, except the kana above a word."""
CONTROL, TILE, GAP, RING = 64, 96, 12, 4
"""Least heights of controls and tiles, the gap between them, the width of the focus ring."""
PHONE_BELOW, WIDE_FROM = 600, 1000
"""Widths at which one column becomes two, and two panes stand side by side."""
READING_WIDTH = 880
RADIUS = 18


@dataclass(frozen=True, slots=True)
class Shade:
    """The ground of a tile, and its edge and icon."""

    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Theme:
    """``act`` carries what acts, ``alarm`` emergencies alone; ``ring`` has ``halo`` outside it."""

    paper: str
    card: str
    ink: str
    soft: str
    line: str
    act: str
    on_act: str
    alarm: str
    on_alarm: str
    ring: str
    halo: str
    families: Mapping[Family, Shade]
    is_dark: bool = False


LIGHT = Theme(
    paper="#FBF8F2",
    card="#FFFFFF",
    ink="#1F1B16",
    soft="#4A443C",
    line="#8A8173",
    act="#0A4A82",
    on_act="#FFFFFF",
    alarm="#9B1C12",
    on_alarm="#FFFFFF",
    ring="#000000",
    halo="#FFE45C",
    families={
        Family.TOWN: Shade("#DCE9F6", "#0A4A82"),
        Family.RIDE: Shade("#FCE9CC", "#7A4200"),
        Family.MEAL: Shade("#E2F0D6", "#2A5512"),
        Family.BOARD: Shade("#F6DEE6", "#841A46"),
        Family.HEALTH: Shade("#D9EFEC", "#0A544C"),
        Family.MORE: Shade("#E8E2F5", "#4B3A8F"),
    },
)
DARK = Theme(
    paper="#16140F",
    card="#24211A",
    ink="#F4EFE6",
    soft="#D6CEC0",
    line="#8F8778",
    act="#9CC9F5",
    on_act="#10202E",
    alarm="#FFB4A9",
    on_alarm="#3A0500",
    ring="#000000",
    halo="#FFE45C",
    families={
        Family.TOWN: Shade("#1B2B3B", "#9CC9F5"),
        Family.RIDE: Shade("#38290F", "#F3C178"),
        Family.MEAL: Shade("#202F16", "#B4D99A"),
        Family.BOARD: Shade("#391C27", "#F2AFC6"),
        Family.HEALTH: Shade("#142F2C", "#8FD6CB"),
        Family.MORE: Shade("#292440", "#C4B7F5"),
    },
    is_dark=True,
)
_BLACK_AND_YELLOW = Shade("#000000", "#FFE45C")
CONTRAST = Theme(
    paper="#000000",
    card="#000000",
    ink="#FFE45C",
    soft="#FFE45C",
    line="#FFE45C",
    act="#FFE45C",
    on_act="#000000",
    alarm="#FFFFFF",
    on_alarm="#000000",
    ring="#000000",
    halo="#FFFFFF",
    families=dict.fromkeys(Family, _BLACK_AND_YELLOW),
    is_dark=True,
)
THEMES: Mapping[ThemeName, Theme] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


class Shape(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    WIDE = "wide"


def shape_of(width: float) -> Shape:
    if width < PHONE_BELOW:
        return Shape.PHONE
    return Shape.WIDE if width >= WIDE_FROM else Shape.TABLET


@dataclass(frozen=True, slots=True)
class Look:
    """What every block needs to know of its reader and window.

    ``keyboard``: keys are in use, so that a new screen puts the focus on its first control.
    ``at_desk``: staff read it aloud to a caller, and are themselves the person to ask.
    """

    theme: Theme = LIGHT
    scale: float = 1.0
    shape: Shape = Shape.TABLET
    height: int = 1280
    width: int = 800
    furigana: bool = False
    language: str = "ja"
    keyboard: bool = False
    at_desk: bool = False

    @property
    def is_phone(self) -> bool:
        return self.shape is Shape.PHONE

    @property
    def is_wide(self) -> bool:
        return self.shape is Shape.WIDE

    @property
    def is_largest(self) -> bool:
        return self.scale >= SCALES["largest"]

    @property
    def is_crowded(self) -> bool:
        """Large letters on a small screen: what is only decoration makes room for them."""
        return self.is_phone and self.scale > 1

    @property
    def margin(self) -> int:
        return 16 if self.is_phone else 24

    def px(self, size: float) -> int:
        """A size of the normal setting, at the reader's own."""
        return round(size * self.scale)

    def shade(self, family: str) -> Shade:
        return self.theme.families.get(Family(family), self.theme.families[Family.MORE])


def look_of(text: TextSize, theme: ThemeName, furigana: bool, language: str) -> Look:
    return Look(THEMES[theme], SCALES[text], furigana=furigana, language=language)
