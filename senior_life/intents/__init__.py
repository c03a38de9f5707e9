"""From a sentence to what is meant: pure functions over what services describe."""

from senior_life.intents.answering import changed, found_in, match
from senior_life.intents.requesting import BOOK, CANCEL, CHANGE, Request, nearest, requests
from senior_life.intents.wishes import Wish, correction, wish, yes_or_no

__all__ = [
    "BOOK",
    "CANCEL",
    "CHANGE",
    "Request",
    "Wish",
    "changed",
    "correction",
    "found_in",
    "match",
    "nearest",
    "requests",
    "wish",
    "yes_or_no",
]
