"""The desk's list of whether residents see a service, the same for every service."""

from senior_life.contract import Action, Column, Line, Person, Service, Table, words
from senior_life.usecases.practice import WITH, going_on
from senior_life.usecases.town import Town
from senior_life.words.calendar import local

_ = words("senior_life")
SHOWN = "shown"
PRACTISE, SHOW = "practise", "show-to-residents"
HIDDEN = "hidden"
COLUMNS = (Column("state", _("Who sees it")), Column("by", _("Hidden by")))


async def shown(town: Town, service: Service) -> Table:
    """One line, and what can be done about it."""
    row = await town.store.read(lambda s: going_on(s, service.id))
    title = _("Shown to residents: {service}", service=service.name)
    if row is None:
        line = Line("all", (_("All residents"), ""), state=SHOWN)
        return Table(SHOWN, title, COLUMNS, (line,), (_practise(),))
    who = Person(row.by.removeprefix("staff:"), "staff")
    by = _("{who}, {day:day}, {at:clock}", who=who, day=local(row.at).date(), at=row.at)
    says = _("Nobody but {name}, to practise with: nothing of it is real.", name=WITH)
    return Table(SHOWN, title, COLUMNS, (Line(row.ref, (says, by), (_show(),), HIDDEN),))


def _practise() -> Action:
    return Action(
        PRACTISE,
        _("Hide from residents, to practise"),
        warns=_(
            "Residents will not see this service at all. You can practise with {name}, whom you "
            "find among the residents: pair a tablet, or book for him. Do it?",
            name=WITH,
        ),
    )


def _show() -> Action:
    return Action(
        SHOW,
        _("End the practice, and show it to residents"),
        warns=_(
            "All that was practised is cancelled, and then residents see this service. Notices "
            "that are to come out later must be taken back before. Do it?"
        ),
    )
