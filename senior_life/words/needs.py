"""What a person needs, in words for the staff who receive them."""

from collections.abc import Iterable, Mapping

from senior_life.contract import Several, Text, words

_ = words("senior_life")
NEEDS: Mapping[str, Text] = {
    "wheelchair": _("Wheelchair"),
    "walker": _("Walking frame"),
    "hearing": _("Hard of hearing"),
    "sight": _("Hard of seeing"),
    "interpreter": _("Interpreter"),
}


def needs_said(needs: Iterable[str]) -> Several:
    return Several(tuple(NEEDS[one] for one in needs if one in NEEDS))
