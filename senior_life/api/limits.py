"""What every request must keep and every answer carries: a size limit and security headers."""

from fastapi import HTTPException, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from senior_life.api.headers import HEADERS
from senior_life.api.language import language_of
from senior_life.api.problems import answer, plain_problem

LONGEST_BODY = 64 * 1024


class TooLong(HTTPException):
    """The body went over the limit while it was being read; FastAPI lets this one through."""

    def __init__(self) -> None:
        super().__init__(413)


class Limits:
    """Refuses bodies over ``LONGEST_BODY`` bytes, whatever Content-Length claims.

    Starlette's own limit answers in plain text; here every error is a problem.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > LONGEST_BODY:
            await _too_long(scope)(scope, receive, _with_headers(send))
            return
        try:
            await self.app(scope, _counted(receive), _with_headers(send))
        except TooLong:
            await _too_long(scope)(scope, receive, _with_headers(send))


def _too_long(scope: Scope) -> Response:
    return answer(plain_problem(413, language_of(scope)))


def _counted(receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LONGEST_BODY:
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
