"""From an offer to a ride, and a resident's own changes to it; each key works once."""

import asyncio
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col

from senior_life.contract import Caller, Gone, Offer, Progress, State, Trouble, Unclear
from senior_life.providing import HOLD
from services.on_demand_transport import (
    booked,
    calling,
    driving,
    holding,
    improving,
    making_room,
    proposals,
    quoting,
    seen,
    waiting,
)
from services.on_demand_transport.driving import Day
from services.on_demand_transport.making_room import Room
from services.on_demand_transport.nearest import gone
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import LAPSED, _
from services.on_demand_transport.showing import is_open
from services.on_demand_transport.tables import Hold, Ride, Trip
from services.on_demand_transport.wishes import OPEN, wanted

NOT_THIS = _("This cannot be done with this ride.")
CALLS = 8
"""So often a way back is looked for while others are quicker: who calls it stands there, ready."""


@dataclass(frozen=True, slots=True)
class Done:
    """The ride, and the days on which a seat became free."""

    ride: Ride
    freed: frozenset[date] = frozenset()


async def confirm(network: Network, who: Caller, offer: Offer, key: str) -> Progress:
    """Same key, same ride; the old seat of a change is freed only here, in the same act."""

    def work(session: Session) -> Done | None:
        before = booked.done_before(session, key)
        if before is not None:
            return Done(_theirs(who, before))
        if offer.is_standby:
            return _wait(session, network, who, offer, key)
        if offer.answers.get("time_kind") == OPEN:
            return _open(session, network, who, offer, key)
        return _book(session, network, who, offer, key)

    done = await network.host.write(work)
    if done is None:
        asked = quoting.trip_of(network, who, wanted(network, who, offer.answers))
        raise await gone(network, asked, LAPSED)
    await waiting.fill(network, done.freed)
    return await seen.status(network, done.ride.ref)


async def act(network: Network, who: Caller, ref: str, action: str, key: str) -> Progress:
    def work(session: Session) -> Done | None:
        ride = booked.of(session, who, ref)
        if booked.done_before(session, key) is not None:
            return Done(ride)
        match action:
            case "cancel":
                return _cancel(session, network, who, ride, key)
            case "accept":
                return _accept(session, network, who, ride, key)
            case "decline":
                return _decline(session, network, ride, key)
            case "call_return" if is_open(ride):
                return _called(session, network, ride, key)
        raise Unclear(NOT_THIS)

    done = await network.host.write(work)
    if done is None and action == "call_return":
        done = await _called_with_room(network, who, ref, key)
    if done is None:
        raise await _gone_again(network, who, ref, action)
    await waiting.fill(network, done.freed)
    return await seen.status(network, ref)


async def status(network: Network, who: Caller, ref: str) -> Progress:
    await network.host.read(lambda session: booked.of(session, who, ref))
    return await seen.status(network, ref)


def _theirs(who: Caller, ride: Ride) -> Ride:
    if ride.resident != who.ref:
        raise Trouble(booked.UNKNOWN)
    return ride


def _wait(session: Session, network: Network, who: Caller, offer: Offer, key: str) -> Done:
    asked = quoting.trip_of(network, who, wanted(network, who, offer.answers))
    booked.refuse_twice(session, asked)
    ride = booked.new(session, network, who, asked, State.WAITING)
    ride.waiting_since, ride.undo_until = network.host.now(), offer.undo_until
    return _kept(session, network, ride, key)


def _open(session: Session, network: Network, who: Caller, offer: Offer, key: str) -> Done:
    asked, freed = quoting.trip_of(network, who, wanted(network, who, offer.answers)), set[date]()
    if who.replacing:
        ride = booked.changeable(session, network, who, who.replacing)
        freed = give_up(session, ride)
        booked.place_on(network, ride, asked, "")
        ride.seq += 1
    else:
        ride = booked.new(session, network, who, asked, State.CONFIRMED)
    ride.undo_until = offer.undo_until
    return _kept(session, network, ride, key, freed)


def _book(session: Session, network: Network, who: Caller, offer: Offer, key: str) -> Done | None:
    hold = session.get(Hold, offer.id)
    if hold is None:
        before = booked.of_trip(session, offer.id)
        return Done(_theirs(who, before)) if before else None
    if hold.resident != who.ref:
        raise Trouble(booked.UNKNOWN)
    if hold.round_trip != offer.answers.get("round_trip", hold.round_trip):
        return None  # another change of the same ride was read since
    return _take(session, network, who, hold, key)


def _take(session: Session, network: Network, who: Caller, hold: Hold, key: str) -> Done | None:
    """None: it lapsed and somebody else has the seat, the vehicle went out of service, or by now
    it would have come and gone."""
    if _was_there(session, network, hold) or not driving.is_on(session, hold, hold.trip):
        proposals.let_go(session, hold)
        return None
    driving.claim(session, hold)
    others = [one for one in holding.of_hold(session, hold.hold) if one.trip != hold.trip]
    for one in others:
        holding.release(session, one)
    freed = {one.day for one in others}
    if hold.replacing:
        return _move(session, network, who, hold, key, freed)
    ride = booked.new(session, network, who, hold, State.CONFIRMED)
    booked.place_on(network, ride, hold, hold.trip)
    _forget(session, hold)
    return _kept(session, network, ride, key, freed)


def _was_there(session: Session, network: Network, hold: Hold) -> bool:
    """By its plan the vehicle came, and whoever drives it knew of nobody there."""
    now = network.minute_now(hold.day)
    if not hold.board_from < now <= hold.board_by:
        return now > hold.board_by
    hold.holds_until = max(hold.holds_until, network.host.now() + HOLD)  # so that it still stands
    session.flush()
    board = driving.load(session, network, hold.day).call(hold.trip, is_pickup=True)
    return board is None or board.begins < now


def _move(
    session: Session, network: Network, who: Caller, hold: Hold, key: str, freed: set[date]
) -> Done:
    ride = booked.changeable(session, network, who, hold.replacing)
    freed |= give_up(session, ride, but=hold.trip)
    booked.place_on(network, ride, hold, hold.trip)
    ride.seq += 1
    _forget(session, hold)
    return _kept(session, network, ride, key, freed)


def _forget(session: Session, hold: Hold) -> None:
    session.flush()
    session.execute(delete(Hold).where(col(Hold.trip) == hold.trip))


def give_up(session: Session, ride: Ride, but: str = "") -> set[date]:
    """Free what the ride has or was proposed, except the trip ``but``; the days it was on."""
    freed: set[date] = set()
    if ride.trip and ride.trip != but:
        driving.drop(session, ride.day, {ride.trip: ride.run})
        freed.add(ride.day)
    proposal = booked.proposal_of(session, ride)
    if proposal is not None and proposal.trip != but:
        freed.add(proposal.day)
        holding.release(session, proposal)
    ride.proposal = ""
    return freed


def _cancel(session: Session, network: Network, who: Caller, ride: Ride, key: str) -> Done:
    if State(ride.state) is State.CANCELLED:
        return Done(ride)
    booked.changeable(session, network, who, ride.ref)
    freed = give_up(session, ride)
    ride.state, ride.seq, ride.undo_until = State.CANCELLED, ride.seq + 1, None
    ride.needs_call = False
    return _kept(session, network, ride, key, freed)


def _accept(session: Session, network: Network, who: Caller, ride: Ride, key: str) -> Done | None:
    hold = booked.proposal_of(session, ride)
    return _take(session, network, who, hold, key) if hold else None


def accept_by_telephone(session: Session, network: Network, ride: Ride) -> bool:
    """What was proposed to whoever lost a vehicle becomes theirs; False: it is gone."""
    hold = booked.proposal_of(session, ride)
    if hold is None or not ride.is_moved or not driving.is_on(session, hold, hold.trip):
        return False
    if _was_there(session, network, hold):
        return False
    driving.claim(session, hold)
    booked.place_on(network, ride, hold, hold.trip)
    ride.seq += 1
    _forget(session, hold)
    return True


def _decline(session: Session, network: Network, ride: Ride, key: str) -> Done:
    """The next person is asked; this one goes on waiting for another seat."""
    hold = booked.proposal_of(session, ride)
    if hold is None:
        return Done(ride)
    proposals.pass_by(session, ride, hold)
    return _kept(session, network, ride, key, {hold.day})


def _called(session: Session, network: Network, ride: Ride, key: str) -> Done | None:
    if not calling.take_now(session, network, ride):
        return None
    ride.seq += 1
    return _kept(session, network, ride, key)


async def _called_with_room(network: Network, who: Caller, ref: str, key: str) -> Done | None:
    """Others change vehicles for it; None: they cannot, or somebody was quicker each time."""
    ride: Ride = await network.host.read(lambda session: booked.of(session, who, ref))
    for _try in range(CALLS):
        day = await network.host.read(lambda s: improving.read(s, network, ride.day))
        until = making_room.deadline()
        room = await asyncio.to_thread(calling.room_now, network, day, ride, until)
        if room is None:
            return None
        taken = _Room(network, who, ref, key, day, room)
        done = await network.host.write(taken.called)
        if done is not None:
            return done
    return None


@dataclass(frozen=True, slots=True)
class _Room:
    """What was found for a way back that was called."""

    network: Network
    who: Caller
    ref: str
    key: str
    day: Day
    room: Room

    def called(self, session: Session) -> Done | None:
        """None: one of the runs is another by now. Raises Unclear when it was called meanwhile."""
        ride = booked.of(session, self.who, self.ref)
        if booked.done_before(session, self.key) is not None:
            return Done(ride)
        if not is_open(ride):
            raise Unclear(NOT_THIS)
        if not calling.take_room(session, self.network, ride, self.day, self.room):
            return None
        ride.seq += 1
        return _kept(session, self.network, ride, self.key)


def _kept(
    session: Session, network: Network, ride: Ride, key: str, freed: set[date] | None = None
) -> Done:
    ride.told = ride.seq
    session.add(ride)
    booked.KEYS.remember(session, key, ride.ref, network.host.now())
    session.flush()
    return Done(ride, frozenset(freed or ()))


async def _gone_again(network: Network, who: Caller, ref: str, action: str) -> Trouble:
    ride: Ride = await network.host.read(lambda session: booked.of(session, who, ref))
    if action == "call_return":
        says = _(
            "No car is free just now. Please try again soon, or call {phone}.", phone=network.phone
        )
        return Gone(says)
    return await gone(network, Trip(**ride.model_dump(include=set(Trip.model_fields))), LAPSED)
