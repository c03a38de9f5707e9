"""The routes, one file for each part of the town; ``docs/api.md`` lists them all."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

AT_EVERY_TAP = "walks"


def routers() -> list[APIRouter]:
    """The ``router`` of every module here; first the one that is asked the most, for they are
    tried one after the other."""
    names = sorted(module.name for module in iter_modules(__path__))
    names.sort(key=lambda name: name != AT_EVERY_TAP)
    return [import_module(f"{__name__}.{name}").router for name in names]
