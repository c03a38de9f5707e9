"""Which voice speaks: the town's own server when there is one, else the embedded one."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from senior_life.speech.cache import SoundCache
from senior_life.speech.mouth import Mouth
from senior_life.speech.openjtalk import OpenJTalk
from senior_life.speech.port import Tts
from senior_life.speech.remote import RemoteVoice, Server, WithReserve


@asynccontextmanager
async def open_mouth(
    folder: Path, http: httpx.AsyncClient, server: Server | None = None
) -> AsyncIterator[Mouth]:
    """Sounds are kept in ``folder``. The voice is loaded in the background."""
    embedded = OpenJTalk()
    voice: Tts = embedded
    if server:
        remote = RemoteVoice(server, http, embedded.respelt)
        voice = WithReserve(remote, embedded, time.monotonic)
    mouth = Mouth(voice, SoundCache(folder))
    mouth.warm()
    try:
        yield mouth
    finally:
        await mouth.close()
        embedded.close()
