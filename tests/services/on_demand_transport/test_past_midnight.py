"""A service day that goes on after midnight: it is told by the calendar, and it is not yet over."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest

from senior_life.contract import Gone, Line, Progress, State, Table, Text, Timeline, Unclear
from senior_life.providing import JAPAN
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport import improving
from services.on_demand_transport.desk_vehicles import DELAYS
from services.on_demand_transport.network import LATEST_MINUTES, Network
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, WEEK, Scene, scene_on, small_town, vehicle
from .office import STAFF, Office

TUESDAY = date(2026, 11, 24)
LATE = {"days": WEEK, "since": "16:00", "until": "26:00"}
WAY = {"origin": "near_home", "destination": "hospital_front", "time_kind": "depart"}


def night_town(**rules: Any) -> dict[str, Any]:
    files = small_town(hours=[LATE], **rules)
    files["vehicles.yaml"]["vehicles"] = [vehicle("one", shifts=[LATE], seats=1)]
    return files


@pytest.fixture
def night(store: Store, pack: Pack) -> Scene:
    """One vehicle drives until two o'clock; it is six on Tuesday evening."""
    scene = scene_on(store, pack, night_town())
    scene.clock.set(on(24, 18))
    return scene


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=JAPAN)


async def book(scene: Scene, time: str = "00:30", ref: str = "hana") -> Progress:
    return await scene.book(time, ref, day=TUESDAY, **WAY)


async def fill(scene: Scene, time: str) -> dict[str, Progress]:
    """Until nothing is free then; by whose it is."""
    booked: dict[str, Progress] = {}
    with suppress(Gone):
        for n in range(12):
            booked[f"r{n}"] = await book(scene, time, f"r{n}")
    return booked


async def way_back(scene: Scene, arrival: str = "23:00") -> Progress:
    """To be called when somebody is ready."""
    answers = {**scene.to(arrival, day=TUESDAY, **WAY), "time_kind": "open"}
    [offer] = await scene.provider.quote(scene.who(), answers, "back")
    return await scene.provider.confirm(scene.who(), offer, "yes-back")


def days_said(*says: object) -> list[bool]:
    """Of each that names a day: whether it is Wednesday, not Tuesday."""
    words = [plain(one, "ja") for one in says if isinstance(one, Text)]
    return ["25日" in one and "24日" not in one for one in words if "月" in one and "日" in one]


def can(thing: Progress | Line, action: str) -> bool:
    return action in {one.name for one in thing.actions}


async def vehicles(office: Office) -> Table:
    tables = await office.desk.views(STAFF, TUESDAY, EVERYWHERE)
    return next(one for one in tables if one.name == "vehicles")


async def vehicle_line(office: Office) -> Line:
    [line] = (await vehicles(office)).lines
    return line


# --- which day is said ---


async def test_an_offer_and_a_booking_after_midnight_say_the_day_on_which_the_car_comes(
    night: Scene,
) -> None:
    offer = await night.quote("00:30", day=TUESDAY, **WAY)
    done = await night.provider.confirm(night.who(), offer, "yes")
    assert done.starts == on(25, 0, 30)
    said = days_said(offer.summary, *(row.says for row in offer.rows), done.says)
    assert said == [True, True, True]
    assert days_said(*(row.says for row in done.rows)) == [True]
    assert offer.answers["date"] == "2026-11-24", "it is asked for by the service day"


async def test_the_evening_before_midnight_keeps_its_own_day(night: Scene) -> None:
    done = await book(night, "21:00")
    assert "24日" in plain(done.says, "ja")


async def test_who_waits_for_a_time_after_midnight_is_told_its_day(night: Scene) -> None:
    answers = night.to("00:30", day=TUESDAY, **WAY)
    [offer] = await night.provider.quote(night.who(), answers, "wait", standby=True)
    waits = await night.provider.confirm(night.who(), offer, "yes")
    assert days_said(offer.summary, *(row.says for row in offer.rows)) == [True, True]
    assert days_said(waits.says, *(row.says for row in waits.rows)) == [True, True]
    with pytest.raises(Unclear) as twice:
        await night.wait("21:00", day=TUESDAY, **WAY)
    assert days_said(twice.value.says) == [True], "of what they wait for"


async def test_a_way_back_from_an_arrival_after_midnight_is_called_on_that_day(
    night: Scene,
) -> None:
    back = await way_back(night, "00:30")
    assert days_said(back.says, *(row.says for row in back.rows)) == [True, True]


async def test_small_hours_that_were_asked_for_as_today_are_said_to_be_tomorrow(
    night: Scene,
) -> None:
    """The hours of Wednesday end on Thursday: nobody waits in the street a day early."""
    night.clock.set(on(25, 0, 5))
    done = await night.book("00:40", day=WEDNESDAY, **WAY)
    assert done.starts
    assert done.starts.date() == date(2026, 11, 26)
    assert "26日" in plain(done.says, "ja")


# --- the day goes on ---


async def test_a_service_day_is_on_until_its_hours_and_the_last_delay_are_over(
    night: Scene,
) -> None:
    assert max(DELAYS) == LATEST_MINUTES
    network = Network(night.host)
    for when, days in (
        (on(24, 23, 59), (TUESDAY,)),
        (on(25, 0, 0), (TUESDAY, WEDNESDAY)),
        (on(25, 2, 59), (TUESDAY, WEDNESDAY)),
        (on(25, 3, 0), (WEDNESDAY,)),
    ):
        night.clock.set(when)
        assert network.days_on() == days
        assert network.is_on(TUESDAY) is (TUESDAY in days)


async def test_a_day_that_ends_in_the_evening_is_over_at_midnight(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = scene_on(sqlite_store, pack)
    scene.clock.set(on(25, 0, 0))
    assert Network(scene.host).days_on() == (WEDNESDAY,)


async def test_a_way_back_can_be_called_after_midnight(night: Scene) -> None:
    back = await way_back(night)
    night.clock.set(on(25, 0, 20))
    await night.provider.upkeep()
    seen = await night.status(back)
    assert can(seen, "call_return")
    called = await night.act(seen, "call_return")
    assert called.starts
    assert on(25, 0, 20) <= called.starts <= on(25, 1)


async def test_a_vehicle_is_near_and_late_after_midnight_as_before(night: Scene) -> None:
    done = await book(night)
    night.clock.set(on(25, 0, 15))
    night.host.told.clear()
    await night.provider.upkeep()
    assert "あと15分ほどで来ます" in plain((await night.status(done)).says, "ja")
    assert night.host.told, "its rider hears that it is near"
    office = Office(night)
    line = await vehicle_line(office)
    assert can(line, "late"), "it can still be told"
    await office.does(line, "late", minutes="60")
    night.clock.set(on(25, 0, 20))
    await night.provider.upkeep()
    assert "遅れています" in plain((await night.status(done)).says, "ja")


async def test_the_desk_and_the_dispatcher_go_on_with_the_day_after_midnight(
    night: Scene,
) -> None:
    await book(night)
    night.clock.set(on(25, 0, 5))
    table = await vehicles(Office(night))
    assert isinstance(table.picture, Timeline)
    assert table.picture.now == on(25, 0, 5)
    network = Network(night.host)
    due = await night.host.read(lambda session: improving.due(session, network))
    assert list(due) == [TUESDAY]


async def test_who_waits_for_a_seat_after_midnight_gets_one_that_becomes_free(
    night: Scene,
) -> None:
    booked = await fill(night, "01:00")
    waits = await night.wait("01:00", "hana", day=TUESDAY, **WAY)
    night.clock.set(on(25, 0, 1))
    await night.provider.upkeep()
    assert (await night.status(waits)).state is State.WAITING
    for ref, done in booked.items():
        await night.act(await night.status(done, ref), "cancel", ref)
    await night.provider.upkeep()
    assert (await night.status(waits)).state is State.PROPOSED


async def test_who_waits_for_a_seat_after_midnight_does_not_wait_for_ever(night: Scene) -> None:
    waits = await night.wait("01:00", "hana", day=TUESDAY, **{**WAY, "riders": "4"})
    night.clock.set(on(25, 0, 59))
    await night.provider.upkeep()
    assert (await night.status(waits)).state is State.WAITING
    night.clock.set(on(25, 1, 30))
    await night.provider.upkeep()
    assert (await night.status(waits)).state is State.FAILED


async def test_a_vehicle_out_of_service_until_after_midnight_drives_nobody_before(
    night: Scene,
) -> None:
    done = await book(night, "21:00")
    office = Office(night)
    line = await vehicle_line(office)
    [out] = [one for one in line.actions if one.name == "out"]
    assert [one.value for one in out.options["until"]][-1] == "02:00"
    await office.does(line, "out", until="02:00")
    seen = await night.status(done)
    assert (seen.state, seen.offer) == (State.WAITING, None), "nothing drives any more"
    assert (await vehicle_line(office)).state == "out"
