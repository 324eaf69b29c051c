"""Who is meant by a written name, among made-up entries that are alike in the ways that real ones are."""

from __future__ import annotations

import pytest

from graph.resolve.read import read_name
from graph.resolve.reference.batch import FEW, Wanted, find_all
from graph.resolve.reference.index import Answer, Asked, ReferenceIndex
from graph.resolve.reference.organisations import ReferenceName, ReferenceOrganisation, State


def entry(key: str, *names: str, country: str = "", type: str = "", state: State = "active") -> ReferenceOrganisation:
    return ReferenceOrganisation(
        record=f"ror:{key}",
        name=names[0],
        names=tuple(ReferenceName(name) for name in names),
        register="ror",
        countries=frozenset({country} - {""}),
        type=type,
        identifiers=(("ROR", key),),
        state=state,
    )


ENTRIES = (
    entry("1", "University of Waikato", "Te Whare Wānanga o Waikato", "UW", country="NZL", type="academic"),
    entry("2", "Kannur University", country="IND", type="academic"),
    entry("3", "Lincoln University", country="NZL", type="academic"),
    entry("4", "Lincoln University", country="USA", type="academic"),
    entry("5", "Institute of Technology", country="FRA", type="scientific"),
    entry("6", "Blue Kelp Laboratory", country="NOR", state="withdrawn"),
    entry("7", "Mombasa Marine Trust", country="KEN", type="ngo"),
    entry("8", "Mombasa Marine Company", country="KEN", type="business"),
)
INDEX = ReferenceIndex(ENTRIES)


def ask(name: str, country: str = "", type: str = "", index: ReferenceIndex = INDEX) -> Answer:
    (answer,) = index.find([Asked(read_name(name, (), [country] if country else ()), type)])
    return answer


def best(answer: Answer, index: ReferenceIndex = INDEX) -> str:
    return index.organisations[answer.found[0].place].record if answer.found else ""


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("University of Waikato", "ror:1"),
        ("The University of Waikato", "ror:1"),
        ("Te Whare Wananga o Waikato", "ror:1"),
        ("Univeristy of Waikato", "ror:1"),
        ("Univ. of Waikato", "ror:1"),
        ("Kanur University", "ror:2"),
        ("Mombasa Marin Trust", "ror:7"),
    ],
)
def test_a_name_however_it_is_spelt_is_its_bearer_s(name: str, record: str) -> None:
    answer = ask(name)
    assert (answer.verdict, best(answer)) == ("same", record)
    assert answer.found[0].probability >= 0.5


def test_homonyms_of_two_countries_are_told_apart_by_the_country_alone() -> None:
    answer = ask("Lincoln University")
    assert answer.verdict == "unsure"
    assert [INDEX.organisations[each.place].record for each in answer.found] == ["ror:3", "ror:4"]
    assert (ask("Lincoln University", "USA").verdict, best(ask("Lincoln University", "USA"))) == ("same", "ror:4")
    assert ask("Lincoln Univercity").verdict == "unsure"
    assert ask("Lincoln University", "GBR").verdict != "same"


def test_a_name_that_anybody_may_bear_needs_its_country() -> None:
    assert ask("Institute of Technology").verdict == "unsure"
    assert ask("Institute of Technology", "FRA").verdict == "same"


def test_what_is_not_there_is_unknown_and_what_is_withdrawn_is_not_there() -> None:
    assert ask("Society of Glass Painters").verdict == "unknown"
    assert ask("Blue Kelp Laboratory").verdict == "unknown"


def test_words_that_are_known_are_not_each_other_s_slips() -> None:
    entries = [
        entry("1", "Hunan Academy of Agricultural Sciences", country="CHN"),
        *(entry(str(at), f"{kind} of Henan", country="CHN") for at, kind in enumerate(("Museum", "Zoo", "Opera"), 2)),
    ]
    index = ReferenceIndex(entries)
    assert ask("Henan Academy of Agricultural Sciences", index=index).verdict != "same"
    assert ask("Hnuan Academy of Agricultural Sciences", index=index).verdict == "same"


def test_a_name_that_is_alike_is_nobody_s_in_another_country() -> None:
    assert ask("Mombasa Marine Trusts", "KEN").verdict == "same"
    assert ask("Mombasa Marine Trusts", "NOR").verdict != "same"
    assert ask("Mombasa Marine Trust", "NOR").verdict != "same"


def test_acronyms_are_nobody_s_names() -> None:
    assert ask("UW").verdict != "same"
    assert INDEX.acronym_bearers("UW") == (0,)
    assert INDEX.bearers("UW") == ()


def test_a_type_speaks_against_an_entry_of_another_kind() -> None:
    plain, apart = (ask("Mombasa Marinne Trust", type=type).found[0].probability for type in ("", "business"))
    assert apart < plain


def test_reasons_name_the_entry_and_the_reading() -> None:
    asked = Asked(read_name("Univeristy of Waikato"))
    (answer,) = INDEX.find([asked])
    reasons = INDEX.why(asked, answer.found[0])
    assert reasons[0] == "“University of Waikato” is a name of University of Waikato (1)"
    assert reasons[1] == "read as “university of waikato”"


def test_no_entries_and_empty_names_give_nothing() -> None:
    assert ask("University of Waikato", index=ReferenceIndex([])).verdict == "unknown"
    assert ask("").verdict == "unknown"
    assert ask("?!").verdict == "unknown"


def test_answers_are_the_same_however_many_processes_share_the_names() -> None:
    names = ["University of Waikato", "Lincoln University", "Kanur University", "Nobody's Trust", "Kannur Universty"]
    wanted = [Wanted(names[number % len(names)], type="academic") for number in range(2 * FEW)]
    alone = find_all(INDEX, wanted)
    assert find_all(INDEX, wanted, 2) == alone
    assert [answer.verdict for answer in alone[:5]] == ["same", "unsure", "same", "unknown", "same"]
    assert find_all(INDEX, []) == []
