"""What is said of the pieces of a partner list of which no partner is made."""

from __future__ import annotations

import pytest

from graph.model.records import Problem
from graph.names.split import read_list
from ingest.notes import Notes
from ingest.partners import public


def noted(written: str) -> list[Problem]:
    notes = Notes(7)
    public(read_list(written, column="Partners"), written, "Partners", notes)
    return list(notes.problems)


def test_a_piece_that_names_nobody_is_noted_at_its_row() -> None:
    (problem,) = noted("FAO; Local communities of the bay")
    assert (problem.row, problem.column, problem.kind) == (7, "Partners", "partner-generic")
    assert problem.message.startswith('"Local communities of the bay" reads like a description')
    assert not problem.set_aside


def test_a_long_piece_is_quoted_shortened() -> None:
    (problem,) = noted(f"Local communities of {'the valleys and ' * 8}the bay")
    assert problem.kind in {"partner-generic", "partners-unsplit"}
    assert "…" in problem.message
    assert len(problem.message) < 160


@pytest.mark.parametrize("written", ["TBD", "FAO, WHO, etc.", "Open to additional partners", "FAO; others", ""])
def test_what_says_nothing_is_not_noted(written: str) -> None:
    assert noted(written) == []


@pytest.mark.parametrize(
    "written",
    [
        "Reef Watch Initiative, Dr Jane Doe: Blue Coast Trust, Harbour Forum",
        "Blue Coast Trust; Harbour Forum; Dr Jane Doe, Reef Watch Initiative",
        "Blue Coast Trust - Contact: Jane Doe, jane.doe@example.org; Harbour Forum",
        "Dr. Jane Doe; Harbour Forum",
    ],
)
def test_a_person_stands_in_nothing_that_is_kept(written: str) -> None:
    notes = Notes(7)
    kept = public(read_list(written, column="Partners"), written, "Partners", notes)
    assert "Harbour Forum" in {mention.name for mention in kept}
    assert "doe" not in " ".join(map(str, kept)).lower()
    assert "personal-data" in {problem.kind for problem in notes.problems}


def test_a_sentence_is_noted_as_one() -> None:
    (problem,) = noted("The project will be run by all of its members in the countries around the lake")
    assert problem.kind == "partners-unsplit"
