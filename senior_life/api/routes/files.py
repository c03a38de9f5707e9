"""Files that the browser itself fetches, by the signed addresses that other answers gave it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from senior_life.api.auth import TheTown
from senior_life.api.downloads import stored
from senior_life.api.lists import list_as_csv, list_on_paper
from senior_life.api.papers import calendar_of, slip_of
from senior_life.api.routes.speech import mouth_of, speechless
from senior_life.api.signing import Claims, open_signed
from senior_life.api.sounds import played, unpack
from senior_life.contract import words
from senior_life.speech.port import Voiceless
from senior_life.usecases import files
from senior_life.usecases.access import Reader
from senior_life.usecases.returning import returning
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown

_ = words("senior_life")
router = APIRouter(tags=["files"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The file"}
}
LONGEST_REF = 4000
MAKERS: dict[str, Callable[[Town, Reader, str], Awaitable[Response]]] = {
    files.ORIGINAL: stored,
    "slip.pdf": slip_of,
    "calendar.ics": calendar_of,
    "table.csv": list_as_csv,
    "table.pdf": list_on_paper,
}


async def signed(
    town: TheTown,
    what: str,
    ref: Annotated[str, Path(max_length=LONGEST_REF)],
    reader: Annotated[str, Query(max_length=200)],
    until: Annotated[int, Query(ge=0, le=2**40)],
    signature: Annotated[str, Query(max_length=64)],
) -> Claims:
    """What the address asked for was signed for."""
    return open_signed(town, what, ref, reader=reader, until=until, signature=signature)


Signed = Annotated[Claims, Depends(signed)]


@router.get("/files/{what}/{ref}", response_class=Response, responses=FILE)
async def file(town: TheTown, request: Request, claims: Signed) -> Response:
    if claims.what == "sound":
        return await sound(town, claims, request.headers.get("range", ""))
    make = MAKERS.get(claims.what)
    if make is None:
        raise Unknown(_("There is no such file. Please go back and try again."))
    return await make(town, await returning(town, claims.reader), claims.ref)


@router.put("/files/{what}/{ref}", status_code=204)
async def receive(town: TheTown, request: Request, claims: Signed) -> None:
    """The bytes of one file, as the browser sends them; only a signed address lets them in."""
    if claims.what != files.UPLOAD:
        raise Unknown(_("There is no such file. Please go back and try again."))
    await returning(town, claims.reader)
    await files.receive(town, claims.ref, request.stream())


async def sound(town: Town, claims: Claims, wanted: str) -> Response:
    """Nobody is looked up: whoever was allowed to hear the screen may hear all of it."""
    clause, speed = unpack(claims.ref)
    try:
        return played(await mouth_of(town).sound(clause, speed), wanted)
    except Voiceless as silence:
        raise speechless() from silence
