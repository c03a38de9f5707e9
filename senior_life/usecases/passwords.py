"""Passwords of staff: long, made by us, and kept only as a hash that is slow to try."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from senior_life.storage.refs import ALPHABET


def new_password() -> str:
    """80 random bits in letters that cannot be mistaken for one another."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    return _hasher().hash(password)


def is_right(known: str, password: str) -> bool:
    try:
        return _hasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


def renewed(known: str, password: str) -> str:
    """The hash again, if the library asks for more than when it was made."""
    return _hasher().hash(password) if _hasher().check_needs_rehash(known) else known


@cache
def nobodys_hash() -> str:
    """For a name that is not there: trying it takes as long as any other."""
    return _hasher().hash(secrets.token_hex())


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with the library's own cost (RFC 9106, low memory)."""
    return PasswordHasher()
