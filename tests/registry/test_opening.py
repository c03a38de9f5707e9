"""A town opens with the services that it approved and that passed; the rest is told why not."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from structlog.testing import capture_logs

from senior_life.registry import Registry
from senior_life.registry.gate import TOO_SLOW
from senior_life.registry.opening import open_registry
from senior_life.town import Pack
from senior_life.words import plain
from tests.registry.conftest import approval, candidate

Town = Callable[[str], Pack]


def refusal(registry: Registry, package: str) -> str:
    found = next(one for one in registry.standings if one.package == package)
    return " ".join(plain(text, "en") for text in found.refused)


def test_a_broken_one_leaves_the_others(town: Town) -> None:
    pack = town(f"{approval('tiny')}, {approval('broken')}")
    broken = candidate("lacks_a_package:service", "broken", "broken-package")
    registry = open_registry(pack, [candidate("tiny:service"), broken])
    assert list(registry.services) == ["tiny"]
    assert "a_package_that_nobody_has" in refusal(registry, "broken-package")


def test_what_the_town_did_not_approve_is_not_even_looked_at(town: Town) -> None:
    registry = open_registry(town(""), [candidate("blocks_at_import:service")])
    assert "not approved" in refusal(registry, "tiny-package")


def test_two_of_one_name_are_both_refused_until_the_town_says_which(town: Town) -> None:
    twins = [candidate("tiny:service"), candidate("descriptions:whole", package="other")]
    with capture_logs() as logged:
        unsaid = open_registry(town(approval("tiny")), twins)
    assert not unsaid.services
    lines = [str(one["why"]) for one in logged if one["event"] == "service_refused"]
    assert len(lines) == len(twins)
    assert all("say in services.yaml which package" in line for line in lines)
    assert "say in services.yaml which package" in refusal(unsaid, "other")
    said = open_registry(town(approval("tiny", "other")), twins)
    assert list(said.services) == ["tiny"]
    assert "for the package other" in refusal(said, "tiny-package")


def test_tiles_come_in_the_order_of_the_town(town: Town) -> None:
    counter = candidate("services.counter_reservation:service", "counter_reservation")
    order = f"{approval('tiny')}, {approval('counter_reservation')}"
    registry = open_registry(town(order), [counter, candidate("tiny:service")])
    assert list(registry.services) == ["tiny", "counter_reservation"]


def test_a_town_without_any_service_opens(town: Town) -> None:
    registry = open_registry(town(""), [])
    assert not registry.standings


def test_a_welcome_is_remembered_until_a_file_changes(town: Town, tmp_path: Path) -> None:
    pack, cache = town(approval("tiny")), tmp_path / "registry.json"
    open_registry(pack, [candidate("tiny:service")], cache)
    before = json.loads(cache.read_text())
    assert list(before.values()) == [[]]
    (pack.folder / "town.yaml").touch()
    open_registry(pack, [candidate("tiny:service")], cache)
    assert json.loads(cache.read_text()).keys() != before.keys()


def test_a_remembered_verdict_is_not_looked_into_again(town: Town, tmp_path: Path) -> None:
    pack, cache = town(approval("tiny")), tmp_path / "registry.json"
    open_registry(pack, [candidate("tiny:service")], cache)
    slow = {
        mark: [{"msgid": TOO_SLOW.msgid, "values": {"seconds": 9}}]
        for mark in json.loads(cache.read_text())
    }
    cache.write_text(json.dumps(slow))
    registry = open_registry(pack, [candidate("tiny:service")], cache)
    assert "within 9 seconds" in refusal(registry, "tiny-package")


def test_a_spoilt_memory_costs_only_a_second_look(town: Town, tmp_path: Path) -> None:
    cache = tmp_path / "registry.json"
    cache.write_text("[1, 2")
    registry = open_registry(town(approval("tiny")), [candidate("tiny:service")], cache)
    assert list(registry.services) == ["tiny"]


def test_what_was_refused_is_still_spoken_of(town: Town, descriptions: ModuleType) -> None:
    """In its own words when it has some, else in general ones."""
    lost, silent = "lacks_a_package:service", "descriptions:half_a_provider"
    pack = town(f"{approval('tiny')}, {approval('lost')}")
    registry = open_registry(pack, [candidate(silent), candidate(lost, "lost", "lost-package")])
    assert not registry.services
    whole = descriptions.whole
    tiny, gone = registry.absent["tiny"], registry.absent["lost"]
    assert (tiny.name, tiny.reading, tiny.icon) == (whole.name, whole.reading, whole.icon)
    assert plain(gone.name, "ja") == "まちのサービス"
    assert registry.described("never heard of").id == "never heard of"
    unapproved = open_registry(town(""), [candidate(lost)])
    assert not unapproved.absent
