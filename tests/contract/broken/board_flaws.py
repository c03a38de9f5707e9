"""One board for each broken promise: each does one thing wrong."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from tiny_board import Post, TinyBoard, _

from senior_life.contract import (
    Action,
    Caller,
    Column,
    Draft,
    How,
    Line,
    Notice,
    Option,
    Staff,
    Table,
    Wanted,
)


class ShowsAll(TinyBoard):
    def is_for(self, post: Post, who: Caller) -> bool:
        return post.notice.published_at <= self.now()


class ReadOnOpening(TinyBoard):
    async def open(self, who: Caller, ref: str) -> Notice:
        await self.receipt(who, ref, How.READ)
        return await super().open(who, ref)


class ReadByAll(TinyBoard):
    async def receipt(self, who: Caller, ref: str, how: How) -> None:
        self.of(who, ref).read |= {who.ref, "kazuo"}


class PublishesAgain(TinyBoard):
    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        await asyncio.sleep(0)
        return await super().publish(who, draft, f"{key}{len(self.posts)}")


class TakesAnything(TinyBoard):
    def check(self, draft: Draft) -> None:
        """Looks at nothing."""


class CleansText(TinyBoard):
    def seen(self, post: Post, who: Caller) -> Notice:
        title = str(post.notice.title).replace("<", "&lt;")
        return replace(super().seen(post, who), title=title)


class HidesUrgent(TinyBoard):
    def seen(self, post: Post, who: Caller) -> Notice:
        return replace(super().seen(post, who), calls=None)


class ShowsEarly(TinyBoard):
    def is_for(self, post: Post, who: Caller) -> bool:
        whom = post.draft.audience
        return whom.is_everyone or who.ref in whom.people


class FindsNothing(TinyBoard):
    def is_wanted(self, post: Post, who: Caller, wanted: Wanted) -> bool:
        return not wanted.words and super().is_wanted(post, who, wanted)


class ForgetsReceipts(TinyBoard):
    async def join(self, stays: str, goes: str) -> None:
        for post in self.posts.values():
            post.read -= {stays, goes}


class HidesTheNewest(TinyBoard):
    async def newest(self) -> Sequence[str]:
        return sorted(await super().newest())[:1]


class NoTime(TinyBoard):
    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        notice = await super().publish(who, draft, key)
        return replace(notice, published_at=notice.published_at.replace(tzinfo=None))


class ShoutsInLatin(TinyBoard):
    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        notice = await super().publish(who, draft, key)
        return replace(notice, source=_("A notice of the town hall"))


class LeavesAGap(TinyBoard):
    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        notice = await super().publish(who, draft, key)
        return replace(notice, source=_("{{町}}より"))


class CrookedDesk:
    """A list with a line that lacks a cell."""

    def __init__(self, _host: object) -> None:
        self.columns = (Column("a", _("題名")), Column("b", _("日")))

    async def places(self, who: Staff) -> Sequence[Option]:
        return [Option("town", _("町"))]

    async def views(self, who: Staff, day: object, place: str) -> Sequence[Table]:
        line = Line("one", ("x",), (Action("do", _("する")),))
        return [Table("list", _("一覧"), self.columns, (line,))]

    async def act(self, *_args: object) -> None:
        """Nothing."""


class HasACrookedDesk(TinyBoard):
    desk = CrookedDesk
