"""A voice behind the OpenAI speech API (POST /v1/audio/speech), and one in reserve."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import structlog

from senior_life.speech.port import Clause, Sound, Speed, Tts, Voiceless

PACE = {Speed.SLOW: 0.75, Speed.NORMAL: 0.95, Speed.FAST: 1.2}
DEADLINE_SECONDS = 6.0
LARGEST_BYTES = 4 * 1024 * 1024
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """``base`` ends before /v1; ``key`` may be empty. ``credit``: what its licence asks for."""

    base: str
    model: str
    speaker: str
    key: str = ""
    credit: str = ""


class RemoteVoice:
    """``respell`` puts our kana where a dictionary would misread the text."""

    def __init__(
        self,
        server: Server,
        http: httpx.AsyncClient,
        respell: Callable[[Clause], Awaitable[str]],
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self.voice = f"{server.base}-{server.model}-{server.speaker}"
        self.credit = server.credit
        self._server = server
        self._http = http
        self._respell = respell
        self._deadline_seconds = deadline_seconds

    async def warm(self) -> None:
        """Nothing to load on this side."""

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        try:
            async with asyncio.timeout(self._deadline_seconds):
                answer = await self._ask(await self._respell(clause), speed)
            answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as failure:
            raise Voiceless(f"{self._server.base}: {failure!r}") from failure
        return Sound(answer.content, media_type(answer), self.voice)

    async def _ask(self, text: str, speed: Speed) -> httpx.Response:
        server = self._server
        said = {"model": server.model, "voice": server.speaker, "input": text}
        return await self._http.post(
            f"{server.base.rstrip('/')}/v1/audio/speech",
            json=said | {"response_format": "mp3", "speed": PACE[speed]},
            headers={"Authorization": f"Bearer {server.key}"} if server.key else {},
        )


def media_type(answer: httpx.Response) -> str:
    """Raises Voiceless for what is no sound, such as a log-in page."""
    kind = str(answer.headers.get("content-type", "")).partition(";")[0]
    if kind not in {"audio/mpeg", "audio/mp3"} or not 0 < len(answer.content) <= LARGEST_BYTES:
        raise Voiceless(f"{answer.url} answered {kind or 'nothing'}, not an MP3 sound")
    return "audio/mpeg"


class WithReserve:
    """Speaks with ``first``; when it cannot, with ``reserve``, and rests ``first``."""

    def __init__(
        self, first: Tts, reserve: Tts, clock: Callable[[], float], rest_seconds: float = 60
    ) -> None:
        self.voice = first.voice
        self.credit = " / ".join(filter(None, (first.credit, reserve.credit)))
        self._first = first
        self._reserve = reserve
        self._clock = clock
        self._rest_seconds = rest_seconds
        self._resting_until = float("-inf")

    async def warm(self) -> None:
        await self._first.warm()
        await self._reserve.warm()

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        if self._clock() >= self._resting_until:
            try:
                return await self._first.say(clause, speed)
            except Voiceless as failure:
                self._resting_until = self._clock() + self._rest_seconds
                log.warning("voice_in_reserve", why=str(failure), instead=self._reserve.voice)
        return await self._reserve.say(clause, speed)
