"""A board of two notices for screens: one with a question, one that is urgent."""

from dataclasses import dataclass, field

from fake_words import NOW, card, choice, w

from senior_life import wire
from senior_life.contract import Kind

BOARD = "circular_board"
SAFETY = (choice("well", "無事です"), choice("help", "助けがほしい"))
ATTENDANCE = (choice("comes", "参加します"), choice("stays", "参加しません"))
SENTENCE = "日曜日の朝、見本台公園の清掃をします。"


def notice(ref: str, sentences: int = 1, **more: object) -> wire.NoticeOut:
    said = {
        "service": BOARD,
        "service_name": w("回覧板"),
        "icon": "newspaper",
        "family": "board",
        "ref": ref,
        "title": w("公園の清掃"),
        "source": w("見本台北自治会"),
        "published_at": NOW,
        "published_says": w("11月24日 火曜日"),
        "is_urgent": False,
        "is_read": False,
        "lines": (wire.SaidOut(says=w(SENTENCE)),) * sentences,
    }
    return wire.NoticeOut.model_validate({**said, **more})


@dataclass
class FakeBoard:
    """``read`` are refs with how, in the order told; ``said`` the answers by ref."""

    notices: dict[str, wire.NoticeOut] = field(default_factory=dict)
    read: list[tuple[str, str]] = field(default_factory=list)
    said: dict[str, object] = field(default_factory=dict)

    def unread(self) -> list[wire.NoticeOut]:
        known = {ref for ref, _how in self.read}
        return [one for ref, one in self.notices.items() if ref not in known]


def two_notices() -> dict[str, wire.NoticeOut]:
    """A long one that asks who comes, and an urgent one."""
    asks = (card("attendance", Kind.CHOICE, "参加しますか。", ATTENDANCE),)
    until = w("返事は、11月29日まで、何度でも変えられます。")
    return {
        "n1": notice("n1", 30, asks=asks, reply_says=until, happens_says=w("11月29日 午前9時")),
        "n2": notice("n2", is_urgent=True, calls=w("緊急の回覧「断水」があります。")),
    }


class BoardAnswers:
    """The board's part of the client that stands in for the town's."""

    board: FakeBoard

    def _called(self, name: str) -> object:
        raise NotImplementedError

    def with_calls(self, home: wire.HomeOut) -> wire.HomeOut:
        calls = tuple(one for one in self.board.unread() if one.calls)
        return home.model_copy(update={"calls": calls})

    async def notices(
        self, service: str, unread: bool = False, month: str = "", words: str = "", page: int = 0
    ) -> list[wire.NoticeOut]:
        found = self.board.unread() if unread else list(self.board.notices.values())
        return [one for one in found if words in one.title.text]

    async def newest(self) -> str:
        self._called("newest")
        return " ".join(self.board.notices)

    async def urgent(self) -> list[wire.NoticeOut]:
        self._called("urgent")
        return [one for one in self.board.unread() if one.is_urgent]

    async def notice(self, service: str, ref: str) -> wire.NoticeOut:
        return self.board.notices[ref]

    async def receipt(self, service: str, ref: str, receipt: wire.ReceiptIn) -> None:
        self.board.read.append((ref, receipt.how))

    async def respond(self, service: str, ref: str, reply: wire.ReplyIn) -> wire.NoticeOut:
        self.board.said[ref] = reply.answers
        self.board.read.append((ref, "read"))
        answered = (wire.RowOut(label=w("参加しますか。"), says=w("参加します")),)
        return self.board.notices[ref].model_copy(update={"answered": answered})
