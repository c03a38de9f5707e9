"""Short-lived signed addresses for files that the browser itself fetches, without a token."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from senior_life.contract import words
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotYours

_ = words("senior_life")
PREFIX = "/api/files"
MINUTES = 10


@dataclass(frozen=True, slots=True)
class Claims:
    """What an address was signed for: the file, of which thing, for whom, until when."""

    what: str
    ref: str
    reader: str
    until: datetime


def sign(town: Town, what: str, ref: str, reader: str, minutes: int = MINUTES) -> str:
    """``/api/files/<what>/<ref>?reader=…&until=…&signature=…``, good for a few minutes.

    ``reader`` is ``Reader.holder``: the file is made as that reader may see it.
    """
    until = int((town.now() + timedelta(minutes=minutes)).timestamp())
    signature = _signature(town, what, ref, reader, until)
    query = urlencode({"reader": reader, "until": until, "signature": signature})
    return f"{PREFIX}/{quote(what, safe='')}/{quote(ref, safe='')}?{query}"


def open_signed(
    town: Town, what: str, ref: str, *, reader: str, until: int, signature: str
) -> Claims:
    """The claims of an address; NotYours when it was altered or its minutes are over."""
    expected = _signature(town, what, ref, reader, until)
    is_real = hmac.compare_digest(expected.encode(), signature.encode())
    if not is_real or until < town.now().timestamp():
        raise NotYours(_("This link is no longer valid. Please open it again from the app."))
    return Claims(what, ref, reader, datetime.fromtimestamp(until, UTC))


def _signature(town: Town, what: str, ref: str, reader: str, until: int) -> str:
    """Length before each part, so that no two sets of claims spell the same message."""
    parts = (what, ref, reader, str(until))
    message = "".join(f"{len(part)}:{part}" for part in parts).encode()
    return hmac.new(town.signing_key, message, hashlib.sha256).hexdigest()
