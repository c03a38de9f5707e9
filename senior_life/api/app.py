"""Puts the API of one town together: routes, problems, limits, idempotency, description."""

from importlib.metadata import version

from fastapi import FastAPI

from senior_life.api.description import describe
from senior_life.api.idempotency import Idempotency
from senior_life.api.limits import Limits
from senior_life.api.problems import handle_problems
from senior_life.api.routes import routers
from senior_life.usecases.town import Town


def create_api(town: Town) -> FastAPI:
    """Answers everything under ``/api`` itself; nothing is opened or started here."""
    api = FastAPI(
        title="Smart Senior Life",
        summary="A town's errands for its older residents",
        version=version("smart-senior-life"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.state.town = town
    for router in routers():
        api.include_router(router, prefix="/api")
    handle_problems(api)
    api.add_middleware(Idempotency)
    api.add_middleware(Limits)
    api.openapi = lambda: describe(api)  # type: ignore[method-assign]
    return api
