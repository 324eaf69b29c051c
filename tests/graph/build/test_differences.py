"""What the records of one entry say differently."""

from __future__ import annotations

from graph.build.differences import Difference, Said, differences
from graph.model.entities import Entity, Fact, Relation
from graph.model.records import Source

A, B = Source("a:1"), Source("b:2")


def entry(*facts: Fact, records: tuple[str, ...] = ("a:1", "b:2")) -> Entity:
    return Entity("a-1", "partnership", "Reefs", facts=facts, records=records)


def test_records_that_agree_differ_in_nothing() -> None:
    assert differences(entry(Fact("start", "2016", (A, B)), Fact("staff", "Two divers", (A, B)))) == ()
    assert differences(entry()) == ()
    assert differences(entry(Fact("start", "2016", (A,)), records=("a:1",))) == ()


def test_a_date_that_both_state_differently_is_a_disagreement_with_the_rule_that_chose() -> None:
    found = differences(
        entry(Fact("start", "2016", (A,), chosen=False), Fact("start", "2016-04", (B,), rule="more exact than 2016"))
    )
    said = (Said("a:1", ("2016",)), Said("b:2", ("2016-04",)))
    assert found == (Difference("start", "disagree", said, "more exact than 2016"),)


def test_what_could_not_be_read_is_told_as_it_was_written() -> None:
    unread = Fact("end", None, (Source("b:2", "Time", "some day"),), chosen=False)
    (found,) = differences(entry(Fact("end", "2018", (A,)), unread))
    assert [said.values for said in found.said] == [("2018",), ("“some day” (can’t be read)",)]


def test_of_many_values_only_those_are_told_that_not_all_records_state() -> None:
    amount = {"amount": "5000", "currency": "USD"}
    found = differences(
        entry(Fact("staff", "Divers", (A, B)), Fact("staff", "Cooks", (B,)), Fact("financing", amount, (A,)))
    )
    assert [(each.field, each.way) for each in found] == [("staff", "disagree"), ("financing", "only")]
    assert found[0].said == (Said("a:1", ()), Said("b:2", ("Cooks",)))
    assert found[1].said == (Said("a:1", ("5000 USD",)), Said("b:2", ()))


def test_partners_goals_and_countries_that_only_one_lists() -> None:
    relations = [
        Relation("trust", "takes-part", "a-1", "lead", sources=(A, B)),
        Relation("union", "takes-part", "a-1", "not-stated", sources=(B,)),
        Relation("a-1", "addresses", "sdg-14", sources=(A,)),
        Relation("a-1", "addresses", "sdg-13", sources=(B,)),
        Relation("a-1", "addresses", "target-14.2", sources=(A,)),
        Relation("a-1", "operates-in", "KEN", sources=(A, B)),
    ]
    names = {
        "trust": ("Bay Trust", "partner"), "union": ("Reef Union", "partner"), "KEN": ("Kenya", "country"),
        "sdg-14": ("SDG 14", "sdg"), "sdg-13": ("SDG 13", "sdg"), "target-14.2": ("Target 14.2", "target"),
    }  # fmt: skip
    found = {each.field: each for each in differences(entry(), relations, names)}
    assert set(found) == {"partners", "goals", "targets"}
    assert found["partners"].said == (Said("a:1", ()), Said("b:2", ("Reef Union",)))
    assert found["goals"].said == (Said("a:1", ("SDG 14",)), Said("b:2", ("SDG 13",)))
    assert found["targets"].way == "only"


def test_a_page_of_ones_own_is_no_difference() -> None:
    assert differences(entry(Fact("url", "https://a.example", (A,)), Fact("url", "https://b.example", (B,)))) == ()
