"""The command line: ``senior-life`` starts the town; its subcommands look after it."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from senior_life import dispatching
from senior_life.config import Settings
from senior_life.contract import Text, words
from senior_life.datafolder import InUse, prepare
from senior_life.logs import log_to_stderr
from senior_life.town import PackBroken
from senior_life.words import plain

_ = words("senior_life")
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,  # it would print the values of variables: names, tokens
    help="A town's errands for its older residents.",
)
town_app = typer.Typer(no_args_is_help=True, help="The town pack.")
staff_app = typer.Typer(no_args_is_help=True, help="Accounts of the desk.")
app.add_typer(town_app, name="town")
app.add_typer(staff_app, name="staff")
app.add_typer(dispatching.app, name="dispatch")

Data = Annotated[Path | None, typer.Option(help="Folder for everything that is stored.")]
TownFolder = Annotated[Path | None, typer.Option(help="Folder of the town pack.")]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    web: Annotated[bool, typer.Option("--web", help="No desktop window.")] = False,
    port: Annotated[int | None, typer.Option(help="0: any free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Where to listen.")] = None,
    data: Data = None,
    town: TownFolder = None,
    trusted_proxies: Annotated[
        str | None, typer.Option(help="Addresses of proxies in front, separated by commas.")
    ] = None,
) -> None:
    """Start the town; without a command, that is all."""
    log_to_stderr()
    context.obj = {
        "web": web or None,
        "port": port,
        "host": host,
        "data": data,
        "town": town,
        "trusted_proxies": trusted_proxies,
    }
    if context.invoked_subcommand is None:
        with _sentences():
            _serve(_settings(context))


@town_app.command("check")
def check(folder: Path) -> None:
    """Say every fault of a town pack, with its file and line."""
    from senior_life.registry.opening import descriptions
    from senior_life.town import faults_of

    found = faults_of(folder, descriptions())
    for fault in found:
        typer.echo(str(fault))
    if found:
        raise typer.Exit(1)
    typer.echo(f"{folder}: everything is in order")


@town_app.command("schema")
def schema(folder: Path) -> None:
    """Write the JSON schema of each file of a town pack into FOLDER."""
    from senior_life.registry.opening import descriptions
    from senior_life.town.schema_files import write

    for path in write(folder, descriptions()):
        typer.echo(str(path))


@app.command()
def migrate(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """Bring the tables of the core and of every service up to date."""
    from senior_life import app as wiring

    settings = _settings(context, data, town)
    with _sentences(), wiring.ground(settings) as on:
        wiring.migrate(on)
    _say(_("The tables are up to date."))


@app.command()
def registry(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """List the services, look at each anew, and say why one is refused."""
    from senior_life.registry.opening import open_registry
    from senior_life.town import load

    with _sentences():
        settings = _settings(context, data, town)
        cache = prepare(settings.data) / "registry.json"
        cache.unlink(missing_ok=True)
        found = open_registry(load(settings.town), cache=cache)
    for one in found.standings:
        state = "refused" if one.refused else "offered"
        typer.echo(f"{state}  {one.name}  ({one.package} {one.version})")
        for why in one.refused:
            typer.echo(f"         {_plain(why)}")
    if not found.standings:
        from senior_life.registry.opening import NO_SERVICE

        _say(NO_SERVICE)
        raise typer.Exit(1)


@app.command()
def backup(context: typer.Context, file: Path, data: Data = None) -> None:
    """Copy the database into FILE while the town runs (SQLite)."""
    from senior_life.storage.backup import back_up

    with _sentences():
        back_up(_sqlite_url(context, data), file)
    _say(_("The copy is in {file}.", file=str(file)))


@app.command()
def restore(context: typer.Context, file: Path, data: Data = None) -> None:
    """Put the database back to what FILE holds (SQLite); the town may run meanwhile."""
    from senior_life.storage.backup import restore as put_back

    with _sentences():
        put_back(_sqlite_url(context, data), file)
    _say(_("The town is as it was in {file}.", file=str(file)))


@staff_app.command("reset")
def reset(context: typer.Context, name: str, data: Data = None, town: TownFolder = None) -> None:
    """Give the account NAME a new password, shown once; its open sessions end."""
    from senior_life import app as wiring
    from senior_life.usecases import staff

    settings = _settings(context, data, town)
    with _sentences(), wiring.ground(settings, is_locked=False) as on:
        account = staff.reset(on.store, name)
    typer.echo(f"{account.name}  {account.password}")


def _serve(settings: Settings) -> None:
    from senior_life import app as wiring
    from senior_life import server

    with server.listen(settings) as door, wiring.ground(settings) as on:
        if not on.registry.standings:
            from senior_life.registry.opening import NO_SERVICE

            _say(NO_SERVICE)
        for account in wiring.first_start(on):
            _say(
                _(
                    "The desk's account is {name}, its password {password} (shown only now).",
                    name=account.name,
                    password=account.password,
                )
            )
        asyncio.run(server.run(on, door, _ready, lambda: _say(NO_WINDOW)))


NO_WINDOW = _("The window could not be opened here; please use the address above in a browser.")


def _ready(address: str) -> None:
    _say(_("The town is open: {address}", address=address))
    _say(_("The desk: {address}", address=f"{address}/desk"))


def _settings(
    context: typer.Context, data: Path | None = None, town: Path | None = None
) -> Settings:
    """The command line goes before ``SENIOR_LIFE_*``; options may stand on either side of it."""
    named = {**context.obj, **({"data": data} if data else {}), **({"town": town} if town else {})}
    given = {name: value for name, value in named.items() if value is not None}
    return Settings(**given)


def _sqlite_url(context: typer.Context, data: Path | None) -> str:
    settings = _settings(context, data)
    if not settings.is_sqlite:
        typer.echo("This is for SQLite; with PostgreSQL, use pg_dump and pg_restore.", err=True)
        raise typer.Exit(1)
    return settings.store_url


@contextmanager
def _sentences() -> Iterator[None]:
    """What a person can put right is said in a sentence, without a traceback."""
    from senior_life.app import NotMigrated
    from senior_life.contract import Trouble
    from senior_life.server import PortTaken
    from senior_life.storage.backup import NotABackup

    try:
        yield
    except ValidationError as wrong:
        _give_up(*(f"SENIOR_LIFE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in wrong.errors()))
    except PackBroken as broken:
        _give_up(*(str(fault) for fault in broken.faults))
    except PortTaken as taken:
        _give_up(
            _plain(_("The port is taken ({why}); choose another with --port.", why=str(taken)))
        )
    except NotMigrated:
        _give_up(_plain(_("The tables are older than the program; run “senior-life migrate”.")))
    except (InUse, NotABackup) as taken:
        _give_up(str(taken))
    except Trouble as trouble:
        _give_up(_plain(trouble.says))


def _give_up(*lines: str) -> None:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)


def _say(text: Text) -> None:
    typer.echo(_plain(text))


def _plain(text: Text) -> str:
    return plain(text, "ja" if os.environ.get("LANG", "").startswith("ja") else "en")


if __name__ == "__main__":
    app(prog_name="senior-life")
