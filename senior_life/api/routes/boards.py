"""Boards of notices: what may be read, that it was read, and what is answered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from senior_life.api.auth import Resident, TheTown
from senior_life.api.notices import notice_out
from senior_life.api.show import show_to
from senior_life.contract import How, Wanted
from senior_life.usecases import boards
from senior_life.wire import NoticeOut, ReceiptIn, Ref, ReplyIn

router = APIRouter(prefix="/boards/{service}/notices", tags=["boards"])

Service = Annotated[Ref, Path()]
Notice = Annotated[Ref, Path()]
Month = Annotated[str, Query(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
PageNumber = Annotated[int, Query(ge=0, le=500)]


@router.get("")
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


@router.get("/{ref}")
async def look(town: TheTown, reader: Resident, service: Service, ref: Notice) -> NoticeOut:
    """All of it; that it was opened is no receipt."""
    found = await boards.open_notice(town, reader, service, ref)
    return notice_out(show_to(reader, town), found)


@router.post("/{ref}/receipt", status_code=204)
async def receipt(
    town: TheTown, reader: Resident, service: Service, ref: Notice, body: ReceiptIn
) -> Response:
    """The end was reached; sent again, nothing more happens."""
    await boards.receipt(town, reader, service, ref, How(body.how))
    return Response(status_code=204)


@router.post("/{ref}/answers")
async def respond(
    town: TheTown, reader: Resident, service: Service, ref: Notice, body: ReplyIn
) -> NoticeOut:
    """In place of what was answered before; a wish for help is told to the desk first."""
    found = await boards.respond(town, reader, service, ref, body.answers)
    return notice_out(show_to(reader, town), found)
