"""One resident books at the counter, the desk sees it: every word of every answer can be read."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from senior_life.speech.check import faults
from senior_life.words import Words

HEARD = re.compile("受付番号|持ち物|日時|場所")


class Listener:
    """A browser that keeps every sentence it was sent."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self.http, self.token = http, token
        self.heard: list[Words] = []

    async def get(self, path: str) -> Any:
        return self._keep(await self.http.get(path, headers=self._headers()))

    async def post(self, path: str, body: Any = None) -> Any:
        return self._keep(await self.http.post(path, json=body, headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "ja"}

    def _keep(self, answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        told = answer.json()
        self.heard += words_in(told)
        return told


def words_in(told: Any) -> Iterator[Words]:
    if isinstance(told, dict):
        if set(told) == {"text", "ruby"}:
            yield Words(told["text"], tuple((w, k) for w, k in told["ruby"]))
        for value in told.values():
            yield from words_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from words_in(value)


@pytest.fixture
async def both(raise_stage: Any) -> AsyncIterator[tuple[Listener, Listener]]:
    """A resident's tablet, and the desk of the whole town."""
    stage = raise_stage()
    transport = httpx.ASGITransport(stage.api)
    async with httpx.AsyncClient(transport=transport, base_url="http://town") as http:
        yield Listener(http, stage.world.tokens["b"]), Listener(http, stage.world.tokens["admin"])


async def every_choice(tablet: Listener, walk: Any) -> list[Any]:
    """All pages of the card."""
    card, found = walk["card"], list(walk["card"]["choices"])
    while card["has_more"]:
        card = await tablet.get(f"/api/walks/{walk['id']}/card?page={card['page'] + 1}")
        found += card["choices"]
    return found


async def booked(tablet: Listener, service: str) -> Any:
    """Answers each question with the first choice that is not full."""
    walk = await tablet.post("/api/walks", {"service": service})
    while walk["state"] == "asking":
        choices = await every_choice(tablet, walk)
        value = next(one["value"] for one in choices if not one["is_full"])
        body = {"rev": walk["rev"], "step": walk["card"]["step"], "values": [value]}
        walk = await tablet.post(f"/api/walks/{walk['id']}/answers", body)
    assert walk["state"] == "offered", json.dumps(walk, ensure_ascii=False)
    body = {"rev": walk["rev"], "offer": walk["offers"][0]["id"]}
    return await tablet.post(f"/api/walks/{walk['id']}/confirm", body)


async def test_every_word_has_its_reading_from_the_first_question_to_the_printed_list(
    both: tuple[Listener, Listener],
) -> None:
    tablet, desk = both
    for path in ("/api/town", "/api/services", "/api/today"):
        await tablet.get(path)
    for tile in await tablet.get("/api/services"):
        if tile["is_board"]:
            await read_all(tablet, tile["service"])
            continue
        booking = await booked(tablet, tile["service"])
        await files_of(tablet, booking)
        await lists_of(desk, booking)
    for path in ("/api/today", "/api/bookings", "/api/bookings?past=true"):
        await tablet.get(path)
    assert faults([*tablet.heard, *desk.heard]) == []


async def read_all(tablet: Listener, service: str) -> None:
    listed = await tablet.get(f"/api/boards/{service}/notices?unread=true")
    for notice in listed:
        await tablet.get(f"/api/boards/{service}/notices/{notice['ref']}")


async def files_of(tablet: Listener, booking: Any) -> None:
    links = await tablet.post(f"/api/bookings/{booking['ref']}/links")
    slip = await tablet.http.get(links["slip"])
    assert slip.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(slip.content)).pages)
    assert booking["number"] in text
    assert len(set(HEARD.findall(text))) >= 3
    calendar = await tablet.http.get(links["calendar"])
    (event,) = Calendar.from_ical(calendar.content).events
    assert event.start == datetime.fromisoformat(booking["starts"])


async def lists_of(desk: Listener, booking: Any) -> None:
    """The booking stands on a list of that day, on the screen, as CSV and on paper."""
    seen = []
    for place in await desk.get("/api/desk/places"):
        day = booking["starts"][:10]
        for table in await desk.get(f"/api/desk/views?day={day}&place={place['value']}"):
            csv = (await desk.http.get(table["csv"])).content.decode("utf-8-sig")
            paper = await desk.http.get(table["paper"])
            assert paper.headers["content-type"] == "application/pdf"
            if booking["number"] in csv:
                seen.append(table["name"])
                pages = PdfReader(BytesIO(paper.content)).pages
                assert booking["number"] in "".join(page.extract_text() for page in pages)
    assert seen
