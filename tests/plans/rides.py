"""An invented service of rides: one car, tables of its own, and a ride back that goes with each."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, delete, insert, select, update

from senior_life.contract import (
    TOWN_DESK,
    Action,
    Alternative,
    Answers,
    Appointment,
    Caller,
    CancelRule,
    Engagement,
    Family,
    Gone,
    Host,
    Kind,
    Name,
    Offer,
    Option,
    Progress,
    Row,
    Service,
    State,
    Step,
    words,
)
from senior_life.storage import Store
from senior_life.storage.values import from_json, to_json

_ = words("rides")
HOME = "home"
AT_WHEEL = timedelta(minutes=20)
SPARE = timedelta(minutes=10)
TABLES = MetaData()
HOLDS = Table(
    "rides_holds",
    TABLES,
    Column("key", String, primary_key=True),
    Column("at", String, unique=True),
)
RIDES = Table(
    "rides_rides",
    TABLES,
    Column("key", String, primary_key=True),
    Column("at", String),
    Column("state", String),
    Column("progress", String),
)
ACTS = Table("rides_acts", TABLES, Column("key", String, primary_key=True))
CANCEL = Action("cancel", _("Cancel"), warns=_("Cancel it?"))
CHANGE = Action("change", _("Change"))


def make_tables(store: Store) -> None:
    TABLES.create_all(store.writers)


@dataclass
class Mood:
    """What the invented provider shall do. Times (ISO) at which it ``refuses`` a yes, is
    ``silent`` about it, or ``keeps`` what should be cancelled by not answering; what it does
    before it says for which visits (``fits``, by their start) a car is free: ``before_fits``."""

    full: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)
    keeps: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    goes_nowhere: bool = False
    seen: list[Sequence[Engagement]] = field(default_factory=list)
    fits: set[str] = field(default_factory=set)
    before_fits: Callable[[], Awaitable[None]] | None = None
    asked_fits: int = 0


MOOD = Mood()


class Rides:
    def __init__(self, host: Host) -> None:
        self.host = host

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        if page:
            return []
        if step.name in {"at", "back"}:
            first = 8 if step.name == "at" else 14
            return [
                Option(f"2026-11-25T{hour:02}:35:00+09:00", Name(f"{hour}時", f"{hour}じ"))
                for hour in range(first, first + 6)
            ]
        return [Option("home", Name("自宅", "じたく")), Option("shop", Name("店", "みせ"))]

    async def around(self, who: Caller, what: Appointment) -> Answers:
        if MOOD.goes_nowhere:
            raise Gone(_("No car goes there."))
        at = (what.starts - SPARE - AT_WHEEL).isoformat()
        back = (what.ends + SPARE).isoformat()
        return {"from": HOME, "to": what.place, "at": at, "back": back}

    async def fits_around(self, who: Caller, whats: Sequence[Appointment]) -> Sequence[Appointment]:
        MOOD.asked_fits += 1
        if MOOD.before_fits:
            await MOOD.before_fits()
        return [one for one in whats if one.starts.isoformat() in MOOD.fits]

    async def quote(
        self,
        who: Caller,
        answers: Answers,
        key: str,
        replacing: str | None = None,
        standby: bool = False,
    ) -> Sequence[Offer]:
        at = str(answers["at"])
        MOOD.seen.append(await self.host.day(who, datetime.fromisoformat(at).date()))

        def hold(session: Any) -> bool:
            session.execute(delete(HOLDS).where(HOLDS.c.key == key))
            if _is_taken(session, at, replacing):
                return False
            session.execute(insert(HOLDS).values(key=key, at=at))
            return True

        if at in MOOD.full or not await self.host.write(hold):
            raise Gone(_("The car is taken at that time."))
        return [self._offer(answers, at, key, replacing)]

    async def extend(self, hold: str) -> datetime:
        if not await self.host.read(lambda s: s.execute(_hold(hold)).first()):
            raise Gone(_("The time to decide is over."))
        return self.host.now() + timedelta(minutes=20)

    async def release(self, hold: str) -> None:
        await self.host.write(
            lambda s: s.execute(delete(HOLDS).where(HOLDS.c.key == hold)) and None
        )

    async def confirm(self, who: Caller, offer: Offer, key: str) -> Progress:
        at = str(offer.answers["at"])
        if at in MOOD.silent:
            raise ConnectionError
        if at in MOOD.refuses:
            raise Gone(_("The car broke down."), [Alternative(Name("バス", "ばす"), {"at": at})])
        told: str = await self.host.write(lambda s: self._book(s, offer, at, key))
        return _progress(told)

    async def act(self, who: Caller, ref: str, action: str, answers: Answers, key: str) -> Progress:
        def work(session: Any) -> str:
            row = session.execute(select(RIDES).where(RIDES.c.key == ref)).one()
            if session.execute(select(ACTS).where(ACTS.c.key == key)).first():
                return str(row.progress)
            if row.at in MOOD.keeps:
                raise ConnectionError
            old = _progress(row.progress)
            new = replace(old, seq=old.seq + 1, state=State.CANCELLED, actions=())
            session.execute(insert(ACTS).values(key=key))
            _put(session, ref, new)
            return _kept(new)

        return _progress(await self.host.write(work))

    async def status(self, who: Caller, ref: str) -> Progress:
        row = await self.host.read(
            lambda s: s.execute(select(RIDES).where(RIDES.c.key == ref)).one()
        )
        return _progress(row.progress)

    def _offer(self, answers: Answers, at: str, key: str, replacing: str | None) -> Offer:
        starts, now = datetime.fromisoformat(at), self.host.now()
        back = answers.get("back")
        then = {"from": str(answers["to"]), "to": HOME, "at": str(back)} if back else None
        said = _("A ride from {at:clock}", at=starts)
        return Offer(
            f"{replacing or 'new'} {key} {at}",
            said,
            dict(answers),
            (Row(_("When"), said),),
            max(starts, now + timedelta(minutes=10)),
            300,
            key,
            now + timedelta(minutes=20),
            starts,
            starts + AT_WHEEL,
            and_then=then,
        )

    def _book(self, session: Any, offer: Offer, at: str, key: str) -> str:
        replacing = offer.id.partition(" ")[0]
        ref = key if replacing == "new" else replacing
        known = session.execute(select(RIDES).where(RIDES.c.key == ref)).first()
        if known and (replacing == "new" or known.at == at):
            return str(known.progress)
        if _is_taken(session, at, ref, offer.hold):
            raise Gone(_("The car is taken at that time."))
        session.execute(delete(HOLDS).where(HOLDS.c.key == offer.hold))
        seq = _progress(known.progress).seq + 1 if known else 1
        said = _("Your ride is booked.")
        progress = Progress(
            ref, "R-1", seq, State.CONFIRMED, said, offer.undo_until, offer.starts, offer.ends
        )
        progress = replace(progress, rows=offer.rows, price_yen=300, actions=(CHANGE, CANCEL))
        if known is None:
            session.execute(insert(RIDES).values(key=ref, at=at, state="", progress=""))
        session.execute(update(RIDES).where(RIDES.c.key == ref).values(at=at))
        _put(session, ref, progress)
        return _kept(progress)


def _hold(key: str) -> Any:
    return select(HOLDS).where(HOLDS.c.key == key)


def _is_taken(session: Any, at: str, own: str | None, hold: str = "") -> bool:
    held = select(HOLDS).where(HOLDS.c.at == at, HOLDS.c.key != hold)
    standing = RIDES.c.state == State.CONFIRMED.value
    booked = select(RIDES).where(RIDES.c.at == at, RIDES.c.key != (own or ""), standing)
    return any(session.execute(one).first() for one in (held, booked))


def _put(session: Any, ref: str, progress: Progress) -> None:
    kept = {"state": progress.state.value, "progress": _kept(progress)}
    session.execute(update(RIDES).where(RIDES.c.key == ref).values(**kept))


def _kept(progress: Progress) -> str:
    return json.dumps(to_json(progress))


def _progress(told: str) -> Progress:
    found: Progress = from_json(json.loads(told))
    return found


def rides() -> Service:
    return Service(
        id="rides",
        name=_("A ride"),
        reading="くるま",
        about=_("A car comes"),
        says=_("A car comes to you."),
        icon="airport_shuttle",
        family=Family.RIDE,
        offered_by=_("The town"),
        phone=TOWN_DESK,
        cancel=CancelRule(_("Until it comes."), 10),
        steps=(
            Step("from", Kind.CHOICE, _("From where?"), _("From")),
            Step("to", Kind.CHOICE, _("Where to?"), _("To")),
            Step("at", Kind.CHOICE, _("When?"), _("When")),
            Step("back", Kind.CHOICE, _("And back?"), _("Back"), may_skip=True),
        ),
        provider=Rides,
        accompanies=_("The car there and back, too"),
        along=_("There is a car"),
        along_for=frozenset({"walker"}),
    )
