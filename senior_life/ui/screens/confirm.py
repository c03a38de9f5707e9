"""The read-back before a yes; choosing among offers before it; and leaving without a yes."""

import flet as ft

from senior_life import wire
from senior_life.contract import Text, words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, note, readback, subheading, whereabouts, wide
from senior_life.ui.blocks.meanwhile import Meanwhile
from senior_life.ui.look import HEADING, Look
from senior_life.ui.screens.beside import beside
from senior_life.ui.screens.series import days, series

_ = words("senior_life")
EXTENDED_EVERY_SECONDS, EXTENDED_TIMES = 300, 11
"""For less than an hour: a forgotten tablet must not go on to keep the last slot."""


def confirm(look: Look, here: shown.Confirm, do: Do) -> Screen:
    if here.offer is None:
        return _offers(look, here, do)
    walk, offer = here.walk, here.offer
    controls: list[ft.Control] = [
        heading(look, _("Is this right?"), "heading", HEADING + 2),
        *([subheading(look, walk.service_name)] if offer.parts else []),
        *days(look, walk, offer, do),
        readback(look, offer.rows, lambda step: do(errand.reopen(walk, step))),
        note(look, offer.undo_says, "undo"),
    ]
    if offer.shares is not None:
        controls.append(note(look, offer.shares, "verified_user"))
    controls += beside(look, walk, offer, do)
    controls += series(look, walk, offer, do)
    controls += [
        wide(
            look,
            "action:confirm",
            _act(walk, offer),
            do(errand.agree(walk, offer)),
            picture="check_circle",
            primary=True,
            first=True,
        ),
        wide(look, "action:quit", _("Stop here"), do(errand.leave(walk)), picture="close"),
        *whereabouts(look, offer.picture),
        Meanwhile(do.stays(errand.extend(walk)), EXTENDED_EVERY_SECONDS, EXTENDED_TIMES),
    ]
    back = errand.choose_offer(here, None) if len(walk.offers) > 1 else errand.step_back(walk)
    return Screen(
        here.key, controls, title=walk.service_name, position=_("Last check"), back=do(back)
    )


def _act(walk: wire.WalkOut, offer: wire.OfferOut) -> Text:
    if offer.is_standby:
        return _("Put me on the waiting list")
    return _("Change to this") if walk.replacing else _("Book this")


def _offers(look: Look, here: shown.Confirm, do: Do) -> Screen:
    walk = here.walk
    buttons = [
        wide(
            look,
            f"choice:{offer.id}",
            offer.summary,
            do(errand.choose_offer(here, offer)),
            first=i == 0,
        )
        for i, offer in enumerate(walk.offers)
    ]
    return Screen(
        here.key,
        [heading(look, _("Which one shall it be?"), "question:offer"), *buttons],
        title=walk.service_name,
        back=do(errand.step_back(walk)),
    )


def leave(look: Look, here: shown.Leave, do: Do) -> Screen:
    """Nothing is lost by looking at this screen."""
    walk = here.walk
    return Screen(
        here.key,
        [
            heading(look, _("Stop this here?"), "heading"),
            note(look, _("Nothing is booked yet.")),
            wide(
                look,
                "action:keep",
                _("Go on later"),
                do(open_at("/")),
                picture="schedule",
                below=_("We keep your answers."),
                first=True,
            ),
            wide(
                look,
                "action:quit",
                _("Stop and delete the answers"),
                do(errand.give_up(walk)),
                picture="delete_outline",
            ),
        ],
        title=walk.service_name,
        back=do(open_at(f"/walk/{walk.id}")),
    )
