"""One booking and one list, as the files get them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from senior_life.files.sheet import Sheet
from senior_life.files.slip import Slip

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def slip() -> Slip:
    return Slip(
        town="堺市（見本のまち）",
        service="窓口予約",
        name="𠮷田 﨑子",
        number="M-1042",
        when="令和8年11月25日 水曜日 午前10時30分",
        where="南区役所",
        rows=(("用件", "介護保険"), ("方法", "窓口")),
        bring=("介護保険証", "本人確認できるもの（マイナンバーカード、運転免許証など）"),
        next="そのまま3番窓口へお越しください。",
        undo="11月25日 午前8時30分まで取り消せます。",
        phone="072-290-1800",
        printed_at=NOW,
    )


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(
        title="窓口予約の一覧",
        place="南区役所",
        day=date(2026, 11, 25),
        columns=("時刻", "名前", "用件"),
        lines=(("午前10時", "髙橋 一郎", "介護保険"), ("午前11時", "𠮷田 﨑子", "住民票")),
        printed_at=NOW,
    )
