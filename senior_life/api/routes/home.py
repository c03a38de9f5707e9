"""The first screen of a tablet, in one answer."""

from fastapi import APIRouter

from senior_life.api.auth import OnDevice, TheTown
from senior_life.api.routes.devices import me_out
from senior_life.api.routes.town import tiles
from senior_life.api.show import show_to
from senior_life.usecases import bookings, tablet
from senior_life.usecases.today import today
from senior_life.wire import HomeOut

router = APIRouter(tags=["device"])


@router.get("/home")
async def home(town: TheTown, reader: OnDevice) -> HomeOut:
    """What /me, /services, /today and, when the day is empty, /bookings would say."""
    me, services = me_out(await tablet.look(town, reader)), tuple(tiles(town, reader))
    if not reader.resident or reader.is_suspended:
        return HomeOut(me=me, services=services)
    show, day = show_to(reader, town), await today(town, reader)
    ahead = () if day.entries else await bookings.upcoming(town, reader)
    return HomeOut(
        me=me,
        services=services,
        today=show.day(day),
        ahead=tuple(show.booking(one) for one in ahead),
    )
