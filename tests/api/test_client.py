"""The same calls work within the process and by URL, and fail in the same two ways."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import uvicorn

from senior_life import wire
from senior_life.client import Client, Patience, Refused, Unreachable

from .conftest import MINAMI, Stage, agree, book

SERVICES = ["counter_reservation", "circular_board"]
QUICK = Patience(deadline_seconds=10, pauses_seconds=(0.0, 0.0))


@contextlib.asynccontextmanager
async def served(app: object) -> AsyncIterator[str]:
    """A real server on a free port of this machine."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", lifespan="off")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await running
    listener.close()


@pytest.fixture(params=["inside", "by URL"])
async def client(request: pytest.FixtureRequest, stage: Stage) -> AsyncIterator[Client]:
    if request.param == "inside":
        yield stage.client
        return
    async with served(stage.api) as url:
        found = Client.at(url)
        yield found
        await found.close()


class TestBothForms:
    """Whatever form the client has."""

    async def test_a_resident_books_and_cancels(self, client: Client, stage: Stage) -> None:
        b = client.bearing(stage.world.tokens["b"])
        booked = await book(b)
        assert booked.state == "confirmed"
        assert [one.ref for one in await b.bookings()] == [booked.ref]
        assert (await b.booking(booked.ref)).number == booked.number
        cancelled = await b.act(booked.ref, "cancel", wire.ActIn(seq=booked.seq))
        assert cancelled.state == "cancelled"
        assert [one.ref for one in await b.bookings(past=True)] == [booked.ref]

    async def test_a_resident_moves_through_a_walk(self, client: Client, stage: Stage) -> None:
        a, walk = client.bearing(stage.world.tokens["a"]), stage.its["walk"]
        seen = await a.walk(walk)
        assert seen.card is not None
        first = seen.card.choices[0].value
        await a.keep_typed(walk, seen.card.step, "ねんきん")
        assert (await a.walk(walk)).typed == "ねんきん"
        given = wire.AnswerIn(rev=seen.rev, step=seen.card.step, values=(first,))
        on = await a.answer(walk, given)
        assert on.card is not None
        assert (await a.card(walk)).step == on.card.step
        again = await a.reopen(walk, on.rev, seen.card.step)
        assert again.card is not None
        assert again.card.step == seen.card.step
        assert (await a.today()).drafts[0].walk == walk
        await a.quit(walk)
        assert (await a.today()).drafts == ()

    async def test_home_is_one_answer(self, client: Client, stage: Stage) -> None:
        a, b, admin = (client.bearing(stage.world.tokens[one]) for one in ("a", "b", "admin"))
        for each in (a, b):
            home = await each.home()
            assert home.me == await each.me()
            assert list(home.services) == await each.services()
            assert home.today is not None
            assert home.today == await each.today()
            bookings = await each.bookings()
            assert list(home.ahead) == ([] if home.today.entries else bookings)
        assert (await a.home()).ahead, "what lies ahead on an empty day"
        await admin.suspend(stage.its["a"], "test")
        paused = await a.home()
        assert (paused.today, paused.ahead) == (None, ())
        assert paused.services

    async def test_a_tablet_knows_itself(self, client: Client, stage: Stage) -> None:
        a = client.bearing(stage.world.tokens["a"])
        assert (await a.town()).is_sample
        assert [one.service for one in await a.services()] == SERVICES
        liked = await a.change_settings(wire.SettingsIn(text="largest"))
        assert (liked.text, liked.theme) == ("largest", "light")
        assert (await a.set_up(wire.SetupIn(set_up_by="恵"))).is_done
        me = await a.take_turn(stage.its["a"])
        assert (me.turn, me.settings.text, me.setup.set_up_by) == (stage.its["a"], "largest", "恵")
        assert me.residents[0].name.encode() == "髙橋 ハナ".encode()

    async def test_the_desk_pairs_finds_and_corrects(self, client: Client, stage: Stage) -> None:
        desk = client.bearing(stage.world.tokens["office1"])
        person = wire.ResidentIn(name="𠮷﨑 髙", kana="よしざき たか", phone="06-1234-5678")
        made = await desk.create_resident(person)
        assert [one.ref for one in await desk.find_residents("吉崎")] == [made.ref]
        await desk.correct_resident(
            made.ref, person.model_copy(update={"why": "x", "kana": "よし"})
        )
        assert [one.what for one in await desk.trace(made.ref)] == ["created", "kana"]
        code = (await desk.new_pairing(wire.PairingIn(residents=(made.ref,)))).code
        token = (await client.pair(code)).token
        assert (await client.bearing(token).me()).residents[0].name == "𠮷﨑 髙"
        device = next(d for d in await desk.devices() if d.residents[0].ref == made.ref)
        assert (await desk.revoke(device.ref)).is_revoked

    async def test_the_desk_sees_its_lists(self, client: Client, stage: Stage) -> None:
        desk = client.bearing(stage.world.tokens["office1"])
        assert [one.value for one in await desk.places()] == [MINAMI]
        booked = await desk.booking(stage.its["booking"])
        assert booked.starts is not None
        tables = await desk.views(booked.starts.date(), MINAMI)
        assert any(line.item for table in tables for line in table.lines)
        waiting = await desk.help_list()
        assert waiting[0].resident.name == "髙橋 ハナ"
        assert (await desk.help_done(waiting[0].ref)).is_done
        head = client.bearing(stage.world.tokens["admin"])
        assert [(one.name, one.is_offered) for one in await head.registry()][1] == ("broken", False)
        assert (await desk.staff()).office == MINAMI
        await desk.log_out()
        with pytest.raises(Refused):
            await desk.staff()

    async def test_the_desk_books_for_a_resident_by_telephone(
        self, client: Client, stage: Stage
    ) -> None:
        desk = client.bearing(stage.world.tokens["admin"])
        begin = wire.BeginIn(
            service="counter_reservation", resident=stage.its["b"], channel="phone"
        )
        booked = await agree(desk, await desk.begin(begin))
        mine = await client.bearing(stage.world.tokens["b"]).bookings()
        assert [one.ref for one in mine] == [booked.ref]
        assert [one.ref for one in await desk.resident_bookings(stage.its["b"])] == [booked.ref]

    async def test_a_refusal_is_a_problem_in_words(self, client: Client) -> None:
        with pytest.raises(Refused) as refused:
            await client.me()
        problem = refused.value.problem
        assert (refused.value.kind, problem.status) == ("not-paired", 401)
        assert problem.says is not None
        assert problem.says.text == problem.detail

    async def test_an_address_of_a_file_can_be_fetched(self, client: Client, stage: Stage) -> None:
        a = client.bearing(stage.world.tokens["a"])
        links = await a.links(stage.its["booking"])
        assert (await a.file(links.slip)).startswith(b"%PDF")
        assert (await a.file(links.calendar)).startswith(b"BEGIN:VCALENDAR")


async def test_two_holders_share_a_connection_but_no_token(stage: Stage) -> None:
    a, b = stage.as_("a"), stage.as_("b")
    both = await asyncio.gather(*(one.me() for one in (a, b) * 5))
    assert [one.turn for one in both] == [stage.its["a"], stage.its["b"]] * 5
    with pytest.raises(Refused):
        await stage.client.me()


def answering(*answers: Callable[[], httpx.Response]) -> tuple[Client, list[httpx.Request]]:
    """A town that gives these answers, one after the other."""
    left, heard = list(answers), list[httpx.Request]()

    async def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return left.pop(0)()

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://town")
    return Client(http, token="token", patience=QUICK), heard


def lost() -> httpx.Response:
    raise httpx.ReadError("gone")


def helped() -> httpx.Response:
    return httpx.Response(200, json={"ref": "h", "says": {"text": "", "ruby": []}})


async def test_a_change_whose_answer_was_lost_is_sent_again_under_the_same_key() -> None:
    client, heard = answering(lost, helped)
    assert (await client.ask_for_help(wire.HelpIn(words="x"))).ref == "h"
    assert len({request.headers["Idempotency-Key"] for request in heard}) == 1
    assert {request.headers["Authorization"] for request in heard} == {"Bearer token"}


async def test_a_town_that_stays_silent_is_unreachable() -> None:
    client, heard = answering(lost, lost, lost)
    with pytest.raises(Unreachable):
        await client.me()
    assert len(heard) == 3


async def test_a_town_that_never_answers_is_unreachable_within_the_deadline() -> None:
    async def silent(scope: object, receive: object, send: object) -> None:
        await asyncio.Event().wait()

    client = Client.inside(silent, Patience(0.01, ()))  # type: ignore[arg-type]
    with pytest.raises(Unreachable):
        await client.me()


async def test_a_code_and_a_password_are_sent_only_once() -> None:
    for call in (lambda c: c.pair("123456"), lambda c: c.log_in("desk", "x")):
        client, heard = answering(lost)
        with pytest.raises(Unreachable):
            await call(client)
        assert len(heard) == 1


async def test_a_step_whose_answer_was_lost_shows_where_the_walk_stands(stage: Stage) -> None:
    seen = await stage.as_("a").walk(stage.its["walk"])
    assert seen.card is not None
    losses = iter([True])

    async def forgetful(scope: object, receive: object, send: object) -> None:
        """Does what it is asked, and loses its first answer."""
        if next(losses, False):
            await stage.api(scope, receive, swallow)  # type: ignore[arg-type]
            raise httpx.ReadError("gone")
        await stage.api(scope, receive, send)  # type: ignore[arg-type]

    async def swallow(message: object) -> None:
        """Nobody hears it."""

    transport = httpx.ASGITransport(forgetful)  # type: ignore[arg-type]
    http = httpx.AsyncClient(transport=transport, base_url="http://town")
    client = Client(http, stage.world.tokens["a"], patience=QUICK)
    given = wire.AnswerIn(rev=seen.rev, step=seen.card.step, values=(seen.card.choices[0].value,))
    on = await client.answer(seen.id, given)
    assert on.rev > seen.rev
    assert on == await stage.as_("a").walk(seen.id)


async def test_a_page_of_a_gateway_is_no_answer_of_the_town() -> None:
    client, _heard = answering(*[lambda: httpx.Response(502, text="<html>")] * 3)
    with pytest.raises(Unreachable):
        await client.me()
