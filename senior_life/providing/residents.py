"""What the core shares of a resident, read: how old they are, and where their door is."""

from datetime import date

from senior_life.contract import Caller


def age_of(who: Caller, today: date) -> int | None:
    """None: not known, so that nothing is given by it."""
    written = who.shared.get("birth_date", "")
    if not written:
        return None
    born = date.fromisoformat(written)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def home_of(who: Caller) -> tuple[float, float] | None:
    """Latitude and longitude; None: not known."""
    lat, comma, lon = who.shared.get("home", "").partition(",")
    return (float(lat), float(lon)) if comma else None
