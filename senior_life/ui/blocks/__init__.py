"""What screens are built from; every block takes the look first."""

from senior_life.ui.blocks.call import call, opens
from senior_life.ui.blocks.card import card, fact, note
from senior_life.ui.blocks.field import field
from senior_life.ui.blocks.frame import Helpers, Screen, frame
from senior_life.ui.blocks.kept import Kept
from senior_life.ui.blocks.lettering import Said, heading, icon, lettering, on_screen, subheading
from senior_life.ui.blocks.press import Act, Do, Handler, Press, Typed
from senior_life.ui.blocks.readback import readback
from senior_life.ui.blocks.tile import tile
from senior_life.ui.blocks.whereabouts import whereabouts
from senior_life.ui.blocks.wide import small, wide

__all__ = [
    "Act",
    "Do",
    "Handler",
    "Helpers",
    "Kept",
    "Press",
    "Said",
    "Screen",
    "Typed",
    "call",
    "card",
    "fact",
    "field",
    "frame",
    "heading",
    "icon",
    "lettering",
    "note",
    "on_screen",
    "opens",
    "readback",
    "small",
    "subheading",
    "tile",
    "whereabouts",
    "wide",
]
