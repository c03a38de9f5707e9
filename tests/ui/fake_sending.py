"""Files sent to the fake town, of which it remembers what they are called."""

from dataclasses import dataclass, field
from typing import Any

from fake_client import FakeClient, FakeTown
from fake_words import refused

from senior_life import wire


@dataclass
class SendingTown(FakeTown):
    """Has a limit of its own."""

    files: list[wire.FileIn] = field(default_factory=list)
    largest_file: int = 2_000


@dataclass(frozen=True)
class FakeSending(FakeClient):
    """To a ``SendingTown``."""

    def _called(self, name: str) -> Any:
        return super()._called(name)

    async def begin_file(self, file: wire.FileIn) -> wire.UploadOut:
        state = self._called("begin_file")
        if file.size_bytes > state.largest_file:
            raise refused("unclear", 422, "ファイルが大きすぎます。")
        state.files.append(file)
        ref = f"f{len(state.files)}"
        return wire.UploadOut(ref=ref, url=f"/api/files/upload/{ref}?signature=x")

    async def sent_file(self, ref: str) -> wire.FileOut:
        file = self._called("sent_file").files[int(ref[1:]) - 1]
        return wire.FileOut(ref=ref, name=file.name, size_bytes=file.size_bytes, url="/x")
