"""Let each candidate be looked at in a process of its own, within a deadline, and remember it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from senior_life.contract import Text, words
from senior_life.registry import candidates as finding
from senior_life.registry.candidates import Candidate

_ = words("senior_life")

DEADLINE_SECONDS = 30.0
TOO_SLOW = _("It did not load within {seconds} seconds; “senior-life registry” looks at it again.")
AT_ONCE = 4
CORE = Path(__file__).parents[1]
OURS = (CORE / "contract", CORE / "registry", CORE / "town")
"""A change of these may change the verdict on every service."""


class Gate:
    """``cache`` is a file in the data folder; None: every candidate is looked at anew.

    ``described`` has the words of those looked at, as ``absent.tell`` gives them.
    """

    def __init__(
        self, town: Path, cache: Path | None = None, deadline_seconds: float = DEADLINE_SECONDS
    ) -> None:
        self._town, self._cache, self._deadline = town, cache, deadline_seconds
        self.described: dict[Candidate, Mapping[str, Any]] = {}

    def refusals(self, candidates: Sequence[Candidate]) -> Mapping[Candidate, Sequence[Text]]:
        """Why each is refused; an empty sequence: it is welcome."""
        known = self._known()
        marks = {one: finding.fingerprint(one, (*OURS, self._town)) for one in candidates}
        fresh = [one for one in candidates if (marks[one] or "") not in known]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            looked = dict(zip(fresh, pool.map(self._look, fresh), strict=True))
        verdicts = {one: looked[one] if one in looked else known[marks[one] or ""] for one in marks}
        if fresh:
            self._remember({mark: verdicts[one] for one, mark in marks.items() if mark})
        return verdicts

    def _look(self, candidate: Candidate) -> Sequence[Text]:
        request = {
            "name": candidate.name,
            "value": candidate.value,
            "town": str(self._town),
            "path": sys.path,
        }
        child = subprocess.Popen(
            [sys.executable, "-m", "senior_life.registry.probe"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(CORE.parent), *sys.path))},
            start_new_session=True,
        )
        try:
            said, _nothing = child.communicate(json.dumps(request).encode(), self._deadline)
        except subprocess.TimeoutExpired:
            seconds = int(self._deadline)
            return [Text(TOO_SLOW.msgid, {"seconds": seconds})]
        finally:
            _end(child)
        try:
            told = json.loads(said)
            why = [_text(one) for one in told["refusals"]]
            self.described[candidate] = told["described"]
        except (ValueError, KeyError, TypeError):
            code = child.returncode
            return [_("Its program broke off while it was being loaded (code {code}).", code=code)]
        return why

    def _known(self) -> dict[str, Sequence[Text]]:
        try:
            told = json.loads(self._cache.read_text("utf-8")) if self._cache else {}
            return {mark: [_text(one) for one in texts] for mark, texts in told.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # a lost or spoilt memory only costs a second look

    def _remember(self, verdicts: Mapping[str, Sequence[Text]]) -> None:
        if self._cache is None:
            return
        told = {
            mark: [{"msgid": text.msgid, "values": dict(text.values)} for text in texts]
            for mark, texts in verdicts.items()
            if not texts or texts[0].msgid == TOO_SLOW.msgid  # other faults may be mended elsewhere
        }
        beside = self._cache.with_suffix(".new")
        beside.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        beside.replace(self._cache)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started, then let it go."""
    if os.name == "posix":
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()
    else:
        child.kill()
    child.communicate()


def _text(told: Mapping[str, object]) -> Text:
    values = told["values"]
    if not isinstance(values, dict) or not isinstance(told["msgid"], str):
        raise TypeError("not a refusal")
    return Text(told["msgid"], values)
