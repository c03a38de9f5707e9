"""Addresses, so that two ways of writing one are the same."""

import unicodedata


def folded(address: str) -> str:
    """Without spaces, and whether letters and digits are wide or narrow: for comparing only."""
    return "".join(unicodedata.normalize("NFKC", address).casefold().split())
