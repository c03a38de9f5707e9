"""Boards of notices: what may be read, that it was read, and what is answered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from senior_life.api.auth import Resident, TheTown
from senior_life.api.notices import notice_out
from senior_life.api.show import show_to
from senior_life.contract import How, Wanted
from senior_life.usecases import boards
from senior_life.wire import NewestOut, NoticeOut, ReceiptIn, Ref, ReplyIn

router = APIRouter(prefix="/boards", tags=["boards"])

Service = Annotated[Ref, Path()]
Notice = Annotated[Ref, Path()]
Month = Annotated[str, Query(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
PageNumber = Annotated[int, Query(ge=0, le=500)]


@router.get("/newest")
async def newest(town: TheTown) -> NewestOut:
    """Asked by every process with screens, all the time, to know when its sessions must look."""
    return NewestOut(mark=await boards.mark(town))


@router.get("/urgent")
async def urgent(town: TheTown, reader: Resident) -> list[NoticeOut]:
    """What is urgent and unread, with its text."""
    show = show_to(reader, town)
    return [notice_out(show, one) for one in await boards.urgent(town, reader)]


@router.get("/{service}/notices")
async def listed(
    town: TheTown,
    reader: Resident,
    service: Service,
    unread: bool = False,
    month: Month = "",
    words: Words = "",
    on: date | None = None,
    page: PageNumber = 0,
) -> list[NoticeOut]:
    """Without their text; the unread, those of a month or with these words in them."""
    wanted = Wanted(unread, month, words.strip(), on)
    found = await boards.notices(town, reader, service, wanted, page)
    return [notice_out(show_to(reader, town), one) for one in found]


@router.get("/{service}/notices/{ref}")
async def look(town: TheTown, reader: Resident, service: Service, ref: Notice) -> NoticeOut:
    """All of it; that it was opened is no receipt."""
    found = await boards.open_notice(town, reader, service, ref)
    return notice_out(show_to(reader, town), found)


@router.post("/{service}/notices/{ref}/receipt", status_code=204)
async def receipt(
    town: TheTown, reader: Resident, service: Service, ref: Notice, body: ReceiptIn
) -> Response:
    """The end was reached; sent again, nothing more happens."""
    await boards.receipt(town, reader, service, ref, How(body.how))
    return Response(status_code=204)


@router.post("/{service}/notices/{ref}/answers")
async def respond(
    town: TheTown, reader: Resident, service: Service, ref: Notice, body: ReplyIn
) -> NoticeOut:
    """In place of what was answered before; a wish for help is told to the desk first."""
    found = await boards.respond(town, reader, service, ref, body.answers)
    return notice_out(show_to(reader, town), found)
