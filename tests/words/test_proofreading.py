"""Every catalogue is complete and reads as a kind clerk would speak."""

import pytest

from senior_life.words.catalogue_files import Catalogue, every_catalogue, messages_of
from senior_life.words.proofreading import faults, sentence_faults, text_faults


@pytest.mark.parametrize("catalogue", every_catalogue(), ids=lambda found: found.domain)
def test_a_catalogue_has_no_fault(catalogue: Catalogue) -> None:
    assert list(faults(catalogue)) == []


@pytest.mark.parametrize(
    ("ids", "text", "fault"),
    [
        (("{n} left",), "残りわずか", "values differ"),
        (("Yes {when}",), "{when:iso}", "unknown format word"),
        (("Yes",), "ﾊｲ", "half-width kana"),
        (("Day",), "2026-11-24", "a bare ISO date"),
        (("Yes",), "どれに しますか。", "a space between words"),
        (("Yes",), "予約した。", "not です・ます"),
        (("Yes",), "あ" * 41, "without a pause"),
        (("Yes",), "あ、" * 41 + "です。", "longer than"),
        (("Yes",), "龘", "no reading"),
    ],
)
def test_faults_are_found(ids: tuple[str, ...], text: str, fault: str) -> None:
    assert any(fault in found for found in text_faults(ids, text))


@pytest.mark.parametrize(
    "text", ["予約しました。", "よろしいですか。", "お選びください。", "もどる", "（無料です。）"]
)
def test_good_sentences_pass(text: str) -> None:
    assert list(sentence_faults(text)) == []


def test_messages_are_found_with_their_plurals() -> None:
    source = '_("One", "{n}", n=2)\n_("Long " "text", a="b")\n_(name)\nother("x")\n'
    assert list(messages_of(source)) == [("One", "{n}"), "Long text"]
