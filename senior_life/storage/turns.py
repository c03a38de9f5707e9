"""The one thread that writes to SQLite: what waits together is committed together.

A commit waits for the disk, and on a slow one for longer than all of its statements took. So
everybody who waits for a turn shares one; nobody is answered before it is on the disk.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

T = TypeVar("T")
Work = Callable[[Session], Any]
MOST = 64
"""In one commit: the first shall not wait for too many others."""


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    work: Work
    answer: asyncio.Future[Any]

    def answered(self, result: Any, error: BaseException | None) -> None:
        """In the loop that waits; who was cancelled hears nothing."""
        if self.answer.done():
            return
        if error is None:
            self.answer.set_result(result)
        else:
            self.answer.set_exception(error)


Outcome = tuple[_Turn, Any, BaseException | None]


class Turns:
    """``alone`` runs one work in a transaction of its own, and again if it lost a race."""

    def __init__(self, engine: Engine, alone: Callable[[Work], Any]) -> None:
        self._engine, self._alone = engine, alone
        self._waiting: SimpleQueue[_Turn | None] = SimpleQueue()
        self._thread = Thread(target=self._take_turns, name="writer", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Session], T]) -> T:
        """In its turn; the work may run twice, as every work may."""
        turn = _Turn(work, asyncio.get_running_loop().create_future())
        self._waiting.put(turn)
        answer: T = await turn.answer
        return answer

    def close(self) -> None:
        """After what waits now."""
        self._waiting.put(None)
        self._thread.join()

    def _take_turns(self) -> None:
        is_open = True
        while is_open:
            turns = self._who_wait()
            is_open = None not in turns
            _answer(self._outcomes([turn for turn in turns if turn and not turn.answer.done()]))

    def _who_wait(self) -> list[_Turn | None]:
        """At least one."""
        found = [self._waiting.get()]
        with suppress(Empty):
            while len(found) < MOST:
                found.append(self._waiting.get_nowait())
        return found

    def _outcomes(self, turns: Sequence[_Turn]) -> list[Outcome]:
        """If one fails nothing of it is kept, and each is run again on its own."""
        if len(turns) > 1:
            with suppress(Exception):  # whoever is to blame hears of it when run alone
                return self._together(turns)
        return [self._one(turn) for turn in turns]

    def _together(self, turns: Sequence[_Turn]) -> list[Outcome]:
        with self._engine.begin() as connection:
            found: list[Outcome] = []
            for turn in turns:
                with Session(connection, expire_on_commit=False) as session:
                    found.append((turn, turn.work(session), None))
                    session.flush()
        return found

    def _one(self, turn: _Turn) -> Outcome:
        try:
            return turn, self._alone(turn.work), None
        except BaseException as error:  # as any executor: it is for who waits, not for the thread
            return turn, None, error


def _answer(outcomes: Sequence[Outcome]) -> None:
    """Each loop is woken once."""
    loops = dict.fromkeys(turn.answer.get_loop() for turn, _, _ in outcomes)
    for loop in loops:
        its = [outcome for outcome in outcomes if outcome[0].answer.get_loop() is loop]
        with suppress(RuntimeError):  # it was closed: nobody waits any more
            loop.call_soon_threadsafe(_answer_now, its)


def _answer_now(outcomes: Sequence[Outcome]) -> None:
    for turn, result, error in outcomes:
        turn.answered(result, error)
