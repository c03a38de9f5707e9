"""Letters become lines, across the page or down it (縦書き), and small kana beside them readings.

Both directions are measured alike: ``start`` and ``end`` run along the writing, and ``across``
falls from one line to the next, whether that lies below or to the left.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from services.circular_board.importing.letters import Letter

SAME_LINE, NEXT_WORD, TOUCHING = 0.35, 1.0, 0.6  # in sizes of a letter
DOWN = (0.7, 1.45)
LONG_COLUMN = 6
SPACED_WORD = 0.2
KANA = re.compile(r"[ぁ-ゖァ-ヺー・]+")
KANJI = re.compile(r"[\u3400-\u9fff々〆\U00020000-\U0003ffff]")
JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々〆]")
RUBY_SIZE, RUBY_ABOVE = 0.65, (0.5, 1.7)
SPREAD = re.compile(r"^(\S)[ \u3000]+(\S)(?=[ \u3000：:]|$)")  # 日　時, spread over the breadth


@dataclass(frozen=True, slots=True)
class Line:
    """Of one page and direction; ``letters`` have no spaces at the ends."""

    letters: tuple[Letter, ...]
    start: float
    end: float
    across: float
    size_pt: float
    is_down: bool = False

    @property
    def text(self) -> str:
        return SPREAD.sub(r"\1\2", "".join(_with_spaces(self.letters, self.is_down)).strip())

    @property
    def is_bold(self) -> bool:
        return 2 * sum(letter.is_bold for letter in self.letters) > len(self.letters)


@dataclass(frozen=True, slots=True)
class Lines:
    across: tuple[Line, ...]
    down: tuple[Line, ...]
    readings: tuple[tuple[str, str], ...]


def lines_of(letters: Sequence[Letter]) -> Lines:
    runs = list(_runs(letters, _goes_down))
    is_down = any(len(run) >= LONG_COLUMN and _is_japanese(run) for run in runs)
    fallen = [run for run in runs if is_down and len(run) > 1 and _is_japanese(run)]
    taken = {id(letter) for run in fallen for letter in run}
    lying = [letter for letter in letters if id(letter) not in taken]
    across = _joined(list(_runs(lying, _goes_on)))
    every = [_line(run, is_down=True) for run in fallen], [_line(run) for run in across]
    plain = [[line for line in lines if line.letters] for lines in every]
    (down, beside), (lines, above) = (_without_ruby(one) for one in plain)
    return Lines(tuple(lines), tuple(down), (*above, *beside))


def _runs(
    letters: Sequence[Letter], follows: Callable[[Letter, Letter], bool]
) -> Iterator[list[Letter]]:
    """Neighbours in the file that are neighbours on the page."""
    run: list[Letter] = []
    for letter in letters:
        if run and not follows(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _goes_on(one: Letter, other: Letter) -> bool:
    size = max(one.size_pt, other.size_pt)
    gap = other.x - one.x - one.breadth
    is_level = abs(one.y - other.y) < SAME_LINE * min(one.size_pt, other.size_pt)
    return is_level and -TOUCHING * size < gap < NEXT_WORD * size


def _goes_down(one: Letter, other: Letter) -> bool:
    """In a vertical font punctuation stands a little aside."""
    size = one.size_pt
    is_below = DOWN[0] * size <= one.y - other.y <= DOWN[1] * size
    return is_below and abs(one.x - other.x) < SAME_LINE * size and other.size_pt == size


def _is_japanese(run: Sequence[Letter]) -> bool:
    """A column of numbers is a list, not a line of writing."""
    return 2 * sum(bool(JAPANESE.match(letter.text)) for letter in run) > len(run)


def _joined(runs: list[list[Letter]]) -> list[list[Letter]]:
    """Pieces of one line, in whatever order the file has them."""
    joined: list[list[Letter]] = []
    for run in sorted(runs, key=lambda run: (-round(run[0].y), run[0].x)):
        place = next((one for one in reversed(joined[-8:]) if _goes_on(one[-1], run[0])), None)
        if place is None:
            joined.append(run)
        else:
            place.extend(run)
    return joined


def _line(run: Sequence[Letter], is_down: bool = False) -> Line:
    inked = [at for at, letter in enumerate(run) if not letter.text.isspace()]
    letters = tuple(run[inked[0] : inked[-1] + 1]) if inked else ()
    if not letters:
        return Line((), 0, 0, 0, 0)
    size = max(letter.size_pt for letter in letters)
    first, last = letters[0], letters[-1]
    if is_down:
        return Line(letters, -first.y - size, -last.y, first.x, size, is_down=True)
    return Line(letters, first.x, last.x + last.breadth, first.y, size)


def _with_spaces(letters: Sequence[Letter], is_down: bool) -> Iterator[str]:
    """Words of Latin letters are often only apart on the page, with no space in the file."""
    before: Letter | None = None
    for letter in letters:
        if before is not None and not is_down:
            gap = letter.x - before.x - before.breadth
            latin = before.text.isascii() and letter.text.isascii()
            is_apart = latin and gap > SPACED_WORD * letter.size_pt
            if is_apart and not before.text.isspace() and not letter.text.isspace():
                yield " "
        yield letter.text
        before = letter


def _without_ruby(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    kept: list[Line] = []
    readings: list[tuple[str, str]] = []
    for line in lines:
        under = next((one for one in lines if _is_ruby(line, one)), None)
        if under is None:
            kept.append(line)
        elif written := _below(line, under):
            readings.append((written, line.text))
    return kept, readings


def _is_ruby(line: Line, base: Line) -> bool:
    above = line.across - base.across
    is_near = RUBY_ABOVE[0] * base.size_pt < above < RUBY_ABOVE[1] * base.size_pt
    is_small = line.size_pt <= RUBY_SIZE * base.size_pt
    overlaps = line.start < base.end and line.end > base.start
    return is_small and is_near and overlaps and KANA.fullmatch(line.text) is not None


def _below(ruby: Line, base: Line) -> str:
    """The kanji that the kana stand beside."""
    said = [
        letter.text
        for letter in base.letters
        if ruby.start - base.size_pt / 2 <= _middle(letter, base) <= ruby.end + base.size_pt / 2
        and KANJI.match(letter.text)
    ]
    return "".join(said)


def _middle(letter: Letter, line: Line) -> float:
    return -letter.y - letter.size_pt / 2 if line.is_down else letter.x + letter.breadth / 2
