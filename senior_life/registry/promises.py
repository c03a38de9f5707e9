"""What a description must hold before a resident sees its tile; each breach is a sentence."""

import inspect
from collections.abc import Iterator, Mapping

from senior_life.contract import CONTRACT, Kind, Service, Step, Text, words
from senior_life.town.checking import KANA

_ = words("senior_life")

FREE_MINUTES = 5
"""Right after its yes a plan must be able to give a booking back, or it could not end as none."""
METHODS = ("options", "quote", "extend", "release", "confirm", "act", "status")
BOARD_METHODS = ("notices", "open", "receipt", "respond", "newest", "publish")
AROUND, FITS_AROUND = "around", "fits_around"
DESK_METHODS = ("places", "views", "act")


def breaches(service: object, name: str) -> list[Text]:
    """Everything that is wrong with the description that the entry point ``name`` led to."""
    if not isinstance(service, Service):
        return [_("The entry point does not lead to a Service description.")]
    if service.contract != CONTRACT:
        return [
            _(
                "It speaks version {theirs} of the contract; this app speaks {ours}.",
                theirs=service.contract,
                ours=CONTRACT,
            )
        ]
    kept = _booking(service) if service.board is None else _board(service)
    return [*_identity(service, name), *_sayings(service), *kept]


def shape(service: Service, provider: object) -> list[Text]:
    """Whether what ``Service.make`` made can be spoken to at all."""
    return [
        _("Its provider lacks the method {method}.", method=method)
        for method in (METHODS if service.board is None else BOARD_METHODS)
        if not inspect.iscoroutinefunction(getattr(provider, method, None))
    ]


def companion_shape(service: Service, provider: object) -> list[Text]:
    """A button that adds it to an appointment needs a provider that says what to quote, and a word
    on a choice one that says what fits."""
    needed = {AROUND: service.accompanies, FITS_AROUND: service.along}
    return [
        _("Its provider lacks the method {method}.", method=method)
        for method, said in needed.items()
        if said is not None and not inspect.iscoroutinefunction(getattr(provider, method, None))
    ]


def desk_shape(desk: object) -> list[Text]:
    """The same of what ``Service.desk`` made, where a service has a desk."""
    return [
        _("Its desk lacks the method {method}.", method=method)
        for method in DESK_METHODS
        if not inspect.iscoroutinefunction(getattr(desk, method, None))
    ]


def _identity(service: Service, name: str) -> Iterator[Text]:
    if service.id != name:
        yield _("Its id {id} is not the name of its entry point, {name}.", id=service.id, name=name)
    if not service.reading or not KANA.fullmatch(service.reading):
        yield _("The name has no reading in kana.")
    if service.phone is None or not service.phone.number:
        yield _("It names no telephone number to call.")


def _booking(service: Service) -> Iterator[Text]:
    """What only a service that takes bookings must say."""
    if service.provider is None:
        yield _("It has neither a provider of bookings nor a board of notices.")
    yield from _cancelling(service)
    yield from _steps(service.steps)
    yield from _repeats(service)


def _board(service: Service) -> Iterator[Text]:
    """A board asks nothing by itself: its notices do."""
    if service.provider is not None or service.steps or service.repeats or service.accompanies:
        yield _("It is a board of notices: it takes no bookings and has no steps of its own.")


def _cancelling(service: Service) -> Iterator[Text]:
    if service.cancel is None:
        yield _("It does not say until when a booking can be cancelled.")
    elif service.cancel.free_minutes < FREE_MINUTES:
        yield _(
            "Just after confirming, cancelling must be free for at least {minutes} minutes.",
            minutes=FREE_MINUTES,
        )


def _sayings(service: Service) -> Iterator[Text]:
    if not service.says.msgid.strip():
        yield _("It has no sentence to be read aloud.")
    said: tuple[Text, ...] = (service.name, service.about, service.offered_by)
    if service.cancel is not None:
        said = (*said, service.cancel.says)
    if not all(text.msgid.strip() for text in said) or not service.icon.strip():
        yield _("Its name, description, provider, cancel rule or icon is empty.")


def _repeats(service: Service) -> Iterator[Text]:
    """What is of every week has a day that is asked for."""
    days = {one.name for one in service.steps if one.kind is Kind.DATE}
    if service.repeats is not None and service.repeats.step not in days:
        step = service.repeats.step
        yield _("It shall be of every week, but its step {step} asks for no day.", step=step)


def _steps(steps: tuple[Step, ...]) -> Iterator[Text]:
    if not steps:
        yield _("It asks nothing: at least one step is needed.")
    asked: Mapping[str, int] = {step.name: at for at, step in reversed(list(enumerate(steps)))}
    for at, step in enumerate(steps):
        if asked[step.name] != at:
            yield _("The step {step} stands twice.", step=step.name)
        if not step.ask.msgid.strip() or not step.label.msgid.strip():
            yield _("The step {step} has no question or no label.", step=step.name)
        for needed in step.depends_on:
            if asked.get(needed, at) >= at:
                yield _(
                    "The step {step} depends on {needed}, which is not asked before it.",
                    step=step.name,
                    needed=needed,
                )
