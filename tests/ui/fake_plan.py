"""A counter and a car there and back, as the town tells of them."""

from dataclasses import replace

from fake_words import offer, w

from senior_life import wire
from senior_life.contract import State
from senior_life.ui import shown

WHEN = (wire.RowOut(label=w("日時"), says=w("11月25日 水曜日 午前9時30分")),)
CAR = wire.CompanionOut(
    service="rides", name=w("のりもの"), label=w("行き帰りの車も"), icon="airport_shuttle"
)
THERE = wire.PartOut(
    service="rides",
    service_name=w("のりもの"),
    icon="airport_shuttle",
    family="ride",
    title=w("行きの車、午前9時30分"),
    rows=WHEN,
    price_yen=300,
    undo_says=w("11月25日 午前9時まで、取り消せます。"),
    shares=w("堺市に、お名前を 伝えます。"),
)
BACK = THERE.model_copy(update={"title": w("帰りの車、午前11時")})
NONE = wire.PartOut(
    service="rides",
    service_name=w("のりもの"),
    icon="airport_shuttle",
    family="ride",
    title=None,
    trouble=w("その時間の車は、いっぱいです。"),
)


def could_have_a_car() -> wire.OfferOut:
    return offer().model_copy(update={"companions": (CAR,)})


def with_a_car(*parts: wire.PartOut) -> wire.OfferOut:
    wanted = CAR.model_copy(update={"is_wanted": True})
    total = w("ぜんぶで600円")
    update = {"companions": (wanted,), "parts": parts or (THERE, BACK), "total_says": total}
    return offer().model_copy(update=update)


def other(ref: str) -> wire.OtherOut:
    return wire.OtherOut(
        ref=ref,
        service_name=w("のりもの"),
        icon="airport_shuttle",
        number="R-1",
        says=THERE.title or w("車"),
        state=State.CONFIRMED,
        state_says=w("予約しています"),
        when=w("午前9時30分"),
        rows=WHEN,
    )


def together(booking: wire.BookingOut) -> wire.BookingOut:
    everything = wire.ActionOut(
        name="cancel-all", label=w("ぜんぶ取り消す"), warns=w("この予約を、すべて取り消します。")
    )
    return booking.model_copy(
        update={
            "others": (other("b2"), other("b3")),
            "companions": (CAR,),
            "flag": w("窓口が、午後2時に変わりました。"),
            "actions": (everything, *booking.actions),
        }
    )


def confirm(here: shown.Confirm, told: wire.OfferOut) -> shown.Confirm:
    walk = here.walk.model_copy(update={"offers": (told,)})
    return replace(here, walk=walk, offer=told)
