"""Files that people bring (a PDF, a photo) become what a circular can carry; no database here."""

from services.circular_board.importing.blocks import Block, Paper, Shape, blocks_of, written
from services.circular_board.importing.guard import fit_photo, read_pdf
from services.circular_board.importing.marks import Mark, happening_in, marks_in, phones_in
from services.circular_board.importing.sentences import sentences

__all__ = [
    "Block",
    "Mark",
    "Paper",
    "Shape",
    "blocks_of",
    "fit_photo",
    "happening_in",
    "marks_in",
    "phones_in",
    "read_pdf",
    "sentences",
    "written",
]
