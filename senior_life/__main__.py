"""The command line: ``senior-life`` starts the town; its subcommands look after it."""

import asyncio
import gc
from pathlib import Path
from typing import Annotated

import typer

from senior_life import dispatching, staffing, work_queue
from senior_life.config import Settings
from senior_life.console import Data, TownFolder, give_up, plain, say, sentences, settings_of
from senior_life.contract import words
from senior_life.datafolder import prepare
from senior_life.logs import log_to_stderr

_ = words("senior_life")
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,  # it would print the values of variables: names, tokens
    help="A town's errands for its older residents.",
)
town_app = typer.Typer(no_args_is_help=True, help="The town pack.")
app.add_typer(town_app, name="town")
app.add_typer(staffing.app, name="staff")
app.add_typer(dispatching.app, name="dispatch")


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
        with sentences():
            _serve(settings_of(context))


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


@town_app.command("publish")
def publish(folder: Path, service: str, file: Path) -> None:
    """Write what a service tells the public of a town, from its pack, into FILE.

    The file's name says which: on_demand_transport publishes gtfs-flex.zip.
    """
    from senior_life.registry.opening import descriptions
    from senior_life.town.publishing import published

    with sentences():
        file.write_bytes(published(folder, descriptions(), service, file.name))
    typer.echo(str(file))


@town_app.command("prepare")
def prepare_town(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """Make beforehand what services make of a pack's large files, as roads of an OSM extract.

    The town makes it by itself, too, while it runs; until then it does without.
    """
    from senior_life.preparing import prepare_all

    settings = settings_of(context, data, town)
    with sentences():
        is_needed = prepare_all(settings, say)
    say(_("All is prepared.") if is_needed else _("This town has nothing to be prepared."))


@app.command()
def migrate(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """Bring the tables of the core and of every service up to date."""
    from senior_life import app as wiring

    settings = settings_of(context, data, town)
    with sentences(), wiring.ground(settings) as on:
        wiring.migrate(on)
        if not settings.is_sqlite and work_queue.is_here():
            asyncio.run(work_queue.prepare(settings.store_url))
    say(_("The tables are up to date."))


@app.command()
def work(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """Do for a town on PostgreSQL what takes the processor long, until it is asked to stop.

    The town itself then runs with SENIOR_LIFE_WORKERS set to how many of these there are.
    """
    settings = settings_of(context, data, town)
    if settings.is_sqlite or not work_queue.is_here():
        give_up(plain(_("This needs PostgreSQL, and the extra “workers”.")))
    from senior_life import app as wiring
    from senior_life import working

    with sentences(), wiring.ground(settings, is_locked=False) as on:
        wiring.require_current(on)
        asyncio.run(working.run(on))


@app.command()
def registry(context: typer.Context, data: Data = None, town: TownFolder = None) -> None:
    """List the services, look at each anew, and say why one is refused."""
    from senior_life.registry.opening import open_registry
    from senior_life.town import load

    with sentences():
        settings = settings_of(context, data, town)
        cache = prepare(settings.data) / "registry.json"
        cache.unlink(missing_ok=True)
        found = open_registry(load(settings.town), cache=cache)
    for one in found.standings:
        state = "refused" if one.refused else "offered"
        typer.echo(f"{state}  {one.name}  ({one.package} {one.version})")
        for why in one.refused:
            typer.echo(f"         {plain(why)}")
    if not found.standings:
        from senior_life.registry.opening import NO_SERVICE

        say(NO_SERVICE)
        raise typer.Exit(1)


@app.command()
def backup(context: typer.Context, file: Path, data: Data = None) -> None:
    """Copy the database into FILE while the town runs (SQLite)."""
    from senior_life.storage.backup import back_up

    with sentences():
        back_up(_sqlite_url(context, data), file)
    say(_("The copy is in {file}.", file=str(file)))


@app.command()
def restore(context: typer.Context, file: Path, data: Data = None, town: TownFolder = None) -> None:
    """Put the database back to what FILE holds (SQLite); the town may run meanwhile.

    Staff log in again. What was revoked since stays revoked.
    """
    from senior_life import app as wiring
    from senior_life.storage.backup import restore as put_back

    with sentences():
        url = _sqlite_url(context, data)
        with wiring.ground(settings_of(context, data, town), is_locked=False) as on:
            is_shut = put_back(url, file, on.registry.packages)
    say(_("The town is as it was in {file}.", file=str(file)))
    if not is_shut:
        say(LOOK_THROUGH)


LOOK_THROUGH = _(
    "There was nothing to read about what was revoked since that copy: "
    "please look through the tablets and the accounts of the desk."
)


def _serve(settings: Settings) -> None:
    gc.disable()  # what is loaded now stays; the server looks for garbage once it is up
    from senior_life import app as wiring
    from senior_life import server

    with server.listen(settings) as door, wiring.ground(settings) as on:
        if not on.registry.standings:
            from senior_life.registry.opening import NO_SERVICE

            say(NO_SERVICE)
        for account in wiring.first_start(on):
            say(
                _(
                    "The desk's account is {name}, its password {password} (shown only now).",
                    name=account.name,
                    password=account.password,
                )
            )
        server.run_all(server.run(on, door, _ready, lambda: say(NO_WINDOW)))


NO_WINDOW = _("The window could not be opened here; please use the address above in a browser.")


def _ready(address: str) -> None:
    say(_("The town is open: {address}", address=address))
    say(_("The desk: {address}", address=f"{address}/desk"))


def _sqlite_url(context: typer.Context, data: Path | None) -> str:
    settings = settings_of(context, data)
    if not settings.is_sqlite:
        typer.echo("This is for SQLite; with PostgreSQL, use pg_dump and pg_restore.", err=True)
        raise typer.Exit(1)
    return settings.store_url


if __name__ == "__main__":
    app(prog_name="senior-life")
