"""Words that lead to another screen wherever they are said: help at once, a person, today's plan.

They are heard on the device itself, so that an emergency is understood during an outage too.
"""

from senior_life.intents import Wish, wish


def elsewhere(words: str, walk: str = "") -> str | None:
    """The route of the screen that is meant; None: the words are for the service."""
    match wish(words):
        case Wish.EMERGENCY:
            return "/emergency"
        case Wish.HUMAN | Wish.UNSURE:
            return f"/person/{walk}" if walk else "/person"
        case Wish.TODAY:
            return "/today"
        case Wish.BACK:
            return f"/walk/{walk}" if walk else "/"
        case _:
            return None
