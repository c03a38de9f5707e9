"""Whatever a service does when it is first looked at, it does in a process of its own."""

from collections.abc import Mapping

import pytest

from senior_life.registry.gate import Gate
from senior_life.words import plain
from tests.registry.conftest import BROKEN, SAMPLE, candidate

LOOKED_AT = {
    "crashes_at_import:service": "broke off while it was being loaded (code -9)",
    "exits_at_import:service": "ended the program",
    "lacks_a_package:service": "No module named 'a_package_that_nobody_has'",
    "nowhere:service": "No module named 'nowhere'",
    "tiny:nothing": "has no attribute 'nothing'",
    "descriptions:no_phone": "no telephone number",
    "descriptions:half_a_provider": "lacks the method quote",
    "descriptions:goes_with_nothing": "lacks the method around",
    "descriptions:repeats_no_day": "asks for no day",
    "descriptions:fits_nothing": "lacks the method fits_around",
    "descriptions:half_a_desk": "Its desk lacks the method views.\nIts desk lacks the method act.",
    "descriptions:no_desk_at_all": "It cannot be loaded: TypeError",
    "descriptions:a_desk_that_asks_at_once": "without asking anything of the host",
    "descriptions:asks_at_once": "without asking anything of the host",
    "descriptions:needs_a_menu": "tiny/menu.yaml: the file is missing",
    "chatters:service": "",
    "tiny:service": "",
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BROKEN)
        gate = Gate(SAMPLE)
        told = gate.refusals([candidate(value) for value in LOOKED_AT])
    return {one.value: "\n".join(plain(t, "en") for t in why) for one, why in told.items()}


@pytest.mark.parametrize(("value", "why"), LOOKED_AT.items(), ids=LOOKED_AT)
def test_a_refusal_says_why(value: str, why: str, verdicts: Mapping[str, str]) -> None:
    assert why in verdicts[value]
    assert bool(why) == bool(verdicts[value])


def test_what_never_comes_back_is_ended_at_the_deadline() -> None:
    blocked = candidate("blocks_at_import:service")
    told = Gate(SAMPLE, deadline_seconds=1.0).refusals([blocked])
    assert [plain(text, "en") for text in told[blocked]] == [
        "It did not load within 1 seconds; “senior-life registry” looks at it again."
    ]
