"""A number that somebody wrote: read whatever the keyboard, refused whatever it is instead."""

import pytest

from senior_life.contract import Caller, Channel, Kind, Step, Text, Unclear
from senior_life.usecases.questions import checked, whole_number

MANY = Step("many", Kind.NUMBER, Text("How many?"), Text("Number"), lowest=1, highest=9)


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3), ("３", 3), (" 12 ", 12), ("-4", -4), ("007", 7)]
)
def test_digits_are_read(written: str, number: int) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize("written", ["", "-", "--5", "5-", "三", "1e3", "1.5", "9" * 5000])
async def test_what_is_no_number_is_asked_again(written: str) -> None:
    assert whole_number(written) is None
    who = Caller("hana", Channel.TOUCH, "hana")
    with pytest.raises(Unclear):
        await checked(None, who, MANY, {}, (written,))  # type: ignore[arg-type]
