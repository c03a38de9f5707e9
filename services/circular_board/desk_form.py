"""The form in which a circular is written, and what its answers mean."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from senior_life.contract import Action, Answers, Audience, Kind, Option, Step, Text, Unclear
from senior_life.providing import JAPAN, moment, read, several, single, today
from services.circular_board.asking import LABELS, Asks, Question
from services.circular_board.neighbourhood import TOWN, Neighbourhood
from services.circular_board.sentences import _
from services.circular_board.writing import LONGEST_TEXT, LONGEST_TITLE, Post

WRITE = "write"
EVERYONE, NAMED = "everyone", "named"
BY_TAP = (Asks.ATTENDANCE, Asks.SAFETY)
FIRST_HOUR, LAST_HOUR, HALF_HOUR = 6, 22, 30
DAY = timedelta(days=1)
BETWEEN = re.compile(r"[\n、,，・/／]+")
STEPS = (
    Step("title", Kind.TEXT, _("What is the title?"), _("Title"), longest=LONGEST_TITLE),
    Step("text", Kind.TEXT, _("What is it about?"), _("Text"), longest=LONGEST_TEXT),
    Step("audience", Kind.CHOICE, _("For whom is it?"), _("For whom"), many=True),
    Step(
        "urgent",
        Kind.YES_NO,
        _("Is it urgent? Then it appears within seconds, above whatever people are doing."),
        _("Urgent"),
        may_skip=True,
    ),
    Step("since", Kind.DATE, _("From which day? Otherwise at once."), _("From"), may_skip=True),
    Step("since_at", Kind.TIME, _("From what time on that day?"), _("From"), may_skip=True),
    Step("until", Kind.DATE, _("Until which day is it shown as new?"), _("Until"), may_skip=True),
    Step("happens", Kind.DATE, _("On which day does it take place?"), _("Day"), may_skip=True),
    Step("happens_at", Kind.TIME, _("At what time?"), _("Time"), may_skip=True),
    Step("where", Kind.TEXT, _("Where does it take place?"), _("Where"), may_skip=True, longest=60),
    Step(
        "asks",
        Kind.CHOICE,
        _("What do you want to know from everybody?"),
        _("Question"),
        may_skip=True,
        many=True,
    ),
    Step(
        Asks.CHOICE,
        Kind.TEXT,
        _("Is there a question with answers to choose from?"),
        _("Question"),
        may_skip=True,
        longest=100,
    ),
    Step(
        "choices",
        Kind.TEXT,
        _("Which answers may be chosen? Put a comma between them."),
        _("Answers"),
        may_skip=True,
        longest=200,
    ),
    Step(
        Asks.WORDS,
        Kind.TEXT,
        _("Is there a question that is answered in words?"),
        _("Question"),
        may_skip=True,
        longest=100,
    ),
    Step(
        "reply_until",
        Kind.DATE,
        _("Until which day can they answer?"),
        _("Answers until"),
        may_skip=True,
    ),
)


def form(around: Neighbourhood, place: str) -> Action:
    """Everything but title, text and audience may be left empty."""
    options = {
        "audience": tuple(_audiences(around, place)),
        "since_at": HOURS,
        "happens_at": HOURS,
        "asks": tuple(Option(one.value, LABELS[one]) for one in BY_TAP),
    }
    return Action(WRITE, _("Write a circular"), STEPS, options)


CHANGE, CORRECT = "change", "correct"


CHANGED = tuple(
    one for one in STEPS if one.name in {"title", "text", "happens", "happens_at", "where"}
)


def change(title: str, text: str, at: datetime | None, where: str) -> Action:
    """Of a draft: what stands there is put right, also what a paper was taken to say of its day."""
    given, hours = {"title": title, "text": text, "where": where}, HOURS
    if at is not None:
        here = at.astimezone(JAPAN)
        given["happens"] = f"{here:%Y-%m-%d}"
        if here.time() != time.min:  # only the day was said
            given["happens_at"] = f"{here:%H:%M}"
            own = Option(f"{here:%H:%M}", Text("{at}", {"at": here.time()}))
            hours = HOURS if own in HOURS else (*HOURS, own)
    return Action(CHANGE, _("Change it"), CHANGED, {"happens_at": hours}, given=given)


def correct(title: str, text: str) -> Action:
    """Title and text anew; everything else stays as it was."""
    return Action(
        CORRECT,
        _("Correct it"),
        STEPS[:2],
        warns=_("The old one goes, and everybody is shown the corrected one as new."),
        given={"title": title, "text": text},
    )


def _audiences(around: Neighbourhood, place: str) -> Iterator[Option]:
    if place == TOWN:
        yield Option(EVERYONE, _("The whole town"))
    for group in around.groups_from(place):
        yield Option(group, around.name(group))
    yield Option(NAMED, _("People whom I name one by one afterwards"))


def _half_hours() -> Iterator[Option]:
    for minute in range(FIRST_HOUR * 60, LAST_HOUR * 60, HALF_HOUR):
        at = time(minute // 60, minute % 60)
        yield Option(f"{at:%H:%M}", Text("{at}", {"at": at}))


HOURS = tuple(_half_hours())


def post_of(around: Neighbourhood, place: str, answers: Answers) -> Post:
    """Raises Unclear, with the step, for what cannot be read."""
    groups = [one for one in several(answers.get("audience", ())) if one != NAMED]
    allowed = set(around.groups_from(place))
    is_everyone = place == TOWN and EVERYONE in groups
    audience = Audience(is_everyone, tuple(one for one in groups if one in allowed))
    first, (happens, where) = _day(answers, "since"), happening_of(answers)
    lasts = timedelta(days=around.rules.lasts_days)
    last = _day(answers, "until") or max(first or today(around.host), _date(happens)) + lasts
    closes = _day(answers, "reply_until")
    return Post(
        title=single(answers.get("title", "")),
        text=single(answers.get("text", "")),
        targets=tuple(around.targets(audience)),
        until=moment(last + DAY, 0),
        place=place,
        since=_moment(answers, "since", "since_at"),
        is_urgent=single(answers.get("urgent", "")) == "yes",
        questions=tuple(_questions(answers)),
        reply_until=moment(closes + DAY, 0) if closes else None,
        happens_at=happens,
        happens_where=where,
    )


def happening_of(answers: Answers) -> tuple[datetime | None, str]:
    """When it takes place, and where. Raises Unclear for a time or a place without a day."""
    at, where = _moment(answers, "happens", "happens_at"), single(answers.get("where", "")).strip()
    if where and at is None:
        raise Unclear(_("Please choose a day."), "happens")
    return at, where


def names_people(answers: Answers) -> bool:
    """They are named one by one, once it is written."""
    return NAMED in several(answers.get("audience", ()))


def _questions(answers: Answers) -> Iterator[Question]:
    for kind in BY_TAP:
        if kind in several(answers.get("asks", ())):
            yield Question(kind)
    choice, words = (single(answers.get(one, "")).strip() for one in (Asks.CHOICE, Asks.WORDS))
    choices = BETWEEN.split(single(answers.get("choices", "")))
    kept = tuple(dict.fromkeys(one.strip() for one in choices if one.strip()))
    if choice or kept:
        yield Question(Asks.CHOICE, choice, kept)
    if words:
        yield Question(Asks.WORDS, words)


def _day(answers: Answers, step: str) -> date | None:
    return read(answers, step, date.fromisoformat, _("Please choose a day."))


def _moment(answers: Answers, day: str, clock: str) -> datetime | None:
    """At midnight where only a day was said. Raises Unclear for a time without a day."""
    on = _day(answers, day)
    at = read(answers, clock, time.fromisoformat, _("Please choose a time."))
    if on is None:
        if at is not None:
            raise Unclear(_("Please choose a day."), day)
        return None
    return moment(on, at.hour * 60 + at.minute if at else 0)


def _date(at: datetime | None) -> date:
    return at.date() if at else date.min
