"""A window opens only where there is a screen; elsewhere the web view serves."""

import sys
from pathlib import Path

import pytest

from senior_life import desktop


def test_without_a_screen_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not desktop.can_open()


async def test_a_window_that_cannot_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client is looked for in an empty place, and its download leads nowhere."""
    monkeypatch.setenv("FLET_CLIENT_URL", "http://127.0.0.1:9/none.tar.gz")
    assert not await desktop.show("http://127.0.0.1:9", tmp_path / "window")
    assert (tmp_path / "window").is_dir()
