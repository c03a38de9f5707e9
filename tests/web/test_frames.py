"""Frames are pressed, and nothing of one is kept for the next."""

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import PerMessageDeflate

from senior_life.web.frames import PressedAlone

SCREEN = "窓口を予約する" * 1000


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    for _ in range(2):
        await socket.send_text(await socket.receive_text())


async def test_every_frame_is_pressed_by_itself() -> None:
    app = Starlette(routes=[WebSocketRoute("/ws", echo)])
    server = uvicorn.Server(uvicorn.Config(app, ws=PressedAlone, log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as door:
        serving = asyncio.create_task(server.serve(sockets=[door]))
        async with connect(f"ws://127.0.0.1:{door.getsockname()[1]}/ws") as tablet:
            [pressing] = tablet.protocol.extensions
            for _ in range(2):
                await tablet.send(SCREEN)
                assert await tablet.recv() == SCREEN
        server.should_exit = True
        await serving
    assert isinstance(pressing, PerMessageDeflate)
    assert pressing.local_no_context_takeover
    assert pressing.remote_no_context_takeover
