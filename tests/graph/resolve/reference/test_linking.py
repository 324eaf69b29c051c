"""Which partners are entries of a reference register, and which of them an entry makes one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.drafts import Draft, Mention
from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.clusters import Resolution, resolve
from graph.resolve.naming import gather
from graph.resolve.reference.index import ReferenceIndex
from graph.resolve.reference.linking import Linked, entry_name, link
from graph.resolve.reference.organisations import ReferenceName, ReferenceOrganisation
from graph.text.fold import fold


def entry(key: str, *names: str, country: str, acronym: str = "", type: str = "") -> ReferenceOrganisation:
    return ReferenceOrganisation(
        record=f"ror:{key}",
        name=names[0],
        names=(
            *(ReferenceName(name) for name in names),
            *([ReferenceName(acronym, "acronym")] if acronym else ()),
        ),
        register="ror",
        countries=frozenset({country}),
        type=type,
        identifiers=(("ROR", key),),
    )


ALGARVE = entry("1", "University of Algarve", "Instituto Politécnico de Faro", country="PRT", acronym="UALG")
OCEANA = entry("2", "Tidelore", country="USA")
LINCOLN = entry("3", "Lincoln University", country="NZL")
OTHER_LINCOLN = entry("4", "Lincoln University", country="USA")
MINISTRY = entry("5", "Ministry of Fisheries", country="FJI")
TECHNICAL = entry("6", "Ostrava Technical University", country="CZE")
KRONBORG = entry("7", "Kronborg Shipping", country="NLD", type="business")
ENTRIES = (KRONBORG, ALGARVE, OCEANA, LINCOLN, OTHER_LINCOLN, MINISTRY, TECHNICAL)


def written(*names: str | Mention) -> list[Draft]:
    """One record a name; a name in brackets at the end is its country."""
    mentions = [name if isinstance(name, Mention) else Mention(name, name, "Partners") for name in names]
    return [
        Draft("demo", str(key), "partnership", "Reefs", "test/1", mentions=(mention,))
        for key, mention in enumerate(mentions)
    ]


def linked(
    *names: str | Mention,
    entries: tuple[ReferenceOrganisation, ...] = ENTRIES,
    judgements: tuple[Judgement, ...] = (),
) -> tuple[Resolution, Linked]:
    known, index = gather(written(*names)), ReferenceIndex(entries)
    resolution = resolve(known, judgements, entries=index)
    return resolution, link(resolution.clusters, known, resolution.codes, judgements, index)


def said(one: str, entry: ReferenceOrganisation, verdict: Verdict) -> Judgement:
    a, b = sorted((Name(fold(one)), entry_name(entry)))
    return Judgement(a, b, verdict, "person", "ann", "2026-01-01T00:00:00Z")


def links(found: Linked) -> dict[str, str]:
    return {name.folded: each.entry.record for name, each in found.links.items()}


def questions(found: Linked) -> list[tuple[str, str]]:
    return [
        (each.a.folded, each.b.record or each.b.folded) if not each.a.record else (each.b.folded, each.a.record)
        for each in found.judgements
        if each.verdict == "unsure"
    ]


def test_a_name_that_one_entry_bears_links_and_says_why() -> None:
    _, found = linked("The University of Algarve", "Reef Watch")
    assert links(found) == {"the university of algarve": "ror:1"}
    (only,) = found.links.values()
    assert only.rule == "“The University of Algarve” is a name of University of Algarve (1)"
    assert only.score is None
    assert not found.judgements


def test_two_names_of_one_entry_are_one_organisation() -> None:
    resolution, found = linked("University of Algarve", "Instituto Politécnico de Faro")
    (cluster,) = resolution.clusters
    assert set(cluster.rules.values()) == {"both are names of University of Algarve (1)"}
    assert links(found) == {"university of algarve": "ror:1"}
    assert len(linked("University of Algarve", "Instituto Politécnico de Faro", entries=())[0].clusters) == 2


def test_a_person_s_different_keeps_two_names_of_one_entry_apart() -> None:
    a, b = sorted((Name("university of algarve"), Name("instituto politecnico de faro")))
    word = Judgement(a, b, "different", "person", "ann", "2026-01-01T00:00:00Z")
    resolution, found = linked("University of Algarve", "Instituto Politécnico de Faro", judgements=(word,))
    assert len(resolution.clusters) == 2
    assert len(found.links) == 1, "an entry is one partner's"


def test_acronyms_join_and_link_nothing() -> None:
    resolution, found = linked("University of Algarve", "UALG")
    assert len(resolution.clusters) == 2
    assert list(links(found)) == ["university of algarve"]


@pytest.mark.parametrize(
    ("mention", "record"),
    [
        (Mention("Lincoln University", "…", country="USA"), "ror:4"),
        (Mention("Lincoln University", "…", country="NZL"), "ror:3"),
        (Mention("Lincoln University", "…", country="GBR"), ""),
        (Mention("Lincoln University", "…"), ""),
        (Mention("Tidelore", "…", country="USA"), "ror:2"),
        (Mention("Tidelore", "…"), ""),
        (Mention("Kronborg Shipping", "…", country="NLD"), "ror:7"),
        (Mention("Kronborg Shipping", "…"), ""),
        (Mention("Ministry of Fisheries", "…", country="FJI"), "ror:5"),
        (Mention("Ministry of Fisheries", "…", country="KEN"), ""),
        (Mention("Ministry of Fisheries", "…"), ""),
        (Mention("Ostrava Technical Univercity", "…", country="CZE"), "ror:6"),
        (Mention("Ostrava Technical Univercity", "…"), ""),
    ],
)
def test_homonyms_single_words_companies_and_likenesses_need_their_country(mention: Mention, record: str) -> None:
    _, found = linked(mention)
    assert list(links(found).values()) == ([record] if record else [])


def test_what_is_ambiguous_is_asked_of_a_person() -> None:
    assert set(questions(linked("Lincoln University")[1])) == {
        ("lincoln university", "ror:3"),
        ("lincoln university", "ror:4"),
    }
    assert questions(linked("Tidelore")[1]) == [("tidelore", "ror:2")]


def test_what_is_linked_by_score_says_how_sure_that_is() -> None:
    _, found = linked(Mention("Ostrava Technical Univercity", "…", country="CZE"))
    (only,) = found.links.values()
    assert only.score is not None
    assert only.score >= 0.97
    (judgement,) = found.judgements
    assert (judgement.verdict, judgement.score) == ("same", only.score)


def test_a_second_partner_that_is_like_a_linked_one_is_asked_about() -> None:
    country = "CZE"
    names = [Mention("Ostrava Technical University", "…", country=country)] * 2
    _, found = linked(*names, Mention("Ostrava Tecnical University", "…", country=country))
    assert len(found.links) == 1


def test_a_person_s_word_on_an_entry_comes_first() -> None:
    assert links(linked("Tidelore", judgements=(said("Tidelore", OCEANA, "same"),))[1]) == {"tidelore": "ror:2"}
    word = said("University of Algarve", ALGARVE, "different")
    _, found = linked("University of Algarve", judgements=(word,))
    assert not found.links
    assert not found.judgements
    undone = replace(word, undone_at="2026-01-02T00:00:00Z")
    assert links(linked("University of Algarve", judgements=(undone,))[1])


def test_without_entries_nothing_is_different() -> None:
    names = ("University of Algarve", "Tidelore", Mention("Lincoln University", "…", country="USA"))
    resolution, found = linked(*names, entries=())
    assert found == Linked()
    assert resolution == resolve(gather(written(*names)))


def test_a_withdrawn_entry_is_nobody_s() -> None:
    gone = replace(ALGARVE, state="withdrawn")
    resolution, found = linked("University of Algarve", "Instituto Politécnico de Faro", entries=(gone,))
    assert len(resolution.clusters) == 2
    assert not found.links
