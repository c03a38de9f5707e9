"""Work lists as they go over the wire: cells in words, actions with their questions."""

from collections.abc import Sequence

from senior_life.api.eyes import Eyes
from senior_life.api.listing import Listing
from senior_life.api.pictures import picture_out
from senior_life.api.signing import sign
from senior_life.contract import Action, Line, Option, Phone, Step, Table
from senior_life.usecases.town import Town
from senior_life.wire import ActionOut, Card, Choice, ColumnOut, LineOut, TableOut

MINUTES = 30
"""A list may be printed a while after it was opened; then it must be opened again."""


def table_out(town: Town, eyes: Eyes, table: Table, listing: Listing) -> TableOut:
    return TableOut(
        service=listing.service,
        name=table.name,
        title=eyes.see(table.title),
        columns=tuple(
            ColumnOut(name=column.name, label=eyes.see(column.label)) for column in table.columns
        ),
        lines=tuple(
            LineOut(
                item=line.item,
                cells=tuple(eyes.see(cell) for cell in line.cells),
                actions=actions_out(eyes, line.actions),
                state=line.state,
                calls=_calls(table, line),
            )
            for line in table.lines
        ),
        actions=actions_out(eyes, table.actions),
        picture=picture_out(eyes.see, table.picture),
        csv=sign(town, "table.csv", listing.ref, eyes.reader.holder, MINUTES),
        paper=sign(town, "table.pdf", listing.ref, eyes.reader.holder, MINUTES),
    )


def _calls(table: Table, line: Line) -> dict[str, str]:
    return {
        column.name: cell.number
        for column, cell in zip(table.columns, line.cells, strict=True)
        if isinstance(cell, Phone)
    }


def actions_out(eyes: Eyes, actions: Sequence[Action]) -> tuple[ActionOut, ...]:
    return tuple(
        ActionOut(
            name=action.name,
            label=eyes.see(action.label),
            warns=eyes.see_if(action.warns),
            asks=tuple(_card(eyes, action, step) for step in action.asks),
        )
        for action in actions
    )


def _card(eyes: Eyes, action: Action, step: Step) -> Card:
    """All options at once: staff choose from a list, not from five tiles."""
    given = action.given.get(step.name, ())
    return Card(
        step=step.name,
        kind=step.kind,
        ask=eyes.see(step.ask),
        hint=eyes.see_if(step.hint),
        choices=tuple(_choice(eyes, option) for option in action.options.get(step.name, ())),
        may_skip=step.may_skip,
        many=step.many,
        chosen=tuple(one for one in ((given,) if isinstance(given, str) else given) if one),
        lowest=step.lowest,
        highest=step.highest,
        longest=step.longest,
        accepts=step.accepts,
    )


def _choice(eyes: Eyes, option: Option) -> Choice:
    return Choice(
        value=option.value,
        label=eyes.see(option.label),
        note=eyes.see_if(option.note),
        icon=option.icon,
        is_full=option.is_full,
    )
