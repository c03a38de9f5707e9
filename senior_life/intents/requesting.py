"""A sentence said on the home screen becomes requests: which service, and what is answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from rapidfuzz import fuzz

from senior_life.contract import Answer, Answers, Kind, Option, Service, Step
from senior_life.intents.answering import found_in
from senior_life.intents.hearing import heard
from senior_life.intents.resting import NOT_NEEDED
from senior_life.intents.vocabulary import forms, mention, named
from senior_life.intents.wishes import Wish, wish
from senior_life.words import kana, plain

Options = Mapping[str, Mapping[str, Sequence[Option]]]
"""By service id and step name; only what can be had without earlier answers."""

BOOK, CANCEL, CHANGE = "book", "cancel", "change"
CANCELS = re.compile(
    r"取り?消|とりけ|キャンセル|(?:やめ|止め)(?:る|と(?:く|き)|ます|て|たい)|断(?:り|って)|ことわ|"
    rf"(?:お?休|やす)(?:みたい|みます|ませて)|{NOT_NEEDED}"
)
# 住所を変えたい is an errand; 予約を変えたい is about one.
BOOKED = re.compile(r"予約|よやく|時間|日にち|日時")
CHANGES = re.compile(
    r"変更|(?:変|か)え(?:て|たい|る|ます)|(?:ずら|移)(?:して|したい)|(?:早|遅)めて"
)
# A thing that one travels to or from is not what the errand is about: 区役所まで乗せて.
TRAVEL = re.compile(r"まで|から(?!の)|行き|で.{0,6}(?:行|帰|出かけ)")
# 病院まで, and no more: somebody wants to be driven there. Not 5時まで.
GOING = re.compile(r"(?<![0-9時分日月])まで[、 ]?(?:(?:行|い[きく]|連れ|お?願い|頼)|[。、! ]*$)")
# Words of every errand say nothing about which one is meant.
COMMON = frozenset({"予約", "よやく", "相談", "そうだん", "手続き", "届け", "申し込み", "申込"})
MUSING = re.compile(r"(?:なあ|なぁ|ねえ|ねぇ|わあ|かなあ|やろか)[。、! ]*$")
WISHING = re.compile(r"たい|願|くだ|頼|予約|相談|手続|窓口|ほしい|欲しい|ですか|ますか|できる|して")
NEAREST = 45  # of 100: how alike a sentence must be to an example of a service


@dataclass(frozen=True, slots=True)
class Request:
    """``service`` is a service's id, or one of today, human, emergency, which the core answers.

    ``missing`` are the steps that must still be asked, in order.
    """

    service: str
    answers: Answers = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    action: str = BOOK


def requests(
    sentence: str, services: Sequence[Service], options: Options, now: datetime
) -> list[Request]:
    """Nothing is bound by a request: it begins a walk. Empty when no service is clearly meant."""
    text = heard(sentence)
    meant = wish(sentence)
    if meant is Wish.EMERGENCY or meant is Wish.HUMAN:
        return [Request(meant.value)]
    if meant is Wish.TODAY:
        return [Request(meant.value, {"date": now.date().isoformat()})]
    if MUSING.search(text) and not WISHING.search(text):
        return []
    found = _meant(text, services, options) or _driving(text, services if options else ())
    if not found and "予約" in text and _action(text) != BOOK:
        return [Request(Wish.TODAY.value, action=_action(text))]
    return [_request(text, service, options.get(service.id, {}), now) for service in found]


def nearest(sentence: str, services: Sequence[Service]) -> str | None:
    """The service to propose when none is clearly meant; None: a person."""
    wanted = kana(heard(sentence))
    scores = sorted(
        (
            (fuzz.token_set_ratio(wanted, kana(example)), service.id)
            for service in services
            for example in (*service.sentences.get("ja", ()), *service.keywords)
        ),
        reverse=True,
    )
    return scores[0][1] if scores and scores[0][0] >= NEAREST else None


def _meant(text: str, services: Sequence[Service], options: Options) -> list[Service]:
    """Services with words of their own in the sentence; words that two share decide nothing."""
    spans = {s.id: set(_evidence(text, s, options.get(s.id, {}))) for s in services}
    own = {
        one: {span for span in mine if not any(span in spans[o] for o in spans if o != one)}
        for one, mine in spans.items()
    }
    return [service for service in services if own[service.id]]


def _driving(text: str, services: Sequence[Service]) -> list[Service]:
    """Whoever only says where to means the one service that asks from where to where."""
    drives = [one for one in services if sum(s.kind is Kind.PLACE for s in one.steps) > 1]
    return drives if len(drives) == 1 and GOING.search(text) else []


def _evidence(
    text: str, service: Service, options: Mapping[str, Sequence[Option]]
) -> Iterator[tuple[int, int]]:
    """Where the sentence names the service, or what its first question may be answered with."""
    first = options.get(service.steps[0].name, ()) if service.steps else ()
    said = set(_names(service)).union(*(forms(o.label, o.aliases) for o in first))
    for word in said:
        for match in mention(word).finditer(text.lower()):
            if not TRAVEL.match(text, match.end()):
                yield match.span()


@lru_cache(maxsize=256)
def _own_names(service_id: str, names: tuple[str, ...]) -> tuple[str, ...]:
    del service_id
    return tuple(heard(name).lower() for name in names if name and name not in COMMON)


def _names(service: Service) -> tuple[str, ...]:
    names = (plain(service.name, "ja"), plain(service.name, "en"), *service.keywords)
    return _own_names(service.id, names)


def _request(
    text: str, service: Service, options: Mapping[str, Sequence[Option]], now: datetime
) -> Request:
    answers: dict[str, Answer] = {}
    for step in service.steps:
        values = _answer(text, step, options.get(step.name, ()), now, service.steps)
        if values:
            answers[step.name] = values if step.many else values[0]
    missing = tuple(s.name for s in service.steps if s.name not in answers and not s.may_skip)
    return Request(service.id, answers, missing, _action(text))


def _answer(
    text: str, step: Step, options: Sequence[Option], now: datetime, steps: Sequence[Step]
) -> tuple[str, ...] | None:
    if step.kind in {Kind.YES_NO, Kind.TEXT, Kind.NUMBER} or (
        step.kind in {Kind.CHOICE, Kind.PLACE} and not named(text, options)
    ):
        return None
    return found_in(text, step, options, now, steps)


def _action(text: str) -> str:
    if CANCELS.search(text):
        return CANCEL
    return CHANGE if CHANGES.search(text) and BOOKED.search(text) else BOOK
