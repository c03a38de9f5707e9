"""What a service promises that goes with appointments of others; of the rest nothing is asked."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from senior_life.contract import Accompanies, Appointment, FitsAround, Offer, Trouble
from senior_life.testing.stage import Stage, keep

DAYS, PLACES = 7, 40
FROM, LASTS = timedelta(hours=11), timedelta(minutes=30)


async def what_goes_with_an_appointment_is_no_third_place(stage: Stage) -> None:
    """Somewhere in the town, some day, it goes with an appointment; what it names can be quoted,
    and neither that nor what that brings is at the appointment's own time."""
    if not isinstance(stage.provider, Accompanies):
        return
    for what in _appointments(stage):
        offers = await _beside(stage, stage.provider, what)
        if offers:
            await _keep_clear(stage, what, offers)
            return
    keep(False, "it goes with no appointment at any place of the town, whatever the day")


async def what_is_said_to_fit_can_be_held(stage: Stage) -> None:
    """Of a week's appointments, for those with which it says that it could go an offer is found,
    and one for what that brings; and it says so of one at least, for one person."""
    provider = stage.provider
    if not isinstance(provider, FitsAround) or not isinstance(provider, Accompanies):
        return
    fit = await provider.fits_around(stage.who(), list(_appointments(stage)))
    keep(fit, "it fits no appointment at any place of the town, whatever the day")
    for what in (fit[0], fit[-1]):
        offers = await _beside(stage, provider, what)
        keep(offers, "what it said to fit cannot be held")
        await _keep_clear(stage, what, offers)


async def _beside(stage: Stage, provider: Accompanies, what: Appointment) -> Sequence[Offer]:
    """Nothing where it says that it does not go there."""
    try:
        answers = await provider.around(stage.who(), what)
        return await stage.provider.quote(stage.who(), answers, "around")
    except Trouble:
        return ()


async def _keep_clear(stage: Stage, what: Appointment, offers: Sequence[Offer]) -> None:
    for offer in offers:
        keep(_is_clear(offer, what), "it is at the very time of the appointment")
        if offer.and_then is not None:
            then = await stage.provider.quote(stage.who(), offer.and_then, "and-then")
            keep(then and _is_clear(then[0], what), "what it brings is at the appointment's time")


def _is_clear(offer: Offer, what: Appointment) -> bool:
    if offer.starts is None or offer.ends is None:
        return True
    return offer.ends <= what.starts or offer.starts >= what.ends


def _appointments(stage: Stage) -> Iterator[Appointment]:
    midnight: datetime = stage.clock().replace(hour=0, minute=0)
    for place in stage.host.places.search("", PLACES):
        for day in range(1, DAYS):
            starts = midnight + timedelta(days=day) + FROM
            yield Appointment(place.id, place.name, starts, starts + LASTS)
