"""Which names are taken for one organisation, which are kept apart, and what a person's word does to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.drafts import Draft, Link, Mention
from graph.model.judgements import Judgement, Name
from graph.resolve.clusters import resolve
from graph.resolve.joined import Cluster
from graph.resolve.naming import Written, gather, government
from graph.text.fold import fold, initials


def draft(key: str, *mentions: Mention, countries: tuple[str, ...] = ()) -> Draft:
    links = tuple(Link("operates-in", "country", code) for code in countries)
    return Draft("demo", key, "partnership", f"Entry {key}", "test/1", mentions=mentions, links=links)


def mention(name: str, acronym: str = "", country: str = "", **more: str) -> Mention:
    return Mention(name, name, acronym=acronym, country=country, **more)


def listed(*names: Mention) -> list[Draft]:
    return [draft(str(number), name) for number, name in enumerate(names)]


def together(clusters: list[Cluster]) -> list[set[str]]:
    return [{name.folded for name in cluster.names} for cluster in clusters]


def found(known: Mapping[Name, Written], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    return list(resolve(known, judgements).clusters)


def test_spellings_of_one_name_are_one_organisation() -> None:
    names = ["Stakeholder Forum", "The Stakeholder Forum", "STAKEHOLDER FORUM Ltd.", "Stakeholder Fórum"]
    clusters = found(gather(listed(*map(mention, names))))
    assert len(clusters) == 1


def test_an_acronym_is_learnt_from_a_record_that_explains_it() -> None:
    drafts = listed(mention("UNEP"), mention("United Nations Environment Programme", acronym="UNEP"), mention("UNDP"))
    clusters = found(gather(drafts))
    assert together(clusters) == [{"unep", "united nations environment programme"}, {"undp"}]
    assert "acronym explained in 1 record" in clusters[0].rules.values()


def test_an_acronym_in_small_letters_is_a_word() -> None:
    drafts = listed(mention("Care"), mention("Cooperative for Assistance and Relief Everywhere", acronym="CARE"))
    assert len(found(gather(drafts))) == 2


def test_an_acronym_of_two_organisations_belongs_to_neither() -> None:
    drafts = listed(
        mention("ADB"), mention("Asian Development Bank", acronym="ADB"), mention("African Development Bank", "ADB")
    )
    assert len(found(gather(drafts))) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("united nations environmental programme", "united nations environment programme", True),
        ("food and agriculture organization", "food and agricultural organisation of the united nations", True),
        ("asian development bank", "african development bank", False),
        ("austrian academy of sciences", "australian academy of sciences", False),
        ("indian institute of science", "indonesian institute of science", False),
        ("niger red cross", "nigeria red cross", False),
        ("national centre for water", "international centre for water", False),
        ("educational scientific org", "education scientific organization", True),
        ("phase 1 of the programme", "phase 2 of the programme", False),
        ("international institute for environment", "international institute for energy", False),
    ],
)
def test_names_with_one_acronym_are_joined_where_they_differ_in_spelling_only(one: str, other: str, same: bool) -> None:
    acronym = initials(one)
    drafts = listed(mention(one.title(), acronym=acronym), mention(other.title(), acronym=acronym))
    assert (len(found(gather(drafts))) == 1) is same


def test_a_ministry_is_known_by_its_country() -> None:
    drafts = [
        draft("1", mention("Ministry of Environment", country="KEN")),
        draft("2", mention("Ministry of Environment", country="FJI")),
        draft("3", mention("Ministry of Environment"), countries=("KEN",)),
        draft("4", mention("Ministry of Environment")),
        draft("5", mention("Ministry of Environment"), countries=("KEN", "FJI")),
    ]
    clusters = found(gather(drafts))
    assert len(clusters) == 4
    assert {name.country for cluster in clusters for name in cluster.names} == {"KEN", "FJI", ""}


def test_a_ministry_is_not_its_government() -> None:
    ministry = Mention(
        "Ministry of Forestry",
        "Government of Indonesia - Ministry of Forestry",
        country="IDN",
        parent="Government of Indonesia",
        parent_kind="government",
    )
    names = set(gather([draft("1", ministry)]))
    assert names == {government("IDN"), Name("ministry of forestry", country="IDN")}


def test_a_government_is_one_however_it_is_written() -> None:
    drafts = listed(
        mention("Kenya", country="KEN", kind="government"),
        mention("Government of Kenya", country="KEN", kind="government"),
    )
    assert together(found(gather(drafts))) == [{"government of ken"}]


def test_generic_phrases_and_unsplit_lists_are_nobody() -> None:
    assert not gather(listed(mention("local communities", kind="generic"), mention("A, B and C", kind="unsplit")))


def judged(a: str, b: str, verdict: str, **more: str) -> Judgement:
    first, second = sorted((Name(fold(a)), Name(fold(b))))
    return Judgement(first, second, verdict, "person", "Ama", "2026-01-01T00:00:00Z", **more)


def test_a_person_joins_what_no_rule_would() -> None:
    known = gather(listed(mention("Blue Fund"), mention("Fonds bleu")))
    assert len(found(known)) == 2
    joined = found(known, [judged("Blue Fund", "Fonds bleu", "same")])
    assert len(joined) == 1
    assert list(joined[0].rules.values()) == ["judged the same by Ama"]


def test_an_undone_judgement_counts_for_nothing() -> None:
    known = gather(listed(mention("Blue Fund"), mention("Fonds bleu")))
    undone = judged("Blue Fund", "Fonds bleu", "same", undone_at="2026-01-02T00:00:00Z")
    assert found(known, [undone]) == found(known)


def test_the_last_word_of_a_person_on_a_pair_counts() -> None:
    known = gather(listed(mention("Blue Fund"), mention("Fonds bleu")))
    first = judged("Blue Fund", "Fonds bleu", "different")
    then = replace(judged("Blue Fund", "Fonds bleu", "same"), at="2026-02-01T00:00:00Z")
    assert len(found(known, [then, first])) == 1
    assert len(found(known, [first, replace(then, verdict="different"), then])) == 1


def test_different_holds_against_every_chain_of_rules() -> None:
    drafts = listed(
        mention("UNEP"), mention("United Nations Environment Programme", "UNEP"), mention("UN Environment Programme")
    )
    apart = judged("UNEP", "UN Environment Programme", "different")
    clusters = together(found(gather(drafts), [apart]))
    assert not any({"unep", "un environment programme"} <= names for names in clusters)


NAMES = st.lists(
    st.sampled_from(["Blue Fund", "The Blue Fund", "BF", "Fonds bleu", "Kenya Fund", "Red Fund"]), min_size=1
)


@given(NAMES, st.lists(st.tuples(NAMES, NAMES), max_size=4), st.lists(st.tuples(NAMES, NAMES), max_size=4))
def test_every_name_is_in_one_cluster_and_none_holds_two_judged_different(
    names: list[str], same: list[tuple[list[str], list[str]]], different: list[tuple[list[str], list[str]]]
) -> None:
    known = gather(listed(*(mention(name, acronym="BF" if name == "Blue Fund" else "") for name in names)))
    words = [judged(a[0], b[0], "different") for a, b in different if fold(a[0]) != fold(b[0])]
    words += [judged(a[0], b[0], "same") for a, b in same if fold(a[0]) != fold(b[0])]
    clusters = found(known, words)
    assert sorted(name for cluster in clusters for name in cluster.names) == sorted(known)
    last = {(word.a, word.b): word for word in words}
    for word in last.values():
        if word.verdict == "different":
            assert not any({word.a, word.b} <= set(cluster.names) for cluster in clusters)


_RESOLVED = """
from graph.model.drafts import Draft, Mention
from graph.model.vocabularies import organisations
from graph.resolve.clusters import resolve
from graph.resolve.naming import gather
known = [name.name for each in list(organisations().values())[::4] for name in each.names]
named = [Mention(name + end, name) for name in known for end in ("", " Fund")]
drafts = [Draft("t", str(at), "partnership", "T", "t/1", mentions=(one,)) for at, one in enumerate(named)]
print(resolve(gather(drafts)))
"""


def test_the_same_names_give_the_same_organisations_in_every_process() -> None:
    """Python orders sets differently in every process; nothing may hang on it."""
    said = {
        subprocess.run(
            [sys.executable, "-c", _RESOLVED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def test_different_holds_for_every_spelling_and_is_not_asked_again() -> None:
    """Who keeps two organisations apart says so once, not for each of the ways in which they are written."""
    reefs = ["Reef Watch Network", "The Reef Watch Network", "Reef Watch Network Ltd"]
    known = gather(listed(*map(mention, [*reefs, "Reef Watch Networks", "The Reef Watch Networks"])))
    assert len(found(known)) == 1
    apart = resolve(known, [judged("Reef Watch Network", "Reef Watch Networks", "different")])
    assert together(list(apart.clusters)) == [
        {"reef watch network", "the reef watch network", "reef watch network ltd"},
        {"reef watch networks", "the reef watch networks"},
    ]
    assert apart.judgements == ()


def test_a_name_that_does_not_belong_leaves_alone() -> None:
    names = [mention("Reef Trust"), mention("Reef Trust"), mention("The Reef Trust"), mention("Reef Trust Ltd")]
    known = gather(listed(*names))
    apart = found(known, [judged("Reef Trust", "The Reef Trust", "different")])
    assert together(apart) == [{"reef trust", "reef trust ltd"}, {"the reef trust"}]


def test_different_world_organisations_are_no_question() -> None:
    known = gather(listed(mention("Asian Development Bank", "ADB"), mention("African Development Bank", "ADB")))
    assert resolve(known).judgements == ()


def test_a_country_s_government_is_one_with_its_adjective_too() -> None:
    drafts = listed(mention("Norway", country="NOR", kind="government"), mention("Norwegian Government"))
    assert together(found(gather(drafts))) == [{"government of nor"}]
    assert len(found(gather(listed(mention("Scottish Government"), mention("Welsh Government"))))) == 2


def test_a_world_organisation_in_a_government_s_list_is_no_body_of_it() -> None:
    listed_there = mention(
        "Japan International Cooperation Agency", country="MUS", parent="Government of Mauritius",
        parent_kind="government",
    )  # fmt: skip
    names = set(gather([draft("1", listed_there)]))
    assert names == {government("MUS"), Name("japan international cooperation agency")}


def test_names_of_two_countries_are_not_one_by_way_of_a_name_of_none() -> None:
    known = gather(
        listed(
            mention("Greenreef Conservation Foundation", country="FJI"),
            mention("Greenreef Conservation Fundation"),
            mention("Greenreef Conservaton Foundation", country="KEN"),
        )
    )
    resolution = resolve(known)
    assert len(resolution.clusters) == 2
    (asked,) = (each for each in resolution.judgements if each.verdict == "unsure")
    assert asked.reasons[0] == "not joined, as they are of different countries: FJI, KEN"
