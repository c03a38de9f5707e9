"""What every request must keep and every answer carries: a size limit and security headers."""

from fastapi import HTTPException, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from senior_life.api.headers import HEADERS
from senior_life.api.language import language_of
from senior_life.api.problems import answer, plain_problem
from senior_life.api.signing import PREFIX
from senior_life.usecases.files import LARGEST_BYTES, UPLOAD

LONGEST_BODY = 64 * 1024
UPLOADS = f"{PREFIX}/{UPLOAD}/"
"""The one place for more: its own limit is told in words, so this one lets a little more pass."""


class TooLong(HTTPException):
    """The body went over the limit while it was being read; FastAPI lets this one through."""

    def __init__(self) -> None:
        super().__init__(413)


class Limits:
    """Refuses bodies over ``LONGEST_BODY`` bytes (a file sent: its own limit), whatever
    Content-Length claims.

    Starlette's own limit answers in plain text; here every error is a problem.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared, longest = Headers(scope=scope).get("content-length", "0"), _longest(scope)
        if declared.isdigit() and int(declared) > longest:
            await _too_long(scope)(scope, receive, _with_headers(send))
            return
        try:
            await self.app(scope, _counted(receive, longest), _with_headers(send))
        except TooLong:
            await _too_long(scope)(scope, receive, _with_headers(send))


def _too_long(scope: Scope) -> Response:
    return answer(plain_problem(413, language_of(scope)))


def _longest(scope: Scope) -> int:
    is_upload = scope["method"] == "PUT" and scope["path"].startswith(UPLOADS)
    return LARGEST_BYTES + 1 if is_upload else LONGEST_BODY


def _counted(receive: Receive, longest: int) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > longest:
            raise TooLong
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return with_headers
