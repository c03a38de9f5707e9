"""What may still be done to a booking, and by whom, before its provider is asked."""

from senior_life.contract import Channel, Phone, Progress, words
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases.together import CANCEL_ALL, CANCEL_REST, CHANGE
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import TooLate, Unknown

_ = words("senior_life")
UNDOING = {"cancel", CANCEL_ALL, CANCEL_REST, CHANGE}
DESK = {Channel.PHONE.value, Channel.COUNTER.value}
"""For the desk the provider decides what is too late."""


def refuse_change(town: Town, row: BookingRow, channel: str) -> None:
    """Before any question: raises Unknown when it is not offered (any more), or TooLate."""
    if row.progress is None or not row.is_whole:
        raise not_offered(town)
    refuse_unoffered(town, from_json(row.progress), CHANGE, channel)


def refuse_unoffered(town: Town, progress: Progress, action: str, channel: str) -> None:
    if action not in {one.name for one in progress.actions}:
        raise not_offered(town)
    if action in UNDOING and is_late(town, progress, channel):
        says = _("It is too late to cancel here. Please call {phone}.", phone=_desk(town))
        if action == CHANGE:
            says = _("It is too late to change this here. Please call {phone}.", phone=_desk(town))
        raise TooLate(says)


def is_late(town: Town, progress: Progress, channel: str) -> bool:
    """Whether it can no longer be undone here."""
    is_over = progress.undo_until is not None and progress.undo_until < town.now()
    return is_over and channel not in DESK


def not_offered(town: Town) -> Unknown:
    return Unknown(_("This cannot be done (any more). Please call {phone}.", phone=_desk(town)))


def _desk(town: Town) -> Phone:
    phone: Phone = town.pack.phone
    return phone
