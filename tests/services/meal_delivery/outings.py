"""An invented service of outings on Wednesday: whoever books one is not at home."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from senior_life.contract import (
    TOWN_DESK,
    Action,
    Answers,
    Caller,
    CancelRule,
    Family,
    Gone,
    Host,
    Kind,
    Offer,
    Option,
    Progress,
    Row,
    Service,
    State,
    Step,
    words,
)
from senior_life.providing import JAPAN

ID = "outings"
THERE, BACK = "10:00-10:50", "11:00-11:20"
TIMES = (THERE, "11:15-11:45", "11:15-12:15")
_ = words(ID)
CANCEL = Action("cancel", _("Cancel"), warns=_("Cancel it?"))


@dataclass
class Mood:
    """Whether it ``refuses`` a yes, or is ``silent`` about it."""

    refuses: bool = False
    silent: bool = False


MOOD = Mood()


class Outings:
    """It remembers nothing: the same key gives the same booking."""

    def __init__(self, host: Host) -> None:
        self.host = host

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        return [Option(one, _("{at}", at=one)) for one in TIMES] if page == 0 else []

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        starts, ends = (
            datetime.fromisoformat(f"2026-11-25T{one}:00").replace(tzinfo=JAPAN)
            for one in str(answers["at"]).split("-")
        )
        said, now = _("An outing at {at:clock}", at=starts), self.host.now()
        undo_until, rows = now + timedelta(hours=8), (Row(_("When"), said, "at"),)
        then = {"at": BACK} if answers["at"] == THERE else None
        hold = {"hold": key, "holds_until": now + timedelta(minutes=20)}
        offer = Offer(
            key,
            said,
            dict(answers),
            rows,
            undo_until,
            starts=starts,
            ends=ends,
            and_then=then,
            **hold,
        )
        return [offer]

    async def extend(self, hold: str) -> datetime:
        return self.host.now() + timedelta(minutes=20)

    async def release(self, hold: str) -> None:
        return None

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        if MOOD.silent:
            raise ConnectionError
        if MOOD.refuses:
            raise Gone(_("It is full."))
        until, (starts, ends) = offer.undo_until, (offer.starts, offer.ends)
        said = _("Your outing is booked.")
        return Progress(
            key, "O-1", 1, State.CONFIRMED, said, until, starts, ends, actions=(CANCEL,)
        )

    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        return Progress(ref, "O-1", 2, State.CANCELLED, _("It is cancelled."))

    async def status(self, who: Caller, ref: str) -> Progress:
        raise ConnectionError


def outings() -> Service:
    return Service(
        id=ID,
        name=_("An outing"),
        reading="おでかけ",
        about=_("We go out"),
        says=_("We go out."),
        icon="hiking",
        family=Family.MORE,
        offered_by=_("The town"),
        phone=TOWN_DESK,
        cancel=CancelRule(_("Until it begins."), 10),
        steps=(Step("at", Kind.CHOICE, _("When?"), _("When")),),
        provider=Outings,
    )
