"""Staff log in with a name and a password, and out again."""

from typing import Literal

from fastapi import APIRouter, Request

from senior_life.api.auth import AtDesk, CameFrom, TheTown, token_of
from senior_life.usecases import staff
from senior_life.usecases.access import ADMIN, require_staff
from senior_life.wire import LoginIn, StaffOut, TokenOut

router = APIRouter(prefix="/desk", tags=["desk"])


@router.post("/login")
async def log_in(town: TheTown, came_from: CameFrom, body: LoginIn) -> TokenOut:
    return TokenOut(token=await staff.log_in(town, body.name, body.password, came_from))


@router.post("/logout", status_code=204)
async def log_out(town: TheTown, _: AtDesk, request: Request) -> None:
    await staff.log_out(town, token_of(request.scope))


@router.get("/me")
async def me(town: TheTown, reader: AtDesk) -> StaffOut:
    known = require_staff(reader)
    role: Literal["desk", "admin"] = "admin" if reader.role == ADMIN else "desk"
    return StaffOut(ref=known.ref, name=reader.name, office=known.office, role=role, now=town.now())
