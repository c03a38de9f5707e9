"""The name of one work list in a signed address: which service's, where, and of which day."""

from dataclasses import dataclass
from datetime import date

from senior_life.contract import words
from senior_life.usecases.troubles import Unknown

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Listing:
    """Written ``service.table.place.day``: none of the first three contains a dot."""

    service: str
    table: str
    place: str
    day: date

    @property
    def ref(self) -> str:
        return ".".join((self.service, self.table, self.place, self.day.isoformat()))


def listing_of(ref: str) -> Listing:
    try:
        service, table, place, day = ref.split(".")
        return Listing(service, table, place, date.fromisoformat(day))
    except ValueError as error:
        raise Unknown(_("There is no such list. Please open it again.")) from error
