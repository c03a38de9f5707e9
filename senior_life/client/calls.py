"""One call to the town: its token, its deadline, its second try, and its errors."""

import asyncio
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Self, TypeVar, cast
from uuid import uuid4

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from senior_life.client.errors import Refused, Unreachable
from senior_life.client.inside import INSIDE, AsgiApp, Inside
from senior_life.wire import Problem

T = TypeVar("T")
Query = Mapping[str, str | int | None]

GATEWAY_ANSWERS = frozenset({502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for one answer, and before each further try."""

    deadline_seconds: float = 20.0
    pauses_seconds: tuple[float, ...] = (0.3, 1.0)


@dataclass(frozen=True)
class Calls:
    """A connection that callers share, and the token of one of them, sent with each call.

    ``within``: the town runs in this process, and is asked past the connection.
    """

    http: httpx.AsyncClient = field(repr=False)
    token: str = field(default="", repr=False)
    language: str = "ja"
    patience: Patience = Patience()
    within: Inside | None = field(default=None, repr=False)

    @classmethod
    def inside(cls, app: AsgiApp, patience: Patience = Patience()) -> Self:
        """The town in this process."""
        within = Inside(app)
        http = httpx.AsyncClient(transport=within, base_url=INSIDE, timeout=None)  # noqa: S113
        return cls(http, patience=patience, within=within)

    @classmethod
    def at(cls, url: str, patience: Patience = Patience()) -> Self:
        """The town at an address such as ``https://town.example.jp``."""
        http = httpx.AsyncClient(base_url=url, timeout=patience.deadline_seconds)
        return cls(http, patience=patience)

    def bearing(self, token: str, language: str | None = None) -> Self:
        """The same connection for the holder of another token (empty: nobody)."""
        return replace(self, token=token, language=language or self.language)

    async def close(self) -> None:
        """Ends the connection for everyone who shares it."""
        await self.http.aclose()

    async def _get(self, gives: type[T], path: str, query: Query | None = None) -> T:
        return _read(gives, await self._send("GET", path, query=query))

    async def _change(
        self,
        gives: type[T],
        method: str,
        path: str,
        body: BaseModel | None = None,
        key: str | None = None,
    ) -> T:
        """Sends a change under one key, however often it must be sent."""
        return _read(gives, await self._send(method, path, body, key=key or uuid4().hex))

    async def _tell(
        self, method: str, path: str, body: BaseModel | None = None, key: str | None = None
    ) -> None:
        await self._send(method, path, body, key=key or uuid4().hex)

    async def _send(
        self,
        method: str,
        path: str,
        body: BaseModel | None = None,
        *,
        query: Query | None = None,
        key: str | None = None,
        tries_again: bool = True,
    ) -> httpx.Response:
        pauses = self.patience.pauses_seconds if tries_again else ()
        for pause in (*pauses, None):
            try:
                return await self._once(method, path, body, query, key)
            except Unreachable:
                if pause is None:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError  # the last try has returned or raised

    async def _once(
        self, method: str, path: str, body: BaseModel | None, query: Query | None, key: str | None
    ) -> httpx.Response:
        try:
            async with asyncio.timeout(self.patience.deadline_seconds):
                response = await (self.within or self.http).request(
                    method,
                    path if path.startswith("/api/") else f"/api{path}",
                    content=None if body is None else _json(body),
                    params={k: v for k, v in query.items() if v is not None} if query else None,
                    headers=self._headers(body, key),
                )
        except (httpx.TransportError, TimeoutError) as error:
            raise Unreachable(f"{method} {path}: {error!r}") from error
        if response.is_success:
            return response
        raise _refusal(response)

    def _headers(self, body: BaseModel | None, key: str | None) -> dict[str, str]:
        headers = {"Accept-Language": self.language}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        return headers


def _json(body: BaseModel) -> bytes:
    return body.model_dump_json(exclude_unset=True).encode()


@cache
def _adapter(gives: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", gives))


def _read(gives: type[T], response: httpx.Response) -> T:
    answer: T = _adapter(cast("Hashable", gives)).validate_json(response.content)
    return answer


def _refusal(response: httpx.Response) -> Refused | Unreachable:
    """A gateway's own page is no answer of the town."""
    try:
        return Refused(Problem.model_validate_json(response.content))
    except ValidationError:
        if response.status_code in GATEWAY_ANSWERS:
            return Unreachable(f"{response.status_code} from a gateway")
        return Refused(Problem(title=response.reason_phrase, status=response.status_code))
