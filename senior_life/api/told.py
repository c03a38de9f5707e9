"""A trouble as a page, where a browser opened an address by itself and a person reads."""

from html import escape

from fastapi import Request, Response

from senior_life.wire import Problem

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{says}</title></head>
<body><main><h1>{says}</h1></main></body></html>
"""


def is_read_by_a_person(request: Request) -> bool:
    """A file in a window of its own; programs ask for JSON, or for anything."""
    return "/files/" in request.url.path and "text/html" in request.headers.get("accept", "")


def page(problem: Problem, language: str, headers: dict[str, str]) -> Response:
    """In letters that need no style sheet to be large."""
    html = PAGE.format(language=escape(language), says=escape(problem.detail))
    return Response(html, problem.status, headers, media_type="text/html")
