"""Work lists as files: CSV for a spreadsheet, and paper for an outage."""

import asyncio

from fastapi import Response

from senior_life.api.downloads import download
from senior_life.api.eyes import Eyes
from senior_life.api.listing import Listing, listing_of
from senior_life.contract import Table, words
from senior_life.files.csv import render_csv
from senior_life.files.paper import render_paper
from senior_life.files.round import render_round
from senior_life.files.sheet import Sheet
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words.calendar import local

_ = words("senior_life")


async def list_as_csv(town: Town, reader: Reader, ref: str) -> Response:
    listing = listing_of(ref)
    content = await asyncio.to_thread(render_csv, await sheet_of(town, reader, listing))
    return download(content, "text/csv; charset=utf-8", f"{listing.ref}.csv", is_shown=False)


async def list_on_paper(town: Town, reader: Reader, ref: str) -> Response:
    listing = listing_of(ref)
    sheet = await sheet_of(town, reader, listing)
    content = await asyncio.to_thread(render_round if sheet.above else render_paper, sheet)
    return download(content, "application/pdf", f"{listing.ref}.pdf", is_shown=True)


async def sheet_of(town: Town, reader: Reader, listing: Listing) -> Sheet:
    """The list as it is now, as this member of staff may see it."""
    lists = await desk.views(town, reader, listing.day, listing.place)
    eyes = Eyes(reader, local(town.now()).date(), lists.people)
    for service, table in lists.tables:
        if (service.id, table.name) == (listing.service, listing.table):
            return sheet(town, eyes, table, listing, await place_name(town, reader, listing.place))
    raise Unknown(_("There is no such list. Please open it again."))


def sheet(town: Town, eyes: Eyes, table: Table, listing: Listing, place: str) -> Sheet:
    return Sheet(
        title=eyes.see(table.title).text,
        place=place,
        day=listing.day,
        columns=tuple(eyes.see(column.label).text for column in table.columns),
        lines=tuple(tuple(eyes.see(cell).text for cell in line.cells) for line in table.lines),
        printed_at=local(town.now()),
        language=eyes.reader.language,
        above=tuple(eyes.see(line).text for line in table.above),
    )


async def place_name(town: Town, reader: Reader, place: str) -> str:
    eyes = Eyes(reader, local(town.now()).date(), {})
    found = await desk.places(town, reader)
    return next((eyes.see(one.label).text for one in found if one.value == place), place)
