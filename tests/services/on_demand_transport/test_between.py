"""What happens between two looks: somebody else needs the seat, or the ride changes vehicles."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import quoting, rows
from services.on_demand_transport.network import Network
from services.on_demand_transport.rows import Row
from services.on_demand_transport.tables import Ride
from services.on_demand_transport.wishes import wanted

from .conftest import WEDNESDAY, Scene, scene_on, small_town, vehicle
from .test_quoting import fill


async def test_whoever_was_proposed_a_seat_that_lapsed_and_was_taken_waits_again(
    store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(store, pack, files)
    await fill(scene)
    waits = await scene.wait("10:00", "waits")
    booked = await scene.host.read(_confirmed)
    await scene.provider.act(scene.who(booked.resident), booked.ref, "cancel", {}, "no")
    assert (await scene.status(waits, "waits")).state is State.PROPOSED
    scene.clock.goes(minutes=24 * 60 - 60)
    await scene.quote("10:00", "other", riders="2")
    again = await scene.status(waits, "waits")
    assert again.state is State.WAITING
    assert again.offer is None
    await scene.provider.upkeep()
    told = [one.state for one in scene.host.told if one.ref == waits.ref]
    assert told[-1] is State.WAITING


def _confirmed(session: Session) -> Ride:
    query = select(Ride).where(col(Ride.state) == State.CONFIRMED).order_by(col(Ride.ref))
    found = session.scalars(query).first()
    assert found is not None
    session.expunge(found)
    return found


async def test_a_ride_that_changes_vehicles_while_its_way_back_is_changed_stays_booked(
    anywhere: Scene,
) -> None:
    """Read on one vehicle, moved to the other by the upkeep, then kept, and the yes given."""
    scene, network = anywhere, Network(anywhere.host)
    done = await scene.book("10:00")
    who, answers = scene.who(), scene.to("10:00", round_trip="open")
    asked = quoting.trip_of(network, who, wanted(network, who, answers))
    found = await scene.host.read(
        lambda session: quoting._look(session, network, who, asked, "change", done.ref)
    )
    assert found.is_same
    await scene.host.write(lambda session: _moved(session, done.ref))
    assert await scene.host.write(lambda s: quoting._keep(s, network, found)) is None
    [offer] = await scene.provider.quote(who, answers, "change", done.ref)
    changed = await scene.provider.confirm(who, offer, "yes-change")
    assert (changed.ref, changed.state) == (done.ref, State.CONFIRMED)
    assert changed.starts == done.starts


def _moved(session: Session, ref: str) -> None:
    """As the upkeep does it: the visits and the ride's run in one transaction."""
    ride = session.get(Ride, ref)
    assert ride is not None
    other = "two-0800" if ride.run == "one-0800" else "one-0800"
    row = rows.row_of(session, WEDNESDAY, ride.run)
    assert row is not None
    assert rows.swap(session, WEDNESDAY, ride.run, replace(row, visits=()))
    empty = rows.row_of(session, WEDNESDAY, other) or Row()
    assert rows.swap(session, WEDNESDAY, other, replace(empty, visits=row.visits))
    ride.run = other
    session.add(ride)
