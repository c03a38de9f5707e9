"""Accounts of the desk on the command line: ``senior-life staff add``, list, reset, close."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from senior_life.console import Data, TownFolder, say, sentences, settings_of
from senior_life.contract import words
from senior_life.usecases.troubles import Unknown

if TYPE_CHECKING:
    from senior_life.app import Ground

_ = words("senior_life")
app = typer.Typer(no_args_is_help=True, help="Accounts of the desk.")


class Role(StrEnum):
    """``senior_life.usecases.access`` says what only an admin may do."""

    DESK = "desk"
    ADMIN = "admin"


@app.command("add")
def add(
    context: typer.Context,
    name: str,
    office: Annotated[str, typer.Option(help="A place of the pack; empty: every office.")] = "",
    role: Annotated[Role, typer.Option(help="admin: also joins records.")] = Role.DESK,
    data: Data = None,
    town: TownFolder = None,
) -> None:
    """Add the account NAME and print its first password, which is shown only now."""
    with _ground(context, data, town) as on:
        from senior_life.usecases import accounts

        if office and on.pack.places.get(office) is None:
            raise Unknown(_("There is no place {place} in the town pack.", place=office))
        account = accounts.add(on.store, on.now(), name, role.value, office)
    typer.echo(f"{account.name}  {account.password}")


@app.command("list")
def list_accounts(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """Name, role and office of every account; the closed ones last."""
    with _ground(context, data, town) as on:
        from senior_life.usecases import accounts

        for one in accounts.all_accounts(on.store):
            closed = f"  closed {one.closed_at:%Y-%m-%d}" if one.closed_at else ""
            typer.echo(f"{one.name}  {one.role}  {one.office or '-'}{closed}")


@app.command("reset")
def reset(
    context: typer.Context,
    name: str,
    reopen: Annotated[bool, typer.Option("--reopen", help="Even if it was closed.")] = False,
    data: Data = None,
    town: TownFolder = None,
) -> None:
    """Give the account NAME a new password, shown once; its open sessions end."""
    with _ground(context, data, town) as on:
        from senior_life.usecases import accounts

        account = accounts.reset(on.store, name, reopens=reopen)
    typer.echo(f"{account.name}  {account.password}")


@app.command("close")
def close(context: typer.Context, name: str, data: Data = None, town: TownFolder = None) -> None:
    """Close the account NAME; its open sessions end at once."""
    with _ground(context, data, town) as on:
        from senior_life.usecases import accounts

        accounts.close(on.store, on.now(), name)
    say(_("The account {name} is closed.", name=name))


@contextmanager
def _ground(context: typer.Context, data: Path | None, town: Path | None) -> "Iterator[Ground]":
    """The town may run meanwhile."""
    from senior_life import app as wiring

    with sentences(), wiring.ground(settings_of(context, data, town), is_locked=False) as on:
        wiring.require_current(on)
        yield on
