"""How broad each column of a work list is: numbers stay whole, what is long gives way."""

from collections.abc import Collection, Sequence
from unicodedata import east_asian_width

from senior_life import wire
from senior_life.ui.look import BODY, Look

STATE = "state"
NARROWEST, BROADEST = 4, 15  # full-width characters
PAGE_MARGIN, CELL_GAP = 70, 8
BUTTON_EXTRA, CALL_EXTRA = 3, 4


def breadth(text: str) -> float:
    """In full-width characters."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.68 for c in text)


def weights(look: Look, table: wire.TableOut, actions: int) -> list[int]:
    """A number or a name stays whole: where there is not room for all, the longest give way."""
    columns = list(zip(*(line.cells for line in table.lines), strict=True))
    broad = [
        max(breadth(column.label.text), *(breadth(cell.text) for cell in cells))
        + (2 if column.name == STATE else 0)
        + (CALL_EXTRA if is_called(table, column.name) else 0)
        for column, cells in zip(table.columns, columns, strict=True)
    ]
    wanted = [min(max(one + 0.6, NARROWEST), BROADEST) for one in broad]
    whole = {n for n, column in enumerate(table.columns) if is_called(table, column.name)}
    room = (look.width - PAGE_MARGIN - CELL_GAP * len(wanted)) / look.px(BODY) - actions / 10
    return [round(10 * one) for one in _fitted(wanted, room, whole)]


def is_called(table: wire.TableOut, column: str) -> bool:
    return any(column in line.calls for line in table.lines)


def _fitted(wanted: Sequence[float], room: float, whole: Collection[int] = ()) -> list[float]:
    """Those in ``whole`` keep what they want: half a telephone number is none."""
    fitted = [*wanted]
    giving = [n for n in range(len(fitted)) if n not in whole]
    while giving and sum(fitted) > room:
        longest = max(giving, key=lambda n: fitted[n])
        if fitted[longest] <= NARROWEST:
            break
        fitted[longest] -= min(0.5, fitted[longest] - NARROWEST)
    return fitted


def action_weight(table: wire.TableOut) -> int:
    broadest = max(
        sum(breadth(a.label.text) + BUTTON_EXTRA for a in line.actions) for line in table.lines
    )
    return round(10 * min(broadest, 24))
