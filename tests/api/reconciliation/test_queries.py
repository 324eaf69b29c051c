"""Reading of batches, for anything that JSON can hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.reconciliation.queries import MOST_CANDIDATES, Query, in_one_line, read_batch
from api.resolving import LONGEST_NAME
from graph.errors import InputError

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
LIKELY = st.fixed_dictionaries(
    {},
    optional={
        "query": st.text() | ANYTHING,
        "type": st.sampled_from(["partner", "partner:ngo", ["country", "sdg"], "wizard"]) | ANYTHING,
        "limit": st.integers() | ANYTHING,
        "type_strict": st.sampled_from(["any", "all", "should"]) | ANYTHING,
        "properties": st.lists(
            st.fixed_dictionaries({"pid": st.sampled_from(["country", "sdg", "type"]) | st.text(), "v": ANYTHING}),
            max_size=3,
        ),
    },
)


@given(st.dictionaries(st.text(), LIKELY | ANYTHING, max_size=5))
def test_every_key_has_a_query_or_a_reason(batch: dict[str, Any]) -> None:
    read = read_batch(json.dumps(batch))
    assert list(read) == list(batch)
    for each in read.values():
        if isinstance(each, InputError):
            assert str(each)
            str(each).encode()
        else:
            assert each.text or batch
            assert len(each.text) <= LONGEST_NAME
            assert 1 <= each.limit <= MOST_CANDIDATES


@given(st.text())
def test_a_line_has_no_control_characters_and_stays_a_line(text: str) -> None:
    line = in_one_line(text)
    assert in_one_line(line) == line == line.strip()
    assert not any(character < " " for character in line)


def test_what_a_query_says_is_read() -> None:
    read = read_batch(
        json.dumps(
            {
                "a": {
                    "query": " Ministry\nof  Health",
                    "type": ["partner:government", "partner:government"],
                    "limit": 3.0,
                    "properties": [{"pid": "country", "v": "KE"}, {"pid": "sdg", "v": "none"}],
                    "type_strict": "all",
                },
                "b": {"query": "x", "limit": 10**30, "type": [], "properties": []},
            }
        )
    )
    first, second = read["a"], read["b"]
    assert isinstance(first, Query)
    assert isinstance(second, Query)
    assert (first.text, first.limit, first.strictness) == ("Ministry of Health", 3, "all")
    assert [each.id for each in first.types] == ["partner:government"]
    assert [(clue.property, clue.codes) for clue in first.clues] == [("country", {"KEN"})]
    assert (second.limit, second.types, second.clues) == (MOST_CANDIDATES, (), ())
