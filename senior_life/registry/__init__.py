"""Finds the services of a town, checks each at a safe distance, and sets a broken one aside.

``opening`` is not imported here: the probe of each service pays for every import.
"""

from senior_life.registry.candidates import Candidate, installed
from senior_life.registry.record import Offered, Registry, Standing

__all__ = [
    "Candidate",
    "Offered",
    "Registry",
    "Standing",
    "installed",
]
