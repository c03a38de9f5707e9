"""The bytes of a PDF to the text of a circular. Run by the child process alone: see guard."""

from services.circular_board.importing.blocks import Paper
from services.circular_board.importing.letters import MOST_LETTERS, pages_of
from services.circular_board.importing.order import in_order
from services.circular_board.importing.reflow import blocks_from
from services.circular_board.importing.refusals import Refusal, Refused


def read_paper(content: bytes) -> Paper:
    """Raises Refused."""
    pages = pages_of(content)
    if sum(len(page.letters) for page in pages) > MOST_LETTERS:
        raise Refused(Refusal.TOO_LONG)
    read = in_order([page for page in pages if page.is_readable])
    unread = tuple(page.number for page in pages if not page.is_readable)
    readings = tuple(dict.fromkeys(read.readings))
    return Paper(blocks_from(read.columns), len(pages), readings, unread)
