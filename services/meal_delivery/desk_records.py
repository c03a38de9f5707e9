"""What the desk writes down of an eater: what they must not eat or do not like, whom to call."""

import re

from sqlmodel import Session

from senior_life.contract import Action, Answers, Kind, Option, Phone, Step, Unclear
from senior_life.providing import several, single
from services.meal_delivery import eaters
from services.meal_delivery.eaters import Contact, Needs
from services.meal_delivery.kitchens import Kitchens
from services.meal_delivery.pack_food import Diet, Portion, Rice, Softness
from services.meal_delivery.sentences import DIETS, PORTIONS, RICES, SOFTNESS, _
from services.meal_delivery.working import Work

COMMAS = re.compile("[,、，・]")
RECORD, DISLIKES, CONTACTS = "record", "dislikes", "contacts"
WHO = Step("resident", Kind.TEXT, _("Who is it?"), _("Resident"), longest=64)
REPLACED = _("What was written down of this person before is replaced.")
CONTACTS_OF = Action(
    CONTACTS,
    _("Write down whom to telephone"),
    (
        WHO,
        Step("first_name", Kind.TEXT, _("Who is telephoned first?"), _("First"), longest=64),
        Step("first_phone", Kind.TEXT, _("What is their number?"), _("First number"), longest=20),
        Step(
            "second_name",
            Kind.TEXT,
            _("Who is telephoned after that?"),
            _("Second"),
            may_skip=True,
            longest=64,
        ),
        Step(
            "second_phone",
            Kind.TEXT,
            _("What is their number?"),
            _("Second number"),
            may_skip=True,
            longest=20,
        ),
    ),
    warns=REPLACED,
)


def _record(kitchens: Kitchens) -> Action:
    """Of anybody, before they order for the first time or when a doctor says something new."""
    return Action(
        RECORD,
        _("Write down what somebody may eat"),
        (
            WHO,
            Step(
                "avoids",
                Kind.CHOICE,
                _("What must they not eat?"),
                _("Must not eat"),
                may_skip=True,
                many=True,
            ),
            Step(
                "diet",
                Kind.CHOICE,
                _("Which kind of meal did a doctor order?"),
                _("Kind of meal"),
                may_skip=True,
            ),
            Step("softness", Kind.CHOICE, _("How soft must it be?"), _("Softness"), may_skip=True),
            Step("rice", Kind.CHOICE, _("Which rice?"), _("Rice"), may_skip=True),
            Step("portion", Kind.CHOICE, _("How much rice?"), _("Portion"), may_skip=True),
        ),
        {
            "avoids": _foods(kitchens),
            "diet": tuple(Option(one, DIETS[one]) for one in Diet),
            "softness": tuple(Option(one, SOFTNESS[one]) for one in Softness),
            "rice": tuple(Option(one, RICES[one]) for one in Rice),
            "portion": tuple(Option(one, PORTIONS[one]) for one in Portion),
        },
        warns=REPLACED,
    )


def _dislikes(kitchens: Kitchens) -> Action:
    return Action(
        DISLIKES,
        _("Write down what somebody does not like"),
        (
            WHO,
            Step(
                "foods",
                Kind.CHOICE,
                _("Which of these do they not like?"),
                _("Does not like"),
                may_skip=True,
                many=True,
            ),
            Step(
                "words",
                Kind.TEXT,
                _("What else do they not like, as menus call it? Put a comma between two."),
                _("Also"),
                may_skip=True,
                longest=100,
            ),
            Step("consent", Kind.YES_NO, _("Do they agree that this is kept?"), _("They agree")),
        ),
        {"foods": _foods(kitchens)},
        warns=REPLACED,
    )


def _foods(kitchens: Kitchens) -> tuple[Option, ...]:
    return tuple(Option(one.id, one.name.name) for one in kitchens.allergens.values())


def actions(kitchens: Kitchens) -> tuple[Action, ...]:
    return _record(kitchens), _dislikes(kitchens), CONTACTS_OF


# --- acts ---


def record_dislikes(session: Session, work: Work) -> None:
    """Raises Unclear without their consent; an empty record needs none."""
    resident, foods = _resident(work), several(work.answers.get("foods", ()))
    said = COMMAS.split(single(work.answers.get("words", "")))
    words = [one.strip() for one in said if one.strip()]
    if (foods or words) and single(work.answers.get("consent", "")) != "yes":
        raise Unclear(_("It is kept only if they agree."), "consent")
    eaters.record_dislikes(session, resident, foods, words, work.who.ref, work.now)


def record(session: Session, work: Work) -> None:
    eaters.record(session, _resident(work), _needs(work.answers), work.who.ref, work.now)


def record_contacts(session: Session, work: Work) -> None:
    resident, contacts = _resident(work), []
    for place in ("first", "second"):
        name, phone = (
            single(work.answers.get(f"{place}_{what}", "")) for what in ("name", "phone")
        )
        digits = "".join(one for one in phone if one.isascii() and one.isdigit())
        if phone and not digits:
            raise Unclear(_("Please write the telephone number in digits."), f"{place}_phone")
        if digits:
            contacts.append(Contact(name.strip() or digits, Phone(digits[:20])))
    if not contacts:
        raise Unclear(_("Please write the telephone number in digits."), "first_phone")
    eaters.record_contacts(session, resident, contacts, work.who.ref, work.now)


def _resident(work: Work) -> str:
    resident = single(work.answers.get("resident", ""))
    if not resident:
        raise Unclear(_("Please choose a resident."), "resident")
    return resident


def _needs(answers: Answers) -> Needs:
    """What was not answered is as usual."""
    diet = single(answers.get("diet", ""))
    return Needs(
        frozenset(several(answers.get("avoids", ()))),
        Diet(diet) if diet else None,
        Softness(single(answers.get("softness", "")) or Softness.USUAL),
        Rice(single(answers.get("rice", "")) or Rice.USUAL),
        portion=Portion(single(answers.get("portion", "")) or Portion.USUAL),
    )
