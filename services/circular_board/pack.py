"""The town pack files of this service: who shares a circular, and what comes every week."""

from typing import Annotated, Any

from pydantic import Field, RootModel, StringConstraints

from senior_life.providing import Clock, File, Id, Kana, Named, Telephone, Weekday

Title = Annotated[str, StringConstraints(min_length=1, max_length=60)]
LONGEST_TEXT = 2000


class ServiceFile(File):
    """service.yaml. ``lasts_days``: how long a circular is shown as new, unless it says."""

    phone: Telephone = ""
    lasts_days: int = Field(default=28, ge=1, le=366)


class Han(File):
    """Neighbours who share a circular (班); its houses stand in houses.csv."""

    id: Id
    name: Named


class Association(File):
    """A neighbourhood association (自治会), and the han that it is made of."""

    id: Id
    name: Named
    han: tuple[Han, ...] = Field(min_length=1)


class AssociationsFile(RootModel[tuple[Association, ...]]):
    """associations.yaml"""


class House(File):
    """A door of a han; the order of the rows is the order in which paper goes from door to door.

    A resident lives there whose address is the same; ``name`` is whose house it is.
    """

    han: Id
    address: str = Field(min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=60)
    kana: Kana = Field(min_length=1)


class HousesFile(RootModel[tuple[House, ...]]):
    """houses.csv"""


class Meeting(File):
    """What takes place in the week of a circular, on that day and at that time."""

    weekday: Weekday
    at: Clock
    where: str = Field(default="", max_length=60)
    asks_who_comes: bool = False


class Recurring(File):
    """A circular that comes every week on that day, until the Sunday after it.

    ``audience``: ids of associations and han; empty: the whole town.
    """

    id: Id
    title: Title
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    weekday: Weekday
    audience: tuple[Id, ...] = ()
    meeting: Meeting | None = None


class RecurringFile(RootModel[tuple[Recurring, ...]]):
    """recurring.yaml"""


FILES: dict[str, Any] = {
    "service.yaml": ServiceFile,
    "associations.yaml": AssociationsFile,
    "houses.csv": HousesFile,
    "recurring.yaml": RecurringFile,
}
