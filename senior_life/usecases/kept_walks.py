"""A walk as it lies in a draft's row: its answers, and which question is asked."""

from collections.abc import Mapping
from typing import Any

from senior_life.contract import Service
from senior_life.flows.walk import Walk
from senior_life.storage.values import from_json, to_json
from senior_life.usecases.weekly import Often, often, steps_of


def walk_to_json(walk: Walk) -> dict[str, Any]:
    """Without the question that is asked, which is a column of its own."""
    return {
        "answers": to_json(walk.answers),
        "says": to_json(walk.says),
        "earlier": to_json(walk.earlier),
        "skipped": sorted(walk.skipped),
        "alone": sorted(walk.alone),
        "is_reopened": walk.is_reopened,
        "often": often(walk).value,
    }


def walk_from_json(service: Service, flow: Mapping[str, Any], current: str) -> Walk:
    """What the service no longer asks is left out; what it asks anew is still open."""
    steps = steps_of(service, _often(flow))
    names = {step.name for step in steps}
    answers = {k: v for k, v in from_json(flow["answers"]).items() if k in names}
    return Walk(
        steps,
        current if current in names else "",
        answers,
        {k: v for k, v in from_json(flow["says"]).items() if k in answers},
        {k: v for k, v in from_json(flow["earlier"]).items() if k in names},
        frozenset(flow["skipped"]) & names,
        frozenset(flow["alone"]) & names,
        flow.get("is_reopened", False),
    )


def _often(flow: Mapping[str, Any]) -> Often:
    """A draft of an earlier version said only whether it is of every week."""
    was = Often.WEEKLY if flow.get("is_weekly") else Often.ONCE
    return Often(flow.get("often", was))
