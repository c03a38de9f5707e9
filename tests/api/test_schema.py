"""The API keeps to its own description, whatever it is sent (schemathesis)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from .conftest import Stage, Template
from .every_route import DESCRIPTION, ROUTES, THINGS

PATIENT = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

EXCLUDED = [positive_data_acceptance]
"""What is well formed may still be unclear (422): a wrong code, an answer to another question."""


@pytest.fixture(scope="session")
def description(template: Template) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", template.api)


@pytest.mark.parametrize("route", [one for one in ROUTES if one != DESCRIPTION])
def test_answers_are_as_described(description: BaseSchema, stage: Stage, route: str) -> None:
    """No fault of ours, on what is there and on what is not."""
    method, path = route.split(" ")
    role = "admin" if "/desk/" in path else "a"
    headers = {"Authorization": f"Bearer {stage.world.tokens[role]}"}
    thing = next((name for part, name in THINGS.items() if part in path), "")

    @PATIENT
    @given(case=description[path][method].as_strategy())
    def holds(case: Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)
        if thing:
            case.path_parameters["ref"] = stage.its[thing]
            case.headers.pop("Idempotency-Key", None)
            case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)

    holds()
