"""Descriptions that each lack one thing."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict
from tiny import Tiny, _
from tiny import service as whole

from senior_life.contract import CancelRule, Host, Kind, PackProblem, Phone, Repeats, Step


def step(name: str, **more: Any) -> Step:
    return replace(Step(name, Kind.CHOICE, _("どれに、なさいますか。"), _("どれ")), **more)


no_service = "not a service"
other_contract = replace(whole, contract=99)
other_id = replace(whole, id="huge")
no_reading = replace(whole, reading="小さな予約")
no_speech = replace(whole, says=_(" "))
no_name = replace(whole, name=_(""))
no_phone = replace(whole, phone=None)
empty_phone = replace(whole, phone=Phone(""))
no_cancel_rule = replace(whole, cancel=None)
no_free_minutes = replace(whole, cancel=CancelRule(_("取り消せません。"), 0))
no_steps = replace(whole, steps=())
unknown_step = replace(whole, steps=(step("day", depends_on=("topic",)),))
later_step = replace(whole, steps=(step("day", depends_on=("time",)), step("time")))
same_step_twice = replace(whole, steps=(step("day"), step("day")))
empty_label = replace(whole, steps=(step("day", label=_("")),))
empty_question = replace(whole, steps=(step("day", ask=_("")),))


class HalfAProvider:
    def __init__(self, host: Host) -> None:
        self.host = host

    async def options(self, *_: object) -> list[object]:
        return []


class AsksAtOnce(Tiny):
    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.client = host.http


class HalfADesk:
    def __init__(self, host: Host) -> None:
        self.host = host

    async def places(self, *_: object) -> list[object]:
        return []

    def act(self, *_: object) -> None:
        """Nobody can await this."""


class DeskAsksAtOnce(HalfADesk):
    def __init__(self, host: Host) -> None:
        self.client = host.http


class Menu(BaseModel):
    model_config = ConfigDict(extra="forbid")
    dishes: list[str]


def never_content(files: Any, places: Any) -> list[PackProblem]:
    return [PackProblem("menu.yaml", ("dishes", 0), "the dish is cold; warm it up")]


half_a_provider = replace(whole, provider=HalfAProvider)
asks_at_once = replace(whole, provider=AsksAtOnce)
goes_with_nothing = replace(whole, accompanies=whole.name)
fits_nothing = replace(whole, along=whole.name)
repeats_no_day = replace(whole, repeats=Repeats("topic", whole.name))
half_a_desk = replace(whole, desk=HalfADesk)
no_desk_at_all = replace(whole, desk="a desk")
a_desk_that_asks_at_once = replace(whole, desk=DeskAsksAtOnce)
needs_a_menu = replace(whole, pack={"menu.yaml": Menu})
never_pleased = replace(whole, pack={"menu.yaml": Menu}, check_pack=never_content)
