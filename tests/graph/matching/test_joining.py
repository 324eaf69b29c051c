"""Whether one can join: passed and failed only where a source says so, and never in the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from graph.matching.evidence import with_evidence
from graph.matching.joining import GATES, Asker, can_join, gates
from graph.matching.match import Gate, PartnershipMatch
from graph.matching.matcher import Matcher
from graph.matching.subject import PartnerDescription
from graph.model.vocabularies import vocabulary
from graph.snapshot.make import make
from graph.snapshot.says import Saying
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store
from tests.doors import make_doors

DAY = date(2026, 11, 22)
NGO = Asker("ngo", "KEN")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with make_doors(tmp_path_factory.mktemp("doors") / "doors.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def doors(store: Store) -> Snapshot:
    return make(store.view())


def gate(snapshot: Snapshot, key: str, code: str, asker: Asker = NGO, on: date = DAY) -> Gate:
    made = gates(snapshot, snapshot.partnership_row[f"doors-{key}"], on, asker)
    (found,) = [each for each in made if each.code == code]
    return found


def join(doors: Snapshot, *, joinable: bool = False, as_of: date = DAY, **who: Any) -> dict[str, PartnershipMatch]:
    asked = PartnerDescription("Coast Club", "We clean harbours.", **who)
    found, _ = Matcher(doors, None).partnerships(asked, limit=100, as_of=as_of, ended=True, joinable=joinable)
    return {each.id: each for each in found}


@pytest.mark.parametrize(
    ("key", "passed", "why"),
    [
        ("1", True, "Its record says that it takes further partners, until 2030-06-30."),
        ("2", False, "Its record says that it takes no further partners."),
        ("3", None, "No record says when it ends or whether it takes further partners."),
        ("4", False, "It took further partners until 2021, by its record."),
        ("5", True, "Its text says that it takes further partners (read from the text)."),
        ("6", False, "It ended by its own word, at the latest on 2015-12-31."),
        ("7", None, "Its records disagree: one says that it takes further partners, another that not."),
    ],
)
def test_open(doors: Snapshot, key: str, passed: bool | None, why: str) -> None:
    assert gate(doors, key, "open") == Gate("open", passed, why)


def test_open_depends_on_the_day(doors: Snapshot) -> None:
    assert gate(doors, "4", "open", on=date(2021, 12, 31)).passed is True
    assert gate(doors, "4", "open", on=date(2022, 1, 1)).passed is False
    assert gate(doors, "6", "open", on=date(2015, 6, 1)).passed is True
    assert gate(doors, "1", "open", on=date(2030, 7, 1)).passed is False, "its window ends, whatever it said"


@pytest.mark.parametrize(
    ("asker", "passed", "why"),
    [
        (Asker("ngo"), True, "you are one."),
        (Asker("business"), True, "you are one."),
        (Asker("ngo", by_name=True), True, "you are one by your name."),
        (Asker("government"), False, "you are another kind: government."),
        (Asker("government", by_name=True), None, "say what you are."),
        (Asker("youth"), None, "whether that includes your kind (children and youth) isn't stated."),
        (Asker(""), None, "which kind you are isn't known."),
        (Asker("other"), None, "which kind you are isn't known."),
    ],
)
def test_eligible_by_kind(doors: Snapshot, asker: Asker, passed: bool | None, why: str) -> None:
    found = gate(doors, "1", "eligible", asker)
    assert found.passed is passed
    assert found.why.startswith("These may join: non-governmental organization, business and industry; ")
    assert found.why.endswith(why)


@pytest.mark.parametrize(
    ("field", "value", "code", "passed"),
    [
        ("eligible-type", "any", "eligible", True),
        ("window", {"until": None}, "open", True),
        ("window", {"until": "2030"}, "open", True),
        ("window", None, "open", None),
        ("contribution-asked", {"code": None, "written": "a letter"}, "contribution", None),
        ("eligible", None, "eligible", None),
        ("route", {"asks": "The ministry", "through": ""}, "how-to-apply", True),
    ],
)
def test_one_statement(doors: Snapshot, field: str, value: object, code: str, passed: bool | None) -> None:
    """Said of the partnership of which nothing was said before; and the filter agrees."""
    row = doors.partnership_row["doors-3"]
    says = replace(doors.says, joining={row: (Saying(field, value, "declared"),)})
    told = replace(doors, says=says)
    assert gate(told, "3", code).passed is passed
    assert [each.passed for each in gates(told, row, DAY, NGO) if each.code != code] == [None, None, None]
    assert can_join(told, np.ones(len(doors.partnerships), dtype=bool), DAY, NGO)[0].passes[row]


def test_who_may_join_in_words_that_are_not_read_may_be_anybody(doors: Snapshot) -> None:
    row = doors.partnership_row["doors-3"]
    said = tuple(Saying("eligible-type", value, "declared") for value in ("ngo", None))
    told = replace(doors, says=replace(doors.says, joining={row: said}))
    assert gate(told, "3", "eligible", Asker("ngo")).passed is True
    assert gate(told, "3", "eligible", Asker("government")).passed is None, "it may be meant by the other words"


def test_eligible_by_country(doors: Snapshot) -> None:
    """Who may join stands there in words that aren't read, and for which countries it is in words that are."""
    assert gate(doors, "7", "eligible", Asker("ngo", "KEN")).passed is False, "Kenya is no least developed country"
    of_uganda = gate(doors, "7", "eligible", Asker("ngo", "UGA"))
    assert of_uganda.passed is None, "the kinds that may join can't be read"
    assert "Uganda is on the list" in of_uganda.why
    assert gate(doors, "3", "eligible") == Gate("eligible", None, "No record says who may join.")


def test_contribution(doors: Snapshot) -> None:
    assert gate(doors, "1", "contribution").passed is True
    asked = gate(doors, "2", "contribution")
    assert (asked.passed, asked.why) == (
        None, "It asks for: 500 EUR a year; whether you bring that is yours to say."
    )  # fmt: skip
    assert gate(doors, "2", "contribution", Asker("ngo", brings=("funding",))).passed is True
    assert gate(doors, "3", "contribution") == Gate("contribution", None, "No record says what a partner has to bring.")


def test_how_to_apply(doors: Snapshot) -> None:
    found = gate(doors, "1", "how-to-apply")
    assert (found.passed, found.why) == (
        True, "Its record says how to ask: https://doors.example/join; until 2030-06-30."
    )  # fmt: skip
    assert gate(doors, "4", "how-to-apply") == Gate("how-to-apply", None, "No record says how to ask.")


def test_without_a_statement_no_gate_is_passed_or_failed(snapshot: Snapshot) -> None:
    """Of the made-up world no record says anything of joining: only an end that is past closes."""
    for row in range(len(snapshot.partnerships)):
        for day in (date(1900, 1, 1), DAY, date(9999, 12, 31)):
            made = gates(snapshot, row, day, NGO)
            assert [each.code for each in made] == list(GATES)
            assert all(each.code in vocabulary("gates").terms and each.why for each in made)
            is_over = bool(snapshot.ends[row]) and snapshot.ends[row] < day.toordinal()
            assert [each.passed for each in made] == [False if is_over else None, None, None, None]


def test_only_what_can_be_joined(doors: Snapshot) -> None:
    """What a source says can't be joined is left out; what isn't stated stays."""
    every, kept = join(doors, type="ngo", country="Kenya"), join(doors, type="ngo", country="Kenya", joinable=True)
    assert set(every) == {f"doors-{key}" for key in "1234567"}
    assert set(kept) == {"doors-1", "doors-3", "doors-5"}, "Kenya isn't among those that 7 is for"
    as_government = join(doors, type="government", country="Uganda", joinable=True)
    assert set(as_government) == {"doors-3", "doors-5", "doors-7"}


def test_how_many_can_be_joined_is_counted(doors: Snapshot) -> None:
    base = np.ones(len(doors.partnerships), dtype=bool)
    filter, counts = can_join(doors, base, DAY, NGO)
    assert {each.code: (each.yes, each.no, each.not_stated) for each in counts} == {
        "open": (2, 3, 2),
        "eligible": (1, 2, 4),
        "contribution": (1, 0, 6),
        "how-to-apply": (1, 0, 6),
    }
    assert (filter.passes.sum(), filter.stated.sum(), filter.read.sum()) == (3, 5, 1)
    _, counts = can_join(doors, np.zeros(len(base), dtype=bool), DAY, NGO)
    assert {(each.yes, each.no, each.not_stated) for each in counts} == {(0, 0, 0)}


def test_the_filter_is_what_the_gates_say(doors: Snapshot) -> None:
    base = np.ones(len(doors.partnerships), dtype=bool)
    for asker in (NGO, Asker(), Asker("government", "UGA"), Asker("business", "FRA", ("funding",))):
        for day in (date(2014, 1, 1), date(2021, 5, 5), DAY, date(2031, 1, 1)):
            filter, _ = can_join(doors, base, day, asker)
            for row in range(len(base)):
                verdicts = [each.passed for each in gates(doors, row, day, asker)]
                assert bool(filter.passes[row]) == (False not in verdicts)


def test_gates_never_enter_the_score(doors: Snapshot) -> None:
    as_ngo = join(doors, type="ngo", country="Kenya")
    kept = join(doors, type="ngo", country="Kenya", joinable=True)
    brings = join(doors, type="ngo", country="Kenya", brings=("funding",))
    for id, each in kept.items():
        assert each.score == pytest.approx(sum(reason.contribution for reason in each.reasons))
        assert {reason.feature for reason in each.reasons} == {reason.feature for reason in as_ngo[id].reasons}
    assert {id: each.score for id, each in brings.items()} == {id: each.score for id, each in as_ngo.items()}


def test_the_words_of_sources_stand_beside_a_gate(doors: Snapshot, store: Store) -> None:
    told = {
        id: with_evidence(each, store.view().entity(id), {}, {"doors": "2018"})
        for id, each in join(doors, type="ngo", country="Kenya").items()
    }

    def said(id: str, code: str) -> list[tuple[str, str, str, str]]:
        (found,) = [each for each in told[id].gates if each.code == code]
        return [(each.record, each.column, each.passage, each.basis) for each in found.evidence]

    assert said("doors-1", "eligible") == [
        ("doors:1", "For", "ngo", "declared"),
        ("doors:1", "For", "business", "declared"),
    ]
    assert ("doors:2", "Open", "False", "declared") in said("doors-2", "open")
    assert said("doors-5", "open") == [
        ("doors:5", "Description", "The alliance is open to new members.", "rule"),
    ]
    assert ("doors:6", "Dates", "2015", "declared") in said("doors-6", "open"), "why it is over"
    assert all(not each.evidence for each in told["doors-3"].gates)
    assert told["doors-1"].gates[2].why == "Its record says that nothing is asked of a partner. As of 2018."
    assert told["doors-3"].gates[2].why == "No record says what a partner has to bring.", "of nothing there is no day"
