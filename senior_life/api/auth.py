"""Who is asking: the bearer token of each call (never a cookie) becomes a ``Reader``."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from starlette.datastructures import Headers
from starlette.types import Scope

from senior_life.api.language import accepted
from senior_life.contract import Staff
from senior_life.nearby import address
from senior_life.usecases import access, identity
from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.town import Town

LONGEST_TOKEN = 200
scheme = HTTPBearer(auto_error=False, description="A device's token, or a staff session's")


async def town_of(request: Request) -> Town:
    """Not that it waits: FastAPI would take what is not async to another thread."""
    town: Town = request.app.state.town
    return town


TheTown = Annotated[Town, Depends(town_of)]


def token_of(scope: Scope) -> str:
    kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
    return token.strip()[:LONGEST_TOKEN] if kind.lower() == "bearer" else ""


async def came_from(request: Request) -> str:
    """The address of whoever tries, by which guesses are counted."""
    return address() or (request.client.host if request.client else "")


CameFrom = Annotated[str, Depends(came_from)]


async def find_reader(town: Town, scope: Scope) -> Reader:
    """Looked up once for each request; kept in its state."""
    state = scope.setdefault("state", {})
    if "reader" not in state:
        state["reader"] = await _look_up(town, scope)
    reader: Reader = state["reader"]
    return reader


async def _look_up(town: Town, scope: Scope) -> Reader:
    token = token_of(scope)
    language = accepted(Headers(scope=scope).get("accept-language", ""))
    return await identity.who_holds(town, token, language) if token else NOBODY


async def anyone(town: TheTown, request: Request) -> Reader:
    return await find_reader(town, request.scope)


TheReader = Annotated[Reader, Depends(anyone)]


async def someone(reader: TheReader, _: Annotated[object, Depends(scheme)]) -> Reader:
    """A device or staff."""
    access.require_someone(reader)
    return reader


async def device(reader: TheReader, _: Annotated[object, Depends(scheme)]) -> Reader:
    """A device, even while it is open whose turn it is."""
    access.require_device(reader)
    return reader


async def resident(reader: TheReader, _: Annotated[object, Depends(scheme)]) -> Reader:
    """A device, held by the resident ``reader.resident``."""
    access.require_resident(reader)
    return reader


async def staff(reader: TheReader, _: Annotated[object, Depends(scheme)]) -> Reader:
    access.require_staff(reader)
    return reader


async def desk_staff(reader: Annotated[Reader, Depends(staff)]) -> Staff:
    """Staff as the services know them."""
    return access.require_staff(reader)


Someone = Annotated[Reader, Depends(someone)]
OnDevice = Annotated[Reader, Depends(device)]
Resident = Annotated[Reader, Depends(resident)]
AtDesk = Annotated[Reader, Depends(staff)]
DeskStaff = Annotated[Staff, Depends(desk_staff)]
