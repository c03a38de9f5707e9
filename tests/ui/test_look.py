"""The colours of all themes, measured as WCAG 2.2 does."""

import pytest

from senior_life.ui.look import (
    CONTRAST,
    DARK,
    LIGHT,
    SCALES,
    THEMES,
    Shape,
    Theme,
    look_of,
    shape_of,
)


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_text_has_a_contrast_of_seven_to_one(theme: Theme) -> None:
    for ground in (theme.paper, theme.card, *(s.ground for s in theme.families.values())):
        assert contrast(theme.ink, ground) >= 7
    for ground in (theme.paper, theme.card):
        assert contrast(theme.soft, ground) >= 7
        assert contrast(theme.act, ground) >= 7
    assert contrast(theme.on_act, theme.act) >= 7
    assert contrast(theme.on_alarm, theme.alarm) >= 7


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_edges_and_icons_have_a_contrast_of_three_to_one(theme: Theme) -> None:
    for ground in (theme.paper, theme.card):
        assert contrast(theme.line, ground) >= 3
        assert contrast(theme.alarm, ground) >= 3
    for shade in theme.families.values():
        assert contrast(shade.edge, shade.ground) >= 3
        assert contrast(shade.edge, theme.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_the_focus_ring_is_seen_on_every_ground(theme: Theme) -> None:
    """Black stands out from the yellow round it, or the yellow from the paper."""
    assert contrast(theme.ring, theme.halo) >= 3
    assert max(contrast(theme.ring, theme.paper), contrast(theme.halo, theme.paper)) >= 3


def test_each_setting_makes_letters_larger() -> None:
    sizes = [look_of(name, "light", False, "ja").px(22) for name in SCALES]
    assert sizes == sorted(set(sizes))
    assert sizes[0] == 22


@pytest.mark.parametrize(
    ("width", "shape"), [(390, Shape.PHONE), (800, Shape.TABLET), (1280, Shape.WIDE)]
)
def test_a_window_has_one_of_three_shapes(width: int, shape: Shape) -> None:
    assert shape_of(width) is shape
