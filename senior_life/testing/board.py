"""What every board of notices promises to do, each promise one function over a stage."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from senior_life.contract import MOST_NOTICES, Audience, Gone, How, Joins, Notice, Unclear, Wanted
from senior_life.testing.posting import TEXT, publish
from senior_life.testing.stage import Stage, keep

SCRIPT = "<script>alert(1)</script> <b>ふとじ</b>"
UNREAD, ALL = Wanted(is_unread=True), Wanted()


async def a_notice_is_for_whom_it_names(stage: Stage) -> None:
    """Nobody else finds it, opens it, or leaves a mark on it."""
    mine = await publish(stage, audience=Audience(people=("hana",)))
    keep(mine.ref in await seen(stage, "hana"), "whom a notice names does not find it")
    keep(mine.ref not in await seen(stage, "kazuo"), "a notice is found by whom it does not name")
    for what in (
        stage.board.open(stage.who("kazuo"), mine.ref),
        stage.board.receipt(stage.who("kazuo"), mine.ref, How.READ),
        stage.board.respond(stage.who("kazuo"), mine.ref, {"answer": "yes"}),
    ):
        try:
            await what
        except Gone:
            continue
        keep(False, "a notice is open to somebody whom it does not name")


async def opening_is_no_receipt(stage: Stage) -> None:
    notice = await publish(stage)
    opened = await stage.board.open(stage.who(), notice.ref)
    keep(opened.parts, "an opened notice has no text")
    keep(not opened.is_read, "a notice counts as read as soon as it is opened")
    keep(notice.ref in await seen(stage, "hana", UNREAD), "opened, it is no longer unread")


async def a_receipt_is_one_persons(stage: Stage) -> None:
    """Told many times at once it is one; others have not read for that."""
    notice = await publish(stage)
    ends = [stage.board.receipt(stage.who(), notice.ref, how) for how in (*How, *How)]
    await asyncio.gather(*ends)
    keep(notice.ref not in await seen(stage, "hana", UNREAD), "read, it is still unread")
    keep(notice.ref in await seen(stage, "hana"), "read, it is not found any more")
    keep((await stage.board.open(stage.who(), notice.ref)).is_read, "read, it does not say so")
    keep(notice.ref in await seen(stage, "kazuo", UNREAD), "one has read, and another counts too")


async def publishing_twice_publishes_once(stage: Stage) -> None:
    taps = [publish(stage) for _tap in range(8)]
    refs = {one.ref for one in await asyncio.gather(*taps)}
    keep(len(refs) == 1, f"eight taps of one key published {len(refs)} notices")
    keep(len(await listed(stage, "hana", UNREAD)) == 1, "one notice is listed more than once")


async def a_draft_that_makes_no_sense_is_refused(stage: Stage) -> None:
    """For nobody, without a word, or over before it began; nothing of it is seen."""
    before = await seen(stage, "hana")
    past = stage.clock() - timedelta(minutes=1)
    for what in ({"audience": Audience()}, {"text": " "}, {"title": " "}, {"until": past}):
        try:
            await publish(stage, str(what), **what)
        except Unclear as unclear:
            keep(unclear.says.msgid.strip(), "a draft is refused without a word")
            continue
        keep(False, f"a notice was published with {what}")
    keep(await seen(stage, "hana") == before, "of a refused draft something is seen")


async def what_is_typed_stays_text(stage: Stage) -> None:
    notice = await publish(stage, title=SCRIPT, text=SCRIPT)
    opened = await stage.board.open(stage.who(), notice.ref)
    keep(opened.title == SCRIPT, f"a typed title became {opened.title!r}")
    keep(SCRIPT in opened.parts, f"a typed text became {opened.parts!r}")


async def a_page_is_short_and_urgent_ones_lead(stage: Stage) -> None:
    for n in range(MOST_NOTICES + 1):
        await publish(stage, str(n))
        stage.clock.goes(seconds=1)
    urgent = await publish(stage, "urgent", is_urgent=True)
    stage.clock.goes(seconds=1)
    await publish(stage, "last")
    first, rest = await listed(stage, "hana", UNREAD), await listed(stage, "hana", UNREAD, 1)
    keep(len(first) <= MOST_NOTICES, f"a page has {len(first)} notices")
    keep(first[0].ref == urgent.ref, "an urgent notice stands behind others")
    keep(first[0].calls, "an urgent notice does not come by itself")
    twice = {one.ref for one in first} & {one.ref for one in rest}
    keep(rest and not twice, "the second page lacks notices or repeats those of the first")


async def what_is_not_yet_out_is_seen_by_nobody(stage: Stage) -> None:
    later = stage.clock() + timedelta(hours=1)
    notice = await publish(stage, since=later)
    keep(notice.ref not in await seen(stage, "hana"), "a notice is seen before its time")
    stage.clock.goes(hours=2)
    keep(notice.ref in await seen(stage, "hana", UNREAD), "a notice is not there at its time")
    stage.clock.goes(days=8)
    keep(notice.ref not in await seen(stage, "hana", UNREAD), "a notice calls when it is over")
    keep(notice.ref in await seen(stage, "hana"), "a notice that is over cannot be looked up")


async def it_shows_when_something_came(stage: Stage) -> None:
    """At its time, for whomever it is; looking changes nothing."""
    for n in range(3):
        before = set(await stage.board.newest())
        keep(set(await stage.board.newest()) == before, "nothing came, and something is newest")
        notice = await publish(stage, str(n), audience=Audience(people=("kazuo",)))
        keep(notice.ref in await stage.board.newest(), "what came is not among the newest")
        stage.clock.goes(seconds=1)
    later = await publish(stage, "later", since=stage.clock() + timedelta(hours=1))
    keep(later.ref not in await stage.board.newest(), "it is among the newest before its time")
    stage.clock.goes(hours=2)
    keep(later.ref in await stage.board.newest(), "at its time it is not among the newest")


async def old_ones_are_found(stage: Stage) -> None:
    """By a word of their text, and by the month in which they came."""
    notice = await publish(stage)
    keep(notice.ref in await seen(stage, "hana", Wanted(words=TEXT[:5])), "not found by its words")
    keep(not await seen(stage, "hana", Wanted(words="%")), "a sign of the database finds all")
    month = f"{notice.published_at.astimezone(stage.clock().tzinfo):%Y-%m}"
    keep(notice.ref in await seen(stage, "hana", Wanted(month=month)), "not found in its month")
    keep(not await seen(stage, "hana", Wanted(month="2020-01")), "found in another month")


async def what_was_read_stays_read_when_records_are_joined(stage: Stage) -> None:
    notice = await publish(stage)
    await stage.board.receipt(stage.who(), notice.ref, How.READ)
    await stage.board.receipt(stage.who("stays"), notice.ref, How.HEARD)
    if not isinstance(stage.board, Joins):
        return
    for _time in range(2):
        await stage.board.join("stays", "hana")
    keep(notice.ref not in await seen(stage, "stays", UNREAD), "read by both, unread when joined")


async def listed(stage: Stage, ref: str, wanted: Wanted = ALL, page: int = 0) -> Sequence[Notice]:
    return await stage.board.notices(stage.who(ref), wanted, page)


async def seen(stage: Stage, ref: str, wanted: Wanted = ALL) -> set[str]:
    return {one.ref for one in await listed(stage, ref, wanted)}
