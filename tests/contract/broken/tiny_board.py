"""The smallest whole board: notices kept in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from senior_life.contract import (
    MOST_NOTICES,
    TOWN_DESK,
    Answers,
    Caller,
    Draft,
    Family,
    Gone,
    Host,
    How,
    Notice,
    Service,
    Staff,
    Unclear,
    Wanted,
    words,
)

_ = words("tiny_board")


@dataclass
class Post:
    """A notice, and who came to its end."""

    draft: Draft
    notice: Notice
    read: set[str] = field(default_factory=set)


class TinyBoard:
    """Everything by the book; the broken ones each change one thing."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.posts: dict[str, Post] = {}

    async def notices(self, who: Caller, wanted: Wanted, page: int = 0) -> Sequence[Notice]:
        found = [one for one in self.posts.values() if self.is_for(one, who)]
        found = [one for one in found if self.is_wanted(one, who, wanted)]
        found.sort(key=lambda one: one.notice.published_at, reverse=True)
        found.sort(key=lambda one: not one.notice.is_urgent)
        shown = found[page * MOST_NOTICES : (page + 1) * MOST_NOTICES]
        return [replace(self.seen(one, who), parts=()) for one in shown]

    async def open(self, who: Caller, ref: str) -> Notice:
        return self.seen(self.of(who, ref), who)

    async def receipt(self, who: Caller, ref: str, how: How) -> None:
        self.of(who, ref).read.add(who.ref)

    async def respond(self, who: Caller, ref: str, answers: Answers) -> Notice:
        self.of(who, ref).read.add(who.ref)
        return self.seen(self.of(who, ref), who)

    async def newest(self) -> Sequence[str]:
        out = [one.notice for one in self.posts.values() if one.notice.published_at <= self.now()]
        return [one.ref for one in sorted(out, key=lambda one: one.published_at)[-MOST_NOTICES:]]

    async def publish(self, who: Staff, draft: Draft, key: str) -> Notice:
        self.check(draft)
        if key not in self.posts:
            at = draft.since or self.host.now()
            parts = tuple(draft.text.splitlines())
            urgent = draft.is_urgent
            notice = Notice(f"n{key}", draft.title, _("見本の町"), at, parts, is_urgent=urgent)
            self.posts[key] = Post(draft, notice)
        return self.posts[key].notice

    async def join(self, stays: str, goes: str) -> None:
        for post in self.posts.values():
            post.read = {stays if one == goes else one for one in post.read}

    def check(self, draft: Draft) -> None:
        whom = draft.audience
        is_said = draft.title.strip() and draft.text.strip()
        if not is_said or not (whom.is_everyone or whom.groups or whom.people):
            raise Unclear(_("宛先と本文を書いてください。"))
        if draft.until <= self.host.now():
            raise Unclear(_("もっと後の日を選んでください。"))

    def is_for(self, post: Post, who: Caller) -> bool:
        whom = post.draft.audience
        is_meant = whom.is_everyone or who.ref in whom.people
        return is_meant and post.notice.published_at <= self.now()

    def is_wanted(self, post: Post, who: Caller, wanted: Wanted) -> bool:
        if wanted.is_unread and (who.ref in post.read or post.draft.until <= self.now()):
            return False
        month = f"{post.notice.published_at:%Y-%m}"
        return wanted.words in post.draft.text and month.startswith(wanted.month)

    def of(self, who: Caller, ref: str) -> Post:
        for post in self.posts.values():
            if post.notice.ref == ref and self.is_for(post, who):
                return post
        raise Gone(_("このお知らせは、もうありません。"))

    def seen(self, post: Post, who: Caller) -> Notice:
        is_read = who.ref in post.read
        is_calling = post.notice.is_urgent and not is_read
        calls = _("緊急のお知らせがあります。") if is_calling else None
        return replace(post.notice, is_read=is_read, calls=calls)

    def now(self) -> datetime:
        return self.host.now()


service = Service(
    id="tiny_board",
    name=_("小さなお知らせ"),
    reading="ちいさなおしらせ",
    about=_("お知らせを読みます。"),
    says=_("小さなお知らせです。ここで読めます。"),
    icon="newspaper",
    family=Family.BOARD,
    offered_by=_("見本の町"),
    phone=TOWN_DESK,
    board=TinyBoard,
)
