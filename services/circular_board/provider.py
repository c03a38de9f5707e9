"""The Board contract, kept: each verb has a file of its own."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlmodel import Session

from senior_life.contract import Answers, Caller, Channel, Draft, Host, How, Notice, Staff, Wanted
from senior_life.providing import today
from services.circular_board import (
    answering,
    reading,
    receipts,
    recurring,
    showing,
    tables,
    writing,
)
from services.circular_board.neighbourhood import TOWN, Neighbourhood
from services.circular_board.writing import KEYS, Post

T = TypeVar("T")


class Circulars:
    """Board, Joins and Upkeep for the neighbourhoods of the town pack."""

    def __init__(self, host: Host) -> None:
        self._around = Neighbourhood(host)

    async def notices(self, who: Caller, wanted: Wanted, page: int = 0) -> Sequence[Notice]:
        around = self._around
        rows = await around.host.read(
            lambda session: reading.found(session, around, who, wanted, page)
        )
        return [showing.listed(around, row) for row in rows]

    async def open(self, who: Caller, ref: str) -> Notice:
        around = self._around
        return await around.host.read(
            lambda session: showing.opened(
                session, around, who, reading.mine(session, around, who, ref)
            )
        )

    async def receipt(self, who: Caller, ref: str, how: How) -> None:
        around, now = self._around, self._around.host.now()

        def work(session: Session) -> None:
            reading.check_is_mine(session, around, who, ref)
            receipts.write(session, who, ref, how, now)

        await around.host.write(work)

    async def respond(self, who: Caller, ref: str, answers: Answers) -> Notice:
        around = self._around

        def work(session: Session, notice: tables.Notice) -> Notice:
            answering.respond(session, around, who, notice, answers)
            session.flush()
            return showing.opened(session, around, who, notice)

        return await self._mine(who, ref, work)

    async def newest(self) -> Sequence[str]:
        asked = {"now": self._around.host.now()}
        rows = await self._around.host.read(lambda session: reading.NEWEST.all(session, asked))
        return [row.ref for row in rows]

    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        """As the town writes it, or the association or han of whoever publishes."""
        around, now = self._around, self._around.host.now()
        post = writing.checked(_post(around, who, draft), now)

        def work(session: Session) -> Notice:
            ref = KEYS.ref_of(session, key)
            notice = session.get(tables.Notice, ref) if ref else None
            if notice is None:
                notice = writing.write(session, post, who.ref, key, now)
                writing.publish(session, notice, now)
                KEYS.remember(session, key, notice.ref, now)
                session.flush()
            nobody = Caller("", Channel.COUNTER, who.ref)
            return showing.opened(session, around, nobody, notice)

        return await around.host.write(work)

    async def upkeep(self) -> None:
        """Each part finds by itself what is left to do, so it may be interrupted or run twice."""
        around, day = self._around, today(self._around.host)
        await around.host.write(lambda session: recurring.publish_due(session, around))
        if around.keys_forgotten_on != day and await KEYS.forget(around.host):
            around.keys_forgotten_on = day

    async def join(self, stays: str, goes: str) -> None:
        await self._around.host.write(lambda session: receipts.join(session, stays, goes))

    async def _mine(self, who: Caller, ref: str, work: Callable[[Session, tables.Notice], T]) -> T:
        """In one transaction with the look whether it is for this reader."""
        around = self._around
        return await around.host.write(
            lambda session: work(session, reading.mine(session, around, who, ref))
        )


def _post(around: Neighbourhood, who: Staff, draft: Draft) -> Post:
    return Post(
        title=draft.title,
        text=draft.text,
        targets=tuple(around.targets(draft.audience)),
        until=draft.until,
        place=who.office or TOWN,
        since=draft.since,
        is_urgent=draft.is_urgent,
    )
