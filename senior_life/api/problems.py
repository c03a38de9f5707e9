"""Every error as a problem (RFC 9457), in words that its reader can act on."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from senior_life.api.headers import HEADERS
from senior_life.api.language import language_of
from senior_life.api.told import is_read_by_a_person, page
from senior_life.contract import Gone, OutOfReach, Text, Trouble, Unclear, words
from senior_life.usecases import troubles
from senior_life.wire import AlternativeOut, Problem
from senior_life.words import render

log = structlog.get_logger()
_ = words("senior_life")

KINDS: dict[type[Trouble], tuple[int, str]] = {
    Unclear: (422, "unclear"),
    troubles.InTheWay: (409, "in-the-way"),
    Gone: (409, "gone"),
    OutOfReach: (503, "out-of-reach"),
    troubles.Conflict: (409, "conflict"),
    troubles.NotYours: (403, "not-yours"),
    troubles.TooLate: (409, "too-late"),
    troubles.Unknown: (404, "unknown"),
    troubles.RateLimited: (429, "rate-limited"),
    troubles.Suspended: (403, "suspended"),
    troubles.NotPaired: (401, "not-paired"),
    troubles.Stale: (409, "stale"),
    troubles.Elsewhere: (409, "elsewhere"),
    Trouble: (409, "conflict"),
}
"""Each kind of trouble, with its status and the last word of its ``type``."""

SAYS: dict[int, Text] = {
    400: _("This could not be understood. Please try again."),
    404: _("This cannot be found. Please go back and try again."),
    405: _("This cannot be done here."),
    413: _("This is too long. Please make it shorter."),
    415: _("This could not be understood. Please try again."),
    422: _("Something is missing or not right. Please check it and try again."),
    500: _("Something went wrong here. Nothing was lost. Please try again, or call the desk."),
}
MEDIA_TYPE = "application/problem+json"


def problem_of(trouble: Trouble, language: str) -> Problem:
    """A trouble as it goes over the wire; also shown within a walk."""
    status, kind = next(KINDS[base] for base in type(trouble).__mro__ if base in KINDS)
    says = render(trouble.says, language)
    return Problem(
        type=f"urn:senior-life:{kind}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=says.text,
        says=says,
        step=trouble.step if isinstance(trouble, Unclear | troubles.InTheWay) else "",
        instead=_alternatives(trouble, language),
        may_wait=isinstance(trouble, Gone) and trouble.may_wait,
        opens=trouble.opens if isinstance(trouble, troubles.Elsewhere) else "",
    )


def _alternatives(trouble: Trouble, language: str) -> tuple[AlternativeOut, ...]:
    if not isinstance(trouble, Gone):
        return ()
    return tuple(
        AlternativeOut(
            index=index,
            label=render(other.label, language),
            note=render(other.note, language) if other.note else None,
        )
        for index, other in enumerate(trouble.instead)
    )


def plain_problem(status: int, language: str, detail: str = "") -> Problem:
    """A problem of HTTP itself; ``detail`` is for developers."""
    says = render(SAYS.get(status, SAYS[400]), language)
    title = HTTPStatus(status).phrase
    return Problem(title=title, status=status, detail=detail or says.text, says=says)


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    return Response(problem.model_dump_json(), problem.status, headers, media_type=MEDIA_TYPE)


async def _on_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, Trouble)  # noqa: S101 registered for it alone
    language = language_of(request.scope)
    problem = problem_of(error, language)
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, troubles.RateLimited):
        headers["Retry-After"] = str(error.wait_seconds)
    if is_read_by_a_person(request):
        return page(problem, language, headers)
    return answer(problem, headers)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 registered for it alone
    headers = dict(error.headers) if error.headers else None
    return answer(plain_problem(error.status_code, language_of(request.scope)), headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    """Names the fields, but never repeats what was typed into them."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 registered for it alone
    faults = "; ".join(f"{_field(fault)}: {fault['msg']}" for fault in error.errors())
    return answer(plain_problem(422, language_of(request.scope), faults))


def _field(fault: dict[str, Any]) -> str:
    return ".".join(str(part) for part in fault["loc"])


async def _on_fault(request: Request, error: Exception) -> Response:
    """Answered outside the middleware, hence with the headers of every answer."""
    log.error("fault", path=request.url.path, exc_info=error)
    return answer(plain_problem(500, language_of(request.scope)), dict(HEADERS))


def handle_problems(api: FastAPI) -> None:
    api.add_exception_handler(Trouble, _on_trouble)
    api.add_exception_handler(HTTPException, _on_http)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(Exception, _on_fault)
