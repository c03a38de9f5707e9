"""Every service of the town, and what belongs to the tablet itself."""

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, subheading, tile
from senior_life.ui.look import Look
from senior_life.ui.screens.home import rows, service_tile, tile_height

_ = words("senior_life")


def services(look: Look, here: shown.Services, do: Do) -> Screen:
    height = tile_height(look)
    drawn = [service_tile(look, t, do, height, i == 0) for i, t in enumerate(here.tiles)]
    own = [
        ("action:settings", _("Settings"), "settings", "/settings"),
        ("action:about", _("About this app"), "info", "/about"),
    ]
    drawn += [
        tile(look, handle, name, None, picture, "more", do(open_at(route)), least=height)
        for handle, name, picture, route in own
    ]
    empty = (
        []
        if here.tiles
        else [subheading(look, _("No service is set up yet. Please ask the desk."))]
    )
    return Screen(
        here.key,
        [heading(look, _("All services")), *empty, *rows(look, drawn)],
        back=do(open_at("/")),
    )
