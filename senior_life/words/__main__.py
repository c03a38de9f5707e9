"""Keeps the catalogues: ``python -m senior_life.words extract|update|check``."""

import typer

from senior_life.words.catalogue_files import every_catalogue
from senior_life.words.proofreading import faults

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def extract() -> None:
    """List the messages of the code that have no translation yet."""
    for catalogue in every_catalogue():
        for msgid in catalogue.untranslated():
            typer.echo(f"{catalogue.domain}: {msgid}")


@app.command()
def update() -> None:
    """Write new messages into the .po files and drop those that are no longer used."""
    for catalogue in every_catalogue():
        catalogue.update()
        typer.echo(f"{catalogue.path.name}: {len(catalogue.wanted)} messages")


@app.command()
def check() -> None:
    """Proofread every catalogue; the exit code says whether something is wrong."""
    found = [fault for catalogue in every_catalogue() for fault in faults(catalogue)]
    for fault in found:
        typer.echo(fault)
    raise typer.Exit(1 if found else 0)


if __name__ == "__main__":
    app()
