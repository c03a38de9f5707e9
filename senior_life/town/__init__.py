"""The town pack: a folder of data files that a municipality edits without Python."""

from senior_life.town.calendar import Calendar
from senior_life.town.faults import Fault, PackBroken
from senior_life.town.pack import Pack, faults_of, load, service_files
from senior_life.town.places import Places

__all__ = [
    "Calendar",
    "Fault",
    "Pack",
    "PackBroken",
    "Places",
    "faults_of",
    "load",
    "service_files",
]
