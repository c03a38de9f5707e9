"""The first screen of a tablet, in one answer."""

from fastapi import APIRouter

from senior_life.api.auth import OnDevice, TheTown
from senior_life.api.notices import day_out, notice_out
from senior_life.api.routes.devices import me_out
from senior_life.api.routes.town import tiles
from senior_life.api.show import show_to
from senior_life.usecases import boards, bookings, tablet
from senior_life.usecases.today import today
from senior_life.wire import HomeOut

router = APIRouter(tags=["device"])


@router.get("/home")
async def home(town: TheTown, reader: OnDevice) -> HomeOut:
    """What /me, /services, /today, the boards and, when the day is empty, /bookings would say."""
    me = me_out(await tablet.look(town, reader))
    if not reader.resident or reader.is_suspended:
        return HomeOut(me=me, services=tuple(await tiles(town, reader)))
    show, day = show_to(reader, town), await today(town, reader)
    unread = await boards.unread(town, reader)
    ahead = () if day.entries else await bookings.upcoming(town, reader)
    return HomeOut(
        me=me,
        services=tuple(await tiles(town, reader, unread)),
        today=day_out(show, day),
        calls=tuple(notice_out(show, one) for one in unread if one.notice.calls),
        ahead=tuple(show.booking(one) for one in ahead),
    )
