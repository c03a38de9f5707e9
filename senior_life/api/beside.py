"""What is booked under the same yes, and what goes together, as it goes over the wire."""

from collections.abc import Collection, Sequence
from typing import Protocol

from senior_life.api.saying import STATES, shares_of, undo, when_of
from senior_life.contract import Offer, Row, Service, Text, Value, Yen, words
from senior_life.usecases.beside import Part
from senior_life.usecases.bookings import Followed
from senior_life.usecases.companions import may_accompany
from senior_life.usecases.drafts import Draft
from senior_life.usecases.town import Town
from senior_life.wire import (
    AlongOut,
    BookingOut,
    CompanionOut,
    OfferOut,
    OtherOut,
    PartOut,
    RowOut,
)
from senior_life.words import Words

_ = words("senior_life")


class Shows(Protocol):
    """What ``Show`` can do for this file."""

    @property
    def town(self) -> Town: ...
    def words(self, value: Value) -> Words: ...
    def maybe(self, value: Value | None) -> Words | None: ...
    def rows(self, lines: Sequence[Row]) -> tuple[RowOut, ...]: ...


def with_parts(show: Shows, draft: Draft, offer: Offer, out: OfferOut) -> OfferOut:
    """``out`` with its parts, the price of all, and what else could come along."""
    every = draft.beside.of(offer.id)
    parts = _said_once([_part(show, part) for part in every if not part.lead])
    others = [
        part.offer.price_yen
        for part in every
        if part.offer and not part.offer.is_standby and not part.gives_way
    ]
    prices = [out.price_yen, *others]
    total = _("{price} in all", price=Yen(sum(prices))) if others and any(prices) else None
    could = () if draft.replacing else may_accompany(show.town, draft.service.id, offer)
    return out.model_copy(
        update={
            "parts": parts,
            "total_says": show.maybe(total),
            "companions": companions_of(show, could, draft.beside.services),
        }
    )


def _said_once(parts: Sequence[PartOut]) -> tuple[PartOut, ...]:
    """What leaves for one provider is said with the first of its parts."""
    said: set[str] = set()
    found = []
    for part in parts:
        is_new = part.service not in said and part.shares is not None
        said |= {part.service} if is_new else set()
        found.append(part if is_new else part.model_copy(update={"shares": None}))
    return tuple(found)


def _short(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.is_detail]


def _part(show: Shows, part: Part) -> PartOut:
    service, offer = show.town.registry.described(part.service), part.offer
    return PartOut(
        service=service.id,
        service_name=show.words(service.name),
        icon=service.icon,
        family=service.family,
        title=show.maybe((offer.title or offer.summary) if offer else None),
        rows=show.rows(_short(offer.rows)) if offer else (),
        price_yen=offer.price_yen if offer else 0,
        undo_says=show.maybe(undo(offer.undo_until) if offer else None),
        shares=show.maybe(shares_of(service) if offer else None),
        trouble=None if part.gives_way else show.maybe(part.trouble),
        stays=bool(part.replaces and part.offer is None and not part.gives_way),
        gives_way=show.maybe(_gives_way(part)),
    )


def _gives_way(part: Part) -> Text | None:
    if not part.gives_way or part.offer is None:
        return part.trouble if part.gives_way else None
    return _("It is moved, so that it does not come while you are out.")


def companions_of(
    show: Shows, services: Sequence[Service], wanted: Collection[str]
) -> tuple[CompanionOut, ...]:
    return tuple(
        CompanionOut(
            service=one.id,
            name=show.words(one.name),
            label=show.words(one.accompanies or one.name),
            icon=one.icon,
            is_wanted=one.id in wanted,
        )
        for one in services
    )


def along_of(show: Shows, services: Sequence[Service]) -> tuple[AlongOut, ...]:
    return tuple(
        AlongOut(service=one.id, says=show.words(one.along), icon=one.icon)
        for one in services
        if one.along is not None
    )


def with_others(show: Shows, found: Followed, out: BookingOut) -> BookingOut:
    """``out`` with what goes with it, and what still could."""
    return out.model_copy(
        update={
            "others": tuple(_other(show, one) for one in found.others),
            "flag": show.maybe(found.flag),
            "companions": companions_of(show, found.companions, ()),
        }
    )


def _other(show: Shows, found: Followed) -> OtherOut:
    return OtherOut(
        ref=found.ref,
        service_name=show.words(found.service.name),
        icon=found.service.icon,
        number=found.progress.number if found.progress else "",
        says=show.words(found.offer.title or found.offer.summary),
        state=found.state,
        state_says=show.words(STATES[found.state]),
        when=show.maybe(when_of(found)),
        rows=show.rows(_short(found.told.rows)),
    )
