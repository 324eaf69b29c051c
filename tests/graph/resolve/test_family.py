"""Who is a part of whom."""

from __future__ import annotations

import pytest

from graph.model.drafts import Draft, Mention
from graph.model.judgements import Name
from graph.resolve.clusters import resolve
from graph.resolve.family import PartOf, parts_of
from graph.resolve.joined import Cluster
from graph.resolve.naming import gather


def whole_of(*names: str | Mention) -> dict[str, str]:
    """Every part with its whole, by folded names, after each name was listed by two records."""
    mentions = [name if isinstance(name, Mention) else Mention(name, name) for name in names]
    drafts = [
        Draft("demo", f"{number}{half}", "partnership", "A title", "test/1", mentions=(mention,))
        for half in "ab"
        for number, mention in enumerate(mentions)
    ]
    return {part.folded: whole.folded for part, (whole, _) in resolve(gather(drafts)).wholes.items()}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("UNDP Pacific Office", "UNDP"),
        ("CARE Vanuatu", "CARE"),
        ("Greenreef Institute Kenya", "Greenreef Institute"),
        ("School of Law, Malindi University", "Malindi University"),
        ("Malindi University Institute of Fisheries", "Malindi University"),
        ("Secretariat of the Ramsar Convention on Wetlands", "Ramsar Convention on Wetlands"),
    ],
)  # fmt: skip
def test_a_branch_or_unit_is_part_of_the_organisation_whose_name_it_bears(part: str, whole: str) -> None:
    found = whole_of(whole, part)
    assert found.get(Mention(part, part).name.lower().replace(",", "")) == whole.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institute", "Institute of Marine Biology"),
        ("TRAFFIC", "Traffic Management Unit"),
        ("Department of International Development DFID", "DFID"),
        ("Coral Reef Alliance", "Coral"),
        ("Malindi University", "Mombasa University School of Law"),
    ],
)
def test_words_that_anybody_has_make_no_family(one: str, other: str) -> None:
    assert whole_of(one, other) == {}


def test_a_world_organisation_is_part_of_what_the_vocabulary_says() -> None:
    found = whole_of("UNESCO", "Intergovernmental Oceanographic Commission")
    assert found == {"intergovernmental oceanographic commission": "unesco"}


def test_a_ministry_is_part_of_its_government() -> None:
    ministry = Mention("Ministry of Fisheries", "Ministry of Fisheries (Fiji)", country="FJI")
    states = (("Kenya", "KEN"), ("Fiji", "FJI"))
    kenya, fiji = (Mention(name, name, kind="government", country=code) for name, code in states)
    assert whole_of(kenya, fiji, ministry) == {"ministry of fisheries": "government of fji"}


@pytest.mark.parametrize("ring", [("alpha bank", "beta bank"), ("alpha bank", "beta bank", "gamma bank")])
def test_of_organisations_that_take_each_other_for_the_whole_none_is(ring: tuple[str, ...]) -> None:
    names = [*map(Name, ring), Name("delta bank")]
    drafts = [
        Draft("demo", f"{number}", "partnership", "A title", "test/1", mentions=(Mention(name.folded, name.folded),))
        for number, name in enumerate(names * 2)
    ]
    found = [
        PartOf(one, other, "by its name", 1.0) for one, other in zip(names, (*names[1:-1], names[0]), strict=False)
    ]
    found.append(PartOf(names[-1], names[0], "by its name", 1.0))
    clusters = [Cluster((name,), {}) for name in names]
    assert list(parts_of(clusters, gather(drafts), {}, found)) == [(names[-1], names[0], "by its name")]
