"""Telephone numbers grouped as they are read aloud; short emergency numbers pass as they are."""

from functools import lru_cache

import phonenumbers

LONGEST_SHORT_NUMBER = 5  # 119, 110, 188, #7119, #8000


@lru_cache(maxsize=1024)
def show_phone(number: str) -> str:
    """072-290-1800 for 0722901800; what is no Japanese number stays as it was written."""
    if len(number) <= LONGEST_SHORT_NUMBER or number.startswith("#"):
        return number
    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException:
        return number
    is_home = parsed.country_code == phonenumbers.country_code_for_region("JP")
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if is_home else form.INTERNATIONAL)
