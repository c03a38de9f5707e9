"""One process for the API and the screens: /api goes to the API, everything else is here."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from flet.app import AppCallable
from flet_web.fastapi import app_manager  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from senior_life.web.catalogue import Catalogue, read_catalogue
from senior_life.web.files import Shelf
from senior_life.web.headers import WithHeaders
from senior_life.web.lightening import lighten
from senior_life.web.mending import mend
from senior_life.web.numbering import begin_elsewhere
from senior_life.web.packing import pack_quickly
from senior_life.web.page import Contact, read_page
from senior_life.web.socket import Door
from senior_life.web.sparse import spare
from senior_life.web.squeeze import Squeezer

SESSION_SECONDS = 3600  # how long a closed browser finds its session again


def serve(
    main: AppCallable,
    api: FastAPI,
    assets_dir: Path,
    *,
    cache_dir: Path,
    contact: Contact,
    session_seconds: int = SESSION_SECONDS,
    origins: Collection[str] = (),
) -> ASGIApp:
    """The whole application as one ASGI app; its lifespan contains the API's.

    `api` gets every path under /api unchanged, so its routes begin with /api themselves. Of
    `assets_dir` only web/ is served. Compressed copies are kept in `cache_dir`. `origins` are the
    addresses of a proxy in front that does not pass the Host header on.
    """
    web_dir = assets_dir / "web"
    catalogue = read_catalogue(web_dir)
    squeezer = Squeezer(cache_dir)
    page = read_page(web_dir, catalogue, contact)
    door = Door(main, session_seconds, origins)
    screens = Starlette(
        routes=[
            WebSocketRoute("/ws", door.open),
            Route("/alive", alive),
            Route("/client/{path:path}", Shelf(catalogue, squeezer).answer),
            Route("/{path:path}", page.answer),
        ],
        lifespan=_lifespan(api, catalogue, squeezer),
    )
    return WithHeaders(Beside(api, screens))


async def alive(_: Request) -> Response:
    """The page's script asks this when its socket has long been silent."""
    return Response(status_code=204, headers={"cache-control": "no-store"})


class Beside:
    """Sends a path to the API or to the screens, unchanged."""

    def __init__(self, api: ASGIApp, screens: ASGIApp) -> None:
        self.api = api
        self.screens = screens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        chosen = self.api if path == "/api" or path.startswith("/api/") else self.screens
        await chosen(scope, receive, send)


Life = Callable[[Starlette], AbstractAsyncContextManager[Mapping[str, Any]]]


def _lifespan(api: FastAPI, catalogue: Catalogue, squeezer: Squeezer) -> Life:
    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        async with api.router.lifespan_context(api) as state:
            begin_elsewhere()
            mend()
            lighten()
            spare()
            pack_quickly()
            await app_manager.start()
            squeezer.start(catalogue)
            try:
                yield state or {}
            finally:
                squeezer.stop()
                await app_manager.shutdown()

    return life
