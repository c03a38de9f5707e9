"""What a han leader sees of each circular: who has read it, who has not, and who gets paper.

The lines stand in reading order; of an urgent circular those come first who wish for help, then
those of whom nothing is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import HELP, Action, Column, Dweller, Line, Person, Several, Table, Value
from senior_life.providing import folded, today
from services.circular_board import asking
from services.circular_board.asking import Asks, Question
from services.circular_board.neighbourhood import EVERYONE, GROUP, House, Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.tables import (
    Answer,
    Audience,
    FoundWell,
    Notice,
    OnPaper,
    PaperHouse,
    Receipt,
    Reminder,
)

MOST = 30
TABLE = "readers-"
GIVEN, NOT_GIVEN, ALWAYS, NOT_ALWAYS = "given", "not_given", "always_paper", "no_paper"
IS_WELL, REMIND = "is_well", "remind"
GIVE = Action(GIVEN, _("Paper was handed over"))
TAKE = Action(NOT_GIVEN, _("Not handed over after all"))
PAPER = Action(ALWAYS, _("Gets paper from now on"))
NO_PAPER = Action(NOT_ALWAYS, _("Needs no paper any more"))
WELL = Action(IS_WELL, _("I made sure that all is well"))
HELP_FIRST, UNKNOWN, KNOWN = range(3)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a han's circulars. Keys are pairs of a circular's ref and a resident's, or
    a house's; ``well`` are those of whom somebody made sure after their last wish for help, and
    ``always`` the houses that get everything on paper."""

    dwellers: Mapping[str, Sequence[Dweller]]
    read: frozenset[tuple[str, str]]
    answers: Mapping[tuple[str, str], Mapping[str, str]]
    well: frozenset[tuple[str, str]]
    given: frozenset[tuple[str, str]]
    always: frozenset[str]
    reminded: frozenset[str]


def tables(
    session: Session, around: Neighbourhood, han: str, dwellers: Sequence[Dweller]
) -> Sequence[Table]:
    """One for each circular that is still new, the urgent ones first."""
    notices = _current(session, around, han)
    known = _known(session, around, han, dwellers, [one.ref for one in notices])
    return [_table(around, han, one, known) for one in notices]


def _current(session: Session, around: Neighbourhood, han: str) -> Sequence[Notice]:
    now = around.host.now()
    targets = [EVERYONE, f"{GROUP}{han}", f"{GROUP}{around.association_of[han]}"]
    meant = select(col(Audience.notice)).where(
        col(Audience.target).in_(targets),
        col(Audience.since) <= now,
        col(Audience.until) > now,
    )
    return session.scalars(
        select(Notice)
        .where(col(Notice.ref).in_(meant))
        .order_by(col(Notice.is_urgent).desc(), col(Notice.since).desc(), col(Notice.ref))
        .limit(MOST)
    ).all()


def _known(
    session: Session,
    around: Neighbourhood,
    han: str,
    dwellers: Sequence[Dweller],
    refs: Sequence[str],
) -> Known:
    houses = [one.key for one in around.houses_of(han)]
    people = [one.ref for one in dwellers]
    read = select(col(Receipt.notice), col(Receipt.resident)).where(
        col(Receipt.resident).in_(people), col(Receipt.notice).in_(refs)
    )
    given = select(col(OnPaper.notice), col(OnPaper.house)).where(
        col(OnPaper.notice).in_(refs), col(OnPaper.house).in_(houses)
    )
    always = select(col(PaperHouse.house)).where(col(PaperHouse.house).in_(houses))
    return Known(
        {key: [one for one in dwellers if folded(one.address) == key] for key in houses},
        frozenset(map(tuple, session.execute(read))),
        _answers(session, people, refs),
        _found_well(session, people, refs),
        frozenset(map(tuple, session.execute(given))),
        frozenset(session.scalars(always)),
        _reminded(session, han, refs, today(around.host)),
    )


def _answers(
    session: Session, people: Sequence[str], refs: Sequence[str]
) -> Mapping[tuple[str, str], Mapping[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    query = select(Answer).where(col(Answer.notice).in_(refs), col(Answer.resident).in_(people))
    for one in session.scalars(query):
        found.setdefault((one.notice, one.resident), {})[one.step] = one.value
    return found


def _found_well(
    session: Session, people: Sequence[str], refs: Sequence[str]
) -> frozenset[tuple[str, str]]:
    newer = (
        select(col(Answer.value))
        .where(
            col(Answer.notice) == col(FoundWell.notice),
            col(Answer.resident) == col(FoundWell.resident),
            col(Answer.value) == HELP,
            col(Answer.at) > col(FoundWell.at),
        )
        .exists()
    )
    found = select(col(FoundWell.notice), col(FoundWell.resident)).where(
        col(FoundWell.notice).in_(refs), col(FoundWell.resident).in_(people), ~newer
    )
    return frozenset(map(tuple, session.execute(found)))


def _reminded(session: Session, han: str, refs: Sequence[str], day: date) -> frozenset[str]:
    query = select(col(Reminder.notice)).where(
        col(Reminder.notice).in_(refs), col(Reminder.han) == han, col(Reminder.day) == day
    )
    return frozenset(session.scalars(query))


def _reminds(notice: Notice) -> Action:
    """It is about a whole list, and there are several: the circular stands behind the hyphen."""
    return Action(
        f"{REMIND}-{notice.ref}",
        _("Remind those who have not read it"),
        warns=_("It comes up on their first screen. This can be done once a day."),
    )


def item(notice: Notice, place: int) -> str:
    """Of the line of the house at that place of the reading order."""
    return f"{notice.ref}-{place}"


def _table(around: Neighbourhood, han: str, notice: Notice, known: Known) -> Table:
    questions = asking.from_json(notice.asks)
    columns = [
        Column("place", _("Order")),
        Column("house", _("House")),
        Column("people", _("Who lives there")),
        Column("state", _("Read")),
        Column("phone", _("Telephone")),
    ]
    if questions:
        columns.insert(4, Column("answers", _("Answers")))
    rows = [
        _row(notice, questions, known, house, place)
        for place, house in enumerate(around.houses_of(han), 1)
    ]
    if notice.is_urgent:
        rows.sort(key=lambda row: row.rank)
    waits = any(row.is_waiting for row in rows)
    actions = (_reminds(notice),) if waits and notice.ref not in known.reminded else ()
    title = (
        _("Urgent: {title}", title=notice.title)
        if notice.is_urgent
        else _("Who has read: {title}", title=notice.title)
    )
    return Table(
        f"{TABLE}{notice.ref}",
        title,
        tuple(columns),
        tuple(row.line for row in rows),
        actions,
        above=(notice.title, *filter(None, notice.text.splitlines())),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A line and how soon somebody must look after it; ``is_waiting``: a screen can be reminded."""

    line: Line
    rank: int
    is_waiting: bool


def _row(
    notice: Notice, questions: Sequence[Question], known: Known, house: House, place: int
) -> Row:
    people = known.dwellers[house.key]
    readers = [one for one in people if (notice.ref, one.ref) in known.read]
    given, is_paper = (notice.ref, house.key) in known.given, _is_paper(known, house)
    said = [known.answers.get((notice.ref, one.ref), {}) for one in people]
    well = [(notice.ref, one.ref) in known.well for one in people]
    is_settled = list(zip(said, well, strict=True))
    wishes = any(HELP in one.values() and not is_seen for one, is_seen in is_settled)
    state, says = _state(readers, given, is_paper)
    cells: list[Value] = [
        _("{n:plain}", n=place),
        house.name,
        Several(tuple(Person(one.ref) for one in people)) if people else "",
        says,
        Several(tuple(Person(one.ref, "phone") for one in people)) if people else "",
    ]
    if questions:
        cells.insert(4, _said(questions, people, said, well))
    is_answered = bool(said) and all(one or is_seen for one, is_seen in is_settled)
    actions = _actions(notice, questions, known, house, wishes or not is_answered)
    if wishes:
        rank, state = HELP_FIRST, "call"
    else:
        is_read = bool(people) and len(readers) == len(people)
        is_known = is_answered if questions else is_read or given
        rank = KNOWN if is_known else UNKNOWN
    waits = bool(people) and not readers and not given
    return Row(Line(item(notice, place), tuple(cells), actions, state), rank, waits)


def _is_paper(known: Known, house: House) -> bool:
    """Whoever has no screen gets paper, and whoever wants it."""
    return house.key in known.always or not known.dwellers[house.key]


def _state(readers: Sequence[Dweller], given: bool, is_paper: bool) -> tuple[str, Value]:
    if readers:
        names = Several(tuple(Person(one.ref) for one in readers))
        return "done", _("Read by {names}", names=names)
    if given:
        return "done", _("Handed over on paper")
    return ("waiting", _("Gets paper")) if is_paper else ("requested", _("Not read yet"))


def _said(
    questions: Sequence[Question],
    people: Sequence[Dweller],
    said: Sequence[Mapping[str, str]],
    well: Sequence[bool],
) -> Value:
    parts: list[Value] = [
        _("{name}: {answer}", name=Person(one.ref), answer=question.says_of(answers[question.kind]))
        for one, answers in zip(people, said, strict=True)
        for question in questions
        if question.kind in answers
    ]
    seen = [one for one, is_seen in zip(people, well, strict=True) if is_seen]
    parts += [_("{name}: found to be well", name=Person(one.ref)) for one in seen]
    silent = [
        one for one, answers in zip(people, said, strict=True) if not answers and one not in seen
    ]
    if parts:  # one of a couple says nothing of the other
        parts += [_("{name}: no answer yet", name=Person(one.ref)) for one in silent]
    return Several(tuple(parts)) if parts else ""


def _actions(
    notice: Notice, questions: Sequence[Question], known: Known, house: House, is_open: bool
) -> tuple[Action, ...]:
    given = (notice.ref, house.key) in known.given
    found: list[Action] = [TAKE if given else GIVE]
    asks_safety = any(one.kind is Asks.SAFETY for one in questions)
    if asks_safety and is_open and known.dwellers[house.key]:
        found.insert(0, WELL)
    if known.dwellers[house.key]:
        found.append(NO_PAPER if house.key in known.always else PAPER)
    return tuple(found)
