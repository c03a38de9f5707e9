"""The order of questions, and that going back never loses an answer."""

from hypothesis import given
from hypothesis import strategies as st

from senior_life.contract import Kind, Name, Step, Text
from senior_life.flows.walk import END, Walk


def step(name: str, *depends_on: str, may_skip: bool = False) -> Step:
    return Step(name, Kind.CHOICE, Text(name), Text(name), depends_on, may_skip)


STEPS = (
    step("topic"),
    step("office", "topic"),
    step("mode"),
    step("date", "office", "mode"),
    step("note", may_skip=True),
)
SAYS = Name("こたえ", "こたえ")


def walked(*answers: str) -> Walk:
    walk = Walk(STEPS).onward()
    for answer in answers:
        walk = walk.answer(answer, SAYS)
    return walk


def test_questions_come_in_their_order() -> None:
    assert walked().current == "topic"
    assert walked("pension").current == "office"
    assert walked("pension", "minami", "visit", "2026-11-25", "none").current == END


def test_back_asks_again_with_the_old_answer_chosen() -> None:
    walk = walked("pension", "minami").back()
    assert walk.current == "office"
    assert walk.chosen == ("minami",)
    assert walk.answers == {"topic": "pension", "office": "minami"}


def test_the_same_answer_again_returns_to_where_one_was() -> None:
    walk = walked("pension", "minami", "visit").back().back()
    assert walk.answer("minami", SAYS).current == "date"


def test_another_answer_lets_go_of_what_depended_on_it_and_proposes_it_again() -> None:
    walk = walked("pension", "minami", "visit", "2026-11-25").reopen("topic")
    walk = walk.answer("tax", SAYS)
    assert walk.answers == {"topic": "tax", "mode": "visit"}
    assert walk.current == "office"
    assert walk.chosen == ("minami",)


def test_one_step_is_corrected_and_the_rest_stays() -> None:
    walk = walked("pension", "minami", "visit", "2026-11-25", "none").reopen("note")
    assert walk.current == "note"
    assert walk.answer("call me", SAYS).current == END


def test_options_see_only_the_answers_before_them() -> None:
    walk = walked("pension", "minami", "visit").reopen("office")
    assert walk.so_far == {"topic": "pension"}


def test_a_skipped_step_is_not_asked_again_and_can_be_reopened() -> None:
    walk = walked("pension", "minami", "visit", "2026-11-25").skip()
    assert walk.current == END
    assert "note" not in walk.answers
    assert walk.reopen("note").current == "note"


def test_a_step_with_one_option_is_neither_counted_nor_returned_to() -> None:
    walk = walked("pension").answer("minami", SAYS, is_alone=True)
    assert walk.current == "mode"
    assert (walk.position, walk.length) == (2, 4)
    assert walk.back().current == "topic"


def test_an_alternative_is_taken_as_a_whole() -> None:
    walk = walked("pension", "minami", "visit", "2026-11-25", "none")
    taken = walk.take({"office": "sakai", "date": "2026-11-26", "unknown": "x"}, {})
    assert taken.answers["office"] == "sakai"
    assert taken.answers["date"] == "2026-11-26"
    assert taken.current == END
    assert "unknown" not in taken.answers


def test_what_is_asked_out_of_the_read_back_is_known_until_it_is_answered_or_left() -> None:
    walk = walked()
    assert not walk.is_reopened
    again = walk.reopen(STEPS[0].name)
    assert again.is_reopened
    assert not again.answer("one", SAYS).is_reopened
    assert not again.back().is_reopened
    assert again.onward() == walk.onward()


def test_the_first_question_has_nothing_before_it() -> None:
    assert walked().back() == walked()


moves = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from("abc")),
        st.tuples(st.sampled_from(("back", "skip", "alone")), st.just("")),
        st.tuples(st.just("reopen"), st.sampled_from([s.name for s in STEPS])),
    ),
    max_size=25,
)


@given(moves)
def test_whatever_is_tapped_the_walk_stays_sound(taps: list[tuple[str, str]]) -> None:
    walk = Walk(STEPS).onward()
    for tap, value in taps:
        before = walk
        if tap == "reopen":
            walk = walk.reopen(value)
        elif tap == "back":
            walk = walk.back()
        elif walk.current == END:
            continue
        elif tap == "skip":
            walk = walk.skip()
        else:
            walk = walk.answer(value or "one", SAYS, is_alone=tap == "alone")
        if tap in {"back", "reopen"}:
            assert walk.answers == before.answers
        assert 1 <= walk.position <= walk.length
        assert walk.answers.keys() == walk.says.keys()
        assert not walk.answers.keys() & walk.skipped
        assert walk.current == END or walk.step(walk.current)
        known = {**before.answers, **before.earlier}.keys()
        assert known <= {**walk.answers, **walk.earlier}.keys()
