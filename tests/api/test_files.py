"""Files sent from the desk: whole or not at all, seen by who sent them, and gone when unused."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import Session, col, select

from senior_life import wire
from senior_life.client import Client, Refused
from senior_life.contract import File, Unclear
from senior_life.storage import Store
from senior_life.storage.tables.files import FileRow, PieceRow
from senior_life.usecases import files
from senior_life.usecases.retention import forget_old
from services.circular_board.hanging import hang

from .conftest import Stage

PDF = b"%PDF-1.7 " + bytes(range(256)) * 5000  # three pieces
HTML = b"<script>alert(document.domain)</script>"
COUNTER, BOARD = "counter_reservation", "circular_board"


async def put(stage: Stage, url: str, content: Any) -> httpx.Response:
    return await stage.client.http.put(url, content=content)


async def send(stage: Stage, content: bytes, name: str = "回覧.pdf", role: str = "office1") -> str:
    desk = stage.as_(role)
    upload = await desk.begin_file(wire.FileIn(name=name, size_bytes=len(content)))
    assert (await put(stage, upload.url, content)).status_code == 204
    return upload.ref


def counted(store: Store) -> tuple[int, int]:
    """Files and their pieces, without the one that every stage has."""

    def count(s: Session) -> tuple[int, int]:
        refs = s.exec(select(FileRow.ref).where(FileRow.name != "everybody's.pdf")).all()
        pieces = select(PieceRow.number).where(col(PieceRow.file).in_(refs))
        return len(refs), len(s.exec(pieces).all())

    return store.read_now(count)


async def test_what_is_sent_is_seen_as_it_was_by_who_sent_it(stage: Stage) -> None:
    ref = await send(stage, PDF)
    sent = await stage.as_("office1").sent_file(ref)
    assert (sent.name, sent.size_bytes) == ("回覧.pdf", len(PDF))
    shown = await stage.client.http.get(sent.url)
    assert shown.content == PDF
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline; filename*=UTF-8''%E5%9B%9E")
    assert counted(stage.town.store)[1] == 3


@pytest.mark.parametrize("role", ["office2", "admin"])
async def test_no_other_member_of_staff_sees_it(stage: Stage, role: str) -> None:
    ref = await send(stage, PDF)
    with pytest.raises(Refused) as refused:
        await stage.as_(role).sent_file(ref)
    assert refused.value.problem.status == 404


async def test_a_page_that_calls_itself_a_pdf_is_never_opened_here(stage: Stage) -> None:
    sent = await stage.as_("office1").sent_file(await send(stage, HTML, "circular.pdf"))
    shown = await stage.client.http.get(sent.url)
    assert shown.headers["content-type"] == "application/octet-stream"
    assert shown.headers["content-disposition"].startswith("attachment")
    assert "script-src" not in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF....WEBPVP8", "image/webp"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(start: bytes, kind: str) -> None:
    assert files.kind_of(start) == kind


async def test_too_large_is_told_before_anything_is_sent(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=200_000_000))
    says = refused.value.problem.says
    assert says is not None
    assert "20" in says.text
    assert counted(stage.town.store) == (0, 0)


async def test_who_sends_more_than_was_said_is_cut_off_and_nothing_stays(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1_000_000)

    with pytest.raises(Unclear):
        await files.receive(stage.town, upload.ref, endless())
    assert counted(stage.town.store) == (0, 0)


async def test_the_door_itself_refuses_a_larger_body(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))
    answer = await put(stage, upload.url, bytes(files.LARGEST_BYTES + 2))
    assert answer.status_code == 413
    other = await stage.client.http.put(upload.url.replace("/upload/", "/slip.pdf/"), content=PDF)
    assert other.status_code == 413


async def test_a_line_that_breaks_leaves_nothing(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))

    async def broken() -> AsyncIterator[bytes]:
        yield bytes(files.PIECE_BYTES + 1)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await files.receive(stage.town, upload.ref, broken())
    assert counted(stage.town.store) == (0, 0)
    with pytest.raises(Refused):
        await stage.as_("office1").sent_file(upload.ref)


async def test_of_two_that_send_to_one_address_one_is_taken(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))
    answers = await asyncio.gather(*(put(stage, upload.url, PDF) for _each in range(4)))
    assert sorted(one.status_code for one in answers) == [204, 409, 409, 409]
    sent = await stage.as_("office1").sent_file(upload.ref)
    assert (await stage.client.http.get(sent.url)).content == PDF


async def test_an_empty_file_is_told_so(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=0))
    assert (await put(stage, upload.url, b"")).status_code == 422
    assert counted(stage.town.store) == (0, 0)


async def test_an_address_opens_nothing_else_and_not_for_ever(stage: Stage, clock: Any) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))
    other = await stage.as_("office2").begin_file(wire.FileIn(name="y.pdf", size_bytes=9))
    forged = upload.url.replace(upload.ref, other.ref)
    assert (await put(stage, forged, PDF)).status_code == 403
    assert (await stage.client.http.get(upload.url)).status_code == 404
    clock.goes(minutes=61)
    assert (await put(stage, upload.url, PDF)).status_code == 403


async def test_an_address_closes_with_the_session_it_was_made_for(stage: Stage) -> None:
    upload = await stage.as_("office1").begin_file(wire.FileIn(name="x.pdf", size_bytes=9))
    await stage.as_("office1").log_out()
    assert (await put(stage, upload.url, PDF)).status_code == 403


async def test_what_nobody_keeps_is_swept_and_what_a_service_keeps_stays(
    stage: Stage, clock: Any
) -> None:
    host = stage.town.host_for(COUNTER)
    kept, unused = await send(stage, PDF), await send(stage, PDF)
    await host.write(lambda s: host.keep_file(s, kept))
    clock.goes(hours=25)
    await forget_old(stage.town)
    assert await host.file(kept) == File("回覧.pdf", "application/pdf", PDF)
    with pytest.raises(Unclear):
        await host.file(unused)
    assert counted(stage.town.store) == (1, 3)
    await host.write(lambda s: host.drop_file(s, kept))
    assert counted(stage.town.store) == (0, 0)


async def test_a_service_keeps_a_file_with_what_needs_it_or_not_at_all(stage: Stage) -> None:
    host = stage.town.host_for(COUNTER)
    ref = await send(stage, PDF)

    def keep_and_fail(s: Any) -> None:
        host.keep_file(s, ref)
        raise Unclear(files.GONE)

    with pytest.raises(Unclear):
        await host.write(keep_and_fail)
    row = stage.town.store.read_now(lambda s: s.get(FileRow, ref))
    assert row is not None
    assert row.kept_by == ""


async def test_a_service_reads_drops_and_keeps_only_its_own(stage: Stage) -> None:
    host, store = stage.town.host_for(COUNTER), stage.town.store
    now = stage.town.now()
    photo = File("photo.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(files.PIECE_BYTES))
    mine = await host.write(lambda s: host.add_file(s, photo))
    other = store.write_now(lambda s: files.add(s, "another", photo, now))
    assert await host.file(mine) == photo
    with pytest.raises(Unclear):
        await host.file(other)
    with pytest.raises(Unclear):
        await host.write(lambda s: host.keep_file(s, other))
    await host.write(lambda s: host.drop_file(s, other))
    assert counted(store) == (2, 4)


async def test_a_day_has_not_passed_for_a_file_of_this_morning(stage: Stage, clock: Any) -> None:
    await send(stage, PDF)
    clock.now += timedelta(hours=23)
    await forget_old(stage.town)
    assert counted(stage.town.store)[0] == 1


async def test_nobody_but_the_desk_begins(stage: Stage) -> None:
    client: Client = stage.as_("a")
    with pytest.raises(Refused) as refused:
        await client.begin_file(wire.FileIn(name="x.pdf", size_bytes=9))
    assert refused.value.problem.status == 403


async def test_what_hangs_on_a_notice_opens_for_its_reader_as_long_as_they_hold_the_tablet(
    stage: Stage,
) -> None:
    host, ref = stage.town.host_for(BOARD), stage.its["notice"]
    photo = File("photo.jpg", "image/jpeg", b"\xff\xd8\xff")
    await host.write(lambda s: hang(s, ref, host.add_file(s, photo), "花だん", is_picture=True))
    (listed,) = await stage.as_("a").notices(BOARD)
    assert listed.attachments == ()
    (hangs,) = (await stage.as_("a").notice(BOARD, ref)).attachments
    assert (await stage.client.http.get(hangs.url)).content == photo.content
    await stage.as_("admin").revoke(stage.its["device"])
    assert (await stage.client.http.get(hangs.url)).status_code == 403
