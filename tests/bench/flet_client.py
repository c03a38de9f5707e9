"""A headless client that speaks Flet's own protocol: it keeps the screen's tree and taps on it.

The format is that of flet 1.0: binary frames ``[0x00][msgpack [action, body]]`` on ``/ws``; a
patch is ``[paths, [operation, node, key, value], …]`` where ``paths`` numbers the nodes that the
operations touch. A control is a dictionary with its id in ``_i`` and its class in ``_c``.
"""

import asyncio
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import msgpack
from websockets.asyncio.client import ClientConnection, connect

REGISTER, PATCH, EVENT, PROPS, INVOKE, CRASHED = 1, 2, 3, 4, 5, 6
REPLACE, ADD, REMOVE, MOVE = 0, 1, 2, 3

Node = dict[str, Any]
Path = tuple[Any, ...]
"""Names of properties and places in lists, from a control down to what is changed."""


class Crashed(Exception):
    """The session ended with an error of the app."""


class FletClient:
    """One person's tablet. ``stored`` answers what the app reads from the browser's storage."""

    def __init__(self, url: str, stored: dict[str, str], route: str = "/") -> None:
        self._url = url
        self._stored = stored
        self._route = route
        self._changed = asyncio.Condition()
        self._error = ""
        self.page: Node = {}
        self.received_bytes = 0
        self.drawn = 0
        """How often the screen has changed."""
        self._index: dict[int, Node] = {}

    async def __aenter__(self) -> "FletClient":
        self._socket: ClientConnection = await connect(self._url, max_size=None)
        page = {"route": self._route, "width": 800.0, "height": 1280.0, "platform": "linux"}
        page |= {"web": True, "pwa": False, "wasm": False, "debug": False, "test": False}
        await self._send(REGISTER, {"session_id": None, "page_name": "", "page": page})
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reader.cancel()
        await self._socket.close()

    async def _send(self, action: int, body: Node) -> None:
        await self._socket.send(b"\x00" + msgpack.packb([action, body]))

    async def _read(self) -> None:
        async for frame in self._socket:
            assert isinstance(frame, bytes)
            self.received_bytes += len(frame)
            if frame[0] == 0:
                action, body = msgpack.unpackb(frame[1:], strict_map_key=False)
                await self._take(action, body)
                async with self._changed:
                    self._changed.notify_all()

    async def _take(self, action: int, body: Node) -> None:
        if action == REGISTER:
            self.page = body["page_patch"]
            self._error = body["error"] or ""
            self._learn(self.page)
        elif action == PATCH:
            self._apply(self._index[body["id"]], body["patch"])
            self.drawn += 1
        elif action == INVOKE:
            await self._answer(body)
        elif action == CRASHED:
            self._error = body["message"]

    async def _answer(self, body: Node) -> None:
        result = None
        if body["name"] == "get":
            result = self._stored.get(body["args"].get("key", ""))
        elif body["name"] == "contains_key":
            result = body["args"].get("key", "") in self._stored
        reply = {"control_id": body["control_id"], "call_id": body["call_id"]}
        await self._send(INVOKE, {**reply, "result": result, "error": None})

    def _learn(self, value: Any) -> None:
        for node in nodes(value):
            self._index[node["_i"]] = node

    def _apply(self, root: Node, patch: list[Any]) -> None:
        """As the browser does: each path is followed when its operation's turn comes."""
        paths = dict(_numbered(patch[0]))
        for kind, at, key, *rest in patch[1:]:
            holder = _at(root, paths[at])
            if kind == REMOVE:
                del holder[key]
            elif kind == MOVE:
                item = holder.pop(key)
                _at(root, paths[rest[0]]).insert(rest[1], item)
            elif kind == ADD and isinstance(holder, list):
                holder.insert(key, rest[0])
                self._learn(rest[0])
            else:
                holder[key] = rest[0]
                self._learn(rest[0])

    def handles(self) -> list[str]:
        """The identifiers of all controls on the screen, from top to bottom."""
        return [n["identifier"] for n in nodes(self.page) if n.get("identifier")]

    def _button(self, handle: str) -> Node:
        holder = next(n for n in nodes(self.page) if n.get("identifier") == handle)
        return next(n for n in nodes(holder) if n.get("on_click"))

    async def until(self, seen: Callable[[list[str]], bool], seconds: float = 30) -> None:
        """Wait until the handles on the screen satisfy ``seen``."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: bool(self._error) or seen(self.handles()))
        if self._error:
            raise Crashed(self._error)

    async def tap(self, handle: str) -> None:
        target = self._button(handle)["_i"]
        await self._send(EVENT, {"target": target, "name": "click", "data": None})


def nodes(value: Any) -> Iterator[Node]:
    """All controls below ``value``, from top to bottom."""
    if isinstance(value, dict):
        if "_i" in value:
            yield value
        for key, child in value.items():
            if key != "_i" and isinstance(child, dict | list):
                yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


def _numbered(tree: list[Any], path: Path = ()) -> Iterator[tuple[int, Path]]:
    yield tree[0], path
    for key, deeper in (tree[1] if len(tree) > 1 else {}).items():
        yield from _numbered(deeper, (*path, key))


def _at(root: Any, path: Path) -> Any:
    return reduce(lambda holder, key: holder[key], path, root)
