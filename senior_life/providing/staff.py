"""Whoever calls or comes to the counter speaks through staff, who may do what is too late here."""

from senior_life.contract import Channel

STAFF = frozenset({Channel.PHONE, Channel.COUNTER})
