"""A resident whom the sample has not got: seventy-four, so that the car stops at a stop nearby."""

from typing import Any
from uuid import uuid4

import httpx
from conftest import OpenPage, hands_of
from hands import Hands
from tour import elsewhere
from town_process import TownProcess

BESIDE_THE_STATION = "34.4925,135.5118"
SECONDS = 60


def a_tablet(
    town: TownProcess,
    open_page: OpenPage,
    width: int = 800,
    height: int = 1280,
    home: str = BESIDE_THE_STATION,
) -> Hands:
    """Entered at the desk, paired with six digits, and at home on a tablet of their own."""
    tablet = hands_of(open_page(elsewhere(town.url), width, height))
    tablet.type("field:code", a_code(town, home))
    tablet.tap("action:next")
    for field in ("choice:text:normal", "field:set_up_by", "field:call_phone"):
        tablet.see(field)
        tablet.tap("action:next")
        tablet.gone(field)
    tablet.see("action:today")
    return tablet


def a_code(town: TownProcess, home: str) -> str:
    with httpx.Client(base_url=f"{town.url}/api", timeout=SECONDS) as http:

        def send(path: str, body: dict[str, Any]) -> Any:
            headers = {"Idempotency-Key": uuid4().hex}
            return http.post(path, json=body, headers=headers).raise_for_status().json()

        login = send("/desk/login", {"name": town.account, "password": town.password})
        http.headers["Authorization"] = f"Bearer {login['token']}"
        person = {
            "name": "森 なみ",
            "kana": "もり なみ",
            "birth_date": "1952-05-01",
            "phone": "072-000-0150",
            "home": home,
            "why": "はじめて来られた方",
        }
        ref = send("/desk/residents", person)["ref"]
        return str(send("/desk/pairings", {"residents": [ref]})["code"])
