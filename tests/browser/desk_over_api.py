"""Somebody at the desk who works over the API, while the story is about another screen."""

from typing import Any, Self
from uuid import uuid4

import httpx
from town_process import TownProcess

SECONDS = 60
RIDES, EVERYWHERE = "on_demand_transport", "all_depots"


class Clerk:
    def __init__(self, town: TownProcess) -> None:
        self._http = httpx.Client(base_url=f"{town.url}/api", timeout=SECONDS)
        login = self.send("/desk/login", {"name": town.account, "password": town.password})
        self._http.headers["Authorization"] = f"Bearer {login['token']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: str) -> Any:
        return self._http.get(path, params=query).raise_for_status().json()

    def send(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"Idempotency-Key": uuid4().hex}
        return self._http.post(path, json=body, headers=headers).raise_for_status().json()

    # --- residents ---

    def enters(self, name: str, **more: Any) -> str:
        """A new resident; their ref."""
        why = "はじめて来られた方"
        person = {"name": name, "kana": "もり なみ", "phone": "072-000-0150", "why": why, **more}
        return str(self.send("/desk/residents", person)["ref"])

    def pairs(self, resident: str) -> str:
        """The six digits for their tablet."""
        return str(self.send("/desk/pairings", {"residents": [resident]})["code"])

    def books(self, resident: str, answers: dict[str, str], service: str = RIDES) -> str | None:
        """For a caller, by default a ride; None when there is none any more."""
        begin = {"service": service, "resident": resident, "channel": "phone"}
        walk = self.send("/walks", begin)
        while walk["state"] == "asking":
            step = walk["card"]["step"]
            said = {"rev": walk["rev"], "step": step, "values": [answers[step]]}
            walk = self.send(f"/walks/{walk['id']}/answers", said)
        if walk["state"] != "offered":
            return None
        yes = {"rev": walk["rev"], "offer": walk["offers"][0]["id"]}
        return str(self.send(f"/walks/{walk['id']}/confirm", yes)["ref"])

    def cancels(self, booking: str) -> None:
        seq = self.get(f"/bookings/{booking}")["seq"]
        self.send(f"/bookings/{booking}/actions/cancel", {"seq": seq})

    # --- the lists of a day ---

    def lines(self, day: str, action: str) -> list[str]:
        """The items of all lines that offer this."""
        tables = self.get("/desk/views", day=day, place=EVERYWHERE)
        lines = [line for table in tables if table["service"] == RIDES for line in table["lines"]]
        return [
            line["item"] for line in lines if action in [one["name"] for one in line["actions"]]
        ]

    def does(self, day: str, item: str, action: str, **answers: str) -> None:
        work = {"service": RIDES, "place": EVERYWHERE, "day": day, "item": item}
        self.send("/desk/actions", {**work, "action": action, "answers": answers})
