"""What several records state becomes one list of facts: once where they agree, side by side where they don't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build.facts import facts_of
from graph.model.drafts import Draft, DraftFact
from graph.model.entities import Fact


def draft(register: str, *facts: DraftFact, url: str = "") -> Draft:
    return Draft(register, "1", "partnership", "Wells", "test/1", facts=facts, url=url)


def of(field: str, *drafts: Draft) -> list[Fact]:
    return [fact for fact in facts_of(drafts) if fact.field == field]


def chosen(field: str, *drafts: Draft) -> Fact:
    (fact,) = [fact for fact in of(field, *drafts) if fact.chosen]
    return fact


def test_equal_values_are_one_fact_with_both_sources() -> None:
    one = draft("a", DraftFact("staff", "Two engineers.", "Two engineers."), DraftFact("end", "2018", "end 2018"))
    other = draft("b", DraftFact("staff", "two ENGINEERS", "two ENGINEERS"), DraftFact("end", "2018", note="roughly"))
    staff, end = facts_of([one, other])
    assert (staff.value, [source.record for source in staff.sources]) == ("Two engineers.", ["a:1", "b:1"])
    assert (end.chosen, end.rule, end.note) == (True, "", "roughly")
    assert [source.written for source in end.sources] == ["end 2018", ""]


def test_amounts_are_equal_whatever_was_written_and_what_one_record_says_twice_stays_twice() -> None:
    amount = {"amount": "5000", "currency": "USD"}
    one = draft("a", DraftFact("financing", amount, "5,000 USD"), DraftFact("financing", amount, "5000"))
    other = draft("b", DraftFact("financing", amount, "USD 5000"))
    assert [len(fact.sources) for fact in of("financing", one, other)] == [2, 1]
    assert all(fact.chosen for fact in of("financing", one, other))


@pytest.mark.parametrize(
    ("first", "second", "expected", "rule"),
    [
        ("2016", "2016-04", "2016-04", "more exact than 2016"),
        ("2016-04-12", "2016-04", "2016-04-12", "more exact than 2016-04"),
        ("2016-01", "2016", "2016", "2016-01 may be no more than 2016 filled in"),
        ("2016", "2016-01-01", "2016", "2016-01-01 may be no more than 2016 filled in"),
        ("2016-04", "2016-04-01", "2016-04", "2016-04-01 may be no more than 2016-04 filled in"),
        ("2016-04", "2017-06-17", "2016-04", "the first stated"),
    ],
)
def test_the_more_exact_date_is_chosen_unless_it_may_be_filled_in(
    first: str, second: str, expected: str, rule: str
) -> None:
    found = chosen("start", draft("a", DraftFact("start", first)), draft("b", DraftFact("start", second)))
    assert (found.value, found.rule) == (expected, rule)
    assert len(of("start", draft("a", DraftFact("start", first)), draft("b", DraftFact("start", second)))) == 2


def test_what_may_be_filled_in_says_so() -> None:
    facts = of("start", draft("a", DraftFact("start", "2016-01")), draft("b", DraftFact("start", "2016")))
    assert [(fact.value, fact.chosen, fact.rule) for fact in facts] == [
        ("2016-01", False, "may be filled in"),
        ("2016", True, "2016-01 may be no more than 2016 filled in"),
    ]


def test_what_can_be_read_is_chosen_before_what_can_not() -> None:
    facts = of("end", draft("a", DraftFact("end", None, "soon")), draft("b", DraftFact("end", "2018")))
    assert [(fact.value, fact.chosen) for fact in facts] == [("2018", True), (None, False)]
    assert chosen("end", draft("a", DraftFact("end", None, "soon"))).value is None


def test_within_one_record_the_first_stated_is_chosen() -> None:
    facts = of("start", draft("a", DraftFact("start", "2019"), DraftFact("start", "2020-01")))
    assert [(fact.value, fact.chosen, fact.rule) for fact in facts] == [
        ("2019", True, ""),
        ("2020-01", False, "not the first stated"),
    ]


def test_of_two_titles_the_whole_one_is_chosen_and_both_stay() -> None:
    whole = (
        "Strengthening the management of marine protected areas in the western bay with the villages that fish there"
    )
    titles = draft("a", DraftFact("title", whole[:102])), draft("b", DraftFact("title", whole))
    assert chosen("title", *titles).value == whole
    assert len(of("title", *titles)) == 2
    unlike = chosen("title", draft("a", DraftFact("title", "Wells")), draft("b", DraftFact("title", "Springs")))
    assert (unlike.value, unlike.rule) == ("Wells", "the first stated")


def test_words_that_one_register_cut_off_are_said_once_in_full() -> None:
    whole = "Engineers who dig the wells, teachers who show how to look after them, and " * 2 + "drivers"
    (fact,) = of("staff", draft("a", DraftFact("staff", whole[:130])), draft("b", DraftFact("staff", whole)))
    assert fact.value == whole
    assert {source.record for source in fact.sources} == {"a:1", "b:1"}


def test_of_three_records_each_choice_has_its_reason() -> None:
    drafts = [
        draft(register, DraftFact("start", value))
        for register, value in (("a", "2016"), ("b", "2016-04"), ("c", "2017"))
    ]
    facts = of("start", *drafts)
    assert [(fact.value, fact.chosen, fact.rule) for fact in facts] == [
        ("2016", False, "less exact"),
        ("2016-04", True, "more exact than 2016; the first stated"),
        ("2017", False, "not the first stated"),
    ]


def test_the_first_stated_is_never_said_not_to_be_the_first() -> None:
    whole = (
        "Strengthening the management of marine protected areas in the western bay with villages that fish there too"
    )
    dates = (("a", "2016-01-01"), ("b", "2016"), ("c", "2016-04"))
    facts = of("start", *(draft(register, DraftFact("start", value)) for register, value in dates))
    assert [fact.rule for fact in facts][:2] == ["may be filled in", "less exact"]
    titles = draft("a", DraftFact("title", whole[:102])), draft("b", DraftFact("title", whole))
    assert [fact.rule for fact in of("title", *titles)] == ["cut off", "the other title is cut off"]
    unread = draft("a", DraftFact("end", None, "soon")), draft("b", DraftFact("end", "2018"))
    assert [fact.rule for fact in of("end", *unread)] == ["the other can't be read", ""]


def test_every_record_keeps_its_page() -> None:
    facts = of("url", draft("a", url="https://a.example/1"), draft("b", url="https://b.example/1"))
    assert [(fact.value, fact.chosen, fact.sources[0].record) for fact in facts] == [
        ("https://a.example/1", True, "a:1"),
        ("https://b.example/1", False, "b:1"),
    ]


values = st.sampled_from(
    ["2016", "2016-04", "2016-01-01", "2017-06", "Two engineers", "two ENGINEERS", "x" * 120, "x" * 99]
)
stated = st.builds(DraftFact, st.sampled_from(["start", "title", "staff"]), st.one_of(st.none(), values), values)


@given(st.lists(st.lists(stated, max_size=4), min_size=1, max_size=4))
def test_whatever_is_stated_each_record_stays_a_source_and_one_value_is_chosen(given_: list[list[DraftFact]]) -> None:
    drafts = [draft(f"r{place}", *facts) for place, facts in enumerate(given_)]
    found = facts_of(drafts)
    for each in drafts:
        for fact in each.facts:
            assert any(
                each.record == source.record for made in found if made.field == fact.field for source in made.sources
            )
    for field in ("start", "title"):
        of_field = [fact for fact in found if fact.field == field]
        assert sum(fact.chosen for fact in of_field) == bool(of_field)
        assert all(fact.value is not None for fact in of_field if fact.chosen) or {fact.value for fact in of_field} == {
            None
        }
    assert all(fact.chosen for fact in found if fact.field == "staff")


def test_nothing_states_nothing() -> None:
    assert facts_of([draft("a")]) == ()


def test_whether_it_is_open_has_one_answer_and_both_are_kept() -> None:
    one = Draft("a", "1", "partnership", "Wells", "x/1", facts=(DraftFact("open-to-partners", True),))
    other = Draft("b", "2", "partnership", "Wells", "x/1", facts=(DraftFact("open-to-partners", False),))
    assert [(fact.value, fact.chosen) for fact in facts_of([one, other])] == [(True, True), (False, False)]


def test_persons_in_what_could_not_be_read_go_no_further() -> None:
    written = "Ana Lima, ana@example.org"
    unread = DraftFact("url", None, written, "Web", f"{written} is no address")
    in_words = DraftFact("contribution-asked", {"code": None, "written": written}, written)
    address = DraftFact("url", "https://example.org/?to=ana@example.org")
    found = facts_of([draft("a", unread, in_words, address)])
    assert "ana@example.org" not in str([fact for fact in found if fact.value != address.value])
    assert address.value in [fact.value for fact in found]
