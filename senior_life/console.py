"""What all commands share: where settings come from, and sentences instead of tracebacks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from senior_life.config import Settings
from senior_life.contract import Text, words
from senior_life.datafolder import InUse
from senior_life.town import PackBroken
from senior_life.words import plain as written

_ = words("senior_life")
Data = Annotated[Path | None, typer.Option(help="Folder for everything that is stored.")]
TownFolder = Annotated[Path | None, typer.Option(help="Folder of the town pack.")]


def settings_of(
    context: typer.Context, data: Path | None = None, town: Path | None = None
) -> Settings:
    """The command line goes before ``SENIOR_LIFE_*``; options may stand on either side of it."""
    named = {**context.obj, **({"data": data} if data else {}), **({"town": town} if town else {})}
    given = {name: value for name, value in named.items() if value is not None}
    return Settings(**given)


@contextmanager
def sentences() -> Iterator[None]:
    """What a person can put right is said in a sentence, without a traceback."""
    from sqlalchemy.exc import OperationalError

    from senior_life.app import NotMigrated
    from senior_life.contract import Trouble
    from senior_life.server import PortTaken
    from senior_life.storage.backup import NoPlace, NotABackup
    from senior_life.work_queue import NoQueue

    try:
        yield
    except ValidationError as wrong:
        give_up(*(f"SENIOR_LIFE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in wrong.errors()))
    except PackBroken as broken:
        give_up(*(str(fault) for fault in broken.faults))
    except PortTaken as taken:
        give_up(plain(_("The port is taken ({why}); choose another with --port.", why=str(taken))))
    except NotMigrated:
        give_up(plain(_("The tables are older than the program; run “senior-life migrate”.")))
    except NoQueue:
        give_up(plain(NO_QUEUE))
    except OperationalError as away:
        give_up(plain(_("The database does not answer: {why}", why=str(away.orig).strip())))
    except (InUse, NotABackup, NoPlace) as taken:
        give_up(str(taken))
    except Trouble as trouble:
        give_up(plain(trouble.says))


NO_QUEUE = _(
    "There is no queue for workers yet; "
    "install the extra “workers”, then run “senior-life migrate”."
)


def give_up(*lines: str) -> None:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)


def say(text: Text) -> None:
    typer.echo(plain(text))


def plain(text: Text) -> str:
    return written(text, "ja" if os.environ.get("LANG", "").startswith("ja") else "en")
