"""The way within the process is the same HTTP as that over a wire."""

import httpx
import pytest
from fastapi import FastAPI, Request

from senior_life.client.inside import Inside

app = FastAPI()


@app.api_route("/said/{what}", methods=["GET", "POST"])
async def said(request: Request, what: str) -> dict[str, object]:
    """Everything that was said, as the app hears it."""
    kept = ("accept-language", "authorization", "content-type", "content-length")
    return {
        "what": what,
        "method": request.method,
        "query": dict(request.query_params),
        "headers": {name: request.headers.get(name, "") for name in kept},
        "body": (await request.body()).decode(),
        "again": (await request.body()).decode(),
    }


@app.get("/fault")
async def fault() -> None:
    raise LookupError("a secret")


@pytest.fixture
def both() -> list[httpx.AsyncClient]:
    """Ours, and httpx's own way into an app."""
    ways = Inside(app), httpx.ASGITransport(app, raise_app_exceptions=False)
    return [httpx.AsyncClient(transport=way, base_url="http://town.invalid") for way in ways]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/said/x?day=2026-11-25&who=髙橋", None),
        ("POST", "/said/泉%20北", "ねんきん".encode()),
    ],
)
async def test_an_app_hears_the_same(
    both: list[httpx.AsyncClient], method: str, path: str, body: bytes | None
) -> None:
    headers = {"Accept-Language": "ja", "Authorization": "Bearer t", "Content-Type": "text/plain"}
    ours, its = [await way.request(method, path, content=body, headers=headers) for way in both]
    assert ours.status_code == its.status_code == 200
    assert ours.json() == its.json()
    assert ours.headers == its.headers


async def test_what_is_not_there_and_what_fails_is_told_by_its_status(
    both: list[httpx.AsyncClient],
) -> None:
    for path, status in (("/nowhere", 404), ("/fault", 500)):
        ours, its = [await way.get(path) for way in both]
        assert (ours.status_code, ours.content) == (status, its.content)


async def test_an_app_that_breaks_before_it_answers_is_a_fault() -> None:
    async def breaks(*_: object) -> None:
        raise LookupError("a secret")

    async with httpx.AsyncClient(transport=Inside(breaks), base_url="http://town.invalid") as way:
        answer = await way.get("/")
    assert (answer.status_code, answer.content) == (500, b"")
