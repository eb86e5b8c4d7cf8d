"""The differences between two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from core.differences import Difference, differences

TEXTS = st.lists(st.sampled_from(["Rules ", "may ", "stay ", "30 days", "90 days", ". ", "!\n", "  ", "жыл", "é"])).map(
    "".join
)


def applied(before: str, found: tuple[Difference, ...]) -> str:
    for one in reversed(found):
        assert before[one.start : one.start + len(one.before)] == one.before
        before = before[: one.start] + one.after + before[one.start + len(one.before) :]
    return before


@given(TEXTS | st.text(max_size=80), TEXTS | st.text(max_size=80))
def test_the_differences_make_the_later_text_of_the_earlier(before: str, after: str) -> None:
    found = differences(before, after)
    assert applied(before, found) == after
    assert all(after[one.after_start : one.after_start + len(one.after)] == one.after for one in found)
    assert (found == ()) is (before == after)


def test_a_changed_number_is_told_alone() -> None:
    before = "Visitors may stay for 30 days. They must register. The rule is old."
    after = "Visitors may stay for 90 days. The rule is old. A fine was added."
    assert [(one.before, one.after) for one in differences(before, after)] == [
        ("30", "90"),
        (" They must register.", ""),
        ("", " A fine was added."),
    ]


def test_words_side_by_side_are_one_difference() -> None:
    (one,) = differences("it begins on 1 March 2023 in Astana", "it begins on 5 April 2024 in Astana")
    assert (one.before, one.after, one.start) == ("1 March 2023", "5 April 2024", 13)


def test_hostile_texts_are_told_apart_in_one_piece_and_not_pair_by_pair() -> None:
    """What would take quadratic time is one difference from where the texts part."""
    assert len(differences("a b " * 50_000, "b a c " * 50_000)) == 1
    assert len(differences("x. " * 20_000, "y. " * 20_000)) == 1
