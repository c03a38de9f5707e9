import re
from pathlib import Path

import flet as ft

from senior_life.web.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).parents[2]


def test_our_files_stand_in_for_the_packages(catalogue: Catalogue, assets: Path) -> None:
    ours = catalogue.files["assets/FontManifest.json"].path
    assert ours == assets / "web" / "assets" / "FontManifest.json"
    assert "main.dart.wasm" in catalogue.files


def test_python_for_the_browser_and_debugging_aids_stay_at_home(catalogue: Catalogue) -> None:
    assert not [
        name
        for name in catalogue.files
        if name.startswith("pyodide") or name.endswith((".symbols", ".map", ".py"))
    ]


def test_a_changed_file_changes_the_address(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text("1")
    before = read_catalogue(tmp_path).prefix
    (tmp_path / "page.js").write_text("2")
    assert read_catalogue(tmp_path).prefix != before


def test_every_icon_that_the_code_names_is_in_the_list() -> None:
    """After adding one to assets/icons.txt, run assets/build_fonts.py."""
    listed = set((ROOT / "assets" / "icons.txt").read_text(encoding="utf-8").splitlines())
    used = {
        name
        for folder in ("senior_life", "services")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\bIcons\.([A-Z][A-Z0-9_]+)\b", path.read_text(encoding="utf-8"))
    }
    assert sorted(used - listed) == []


def test_every_listed_icon_exists() -> None:
    lines = (ROOT / "assets" / "icons.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    assert names == sorted(set(names))
    assert [name for name in names if not hasattr(ft.Icons, name)] == []
