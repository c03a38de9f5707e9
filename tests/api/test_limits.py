"""Every answer is careful: sizes, headers, problems, and how often one may guess."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from senior_life import wire
from senior_life.client import Refused

from .conftest import Stage

PROBLEM = "application/problem+json"
SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


@pytest.fixture
def http(stage: Stage) -> httpx.AsyncClient:
    return stage.client.http


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nowhere", 404),
        ("GET", "/api/walks/", 404),
        ("DELETE", "/api/town", 405),
        ("POST", "/api/devices/pair", 422),
        ("GET", "/api/me", 401),
        ("GET", "/api/files/slip.pdf/x?reader=x&until=0&signature=x", 403),
    ],
)
async def test_every_error_is_a_problem_with_a_sentence(
    http: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    response = await http.request(method, path)
    problem = wire.Problem.model_validate(response.json())
    assert (response.status_code, problem.status) == (status, status)
    assert response.headers["content-type"] == PROBLEM
    assert problem.says is not None
    assert problem.says.text
    assert SAFE.items() <= dict(response.headers).items()


async def test_a_sentence_comes_in_the_language_of_the_reader(http: httpx.AsyncClient) -> None:
    told = [
        (await http.get("/api/nowhere", headers={"Accept-Language": language})).json()["detail"]
        for language in ("en-GB,en;q=0.9", "fr", "ja")
    ]
    assert told[0].isascii()
    assert told[1] == told[2] != told[0]


async def test_a_body_that_is_too_long_is_refused(http: httpx.AsyncClient) -> None:
    body = b'{"code": "' + b"1" * 70_000 + b'"}'
    refused = await http.post("/api/devices/pair", content=body)
    assert (refused.status_code, refused.headers["content-type"]) == (413, PROBLEM)


async def test_a_body_that_hides_its_length_is_refused_as_well(http: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _part in range(100):
            yield b"1" * 1024

    refused = await http.post("/api/devices/pair", content=endless())
    assert (refused.status_code, refused.headers["content-type"]) == (413, PROBLEM)
    assert SAFE.items() <= dict(refused.headers).items()


async def test_a_long_body_with_a_key_is_refused_as_well(stage: Stage) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _part in range(100):
            yield b"1" * 1024

    refused = await stage.client.http.post(
        "/api/help",
        content=endless(),
        headers={
            "Authorization": f"Bearer {stage.world.tokens['a']}",
            "Idempotency-Key": "k",
        },
    )
    assert refused.status_code == 413


async def test_what_was_typed_is_not_repeated_in_a_problem(http: httpx.AsyncClient) -> None:
    refused = await http.post("/api/desk/login", json={"name": "x", "password": "secret" * 50})
    assert refused.status_code == 422
    assert "secret" not in refused.text


async def test_no_answer_sets_a_cookie(stage: Stage) -> None:
    await stage.as_("a").me()
    await stage.as_("office1").staff()
    assert not stage.client.http.cookies


async def test_a_token_is_no_good_in_the_address(stage: Stage) -> None:
    token = stage.world.tokens["a"]
    assert (await stage.client.http.get(f"/api/me?token={token}")).status_code == 401
    basic = {"Authorization": f"Basic {token}"}
    assert (await stage.client.http.get("/api/me", headers=basic)).status_code == 401


async def test_guessing_a_code_or_a_password_is_stopped_for_a_while(stage: Stage) -> None:
    for guess in (
        lambda: stage.client.log_in("admin", "wrong"),
        lambda: stage.client.pair("000000"),
    ):
        statuses = []
        for _guess in range(21):
            with pytest.raises(Refused) as refused:
                await guess()
            statuses.append(refused.value.problem.status)
        assert statuses[0] == 422
        assert statuses[-1] == 429
    with pytest.raises(Refused) as refused:
        await stage.client.pair("000000")
    assert refused.value.kind == "rate-limited"


async def test_a_fault_of_ours_is_a_problem_without_its_details(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_args: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("senior_life.usecases.tablet.look", broken)
    token = {"Authorization": f"Bearer {stage.world.tokens['a']}"}
    with capture_logs() as logged:
        answer = await stage.client.http.get("/api/me", headers=token)
    assert logged[0]["event"] == "fault"
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert "secret" not in answer.text
    assert SAFE.items() <= dict(answer.headers).items()
