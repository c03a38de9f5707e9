"""What the browser opens by the tap itself: a telephone call, or a file in a window of its own."""

from urllib.parse import quote

import flet as ft

from senior_life.ui.blocks.lettering import Said
from senior_life.ui.blocks.press import by_the_browser
from senior_life.ui.blocks.wide import wide
from senior_life.ui.look import Look


def opens(
    look: Look,
    handle: str,
    says: Said,
    address: str,
    *,
    below: Said | None = None,
    picture: str = "",
    alarm: bool = False,
    first: bool = False,
) -> ft.Control:
    return wide(
        look,
        handle,
        says,
        by_the_browser,
        below=below,
        picture=picture,
        alarm=alarm,
        first=first,
        opens=address,
    )


def call(
    look: Look,
    handle: str,
    says: Said,
    number: str,
    *,
    below: Said | None = None,
    picture: str = "call",
    alarm: bool = False,
    first: bool = False,
) -> ft.Control:
    """``says`` names the number too, for those whose device cannot call."""
    address = telephone(number)
    return opens(
        look, handle, says, address, below=below, picture=picture, alarm=alarm, first=first
    )


def telephone(number: str) -> str:
    """The address (RFC 3966) that calls it."""
    return f"tel:{quote(number)}"
