"""Another resident of the town, or the same one, who uses the API from a tablet of their own.

What a story only begins with is done by them; what it is about is done by hands.
"""

from typing import Any, Self
from uuid import uuid4

import httpx
from town_process import TownProcess

SECONDS = 60


class Neighbour:
    """Paired at the desk, as people are: the desk finds them by name and shows six digits."""

    def __init__(self, town: TownProcess, name: str) -> None:
        self._http = httpx.Client(base_url=f"{town.url}/api", timeout=SECONDS)
        account = {"name": town.account, "password": town.password}
        self._as(self.send("POST", "/desk/login", account)["token"])
        (person,) = self.get("/desk/residents", query=name)
        code = self.send("POST", "/desk/pairings", {"residents": [person["ref"]]})["code"]
        self._as(self.send("POST", "/devices/pair", {"code": code})["token"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def _as(self, token: str) -> None:
        self._http.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: str) -> Any:
        return self._http.get(path, params=query).raise_for_status().json()

    def send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        headers = {"Idempotency-Key": uuid4().hex}
        return (
            self._http.request(method, path, json=body, headers=headers).raise_for_status().json()
        )

    def reserve(self, answers: dict[str, str], service: str = "counter_reservation") -> str | None:
        """Walks to the end; the booking, or None when nothing is free any more."""
        walk = self.send("POST", "/walks", {"service": service})
        while walk["state"] == "asking":
            card = walk["card"]
            value = answers.get(card["step"]) or card["choices"][0]["value"]
            said = {"rev": walk["rev"], "step": card["step"], "values": [value]}
            walk = self.send("POST", f"/walks/{walk['id']}/answers", said)
        if walk["state"] != "offered":
            self._http.delete(f"/walks/{walk['id']}").raise_for_status()
            return None
        yes = {"rev": walk["rev"], "offer": walk["offers"][0]["id"]}
        return str(self.send("POST", f"/walks/{walk['id']}/confirm", yes)["ref"])

    def cancel(self, booking: str) -> None:
        seq = self.get(f"/bookings/{booking}")["seq"]
        self.send("POST", f"/bookings/{booking}/actions/cancel", {"seq": seq})


WARD = {"topic": "pension", "office": "minami_ward_office", "mode": "in_person"}
HANA = "たかはし はな"
"""Whose tablet a browser on this machine is."""


def booked(
    town: TownProcess, day: str = "2026-11-26", period: str = "morning", time: str = "10:00"
) -> str:
    """A counter for the resident of the sample tablet; its number."""
    with Neighbour(town, HANA) as hana:
        ref = hana.reserve({**WARD, "date": day, "period": period, "time": time})
        return str(hana.get(f"/bookings/{ref}")["number"])
