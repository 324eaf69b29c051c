"""Passages cover the text, keep to the limit, and end where a writer ended something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.passages import passages


def test_short_and_empty_texts() -> None:
    assert passages("") == []
    assert passages(" \n\n ") == []
    (only,) = passages("  One reef.  ")
    assert (only.start, only.end, only.text) == (2, 11, "One reef.")


def test_paragraphs_come_before_sentences() -> None:
    text = "First one. First two.\n\nSecond one. Second two."
    assert [passage.text for passage in passages(text, limit=30)] == [
        "First one. First two.",
        "Second one. Second two.",
    ]


def test_short_paragraphs_are_put_together() -> None:
    text = "a b.\n\nc d.\n\ne f."
    assert [passage.text for passage in passages(text, limit=10)] == ["a b.\n\nc d.", "e f."]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("海洋很重要。我们保护海洋。珊瑚礁很美。", 7, ["海洋很重要。", "我们保护海洋。", "珊瑚礁很美。"]),
        ("ما هذا؟ هذا بحر كبير۔ نعم.", 15, ["ما هذا؟", "هذا بحر كبير۔", "نعم."]),
        ("It rose by 3.5 metres in U.N. zones.", 20, ["It rose by 3.5", "metres in U.N.", "zones."]),
        ("supercalifragilistic", 8, ["supercal", "ifragili", "stic"]),
        ("one two three", 8, ["one two", "three"]),
    ],
)
def test_cuts(text: str, limit: int, expected: list[str]) -> None:
    assert [passage.text for passage in passages(text, limit)] == expected


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        passages("a", limit=0)


@given(st.text(alphabet=st.sampled_from("ab. \n。,é;？")) | st.text(), st.integers(1, 40))
def test_passages_cover_the_text_and_keep_the_limit(text: str, limit: int) -> None:
    found = passages(text, limit)
    at = 0
    for passage in found:
        assert not text[at : passage.start].strip()
        assert passage.text == text[passage.start : passage.end]
        assert 0 < len(passage.text) <= limit
        # A word is cut only if it alone is longer than the limit.
        if passage.end < len(text) and not text[passage.end].isspace() and not text[passage.end - 1].isspace():
            word = text[: passage.end].rsplit(maxsplit=1)[-1] + text[passage.end :].split(maxsplit=1)[0]
            assert len(word) > limit or passage.text[-1] in "。；？！｡、，：”’」』）"
        at = passage.end
    assert not text[at:].strip()
