"""Files in the database, on SQLite and on PostgreSQL: whole or not there, and nobody else's."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from senior_life.contract import PAPER, Kind, Staff, Step, Unclear, words
from senior_life.storage.tables.files import FileRow
from senior_life.usecases import files
from senior_life.usecases.access import Reader
from senior_life.usecases.retention import forget_old
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, Unknown

_ = words("tests")
PDF = b"%PDF-1.7 " + bytes(range(256)) * 5000
OTHER = Reader(staff=Staff("other", ""), name="other", role="desk")
FILE = Step("circular", Kind.FILE, _("Which file?"), _("File"), longest=len(PDF), accepts=("pdf",))


async def in_chunks(content: bytes, size: int = 70_001) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]
        await asyncio.sleep(0)


async def sent(town: Town, desk: Reader, content: bytes = PDF) -> str:
    ref = await files.begin(town, desk, "回覧.pdf", len(content))
    await files.receive(town, ref, in_chunks(content))
    return ref


async def test_it_comes_out_as_it_went_in(town: Town, desk: Reader) -> None:
    ref = await sent(town, desk)
    assert b"".join([piece async for piece in files.pieces(town, ref)]) == PDF
    assert await files.own(town, desk, ref) == files.Sent(
        ref, "回覧.pdf", "application/pdf", len(PDF)
    )


async def test_of_many_that_send_at_once_to_one_place_one_is_taken(
    town: Town, desk: Reader
) -> None:
    ref = await files.begin(town, desk, "回覧.pdf", len(PDF))
    contents = [PDF + bytes([number]) for number in range(6)]
    done = await asyncio.gather(
        *(files.receive(town, ref, in_chunks(one)) for one in contents), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["Conflict"] * 5 + ["NoneType"]
    winner = contents[done.index(None)]
    assert b"".join([piece async for piece in files.pieces(town, ref)]) == winner


async def test_what_a_crash_left_half_sent_is_nobodys_answer_and_goes_after_a_day(
    town: Town, desk: Reader, clock: Any
) -> None:
    ref = await files.begin(town, desk, "回覧.pdf", len(PDF))

    arrived = asyncio.Event()

    async def hangs() -> AsyncIterator[bytes]:
        yield PDF
        arrived.set()
        await asyncio.Event().wait()

    under_way = asyncio.create_task(files.receive(town, ref, hangs()))
    await arrived.wait()
    for ask in (files.own(town, desk, ref), files.look(town, ref)):
        with pytest.raises(Unknown):
            await ask
    with pytest.raises(Conflict):
        await files.receive(town, ref, in_chunks(PDF))
    clock.goes(hours=25)
    await forget_old(town)
    assert await town.store.read(lambda s: s.get(FileRow, ref)) is None
    under_way.cancel()
    with pytest.raises(asyncio.CancelledError):
        await under_way


async def test_only_its_sender_answers_a_question_with_it(town: Town, desk: Reader) -> None:
    ref = await sent(town, desk)
    await files.require_own(town, desk, [FILE], {"circular": ref})
    await files.require_own(town, OTHER, [FILE], {"circular": PAPER})
    await files.require_own(town, OTHER, [FILE], {})
    for reader, answer in ((OTHER, ref), (desk, "invented"), (desk, (ref, "invented"))):
        with pytest.raises(Unclear) as refused:
            await files.require_own(town, reader, [FILE], {"circular": answer})
        assert refused.value.step == "circular"


async def test_a_question_may_want_a_smaller_file(town: Town, desk: Reader) -> None:
    ref = await sent(town, desk, PDF + b"more")
    with pytest.raises(Unclear):
        await files.require_own(town, desk, [FILE], {"circular": ref})
