"""What staff do about a circular, and a han leader about its houses; each key works once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from senior_life.contract import Answers, Dweller, Staff, Trouble, Unclear
from senior_life.providing import folded, single, today
from services.circular_board import answering, asking, desk_form, hanging, receipts, writing
from services.circular_board.bringing import IMPORT, NOTHING, PHOTO, Brought
from services.circular_board.desk_form import CHANGE, CORRECT
from services.circular_board.desk_readers import (
    ALWAYS,
    GIVEN,
    IS_WELL,
    NOT_ALWAYS,
    NOT_GIVEN,
    REMIND,
)
from services.circular_board.desk_written import DISCARD, NAME, PUBLISH, WITHDRAW
from services.circular_board.neighbourhood import EVERYONE, GROUP, WHO, House, Neighbourhood
from services.circular_board.sentences import LATER, NOT_YOURS, _
from services.circular_board.tables import Notice, OnPaper, PaperHouse, Reminder
from services.circular_board.writing import KEYS, Post


@dataclass(frozen=True, slots=True)
class Work:
    """``item`` is a circular's ref, and of a house's line its place behind a hyphen; ``dwellers``
    are those who live in the han that ``place`` is; ``brought`` came from their computer."""

    around: Neighbourhood
    who: Staff
    place: str
    item: str
    answers: Answers
    key: str
    dwellers: Sequence[Dweller] = ()
    brought: Brought = NOTHING

    @property
    def now(self) -> datetime:
        return self.around.host.now()


def act(session: Session, work: Work, action: str) -> None:
    """Raises Unclear and Trouble; then nothing was done."""
    if KEYS.is_applied(session, work.key):
        return
    name, _hyphen, about = action.partition("-")
    doing = ACTS.get(name)
    if doing is None:
        raise Trouble(LATER)
    if about:
        work = replace(work, item=about)
    KEYS.remember(session, work.key, doing(session, work), work.now)


def _write(session: Session, work: Work) -> str:
    post = desk_form.post_of(work.around, work.place, work.answers)
    names_people = desk_form.names_people(work.answers)
    checked = writing.checked(post, work.now, may_lack_people=names_people)
    return writing.write(session, checked, work.who.ref, work.key, work.now).ref


def _import(session: Session, work: Work) -> str:
    """The draft and the paper that it came from, which stays at hand: both or neither."""
    its = {"title": work.brought.title, "text": work.brought.text, **work.brought.happens}
    ref = _write(session, replace(work, answers={**work.answers, **its}))
    paper = single(work.answers.get("paper", ""))
    work.around.host.keep_file(session, paper)
    hanging.hang(session, ref, paper)
    return ref


def _photo(session: Session, work: Work) -> str:
    notice, photo = _draft(session, work), work.brought.photo
    if photo is None:
        raise Trouble(LATER)
    file = work.around.host.add_file(session, photo)
    says = single(work.answers.get("says", "")).strip()
    hanging.hang(session, notice.ref, file, says, is_picture=True)
    return notice.ref


def _change(session: Session, work: Work) -> str:
    notice = _draft(session, work)
    title, text = (single(work.answers.get(one, "")).strip() for one in ("title", "text"))
    writing.check_words(title, text)
    notice.title, notice.text = title, text
    notice.happens_at, notice.happens_where = desk_form.happening_of(work.answers)
    session.add(notice)
    return notice.ref


def _discard(session: Session, work: Work) -> str:
    notice = _draft(session, work)
    hanging.drop(session, work.around.host, notice.ref)
    return _withdraw(session, work)


def _draft(session: Session, work: Work) -> Notice:
    notice = _own(session, work)
    if notice.published_at is not None:
        raise Trouble(LATER)
    return notice


def _publish(session: Session, work: Work) -> str:
    notice = _own(session, work)
    writing.publish(session, notice, work.now)
    return notice.ref


def _name(session: Session, work: Work) -> str:
    """One more resident, who is on the list once however often they are added."""
    notice, resident = _own(session, work), single(work.answers.get("resident", ""))
    if not resident or notice.published_at is not None:
        raise Unclear(_("Please find the person first."), "resident")
    notice.targets = list(dict.fromkeys((*notice.targets, f"{WHO}{resident}")))
    session.add(notice)
    return notice.ref


def _withdraw(session: Session, work: Work) -> str:
    notice = _own(session, work)
    writing.withdraw(session, notice, work.now)
    return notice.ref


def _correct(session: Session, work: Work) -> str:
    """The corrected one is new to everybody, also to those who had read the old one. Nothing but
    its words changes, so answers that are over stay over."""
    old = _own(session, work)
    title, text = (single(work.answers.get(one, "")).strip() for one in ("title", "text"))
    writing.check_words(title, text)
    post = Post(
        title=title,
        text=text,
        targets=tuple(old.targets),
        until=old.until,
        place=old.place,
        since=old.since if old.since > work.now else None,
        is_urgent=old.is_urgent,
        questions=asking.from_json(old.asks),
        reply_until=old.reply_until,
        happens_at=old.happens_at,
        happens_where=old.happens_where,
    )
    new = writing.write(session, post, work.who.ref, work.key, work.now, old.ref)
    hanging.take_along(session, old.ref, new.ref)
    answering.take_along(session, old.ref, new.ref)
    writing.publish(session, new, work.now)
    return new.ref


def _given(session: Session, work: Work) -> str:
    notice, house = _house(session, work)
    its = {"notice": notice.ref, "house": house.key, "given_by": work.who.ref, "at": work.now}
    receipts.add(session, OnPaper, its)
    return notice.ref


def _not_given(session: Session, work: Work) -> str:
    notice, house = _house(session, work)
    session.execute(
        delete(OnPaper).where(col(OnPaper.notice) == notice.ref, col(OnPaper.house) == house.key)
    )
    return notice.ref


def _always(session: Session, work: Work) -> str:
    notice, house = _house(session, work)
    receipts.add(
        session, PaperHouse, {"house": house.key, "marked_by": work.who.ref, "at": work.now}
    )
    return notice.ref


def _not_always(session: Session, work: Work) -> str:
    notice, house = _house(session, work)
    session.execute(delete(PaperHouse).where(col(PaperHouse.house) == house.key))
    return notice.ref


def _is_well(session: Session, work: Work) -> str:
    """Somebody of the neighbourhood has seen all who live there; what they said stays theirs."""
    notice, house = _house(session, work)
    for one in work.dwellers:
        if folded(one.address) == house.key:
            answering.found_well(session, notice.ref, one.ref, work.who.ref, work.now)
    return notice.ref


def _remind(session: Session, work: Work) -> str:
    """The key of the row allows one a day, whoever reminds at the same moment."""
    notice = session.get(Notice, _ref(work))
    if notice is None or not _is_meant(work.around, notice, work.place):
        raise Trouble(LATER)
    its = {
        "notice": notice.ref,
        "han": work.place,
        "day": today(work.around.host),
        "reminded_by": work.who.ref,
        "at": work.now,
    }
    if not receipts.add(session, Reminder, its):
        raise Trouble(_("They were reminded today already. Please wait until tomorrow."))
    return notice.ref


ACTS: Mapping[str, Callable[[Session, Work], str]] = {
    desk_form.WRITE: _write,
    CORRECT: _correct,
    PUBLISH: _publish,
    NAME: _name,
    DISCARD: _discard,
    IMPORT: _import,
    PHOTO: _photo,
    CHANGE: _change,
    WITHDRAW: _withdraw,
    GIVEN: _given,
    NOT_GIVEN: _not_given,
    ALWAYS: _always,
    NOT_ALWAYS: _not_always,
    IS_WELL: _is_well,
    REMIND: _remind,
}


def _own(session: Session, work: Work) -> Notice:
    """What was written at this very place. Raises Trouble where it is gone."""
    notice = session.get(Notice, work.item)
    if notice is None or notice.withdrawn_at is not None:
        raise Trouble(LATER)
    if notice.place != work.place:
        raise Trouble(NOT_YOURS)
    return notice


def _house(session: Session, work: Work) -> tuple[Notice, House]:
    """The house at that place of the reading order, and the circular that its line is of."""
    notice, houses = session.get(Notice, _ref(work)), work.around.houses_of(work.place)
    place = work.item.rpartition("-")[2]
    is_there = place.isdecimal() and 0 < int(place) <= len(houses)
    if notice is None or not is_there or not _is_meant(work.around, notice, work.place):
        raise Trouble(LATER)
    return notice, houses[int(place) - 1]


def _ref(work: Work) -> str:
    return work.item.partition("-")[0]


def _is_meant(around: Neighbourhood, notice: Notice, han: str) -> bool:
    groups = (han, around.association_of.get(han, ""))
    return not {EVERYONE, *(f"{GROUP}{one}" for one in groups)}.isdisjoint(notice.targets)
