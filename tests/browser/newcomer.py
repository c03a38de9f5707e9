"""A resident whom the sample has not got: seventy-four, so that the car stops at a stop nearby."""

from conftest import OpenPage, hands_of
from desk_over_api import Clerk
from hands import Hands
from tour import elsewhere
from town_process import TownProcess

BESIDE_THE_STATION = "34.4925,135.5118"


def a_tablet(town: TownProcess, open_page: OpenPage, width: int = 800, height: int = 1280) -> Hands:
    """Entered at the desk, paired with six digits, and at home on a tablet of their own."""
    with Clerk(town) as clerk:
        person = clerk.enters("森 なみ", birth_date="1952-05-01", home=BESIDE_THE_STATION)
        code = clerk.pairs(person)
    return paired(town, open_page, code, width, height)


def paired(
    town: TownProcess, open_page: OpenPage, code: str, width: int = 800, height: int = 1280
) -> Hands:
    """A tablet that takes the six digits, after its first start."""
    tablet = hands_of(open_page(elsewhere(town.url), width, height))
    tablet.hand_in("field:code", code, "action:next", "choice:text:normal")
    for field in ("choice:text:normal", "field:set_up_by", "field:call_phone"):
        tablet.see(field)
        tablet.tap("action:next")
        tablet.gone(field)
    tablet.see("action:today")
    return tablet
