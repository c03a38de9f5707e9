"""Reads a screen aloud: its sentences become clauses, each with the address of its sound."""

import math
import time

from fastapi import APIRouter, HTTPException

from senior_life.api.auth import Someone, TheTown
from senior_life.api.signing import sign
from senior_life.api.sounds import pack
from senior_life.contract import OutOfReach, words
from senior_life.speech.clauses import clauses
from senior_life.speech.mouth import Mouth
from senior_life.speech.port import Speed, Voiceless
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import RateLimited
from senior_life.wire import ClauseOut, SpeechIn
from senior_life.words import Words
from senior_life.words.readings import read

_ = words("senior_life")
router = APIRouter(tags=["speech"])
LONGEST = 4000
"""Characters of one screen, readings included: far more than any screen of ours has."""
MINUTES = 30


@router.post("/speech")
async def speech(town: TheTown, reader: Someone, body: SpeechIn) -> list[ClauseOut]:
    """The first sound is ready when this answers; the others are made as they are fetched."""
    size = sum(map(size_of, body.lines))
    if size > LONGEST:
        raise HTTPException(413)
    said = clauses(readable(line) for line in body.lines)
    if not said:
        return []
    mouth, speed = mouth_of(town), Speed(body.speed)
    require_allowance(mouth, reader.ref, size)
    try:
        await mouth.open(said, speed)
    except Voiceless as silence:
        raise speechless() from silence
    return [
        ClauseOut(text=one.text, url=sign(town, "sound", pack(one, speed), reader.holder, MINUTES))
        for one in said
    ]


def mouth_of(town: Town) -> Mouth:
    if town.mouth is None:
        raise speechless()
    return town.mouth


def speechless() -> OutOfReach:
    return OutOfReach(_("Reading aloud is not possible just now. Please read the screen."))


def require_allowance(mouth: Mouth, who: str, size: int) -> None:
    """Raises RateLimited."""
    wait = mouth.allowance.wait_seconds(who, size, time.monotonic())
    if wait:
        says = _("Too much is being read aloud. Please wait a little, then try again.")
        raise RateLimited(says, math.ceil(wait))


def readable(line: Words) -> Words:
    """Words that came without readings get those of the dictionary."""
    return line if line.ruby else Words(line.text, read(line.text))


def size_of(line: Words) -> int:
    return len(line.text) + sum(len(written) + len(kana) for written, kana in line.ruby)
