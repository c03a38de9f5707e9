"""The application around a tiny API, asked in-process."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

from senior_life.web import Contact, serve
from senior_life.web.catalogue import Catalogue, read_catalogue

ASSETS = Path(__file__).parents[2] / "assets"


def main(page: ft.Page) -> None:
    page.add(ft.Text("こんにちは"))


@pytest.fixture(scope="session")
def assets() -> Path:
    return ASSETS


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue(ASSETS / "web")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    api = FastAPI(openapi_url="/api/openapi.json")

    @api.get("/api/hello")
    def hello() -> str:
        return "hello"

    return serve(
        main,
        api,
        ASSETS,
        cache_dir=tmp_path_factory.mktemp("cache"),
        contact=Contact("南区 <役所>", "072-290-1800"),
    )


@pytest.fixture
async def ask(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
        client.headers["accept-encoding"] = "identity"
        yield client
