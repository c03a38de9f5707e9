"""What a booking's files say after it was cancelled, and who may open them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import httpx
from icalendar import Calendar
from pypdf import PdfReader

from senior_life import wire
from senior_life.api.signing import sign

from .conftest import MINAMI, holder_of


def headers(stage: Any, role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {stage.world.tokens[role]}", "Accept-Language": "ja"}


def browser(stage: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(stage.api), base_url="http://town")


async def test_a_cancelled_booking_says_so_on_paper_and_leaves_the_calendar(
    raise_stage: Callable[[], Any],
) -> None:
    stage = raise_stage()
    path, mine = f"/api/bookings/{stage.its['booking']}", headers(stage, "a")
    async with browser(stage) as http:
        links = (await http.post(f"{path}/links", headers=mine)).json()
        before = Calendar.from_ical((await http.get(links["calendar"])).content)
        seq = (await http.get(path, headers=mine)).json()["seq"]
        body = {"seq": seq, "answers": {}}
        cancelled = await http.post(f"{path}/actions/cancel", json=body, headers=mine)
        assert cancelled.is_success, cancelled.text
        after = Calendar.from_ical((await http.get(links["calendar"])).content)
        slip = PdfReader(BytesIO((await http.get(links["slip"])).content))
    assert "".join(cancelled.json()["says"]["text"].split()) in "".join(
        slip.pages[0].extract_text().split()
    )
    assert (str(before["method"]), str(after["method"])) == ("PUBLISH", "CANCEL")
    assert after.events[0]["uid"] == before.events[0]["uid"]
    assert after.events[0]["sequence"] > before.events[0]["sequence"]


async def test_an_address_signed_for_another_resident_opens_nothing(
    raise_stage: Callable[[], Any],
) -> None:
    stage = raise_stage()
    for reader in (f"device:{stage.its['device']}:{stage.its['b']}", "staff:nobody", ""):
        for what in ("slip.pdf", "calendar.ics"):
            address = sign(stage.town, what, stage.its["booking"], reader)
            async with browser(stage) as http:
                assert (await http.get(address)).status_code == 403


async def test_an_address_that_is_over_says_so_to_a_person_in_a_page(
    raise_stage: Callable[[], Any],
) -> None:
    """A browser opens it in a window of its own: there is no screen of ours around it."""
    stage = raise_stage()
    address = sign(stage.town, "slip.pdf", stage.its["booking"], "staff:nobody")
    kinds = {}
    for accept in ("text/html,*/*;q=0.8", "*/*"):
        async with browser(stage) as http:
            told = await http.get(address, headers={"Accept": accept, "Accept-Language": "ja"})
        assert told.status_code == 403
        kinds[told.headers["content-type"].split(";")[0]] = told
    assert set(kinds) == {"text/html", "application/problem+json"}
    assert (
        f"<h1>{kinds['application/problem+json'].json()['detail']}</h1>" in kinds["text/html"].text
    )
    assert '<html lang="ja">' in kinds["text/html"].text


async def test_an_unknown_kind_of_file_is_not_there(raise_stage: Callable[[], Any]) -> None:
    stage = raise_stage()
    async with browser(stage) as http:
        answer = await http.get(sign(stage.town, "secrets", "x", holder_of("admin")))
    assert answer.status_code == 404


async def test_the_printed_list_of_a_desk_closes_at_its_log_out(
    raise_stage: Callable[[], Any],
) -> None:
    stage = raise_stage()
    desk = stage.as_("office1")
    table = (await desk.views(date(2026, 11, 25), MINAMI))[0]
    async with browser(stage) as http:
        assert [(await http.get(one)).status_code for one in (table.csv, table.paper)] == [200] * 2
        await desk.log_out()
        assert [(await http.get(one)).status_code for one in (table.csv, table.paper)] == [403] * 2


async def test_who_is_called_is_sent_nowhere_by_the_slip_and_the_calendar(
    raise_stage: Callable[[], Any],
) -> None:
    stage = raise_stage()
    client = stage.as_("a")
    wanted = {"topic": "nursing_care", "office": MINAMI, "mode": "video"}
    walk = await client.begin(wire.BeginIn(service="counter_reservation"))
    while walk.card:
        free = [one.value for one in walk.card.choices if not one.is_full]
        answer = (wanted.get(walk.card.step, free[-1]),)
        given = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=answer)
        walk = await client.answer(walk.id, given)
        assert walk.trouble is None
    booked = await client.confirm(walk.id, walk.rev, walk.offers[0].id)
    links = await client.links(booked.ref)
    [event] = Calendar.from_ical(await client.file(links.calendar)).events
    [page] = PdfReader(BytesIO(await client.file(links.slip))).pages
    said = "".join(page.extract_text().split())
    assert "location" not in event
    assert "場所" not in said
    assert "とのテレビ電話" in booked.says.text
    assert "お電話でお知らせします" in said
