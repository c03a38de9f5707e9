"""Who is asking, and the one place that decides what they may read or change."""

from dataclasses import dataclass

from senior_life.contract import Staff, words
from senior_life.usecases.troubles import Conflict, NotPaired, NotYours, Suspended

_ = words("senior_life")
ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Reader:
    """A device, a member of staff, or (all empty) nobody.

    ``resident`` is the one whose turn it is on the device; the others of its household are in
    ``household`` and can do nothing until it is their turn. ``session`` is that of staff.
    """

    device: str = ""
    resident: str = ""
    household: tuple[str, ...] = ()
    is_suspended: bool = False
    staff: Staff | None = None
    name: str = ""
    role: str = ""
    session: str = ""
    language: str = "ja"

    @property
    def is_device(self) -> bool:
        return bool(self.device)

    @property
    def is_staff(self) -> bool:
        return self.staff is not None

    @property
    def ref(self) -> str:
        """What logs and traces call this reader."""
        if self.staff:
            return f"staff:{self.staff.ref}"
        return f"device:{self.device}:{self.resident}" if self.device else ""

    @property
    def holder(self) -> str:
        """What signed addresses call this reader: they close with the tablet, or the session."""
        return f"{self.ref}:{self.session}" if self.staff else self.ref


NOBODY = Reader()


def may_read(reader: Reader, resident: str) -> bool:
    """Residents read what is theirs while it is their turn; the desk reads for all of them.

    A suspended resident's tablet is shut: who holds it now is not known.
    """
    is_theirs = bool(resident) and reader.resident == resident and not reader.is_suspended
    return reader.is_staff or is_theirs


def may_work_at(reader: Reader, office: str) -> bool:
    """Staff of one office work on its lists; those without an office on every list."""
    return reader.staff is not None and reader.staff.office in {"", office}


def require_read(reader: Reader, resident: str) -> None:
    require_someone(reader)
    _require_open(reader)
    if not may_read(reader, resident):
        raise NotYours(_("This belongs to another person."))


def require_change(reader: Reader, resident: str) -> None:
    """The same people as may read; whether it is still possible is for the use case to say."""
    require_read(reader, resident)


def _require_open(reader: Reader) -> None:
    if reader.is_device and reader.is_suspended:
        raise Suspended(_("The service is paused for you. Please call the desk."))


def require_someone(reader: Reader) -> None:
    if not reader.is_device and not reader.is_staff:
        raise NotPaired(_("This tablet is not connected yet. Please ask family or the desk."))


def require_device(reader: Reader) -> None:
    """For what only a tablet can do; whose turn it is may still be open."""
    require_someone(reader)
    if not reader.is_device:
        raise NotYours(_("This is done on the resident's own tablet."))


def require_resident(reader: Reader) -> str:
    """The resident whose turn it is."""
    require_device(reader)
    _require_open(reader)
    if not reader.resident:
        raise Conflict(_("Please choose first who is using the tablet."))
    return reader.resident


def require_staff(reader: Reader) -> Staff:
    if reader.staff is None:
        if reader.is_device:
            raise NotYours(_("Only the staff of the desk can do this."))
        raise NotPaired(_("Please log in."))
    return reader.staff


def require_admin(reader: Reader) -> Staff:
    """For what cannot be taken back, or is about the town rather than its visitors: joining two
    records, which services are offered. A clerk does what cannot wait: shuts a lost tablet at
    once, and pauses a person when the hospital or the family calls."""
    staff = require_staff(reader)
    if reader.role != ADMIN:
        raise NotYours(_("Only whoever heads the desk can do this. Please ask them."))
    return staff


def require_office(reader: Reader, office: str) -> Staff:
    staff = require_staff(reader)
    if not may_work_at(reader, office):
        raise NotYours(_("This list belongs to another office."))
    return staff
