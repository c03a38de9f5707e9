"""What the desk sends along with an action: an address to send it to, and a look at it."""

from typing import Annotated

from fastapi import APIRouter, Path

from senior_life.api.auth import AtDesk, TheTown
from senior_life.api.signing import sign
from senior_life.usecases import files
from senior_life.wire import FileIn, FileOut, Ref, UploadOut

router = APIRouter(prefix="/desk/files", tags=["desk"])
MINUTES = 60
"""For 20 megabytes over a slow line."""


@router.post("")
async def begin(town: TheTown, reader: AtDesk, body: FileIn) -> UploadOut:
    """Nothing is sent yet: the browser does it, by an address that needs no token."""
    ref = await files.begin(town, reader, body.name, body.size_bytes)
    return UploadOut(ref=ref, url=sign(town, files.UPLOAD, ref, reader.holder, MINUTES))


@router.get("/{ref}")
async def sent(town: TheTown, reader: AtDesk, ref: Annotated[Ref, Path()]) -> FileOut:
    """Only to who sent it."""
    found = await files.own(town, reader, ref)
    url = sign(town, files.ORIGINAL, ref, reader.holder, MINUTES)
    return FileOut(ref=ref, name=found.name, size_bytes=found.size_bytes, url=url)
