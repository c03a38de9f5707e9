"""A text as sentences, as it is read: one after the other, each in a breath or two."""

import re
from collections.abc import Iterable, Iterator

from senior_life.contract import Part

SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[」』）)]*|\n|$)")


def sentences(parts: Iterable[Part]) -> Iterator[Part]:
    """What was typed is cut into its sentences, without blank ones; headings, and what came with a
    reading, stay whole."""
    for part in parts:
        if isinstance(part, str):
            yield from filter(None, (found.strip() for found in SENTENCE.findall(part)))
        else:
            yield part
