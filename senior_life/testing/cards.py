"""The questions as a screen gets them: every card of a whole walk through the API."""

from collections.abc import AsyncIterator

from senior_life import wire
from senior_life.client import Client
from senior_life.contract import Kind
from senior_life.testing.stage import keep

MOST_CHOICES = 5
PAGES = 30
TYPED = {Kind.TEXT: "てすと", Kind.NUMBER: "1", Kind.YES_NO: "yes"}


async def cards(client: Client, service: str) -> AsyncIterator[wire.Card]:
    """Each card with all its pages, answered with its first free choice, up to the offer."""
    async for walk in walked(client, service):
        if walk.card is not None:
            yield walk.card


async def walked(client: Client, service: str) -> AsyncIterator[wire.WalkOut]:
    """The walk at each card and at each further page of it, and last with its offers.

    A test of drawn screens walks along with this and looks at its own screen for each.
    """
    walk = await client.begin(wire.BeginIn(service=service))
    while walk.card is not None:
        yield walk
        shown, free = walk.card, _free(walk.card)
        while shown.has_more and shown.page < PAGES:
            shown = await client.card(walk.id, shown.page + 1)
            free += _free(shown)
            yield walk.model_copy(update={"card": shown})
        value = free[0] if free else TYPED.get(walk.card.kind, "")
        answer = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=(value,) if value else ())
        walk = await client.answer(walk.id, answer)
    keep(walk.state == "offered", f"the questions of {service} end as {walk.state}")
    yield walk
    await client.quit(walk.id)


async def a_screen_asks_one_thing_with_few_choices(client: Client, service: str) -> None:
    async for card in cards(client, service):
        keep(card.ask.text.strip(), f"the card of {card.step} asks nothing")
        many = len(card.choices)
        keep(many <= MOST_CHOICES, f"page {card.page} of {card.step} has {many} choices")
        keep(all(one.label.text.strip() for one in card.choices), f"{card.step}: an empty choice")


def _free(card: wire.Card) -> list[str]:
    return [one.value for one in card.choices if not one.is_full]
