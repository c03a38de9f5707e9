"""The sentences of a block, one after another, as they are read aloud."""

import re

from services.circular_board.importing.blocks import Block, Shape

END = re.compile(r"(?<=[。！？!?])(?![。！？!?」』）)】])|(?<=[。！？!?][」』）)】])")
"""After a full stop, and after the bracket that closes behind it."""


def sentences(block: Block) -> tuple[str, ...]:
    """A row is one: its cells with a pause between them."""
    if block.shape is Shape.ROW:
        return ("、".join(cell for cell in block.cells if cell),)
    return tuple(part.strip() for part in END.split(block.text) if part.strip())
