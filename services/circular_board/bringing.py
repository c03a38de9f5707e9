"""What the desk brings along from its computer: a PDF becomes a draft, a photo hangs on one.

Files are opened before the transaction, in a process of their own; a file that cannot be used is
refused with its reason, and then nothing was written or kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from senior_life.contract import Action, Answers, File, Host, Kind, Step, Text, Unclear
from senior_life.providing import single, today
from services.circular_board import desk_form
from services.circular_board.importing import (
    Paper,
    Shape,
    fit_photo,
    happening_in,
    read_pdf,
    written,
)
from services.circular_board.neighbourhood import Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.writing import LONGEST_TITLE

IMPORT, PHOTO = "import", "photo"
LARGEST_BYTES = 20_000_000
LONGEST_SUMMARY, LONGEST_SAYS = 2000, 200
PDF, JPEG = "application/pdf", "image/jpeg"
PAPER = Step(
    "paper",
    Kind.FILE,
    _("Which PDF is it?"),
    _("PDF"),
    longest=LARGEST_BYTES,
    accepts=("pdf",),
)
TITLE = Step(
    "title",
    Kind.TEXT,
    _("What is the title? Otherwise the first heading is."),
    _("Title"),
    may_skip=True,
    longest=LONGEST_TITLE,
)
SUMMARY = Step(
    "summary",
    Kind.TEXT,
    _("If pages are scanned: what do they say?"),
    _("Summary"),
    may_skip=True,
    longest=LONGEST_SUMMARY,
)
READ = frozenset({"title", "text"})
"""What the paper itself says."""
HANGS = Action(
    PHOTO,
    _("Add a photo"),
    (
        Step(
            "photo",
            Kind.FILE,
            _("Which photo is it?"),
            _("Photo"),
            longest=LARGEST_BYTES,
            accepts=("jpg", "jpeg", "png", "webp"),
        ),
        Step(
            "says",
            Kind.TEXT,
            _("What does it show? This is read aloud to those who cannot see it."),
            _("What it shows"),
            longest=LONGEST_SAYS,
        ),
    ),
)


def form(around: Neighbourhood, place: str) -> Action:
    """As for one that is written at the desk, but that the words come from the paper."""
    asked = tuple(one for one in desk_form.STEPS if one.name not in READ)
    options = desk_form.form(around, place).options
    return Action(IMPORT, _("Take over a PDF"), (PAPER, TITLE, SUMMARY, *asked), options)


@dataclass(frozen=True, slots=True)
class Brought:
    """``title`` and ``text`` of a PDF and what it says of when it takes place (``happens``, as
    answers of the form), or a ``photo`` made fit."""

    title: str = ""
    text: str = ""
    happens: Mapping[str, str] = field(default_factory=dict)
    photo: File | None = None


NOTHING = Brought()


async def brought(host: Host, action: str, answers: Answers) -> Brought:
    """Raises Unclear, with the question that is wrong."""
    if action == IMPORT:
        return await _paper(host, answers)
    return await _photo(host, answers) if action == PHOTO else NOTHING


async def _paper(host: Host, answers: Answers) -> Brought:
    file = await host.file(_chosen(answers, "paper"))
    paper = await read_pdf(file.content, "paper")
    summary = single(answers.get("summary", "")).strip()
    if paper.needs_summary and not summary:
        raise Unclear(_unread(paper), "summary")
    title = single(answers.get("title", "")).strip()
    blocks = paper.blocks
    if not title and blocks and blocks[0].shape is Shape.HEADING:
        title, blocks = blocks[0].text[:LONGEST_TITLE], blocks[1:]
    text = "\n\n".join(filter(None, (summary, written(blocks))))
    return Brought(title, text, _happens(host, answers, text))


def _happens(host: Host, answers: Answers, text: str) -> Mapping[str, str]:
    """As the paper says it, unless whoever brings it says so; it is shown before the yes."""
    is_said = any(single(answers.get(one, "")) for one in ("happens", "happens_at"))
    found = None if is_said else happening_in(text, today(host), host.places)
    if found is None:
        return {}
    day, clock = found
    return {"happens": day.isoformat(), "happens_at": f"{clock:%H:%M}" if clock else ""}


def _unread(paper: Paper) -> Text:
    pages = "・".join(map(str, paper.unread_pages))
    return _(
        "Page {pages} is a picture of text, which nobody can enlarge or hear. Please write here "
        "what it says.",
        pages=pages,
    )


async def _photo(host: Host, answers: Answers) -> Brought:
    file = await host.file(_chosen(answers, "photo"))
    if not single(answers.get("says", "")).strip():
        raise Unclear(_("Please write what the photo shows."), "says")
    content = await fit_photo(file.content, "photo")
    return Brought(photo=File(f"{file.name}.jpg", JPEG, content))


def _chosen(answers: Answers, step: str) -> str:
    ref = single(answers.get(step, ""))
    if not ref:
        raise Unclear(_("Please choose a file."), step)
    return ref
