"""About this app: whose it is, whose voice it has, which fonts and parts, and what is a sample."""

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, card, fact, heading, lettering, note
from senior_life.ui.look import Look

_ = words("senior_life")


def about(look: Look, here: shown.About, do: Do) -> Screen:
    town = here.town
    lines = [
        fact(look, "location_city", town.name, bold=True),
        fact(look, "call", town.desk_phone_says),
        lettering(look, _("Smart Senior Life is free software under the Apache licence 2.0.")),
        lettering(look, _("Letters: BIZ UDPGothic, under the SIL Open Font License 1.1.")),
        lettering(look, _("Pictures: Material Icons, under the Apache licence 2.0.")),
    ]
    if town.voice_credit:
        lines.append(lettering(look, _("Voice: {credit}", credit=town.voice_credit)))
    lines += [lettering(look, one) for one in town.credits]
    controls = [heading(look, _("About this app")), card(look, lines)]
    if town.is_sample:
        sample = _("This town is a sample. Its offices, times and places are approximate.")
        controls.insert(1, note(look, sample, "info", "sample"))
    return Screen(here.key, controls, back=do(open_at("/services")))
