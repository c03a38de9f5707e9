"""Says clauses: from the cache, or once by the voice; the next ones only while someone listens."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine, Sequence

from senior_life.speech.allowance import Allowance
from senior_life.speech.cache import SoundCache, fingerprint
from senior_life.speech.port import Clause, Sound, Speed, Tts, Voiceless

AHEAD = 2
REMEMBERED = 2000  # clauses whose followers are known; what is forgotten is made when asked


class Mouth:
    """One for the process. ``close`` it, so that nothing it started outlives it."""

    def __init__(self, voice: Tts, cache: SoundCache) -> None:
        self.credit = voice.credit
        self.allowance = Allowance()
        self._voice = voice
        self._cache = cache
        self._making: dict[str, asyncio.Task[Sound]] = {}
        self._ahead: set[asyncio.Task[None]] = set()
        self._next: OrderedDict[str, Sequence[Clause]] = OrderedDict()
        self._listening = 0

    def warm(self) -> None:
        """Loads the voice in the background; returns at once."""
        self._start(self._voice.warm())

    async def open(self, clauses: Sequence[Clause], speed: Speed) -> None:
        """Someone wants to hear this: the first clause is made at once. Raises Voiceless."""
        for index, clause in enumerate(clauses):
            name = fingerprint(clause, self._voice.voice, speed)
            self._next[name] = clauses[index + 1 : index + 1 + AHEAD]
            self._next.move_to_end(name)
        while len(self._next) > REMEMBERED:
            self._next.popitem(last=False)
        if clauses:
            await self.made(clauses[0], speed)

    async def sound(self, clause: Clause, speed: Speed) -> Sound:
        """The clause aloud; then the next two are made ready. Raises Voiceless."""
        sound = await self.made(clause, speed)
        name = fingerprint(clause, self._voice.voice, speed)
        self._start(self._make_ahead(self._next.get(name, ()), speed))
        return sound

    async def made(self, clause: Clause, speed: Speed) -> Sound:
        """The clause aloud, before whatever is only made ahead. Raises Voiceless."""
        self._listening += 1
        try:
            return await self._made(clause, speed)
        finally:
            self._listening -= 1

    async def close(self) -> None:
        tasks = [*self._ahead, *self._making.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _made(self, clause: Clause, speed: Speed) -> Sound:
        """However many ask at once, it is made once; a listener who leaves stops nobody else."""
        name = fingerprint(clause, self._voice.voice, speed)
        if (task := self._making.get(name)) is None:
            task = asyncio.create_task(self._kept_or_new(name, clause, speed))
            self._making[name] = task
            task.add_done_callback(lambda _: self._making.pop(name, None))
        return await asyncio.shield(task)

    async def _kept_or_new(self, name: str, clause: Clause, speed: Speed) -> Sound:
        """Looks and makes in one: who looked a moment too early does not make it once more."""
        if (kept := await asyncio.to_thread(self._cache.get, name)) is not None:
            return Sound(kept, "audio/mpeg", self._voice.voice)
        sound = await self._voice.say(clause, speed)
        if sound.voice == self._voice.voice:  # a voice in reserve is not kept under this name
            await asyncio.to_thread(self._cache.put, name, sound)
        return sound

    async def _make_ahead(self, clauses: Sequence[Clause], speed: Speed) -> None:
        for clause in clauses:
            if self._listening:  # who listens now comes first
                return
            try:
                await self._made(clause, speed)
            except Voiceless:
                return  # said to the one who asks for it

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._ahead.add(task)
        task.add_done_callback(self._ahead.discard)
