"""Needs as they are compared: fields, actions, terms."""

from __future__ import annotations

import numpy as np
import pytest

from graph.matching.needs.fields import fields, fields_of
from graph.matching.needs.questions import Asked, dull, pieces, questions
from graph.model.vocabularies import vocabulary
from graph.snapshot.making_exchange import Reading, candidates

CANDIDATES = candidates(
    [Reading("Solid waste management"), Reading("Reducing vulnerability"), Reading("Drip irrigation")]
)


def test_every_field_has_words_goals_and_a_source_and_most_are_themes_of_climate_plans() -> None:
    for code, field in fields().items():
        assert field.terms
        assert field.source
        assert field.goals <= set(range(1, 18))
        assert vocabulary("themes").get(f"ndc:{code}"), code


@pytest.mark.parametrize(
    ("themes", "text", "expected"),
    [
        (["ndc:waste", "ndc:mitigation"], "irrigation", ("waste",)),
        (["csd:water"], "", ("water",)),
        ([], "Agua para el ganado", ("water",)),
        ([], "nothing of the kind", ()),
        (["gef:land-degradation"], "", ("agriculture", "lulucf")),
    ],
)
def test_fields_of_themes_and_of_words(themes: list[str], text: str, expected: tuple[str, ...]) -> None:
    found = fields_of(themes, text)
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_an_action_that_says_nothing_by_itself_counts_only_alone() -> None:
    assert dull(["Recycling", "Reuse", "Reduce"]) == [False, True, True]
    assert dull(["Reduce"]) == [False]
    made = questions([Asked("TGO", ("Solid waste", "Reduce"))], CANDIDATES, np.ones((2, 4), dtype=np.float32))
    shares = (made.terms @ CANDIDATES.title_postings).toarray()
    assert shares[0].tolist() == pytest.approx([1.0, 0.0, 0.0])
    assert not shares[1].any()
    assert made.vectors.tolist() == [[1.0] * 4, [0.0] * 4]


def test_pieces_of_a_text() -> None:
    assert pieces(" wells; wells, pumps.\nSeeds ") == ("wells", "pumps", "Seeds")
    assert pieces(" ,; ") == ()
    assert len(pieces(", ".join(map(str, range(100))))) == 30


def test_goals_are_those_that_are_stated_or_else_of_the_fields() -> None:
    none = np.zeros((1, 0), dtype=np.float32)
    stated = questions([Asked("TGO", ("waste",), ("ndc:waste",), (3,))], CANDIDATES, none)
    assert np.flatnonzero(stated.goals[0]).tolist() == [2]
    served = questions([Asked("TGO", ("waste",), ("ndc:waste",))], CANDIDATES, none)
    assert {goal - 1 for goal in fields()["waste"].goals} == set(np.flatnonzero(served.goals[0]).tolist())


def test_no_needs() -> None:
    assert len(questions([], CANDIDATES, np.zeros((0, 4), dtype=np.float32))) == 0
