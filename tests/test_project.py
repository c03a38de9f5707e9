"""The project keeps its own rules: its folders, lists, layers and words agree with one another."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from senior_life.registry.opening import descriptions
from senior_life.town.schema_files import schemas

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "assets",
    "docs",
    "main.py",
    "pyproject.toml",
    "senior_life",
    "services",
    "tests",
    "uv.lock",
}
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
NO_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}
NOT_OURS = [
    "/".join(("", "work", "")),
    "/".join(("", "tmp", "w", "")),
    "farm-" + "bench",
    ".lib" + "rary/",
    "TO" + "DO",
    "FIX" + "ME",
]
TEXT = {".py", ".md", ".toml", ".yaml", ".csv", ".po", ".html", ".js", ".css", ".mako", ""}


def tracked() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = told.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


FILES = tracked()
PYTHON = [path for path in FILES if path.suffix == ".py" and "versions" not in path.parts]
OURS = [path for path in PYTHON if "tests" not in path.parts]


def test_the_top_level_has_only_what_tools_require() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == TOP_LEVEL


def test_every_service_has_a_folder_an_entry_point_and_a_row_in_the_readme() -> None:
    folders = {path.parent.name for path in (ROOT / "services").glob("*/__init__.py")}
    points = PROJECT["project"]["entry-points"]["senior_life.services"]
    rows = re.findall(r"^\| \[`(\w+)`\]\(services/\w+\)", readme(), re.MULTILINE)
    assert folders == set(points) == set(rows)
    assert points == {name: f"services.{name}:service" for name in folders}


def test_every_service_has_the_same_files() -> None:
    for service in (ROOT / "services").glob("*/__init__.py"):
        for name in ("provider.py", "tables.py", "migrations", "locale"):
            assert (service.parent / name).exists()


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def test_extras_come_by_one_command_that_the_readme_tells() -> None:
    extras = PROJECT["project"]["optional-dependencies"].keys() - {"desktop"}
    told = re.findall(r"^`EXTRAS=(.+?)`\): (.+?)\n\n", readme(), re.MULTILINE | re.DOTALL)
    assert len(told) == 1
    assert set(re.findall(r"`(\w+)`", told[0][1])) == extras
    wanted = sorted(extras)
    would_do = subprocess.run(
        ["make", "-n", "run", f"EXTRAS={' '.join(wanted)}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert " ".join(f"--extra {one}" for one in ["desktop", *wanted]) in would_do


def test_every_dependency_has_its_reason() -> None:
    project = PROJECT["project"]
    extra = [one for group in project["optional-dependencies"].values() for one in group]
    wanted = [re.split(r"[\[<>=~! ]", one)[0] for one in [*project["dependencies"], *extra]]
    told = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w.-]+)` \| .{10,} \| .+ \|$", told, re.MULTILINE) == wanted


def test_the_schemas_of_the_town_pack_are_current() -> None:
    """senior-life town schema docs/town-pack"""
    folder = ROOT / "docs" / "town-pack"
    kept = {path.name: path.read_text("utf-8") for path in folder.glob("*.json")}
    assert kept == schemas(descriptions())


def test_the_layers_hold() -> None:
    told = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("word", NOT_OURS)
def test_nothing_speaks_of_the_workshop(word: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.suffix in TEXT and word in path.read_text("utf-8", errors="ignore")
    ]
    assert found == []


def test_modules_are_named_for_what_they_are() -> None:
    assert [str(path) for path in PYTHON if path.stem in NO_NAMES] == []


def test_every_module_opens_with_a_sentence() -> None:
    wrong = []
    for path in OURS:
        text = path.read_text("utf-8")
        if text.strip() and not ast.get_docstring(ast.parse(text)):
            wrong.append(f"{path.relative_to(ROOT)} has no opening sentence")
    assert not wrong, "\n".join(wrong)


def test_files_stay_short_and_those_of_tests_too() -> None:
    lines = {path.relative_to(ROOT): path.read_text("utf-8").count("\n") for path in PYTHON}
    long = [f"{path} has {count} lines" for path, count in lines.items() if count > LONGEST_FILE]
    assert not long, "\n".join(long)


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in OURS
        for function in functions(path)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function) -> int:
    """Of its body: signatures and docstrings cost no understanding."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_links_in_the_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken, "\n".join(broken)
