"""For whom a list of the desk is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from senior_life.contract import Name, Value
from senior_life.usecases.access import Reader
from senior_life.words import Words, render


@dataclass(frozen=True, slots=True)
class Eyes:
    """For whom a list is written: their language, today, and the names that they may read."""

    reader: Reader
    today: date
    people: Mapping[str, Name]

    def see(self, value: Value) -> Words:
        return render(value, self.reader.language, self.today, self.people)

    def see_if(self, value: Value | None) -> Words | None:
        return None if value is None else self.see(value)
