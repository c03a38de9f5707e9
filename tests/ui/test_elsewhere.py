"""Help, a person and today's plan are heard in any field."""

import pytest

from senior_life.ui.acts.elsewhere import elsewhere


@pytest.mark.parametrize(
    ("words", "walk", "route"),
    [
        ("助けて", "w1", "/emergency"),
        ("係の人と話したい", "", "/person"),
        ("係の人", "w1", "/person/w1"),
        ("わからない", "w1", "/person/w1"),
        ("今日の予定は?", "", "/today"),
        ("もどる", "w1", "/walk/w1"),
        ("年金の相談", "", None),
    ],
)
def test_words_lead_to_the_screen_that_is_meant(words: str, walk: str, route: str | None) -> None:
    assert elsewhere(words, walk) == route
