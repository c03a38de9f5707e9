"""The same request sent twice is done once, and both senders get the same answer."""

import asyncio
import re
from typing import Any

import httpx
import pytest

from senior_life import wire
from senior_life.client import Refused
from senior_life.usecases import repeats
from senior_life.usecases.identity import hash_token
from senior_life.usecases.retention import forget_old

from .conftest import Stage

PERSON = {"name": "髙橋", "kana": "たかはし"}


async def create(stage: Stage, key: str, role: str = "admin", **more: Any) -> httpx.Response:
    return await stage.client.http.post(
        "/api/desk/residents",
        json={**PERSON, **more},
        headers={
            "Authorization": f"Bearer {stage.world.tokens[role]}",
            "Idempotency-Key": key,
        },
    )


async def count(stage: Stage) -> int:
    return len(await stage.as_("admin").find_residents("たかはし"))


async def test_a_repeated_request_is_done_once(stage: Stage) -> None:
    before = await count(stage)
    first, second = await create(stage, "k1"), await create(stage, "k1")
    assert first.status_code == 200
    assert (second.status_code, second.content) == (200, first.content)
    assert second.headers["content-type"] == first.headers["content-type"]
    assert await count(stage) == before + 1


async def test_requests_at_the_same_moment_are_done_once(stage: Stage) -> None:
    before = await count(stage)
    answers = await asyncio.gather(*(create(stage, "k1") for _again in range(5)))
    assert {one.content for one in answers} == {answers[0].content}
    assert await count(stage) == before + 1


async def test_another_request_under_the_same_key_is_refused(stage: Stage) -> None:
    await create(stage, "k1")
    other = await create(stage, "k1", address="elsewhere")
    assert other.status_code == 422
    assert "Idempotency-Key" in other.json()["detail"]


async def test_a_key_belongs_to_its_token(stage: Stage) -> None:
    first, second = await create(stage, "k1"), await create(stage, "k1", role="office1")
    assert first.json()["ref"] != second.json()["ref"]


async def test_a_key_is_forgotten_after_a_day(stage: Stage, clock: Any) -> None:
    first = await create(stage, "k1")
    clock.goes(hours=24)
    assert (await create(stage, "k1")).json()["ref"] != first.json()["ref"]


async def test_upkeep_forgets_old_answers(stage: Stage, clock: Any) -> None:
    await create(stage, "k1")
    actor = hash_token(stage.world.tokens["admin"])
    assert await repeats.look(stage.town, actor, "k1")
    clock.goes(hours=25)
    await forget_old(stage.town)
    assert await repeats.look(stage.town, actor, "k1") is None


async def test_one_that_is_still_being_done_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("senior_life.api.idempotency.WAIT_SECONDS", ())
    gate, going = asyncio.Event(), asyncio.Event()

    async def slow(*_args: Any, **_more: Any) -> Any:
        going.set()
        await gate.wait()
        return await original(*_args, **_more)

    from senior_life.usecases import people

    original = people.create
    monkeypatch.setattr(people, "create", slow)
    first = asyncio.create_task(create(stage, "k1"))
    await going.wait()
    second = await create(stage, "k1")
    gate.set()
    assert (second.status_code, second.headers["retry-after"]) == (409, "2")
    assert (await first).status_code == 200
    assert (await create(stage, "k1")).content == (await first).content


async def test_one_whose_process_died_can_be_done_again(stage: Stage, clock: Any) -> None:
    first = await create(stage, "k1")
    actor = hash_token(stage.world.tokens["admin"])
    claimed = await repeats.claim(stage.town, actor, "k2", "request")
    assert claimed is repeats.Claim.FIRST
    assert await repeats.claim(stage.town, actor, "k2", "request") is repeats.Claim.UNDER_WAY
    clock.goes(minutes=2)
    assert await repeats.claim(stage.town, actor, "k2", "request") is repeats.Claim.FIRST
    assert first.status_code == 200


async def test_a_key_of_nobody_keeps_nothing(stage: Stage) -> None:
    answer = await stage.client.http.post(
        "/api/desk/residents",
        json=PERSON,
        headers={"Authorization": "Bearer invented", "Idempotency-Key": "k1"},
    )
    assert answer.status_code == 401
    assert await repeats.look(stage.town, hash_token("invented"), "k1") is None


async def test_a_malformed_key_is_refused(stage: Stage) -> None:
    assert (await create(stage, "a b")).status_code == 400


async def test_an_answer_that_holds_a_secret_is_not_kept(stage: Stage) -> None:
    desk, pairing = stage.as_("admin"), wire.PairingIn(residents=(stage.its["a"],))
    codes = {(await desk.new_pairing(pairing)).code for _again in range(2)}
    kept = stage.town.store.read_now(
        lambda s: str(s.connection().exec_driver_sql("select body from idempotency_keys").all())
    )
    assert not any(code in kept for code in codes)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/bookings/{booking}/links", None),
        ("/api/speech", {"lines": [{"text": "こんにちは。", "ruby": []}]}),
    ],
)
async def test_addresses_that_end_are_made_anew_for_each_request(
    stage: Stage, clock: Any, path: str, body: Any
) -> None:
    async def asked() -> str:
        """The first address of the answer."""
        told = await stage.client.http.post(
            path.format(**stage.its),
            json=body,
            headers={
                "Authorization": f"Bearer {stage.world.tokens['a']}",
                "Idempotency-Key": "k1",
            },
        )
        return str(re.findall(r'"(/api/files/[^"]+)"', told.text)[0])

    first = await asked()
    assert (await stage.client.http.get(first)).status_code == 200
    clock.goes(minutes=31)
    assert (await stage.client.http.get(first)).status_code == 403
    assert (await stage.client.http.get(await asked())).status_code == 200


async def test_a_double_tap_on_yes_books_once(stage: Stage) -> None:
    b = stage.as_("b")
    walk = await b.begin(wire.BeginIn(service="counter_reservation"))
    while walk.card:
        free = [one.value for one in walk.card.choices if not one.is_full]
        given = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=(free[0],))
        walk = await b.answer(walk.id, given)
    yes = [b.confirm(walk.id, walk.rev, walk.offers[0].id, key) for key in ("x", "x", "y")]
    booked = await asyncio.gather(*yes)
    assert len({one.ref for one in booked}) == 1
    assert len(await b.bookings()) == 1


async def test_a_refusal_is_repeated_too(stage: Stage) -> None:
    b = stage.as_("b")
    for _again in range(2):
        with pytest.raises(Refused) as refused:
            await b.act(stage.its["booking"], "cancel", wire.ActIn(seq=1), key="k")
        assert refused.value.problem.status == 404
