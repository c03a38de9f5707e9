"""``Idempotency-Key``: the same request sent twice is done once, and both get its answer."""

import asyncio
import hashlib
import re

from fastapi import Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from senior_life.api.auth import find_reader, token_of
from senior_life.api.language import language_of
from senior_life.api.problems import answer, plain_problem, problem_of
from senior_life.contract import words
from senior_life.usecases import repeats
from senior_life.usecases.identity import hash_token
from senior_life.usecases.repeats import Claim, Kept
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
SECRETS = r"/api/(desk/pairings|desk/login|devices/pair)"
"""Their answers are stored nowhere in the clear."""
ADDRESSES = r"/api/(bookings/[^/]+/links|speech|desk/files)"
"""They end after minutes, and to ask for them again changes nothing."""
NEVER_KEPT = re.compile(f"{SECRETS}|{ADDRESSES}")
NOT_DONE = frozenset({401, 429})
WAIT_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 2.0)
"""How a second request waits for the first, before it is told to come again."""


class Idempotency:
    """Keeps answers for readers who are known; a key of nobody's is ignored."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None or not (await find_reader(_town(scope), scope)).ref:
            await self.app(scope, receive, send)
        elif not KEY.fullmatch(key):
            await _refuse(scope, 400, "Idempotency-Key")(scope, receive, send)
        else:
            await self._once(key, scope, receive, send)

    async def _once(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _read_all(receive)
        actor, request = hash_token(token_of(scope)), _fingerprint(scope, body)
        claimed = await repeats.claim(_town(scope), actor, key, request)
        if claimed is Claim.UNDER_WAY:
            claimed = await _wait(_town(scope), actor, key)
        if claimed is Claim.FIRST:
            await self._do(actor, key, scope, body, send)
        else:
            await _later(scope, claimed)(scope, receive, send)

    async def _do(self, actor: str, key: str, scope: Scope, body: bytes, send: Send) -> None:
        """The answer is kept before it is sent: a lost one can always be asked for again."""
        heard: list[Message] = []

        async def listen(message: Message) -> None:
            heard.append(message)

        try:
            await self.app(scope, _given(body), listen)
        finally:
            kept = _as_kept(heard)
            if kept is None:
                await repeats.drop(_town(scope), actor, key)
            else:
                await repeats.keep(_town(scope), actor, key, kept)
            for message in heard:
                await send(message)


def _town(scope: Scope) -> Town:
    town: Town = scope["app"].state.town
    return town


async def _wait(town: Town, actor: str, key: str) -> Claim | Kept:
    for seconds in WAIT_SECONDS:
        await asyncio.sleep(seconds)
        kept = await repeats.look(town, actor, key)
        if kept:
            return kept
    return Claim.UNDER_WAY


def _key(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] not in CHANGES:
        return None
    if NEVER_KEPT.fullmatch(scope["path"]):
        return None
    return Headers(scope=scope).get("idempotency-key") if token_of(scope) else None


def _fingerprint(scope: Scope, body: bytes) -> str:
    parts = (scope["method"].encode(), scope["path"].encode(), scope["query_string"], body)
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _as_kept(heard: list[Message]) -> Kept | None:
    """What is worth keeping; None when nothing was done, so that a new try may do it."""
    if not heard or heard[0]["status"] >= 500 or heard[0]["status"] in NOT_DONE:  # noqa: PLR2004
        return None
    body = b"".join(message.get("body", b"") for message in heard[1:])
    kind = Headers(raw=heard[0]["headers"]).get("content-type", "")
    return Kept(heard[0]["status"], kind, body.decode())


def _later(scope: Scope, claimed: Claim | Kept) -> Response:
    if isinstance(claimed, Kept):
        return Response(claimed.body, claimed.status, media_type=claimed.kind or None)
    language = language_of(scope)
    if claimed is Claim.OTHER:
        return _refuse(scope, 422, "This Idempotency-Key was used for another request.")
    busy = Conflict(_("This is still being done. Please wait a moment."))
    return answer(problem_of(busy, language), {"Retry-After": "2"})


def _refuse(scope: Scope, status: int, detail: str) -> Response:
    return answer(plain_problem(status, language_of(scope), detail))


async def _read_all(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return b"".join(parts)


def _given(body: bytes) -> Receive:
    """Gives the body once; afterwards nothing comes any more, as from a client that waits."""
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            await asyncio.Event().wait()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
