"""A walk: the questions of one errand, what was answered, and which question is next.

Going back never loses an answer: the question is asked again with the old answer chosen. Only
another answer lets go of those that depended on it, and even they are proposed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from senior_life.contract import Answer, Answers, Label, Step

V = TypeVar("V")

END = ""
"""``current`` when nothing is left to ask."""


@dataclass(frozen=True, slots=True)
class Walk:
    """``alone``: steps with one option, answered by themselves; ``skipped``: left out by choice.

    ``earlier`` are answers let go of, to be chosen again when their step comes; ``says`` what the
    answers are called. ``is_reopened``: the question is asked once more out of the read-back, so
    back leads there.
    """

    steps: tuple[Step, ...]
    current: str = END
    answers: Mapping[str, Answer] = field(default_factory=dict)
    says: Mapping[str, Label] = field(default_factory=dict)
    earlier: Mapping[str, Answer] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    is_reopened: bool = False

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    @property
    def asks(self) -> Step | None:
        return self.step(self.current)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What the question asked now was answered with before."""
        answer = self.answers.get(self.current, self.earlier.get(self.current, ()))
        return (answer,) if isinstance(answer, str) else answer

    @property
    def so_far(self) -> Answers:
        """The answers before the question asked now; later ones must not narrow its options."""
        before = self.steps[: self._index(self.current)]
        return {step.name: self.answers[step.name] for step in before if step.name in self.answers}

    @property
    def length(self) -> int:
        return max(1, len(self._shown()))

    @property
    def position(self) -> int:
        """1-based; at the end it is the last question's."""
        shown = [step.name for step in self._shown()]
        return shown.index(self.current) + 1 if self.current in shown else self.length

    @property
    def before(self) -> str:
        """The question that back leads to; ``END`` when this is the first."""
        earlier = self.steps[: self._index(self.current)]
        return next((s.name for s in reversed(earlier) if s.name not in self.alone), END)

    def onward(self) -> "Walk":
        """Ask the first question that is still open."""
        following = next((s.name for s in self.steps if self._is_open(s)), END)
        return replace(self, current=following, is_reopened=False)

    def answer(self, answer: Answer, says: Label, is_alone: bool = False) -> "Walk":
        """Answer the question asked now and go on to the next one that is open."""
        name = self.current
        kept = self if self.answers.get(name) == answer else self._let_go({name})
        alone = kept.alone | {name} if is_alone else kept.alone - {name}
        return replace(
            kept,
            answers={**kept.answers, name: answer},
            says={**kept.says, name: says},
            earlier=_without(kept.earlier, {name}),
            skipped=kept.skipped - {name},
            alone=alone,
        ).onward()

    def skip(self) -> "Walk":
        """Leave the question asked now unanswered, on purpose."""
        kept = self._let_go({self.current})
        return replace(kept, skipped=kept.skipped | {self.current}).onward()

    def back(self) -> "Walk":
        """Ask the question before; from the first one it stays."""
        return replace(self, current=self.before or self.current, is_reopened=False)

    def reopen(self, name: str) -> "Walk":
        """Ask one question again (なおす); everything else stays answered."""
        if self.step(name) is None:
            raise KeyError(name)
        return replace(self, current=name, alone=self.alone - {name}, is_reopened=True)

    def forget(self, name: str) -> "Walk":
        """Let go of one answer and of what depends on it; each is proposed when asked again."""
        return self._let_go({name})

    def take(self, answers: Answers, says: Mapping[str, Label]) -> "Walk":
        """Answers that belong together (an alternative, a first sentence), all at once."""
        known = {name: value for name, value in answers.items() if self.step(name)}
        changed = {name for name, value in known.items() if self.answers.get(name) != value}
        kept = self._let_go(changed)
        return replace(
            kept,
            answers={**kept.answers, **known},
            says={**kept.says, **{name: says[name] for name in known if name in says}},
            earlier=_without(kept.earlier, known),
            skipped=kept.skipped - known.keys(),
            alone=kept.alone - known.keys(),
        ).onward()

    def _let_go(self, changed: set[str]) -> "Walk":
        """Move the changed answers, and all that depended on them, to ``earlier``."""
        gone = set(changed)
        for step in self.steps:
            if gone & set(step.depends_on):
                gone.add(step.name)
        lost = {name: value for name, value in self.answers.items() if name in gone}
        return replace(
            self,
            answers=_without(self.answers, gone),
            says=_without(self.says, gone),
            earlier={**self.earlier, **lost},
            skipped=self.skipped - gone,
            alone=self.alone - gone,
        )

    def _is_open(self, step: Step) -> bool:
        return step.name not in self.answers and step.name not in self.skipped

    def _shown(self) -> list[Step]:
        return [step for step in self.steps if step.name not in self.alone]

    def _index(self, name: str) -> int:
        names = [step.name for step in self.steps]
        return names.index(name) if name in names else len(names)


def _without(mapping: Mapping[str, V], names: Iterable[str]) -> dict[str, V]:
    gone = set(names)
    return {name: value for name, value in mapping.items() if name not in gone}
