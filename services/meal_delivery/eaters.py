"""What somebody must not eat, and how they eat: as the desk wrote it down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Phone, Several, Text
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Dish, Portion, Rice, Softness
from services.meal_delivery.sentences import DIETS, _
from services.meal_delivery.tables import Eater


@dataclass(frozen=True, slots=True)
class Needs:
    """``avoids`` are ids of allergens; ``diet`` is what a doctor ordered, None: any will do. What
    they do not like, ``dislikes`` (ids, too) and ``words`` of names of dishes, they may eat."""

    avoids: frozenset[str] = frozenset()
    diet: Diet | None = None
    softness: Softness = Softness.USUAL
    rice: Rice = Rice.USUAL
    dislikes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    portion: Portion = Portion.USUAL


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is telephoned when somebody does not open the door."""

    name: str
    phone: Phone


def needs_of(session: Session, resident: str) -> Needs:
    """Of whom nothing was written down, none."""
    found = session.get(Eater, resident)
    return _needs(found) if found else Needs()


def needs_of_all(session: Session, residents: Collection[str]) -> Mapping[str, Needs]:
    """Of each of them."""
    query = select(Eater).where(col(Eater.resident).in_(residents))
    known = {one.resident: _needs(one) for one in session.scalars(query)}
    return {one: known.get(one, Needs()) for one in residents}


def _needs(eater: Eater) -> Needs:
    return Needs(
        frozenset(filter(None, eater.avoids.split(","))),
        Diet(eater.diet) if eater.diet else None,
        Softness(eater.softness),
        Rice(eater.rice),
        frozenset(filter(None, eater.dislikes.split(","))),
        tuple(filter(None, eater.words.split(","))),
        Portion(eater.portion),
    )


def clash(kitchens: Kitchens, needs: Needs, dish: Dish) -> Text | None:
    """Why this person cannot be given this dish; None: they can."""
    contained = needs.avoids & set(dish.contains)
    if contained:
        things = Several(kitchens.allergen_names(contained))
        return _("It contains {things}, which you must not eat.", things=things)
    if needs.diet is not None and dish.diet != needs.diet:
        return _("We were told that you need another kind of meal: {diet}.", diet=DIETS[needs.diet])
    return None


def record(session: Session, resident: str, needs: Needs, staff: str, now: datetime) -> None:
    """What was written down of this before is replaced as a whole."""
    found = _eater(session, resident, staff, now)
    found.avoids = ",".join(sorted(needs.avoids))
    found.diet = needs.diet.value if needs.diet else ""
    found.softness, found.rice = needs.softness.value, needs.rice.value
    found.portion = needs.portion.value
    session.add(found)


def record_dislikes(
    session: Session,
    resident: str,
    dislikes: Collection[str],
    words: Sequence[str],
    staff: str,
    now: datetime,
) -> None:
    """With their consent. What was written down of this before is replaced as a whole."""
    found = _eater(session, resident, staff, now)
    found.dislikes, found.words = ",".join(sorted(dislikes)), ",".join(words)
    found.agreed_at = now if dislikes or words else None
    session.add(found)


def _eater(session: Session, resident: str, staff: str, now: datetime) -> Eater:
    found = session.get(Eater, resident) or Eater(
        resident=resident, recorded_by=staff, recorded_at=now
    )
    found.recorded_by, found.recorded_at = staff, now
    return found


def record_contacts(
    session: Session, resident: str, contacts: Sequence[Contact], staff: str, now: datetime
) -> None:
    """The first is telephoned first; one or two."""
    found = _eater(session, resident, staff, now)
    first, second = (*contacts, Contact("", Phone("")))[:2]
    found.first_name, found.first_phone = first.name, first.phone.number
    found.second_name, found.second_phone = second.name, second.phone.number
    session.add(found)


def contacts_of(session: Session, resident: str) -> tuple[Contact, ...]:
    """In the order in which they are telephoned."""
    found = session.get(Eater, resident)
    if found is None:
        return ()
    written = ((found.first_name, found.first_phone), (found.second_name, found.second_phone))
    return tuple(Contact(name, Phone(phone)) for name, phone in written if phone)


def join(session: Session, stays: str, goes: str) -> None:
    """Of two records of one person both hold as to what must not be eaten: it is the safer way."""
    old, kept = session.get(Eater, goes), session.get(Eater, stays)
    if old is None:
        return
    if kept is None:
        session.add(Eater(**{**old.model_dump(), "resident": stays}))
    else:
        both = {*old.avoids.split(","), *kept.avoids.split(",")} - {""}
        kept.avoids, kept.diet = ",".join(sorted(both)), kept.diet or old.diet
        if not kept.first_phone:
            for name in ("first_name", "first_phone", "second_name", "second_phone"):
                setattr(kept, name, getattr(old, name))
        if kept.agreed_at is None:
            kept.dislikes, kept.words, kept.agreed_at = old.dislikes, old.words, old.agreed_at
        session.add(kept)
    session.delete(old)
