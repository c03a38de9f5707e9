"""What a service promises whose errands can be of every week; of the rest nothing is asked."""

from dataclasses import replace

from senior_life.contract import Gone, Offer, Trouble
from senior_life.testing.stage import Stage, keep

DAYS = 6


async def many_days_are_one_errand(stage: Stage) -> None:
    """Some days of one wish, each with a key of its own that begins alike: one offer each, and all
    of them are held together."""
    repeats = stage.service.repeats
    if repeats is None:
        return
    step = next((one for one in stage.service.steps if one.name == repeats.step), None)
    keep(step, f"it asks no {repeats.step}, of which there could be many")
    assert step is not None  # noqa: S101 -- kept above
    answers, names = await stage.answers(), [one.name for one in stage.service.steps]
    before = {n: a for n, a in answers.items() if names.index(n) < names.index(step.name)}
    days = [one.value for one in await stage.options(step, before) if not one.is_full][:DAYS]
    who, held = replace(stage.who(), one_offer=True), []
    for day in days:
        try:
            offers = await stage.provider.quote(who, {**answers, step.name: day}, f"many-{day}")
        except Trouble:
            continue
        keep(len(offers) == 1, f"one offer was enough, and {len(offers)} were given")
        held.append(offers[0])
    keep(len(held) > 1, "of many days no two can be held at once")
    for offer in held:
        await _still_held(stage, offer)


async def _still_held(stage: Stage, offer: Offer) -> None:
    if not offer.hold:
        return
    try:
        await stage.provider.extend(offer.hold)
    except Gone:
        keep(False, "holding one day of an errand let another one go")
