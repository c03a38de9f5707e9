"""The button that opens the computer's own list of files, and the browser's way to send one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from senior_life.contract import words
from senior_life.ui.blocks import Said
from senior_life.ui.blocks.press import by_the_browser
from senior_life.ui.desk.acts.files import Chosen, Send, Unsent
from senior_life.ui.desk.blocks import push
from senior_life.ui.look import Look

_ = words("senior_life")
SILENT_SECONDS = 120.0
"""The browser tells of every tenth: for 2 MB that is a line of 0.13 Mbit/s."""
WHOLE = 1.0
Took = Callable[[Chosen, Send], Awaitable[None]]


@dataclass(eq=False)
class Picker:
    """One list of files. ``took`` is told what was chosen, and how to send it."""

    took: Took
    _told: asyncio.Queue[ft.FilePickerUploadEvent] = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self.control = ft.FilePicker(on_result=self._chosen, on_upload=self._heard)

    def _heard(self, event: ft.FilePickerUploadEvent) -> None:
        self._told.put_nowait(event)

    async def _chosen(self, event: ft.FilePickerResultEvent) -> None:
        for one in event.files[:1]:

            def send(url: str, file: int = one.id) -> AsyncIterator[float]:
                return self._sending(file, url)

            await self.took(Chosen(one.name, one.size), send)

    async def _sending(self, file: int, url: str) -> AsyncIterator[float]:
        """Raises Unsent."""
        self._told = asyncio.Queue()
        await self.control.upload([ft.FilePickerUploadFile(upload_url=url, id=file)])
        part = 0.0
        while part < WHOLE:
            try:
                async with asyncio.timeout(SILENT_SECONDS):
                    event = await self._told.get()
            except TimeoutError:
                raise Unsent from None
            if event.error:
                raise Unsent(event.error)
            part = event.progress or 0.0
            yield part


@ft.component
def ChooseFile(  # noqa: N802 a component
    look: Look, step: str, endings: tuple[str, ...], says: Said, took: Took, first: bool
) -> ft.Control:
    """The list opens inside the tap itself: later a browser would not let it."""
    held: Any = ft.use_ref(lambda: Picker(took))
    picker: Picker = held.current
    picker.took = took
    return push(
        look,
        f"action:choose-file:{step}",
        says,
        by_the_browser,
        picture="upload_file",
        first=first,
        acts=lambda: ft.PickFiles(
            picker.control,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=list(endings),
            cancel_upload_on_window_blur=False,
        ),
    )
