"""From a sentence to what is meant: pure functions over what services describe."""

from senior_life.intents.answering import (
    changed,
    days_said,
    first_of_weekly,
    found_in,
    match,
    says_weekly,
)
from senior_life.intents.requesting import BOOK, CANCEL, CHANGE, Request, nearest, requests
from senior_life.intents.resting import Rest, Span, rest, span_in
from senior_life.intents.wishes import Wish, correction, wish, yes_or_no

__all__ = [
    "BOOK",
    "CANCEL",
    "CHANGE",
    "Request",
    "Rest",
    "Span",
    "Wish",
    "changed",
    "correction",
    "days_said",
    "first_of_weekly",
    "found_in",
    "match",
    "nearest",
    "requests",
    "rest",
    "says_weekly",
    "span_in",
    "wish",
    "yes_or_no",
]
