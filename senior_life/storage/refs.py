"""References for rows: never the same in two towns, and sorted by the time they were made."""

import secrets
from datetime import datetime

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_RANDOM_BITS = 80
_LENGTH = 26


def new_ref(now: datetime) -> str:
    """26 characters, safe in a URL: 48 bits of milliseconds and 80 random bits (a ULID)."""
    number = (int(now.timestamp() * 1000) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * _LENGTH - 5, -5, -5))
