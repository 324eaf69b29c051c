"""The protocol of reference registers: who is asked, who is held out, and that figures are what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.evaluation.reference import LEARNT, PARTS, UNSEEN, figures, is_held_out, part_of, questions
from graph.resolve.reference.organisations import ReferenceName, ReferenceOrganisation, organisations
from ingest.files import open_tables
from ingest.ror import Ror

_PLACES = ("Avon", "Brisa", "Corvo", "Delos", "Erice", "Faial", "Gozo", "Hiva", "Ithaka", "Jura", "Kea", "Lipari")
_KINDS = ("Trust", "Museum", "Observatory", "Orchestra", "Brewery", "Archive", "Hospital", "Seminary", "Foundry")


@pytest.fixture(scope="module")
def register() -> list[ReferenceOrganisation]:
    """A hundred organisations, each of a place and a kind that no other has together."""
    return [
        ReferenceOrganisation(
            f"ror:{place}{kind}",
            f"{place}landia {kind}",
            (ReferenceName(f"{place}landia {kind}", "display"),),
            "ror",
            frozenset({"PRT"}),
            identifiers=(("ROR", f"https://ror.org/{place}{kind}"),),
        )
        for place in _PLACES
        for kind in _KINDS
    ]


def test_only_organisations_of_the_part_are_asked_and_a_fifth_of_them_is_held_out(
    register: list[ReferenceOrganisation],
) -> None:
    asked = questions(register, UNSEEN, 60)
    assert len(asked) == 60
    for each in asked:
        identifier = register[each.bearer].identifiers[0][1]
        assert part_of(identifier) == UNSEEN
        assert part_of(identifier) not in LEARNT
        assert each.known is not is_held_out(identifier)
    assert asked == questions(register, UNSEEN, 60)
    assert {part_of(each.identifiers[0][1]) for each in register} == set(range(PARTS))


def test_figures_say_what_was_found_and_how_long_it_took(register: list[ReferenceOrganisation]) -> None:
    made = {(each.slice, each.method, each.metric): each for each in figures(register, 200, 1)}
    assert {each.protocol for each in made.values()} == {"P6"}
    main = "disturbed names in a reference register"
    recall, precision = made[main, "goal17", "recall@1"], made[main, "goal17", "precision"]
    assert recall.value > 0.8
    assert precision.value > 0.9
    assert recall.low <= recall.value <= recall.high
    strangers = made[main, "goal17", "strangers taken"]
    assert recall.n + strangers.n == 200
    assert (main, "RapidFuzz token-set ratio", "recall@1") in made
    assert made["speed, 1 process", "goal17", "seconds for the names"].n == 200
    assert made["speed, 1 process", "goal17", "CPU seconds for them"].value > 0


def test_a_register_without_anybody_to_ask_gives_no_figures() -> None:
    assert list(figures([])) == []


def test_a_register_of_which_all_are_held_out_has_nobody_to_find(register: list[ReferenceOrganisation]) -> None:
    held_out = [
        each for each in register if part_of(each.identifiers[0][1]) == UNSEEN and is_held_out(each.identifiers[0][1])
    ]
    shares = {(each.method, each.metric): each.value for each in figures(held_out, names=20, processes=1)}
    assert shares["goal17", "strangers taken"] == shares["RapidFuzz ratio", "strangers taken"] == 0


def test_the_real_register_is_found_as_well_as_is_said(shared: Path) -> None:
    (table,) = open_tables(shared / "data" / "ror_records.jsonl.gz")
    drafts = [each.draft for each in Ror().read(table, "ror", "2026-01-01T00:00:00Z") if each.draft is not None]
    made = figures(list(organisations(drafts)), 4000, 1)
    main = {each.metric: each for each in made if each.method == "goal17" and each.slice.endswith("register")}
    assert main["recall@1"].value >= 0.92
    assert main["precision"].value >= 0.97
