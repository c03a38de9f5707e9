"""Never comes back from being imported."""

from threading import Event

Event().wait()
