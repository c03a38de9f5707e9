"""What is said when the town does not answer."""

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.blocks import Said

_ = words("senior_life")


def out_of_reach(town: wire.TownOut | None) -> Said:
    if town is None:
        return _("We cannot reach the town just now. Please wait a moment.")
    return _(
        "We cannot reach the town just now. What you wrote is kept. "
        "Please try again, or call {phone}.",
        phone=town.desk_phone_says.text,
    )
