"""How a clause travels in its signed address, and how its sound is sent to a player."""

import base64
import json
import re
import zlib

from fastapi import Response

from senior_life.speech.port import Clause, Sound, Speed

RANGE = re.compile(r"bytes=([0-9]{1,9})-([0-9]{0,9})")
CACHED = "private, max-age=1800"


def pack(clause: Clause, speed: Speed) -> str:
    """The address carries all that is needed, so any process can answer it, also later."""
    said = json.dumps([speed, clause.pieces], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(said.encode(), 9)).decode().rstrip("=")


def unpack(ref: str) -> tuple[Clause, Speed]:
    """Only for what was signed here."""
    packed = base64.urlsafe_b64decode(ref + "=" * (-len(ref) % 4))
    speed, pieces = json.loads(zlib.decompress(packed))
    return Clause(tuple((written, kana) for written, kana in pieces)), Speed(speed)


def played(sound: Sound, wanted: str) -> Response:
    """``wanted`` is the Range header: players on iOS ask for the first two bytes and go on."""
    content, size = sound.content, len(sound.content)
    headers = {"Accept-Ranges": "bytes", "Cache-Control": CACHED}
    found = RANGE.fullmatch(wanted)
    if not found:
        return Response(content, headers=headers, media_type=sound.media_type)
    start, end = int(found[1]), min(int(found[2] or size), size - 1)
    if start > end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Response(content[start : end + 1], 206, headers, sound.media_type)
