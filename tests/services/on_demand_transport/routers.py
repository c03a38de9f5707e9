"""Routers that answer, keep silent, refuse or lie, in this process; and a town that has one."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from senior_life.dispatch import Point
from senior_life.storage import Store
from senior_life.testing import Clock, FakeHost
from senior_life.town import Pack
from services.on_demand_transport.ground import metres

from .conftest import Scene, checked, small_town

URL = "http://router.test:5000"


def roads(engine: str = "osrm", **more: Any) -> dict[str, Any]:
    """As in service.yaml; all day 24 kilometres an hour."""
    speeds = [{"since": "00:00", "km_per_hour": 24}]
    return {"spread": 0.1, "speeds": speeds, "router": {"engine": engine, "url": URL, **more}}


@dataclass
class FakeRouter:
    """Of each drive it says ``seconds_a_metre`` times the crow's metres and ``detour`` times them.

    ``mood``: answers, silent, slow, refuses, busy, or a lie (see ``LIES``).
    """

    mood: str = "answers"
    detour: float = 1.5
    seconds_a_metre: float = 0.3
    asked: list[tuple[list[Point], list[Point]]] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        starts, goals = self._read(request)
        self.asked.append((starts, goals))
        match self.mood:
            case "silent":
                raise httpx.ConnectError("nobody is there", request=request)
            case "slow":
                await asyncio.Event().wait()
            case "refuses":
                return httpx.Response(400, json={"code": "NoSegment", "error_code": 171})
            case "busy":
                return httpx.Response(503, text="later")
        is_osrm = request.method == "GET"
        said = self._osrm(starts, goals) if is_osrm else self._valhalla(starts, goals)
        return httpx.Response(200, content=LIES.get(self.mood, json.dumps)(said))

    def _read(self, request: httpx.Request) -> tuple[list[Point], list[Point]]:
        if request.method == "POST":
            asked = json.loads(request.content)
            assert (request.url.path, asked["costing"]) == ("/sources_to_targets", "auto")
            found = [[Point(at["lat"], at["lon"]) for at in asked[k]] for k in WAYS]
            return found[0], found[1]
        assert request.url.path.startswith("/table/v1/driving/")
        assert b"%" not in request.url.raw_path
        assert request.url.params["annotations"] == "duration,distance"
        pairs = [one.split(",") for one in request.url.path.split("/")[-1].split(";")]
        points = [Point(float(lat), float(lon)) for lon, lat in pairs]
        starts, goals = (
            [points[int(k)] for k in request.url.params[name].split(";")]
            for name in ("sources", "destinations")
        )
        assert len(points) <= 100
        return starts, goals

    def _osrm(self, starts: list[Point], goals: list[Point]) -> dict[str, Any]:
        crow = [[metres(tuple(a), tuple(b)) for b in goals] for a in starts]  # type: ignore[arg-type]
        return {
            "code": "Ok",
            "durations": [[self.seconds_a_metre * one for one in row] for row in crow],
            "distances": [[self.detour * one for one in row] for row in crow],
            "sources": [{"name": "<b>not to be shown</b>"}] * len(starts),
        }

    def _valhalla(self, starts: list[Point], goals: list[Point]) -> dict[str, Any]:
        said = self._osrm(starts, goals)
        return {
            "units": "kilometers",
            "sources_to_targets": [
                [
                    {"time": s, "distance": m / 1000, "from_index": 0, "to_index": 0}
                    for s, m in zip(seconds, length, strict=True)
                ]
                for seconds, length in zip(said["durations"], said["distances"], strict=True)
            ],
        }


WAYS = ("sources", "targets")


def _with(said: Mapping[str, Any], **other: Any) -> str:
    return json.dumps({**said, **other})


def _every(rows: Any, cell: Any) -> Any:
    return [[cell for _one in row] for row in rows]


LIES: dict[str, Any] = {
    "is no json": lambda _said: "<html>Welcome to nginx</html>",
    "is a list": lambda _said: "[1, 2]",
    "is deep": lambda _said: "[" * 100_000,
    "lacks a row": lambda said: _with(said, durations=said["durations"][1:]),
    "lacks a column": lambda said: _with(
        said,
        durations=[row[1:] for row in said["durations"]],
        distances=[row[1:] for row in said["distances"]],
    ),
    "knows no metres": lambda said: _with(said, distances=None),
    "is everywhere at once": lambda said: _with(
        said, durations=_every(said["durations"], 0), distances=_every(said["distances"], 0)
    ),
    "says kilometres": lambda said: _with(
        said, distances=[[m / 1000 for m in row] for row in said["distances"]]
    ),
    "says minutes": lambda said: _with(
        said, durations=[[s / 6000 for s in row] for row in said["durations"]]
    ),
}
NUMBERS: dict[str, Any] = {
    "null": None,
    "a word": "12",
    "below zero": -5,
    "not a number": float("nan"),
    "endless": float("inf"),
    "a truth": True,
    "a list": [3],
    "of 400 digits": 10**400,
}


def town_with(
    store: Store,
    pack: Pack,
    router: FakeRouter,
    engine: str = "osrm",
    stops: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> Scene:
    """The small town with that router, and with more stops."""
    files = small_town(roads=roads(engine, **more))
    files["stops.csv"] += stops
    clock = Clock()
    host = FakeHost(store, pack, checked(files), clock, router)  # type: ignore[arg-type]
    return Scene(host, clock)
