"""How much one device may have read aloud: plenty for a person, too little for a machine."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

WINDOW_SECONDS = 600.0
CHARACTERS = 20_000  # some forty minutes of speech
LISTENERS = 10_000  # beyond these the quietest are forgotten


@dataclass
class Allowance:
    """Counted within this process; times are seconds of any clock that only goes forward."""

    characters: int = CHARACTERS
    window_seconds: float = WINDOW_SECONDS
    _asked: OrderedDict[str, deque[tuple[float, int]]] = field(default_factory=OrderedDict)

    def wait_seconds(self, who: str, characters: int, now: float) -> float:
        """0: go ahead, and it was counted. Otherwise when to come again; nothing was counted."""
        asked = self._asked.setdefault(who, deque())
        self._asked.move_to_end(who)
        while asked and asked[0][0] <= now - self.window_seconds:
            asked.popleft()
        if asked and sum(count for _, count in asked) + characters > self.characters:
            return asked[0][0] + self.window_seconds - now
        asked.append((now, characters))
        while len(self._asked) > LISTENERS:
            self._asked.popitem(last=False)
        return 0
