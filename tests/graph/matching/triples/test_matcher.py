"""Triples and replication over a made-up world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.build.rebuild import rebuild
from graph.errors import InputError, NotFoundError
from graph.matching.triples.asking import Question
from graph.matching.triples.features import FEATURES
from graph.matching.triples.matcher import TripleMatcher
from graph.model.records import Record
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.asked import REGISTERS
from tests.world import UNDP, draft, partner

DAY = date(2026, 11, 21)
WASTE = Question("Togo", "solid waste, recycling")


def test_pivotal_partners_are_of_the_south_and_had_a_part_in_it(asked_of: TripleMatcher) -> None:
    found, understood = asked_of.triples(WASTE, as_of=DAY)
    named = [each.pivotal.name for each in found]
    # Not: Togo's own, one that only planned, one that watched, one in transition, one on no list, the United Nations.
    assert sorted(named) == ["Compost Dakar", "Sorters of Cotonou"]
    assert {each.pivotal.experience for each in found} == {"stated"}
    assert {each.pivotal.role for each in found} == {"lead", "implementer"}
    assert understood.beneficiary is not None
    assert (understood.beneficiary.country, understood.beneficiary.standing) == ("TGO", "south")
    assert understood.beneficiary.need.standing == "asked"


def test_who_facilitates_has_ties_and_each_is_named(asked_of: TripleMatcher) -> None:
    found, _ = asked_of.triples(WASTE, as_of=DAY)
    sorters = next(each for each in found if each.pivotal.name == "Sorters of Cotonou")
    assert sorters.facilitator is not None
    assert (sorters.facilitator.name, sorters.facilitator.side) == (
        "United Nations Development Programme",
        "multilateral",
    )
    ties = {each.feature: each for each in sorters.reasons if each.feature.startswith("tie-")}
    assert [each.label for each in ties["tie-to-pivotal"].evidence if each.kind == "partnership"] == [
        "Solid waste sorting in Benin"
    ]
    assert [each.label for each in ties["tie-to-beneficiary"].evidence if each.kind == "partnership"] == [
        "Libraries on wheels"
    ]


def test_one_side_is_held_and_the_other_changed(asked_of: TripleMatcher, south: Snapshot) -> None:
    best = asked_of.triples(WASTE, as_of=DAY)[0]
    for each in best:
        held = asked_of.triples(WASTE, pivotal=each.pivotal.id, as_of=DAY)[0]
        assert {one.pivotal.id for one in held} == {each.pivotal.id}
        assert held[0] == each
        assert [one.score for one in held] == sorted((one.score for one in held), reverse=True)
        helping = [one.facilitator.id for one in held if one.facilitator]
        assert len(set(helping)) == len(helping)
    undp = south.partners[south.partner_names.index("United Nations Development Programme")]
    found = asked_of.triples(WASTE, facilitator=undp, as_of=DAY)[0]
    assert {each.pivotal.name for each in found} == {"Compost Dakar", "Sorters of Cotonou"}
    assert {each.facilitator.id for each in found if each.facilitator} == {undp}
    compost = south.partners[south.partner_names.index("Compost Dakar")]
    both = asked_of.triples(WASTE, pivotal=compost, facilitator=undp, as_of=DAY)[0]
    assert both == [each for each in found if each.pivotal.id == compost]


def test_who_cannot_be_held_is_said(asked_of: TripleMatcher, south: Snapshot) -> None:
    undp = south.partners[south.partner_names.index("United Nations Development Programme")]
    found, understood = asked_of.triples(WASTE, pivotal=undp, as_of=DAY)
    assert found == []
    assert "Nothing is answered for the partners that are held" in understood.advice
    with pytest.raises(NotFoundError):
        asked_of.triples(WASTE, pivotal="nobody", as_of=DAY)
    with pytest.raises(InputError, match="none is wanted"):
        asked_of.triples(WASTE, facilitator=undp, facilitated=False, as_of=DAY)


def test_existing_ties_are_told_with_their_years(asked_of: TripleMatcher) -> None:
    found = {each.pivotal.name: each for each in asked_of.triples(WASTE, as_of=DAY)[0]}
    ties = {(tie.one, tie.other): tie for tie in found["Sorters of Cotonou"].ties}
    assert set(ties) == {("pivotal", "facilitator"), ("beneficiary", "facilitator")}
    benin = ties["pivotal", "facilitator"]
    assert (benin.total, [(one.name, one.since, one.until, one.status) for one in benin.partnerships]) == (
        1, [("Solid waste sorting in Benin", "2015", "2018", "ended")]
    )  # fmt: skip
    books = ties["beneficiary", "facilitator"].partnerships[0]
    assert (books.name, books.since, books.until) == ("Libraries on wheels", "", "")
    assert {tie.total for tie in found["Compost Dakar"].ties if {tie.one, tie.other} == {"beneficiary", "pivotal"}} == {
        1
    }


def test_pairs_of_the_south_stand_alone(asked_of: TripleMatcher) -> None:
    found, _ = asked_of.triples(WASTE, facilitated=False, as_of=DAY)
    assert len(found) == 2
    assert {each.facilitator for each in found} == {None}


def test_each_answer_names_the_dated_lists_of_both_countries(asked_of: TripleMatcher) -> None:
    for each in asked_of.triples(WASTE, as_of=DAY)[0]:
        assert "Group of 77 and China, 2024-01" in each.south_lists
        assert set(each.south_lists) <= set(each.beneficiary.south_lists) & set(each.pivotal.south_lists)


def test_contributions_sum_to_the_score_and_evidence_can_be_opened(asked_of: TripleMatcher, south: Snapshot) -> None:
    for each in asked_of.triples(WASTE, as_of=DAY)[0]:
        assert each.score == pytest.approx(sum(reason.contribution for reason in each.reasons))
        for reason in each.reasons:
            assert reason.contribution == pytest.approx(reason.value * reason.weight, abs=1e-5)
            assert reason.evidence
            for evidence in reason.evidence:
                if evidence.kind in {"partner", "partnership"}:
                    assert south.holds(evidence.id)
            if reason.feature in FEATURES:
                assert reason.weight == FEATURES[reason.feature].weight


def test_known_there_and_themes_count(asked_of: TripleMatcher) -> None:
    question = Question("TGO", "solid waste, recycling", themes=("csd:waste-management",))
    found, understood = asked_of.triples(question, as_of=DAY)
    compost = next(each for each in found if each.pivotal.name == "Compost Dakar")
    features = {reason.feature for reason in compost.reasons}
    assert {"known-there", "themes", "comparable-country", "role"} <= features
    assert understood.themes == ("csd:waste-management",)


def test_a_stored_need_says_who_stated_it_and_when(asked_of: TripleMatcher, south_store: Store) -> None:
    id = next(each.id for each in south_store.view().entities("need") if each.name.startswith("TGO"))
    for question in (Question(need=id), Question("TG", need=id)):
        found, understood = asked_of.triples(question, as_of=DAY)
        assert len(found) == 2
        assert understood.beneficiary is not None
        need = understood.beneficiary.need
        assert (need.id, need.standing, need.by, need.on) == (id, "need", "Plans of countries", "2018")


def test_a_country_on_no_list_is_answered_with_an_explanation(asked_of: TripleMatcher) -> None:
    found, understood = asked_of.triples(Question("Norway", "solid waste"), as_of=DAY)
    assert found == []
    assert "none of the dated lists of the South" in understood.advice
    assert "doesn't make it North" in understood.advice


def test_an_economy_in_transition_is_told_to_be_one(asked_of: TripleMatcher) -> None:
    found, understood = asked_of.triples(Question("Serbia", "solid waste"), as_of=DAY)
    assert "economy in transition" in understood.advice
    assert found
    assert {each.beneficiary.standing for each in found} == {"transition"}


def test_what_is_like_nothing_is_said(asked_of: TripleMatcher) -> None:
    found, understood = asked_of.triples(Question("Togo", "zqxv wkjh"), as_of=DAY)
    assert found == []
    assert understood.like_nothing
    assert understood.advice


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("Togo"), "Say what Togo needs: a text, or the id of a stored need. 1 of its needs"),
        (Question("Ghana"), "Say what Ghana needs: a text, or the id of a stored need."),
        (Question("Atlantis"), "'Atlantis' is no country"),
        (Question("Atlantis", "waste"), "'Atlantis' is no country"),
        (Question("", "waste"), "Say whose need it is"),
        (Question(), "Say what is needed"),
        (Question("Togo", "waste", need="x"), "in one way"),
        (Question("Togo", "waste", sdgs=(18,)), "no goal 18"),
        (Question("Togo", "waste", themes=("no:theme",)), "no theme 'no:theme'"),
        (Question("Togo", partnership="coast-1"), "takes a partnership"),
    ],
)
def test_what_cannot_be_asked_is_said(asked_of: TripleMatcher, question: Question, said: str) -> None:
    with pytest.raises(InputError, match=said):
        asked_of.triples(question, as_of=DAY)


def test_a_need_of_another_country_is_refused(asked_of: TripleMatcher, south_store: Store) -> None:
    id = next(each.id for each in south_store.view().entities("need") if each.name.startswith("TGO"))
    with pytest.raises(InputError, match="is a need of Togo, not of Ghana"):
        asked_of.triples(Question("Ghana", need=id), as_of=DAY)
    with pytest.raises(NotFoundError):
        asked_of.triples(Question("Ghana", need="nobody"), as_of=DAY)


def test_limits_and_exclusions_hold(asked_of: TripleMatcher, south: Snapshot) -> None:
    assert len(asked_of.triples(WASTE, limit=1, as_of=DAY)[0]) == 1
    with pytest.raises(InputError, match="limit is 0"):
        asked_of.triples(WASTE, limit=0, as_of=DAY)
    undp = south.partners[south.partner_names.index("United Nations Development Programme")]
    sorters = south.partners[south.partner_names.index("Sorters of Cotonou")]
    found, _ = asked_of.triples(WASTE, exclude=[undp, sorters], as_of=DAY)
    assert [each.pivotal.name for each in found] == ["Compost Dakar"]
    assert all(each.facilitator is None or each.facilitator.id != undp for each in found)


def test_who_is_first_is_first_whatever_the_limit() -> None:
    """A facilitator with ties lifts one above another who has more for itself."""
    alone = partner("Sorters of Cotonou", type="ngo", country="BEN")
    helped = [partner(f"Recyclers of {city}", type="ngo", country="KEN") for city in ("Nairobi", "Mombasa", "Kisumu")]
    drafts = [
        draft("coast", "1", "Solid waste recycling", "Solid waste.", replace(alone, role="lead"), countries=("BEN",))
    ]
    for at, each in enumerate(helped):
        others = [UNDP] * (at > 0)
        drafts += [
            draft("coast", f"{at}a", f"Solid waste recycling {at}", "Solid waste.", each, *others, countries=("KEN",))
        ]
        drafts += [draft("coast", f"{at}{n}", f"Libraries {at} {n}", "Books.", each, *others) for n in range(4 * at)]
    drafts.append(draft("coast", "9", "Books on wheels", "Books.", UNDP, countries=("TGO",)))
    with open_store("sqlite://") as store:
        with store.writer() as writer:
            for register in REGISTERS:
                writer.put_register(register)
            writer.put_records(Record(each.register, each.key, {"Title": each.name}) for each in drafts)
            writer.put_drafts(drafts)
        rebuild(store)
        matcher = TripleMatcher(make(store.view(), ""), None, REGISTERS)
    found, _ = matcher.triples(WASTE, limit=100, as_of=DAY)
    assert found[0].pivotal.name == "Recyclers of Kisumu"
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for limit in range(1, 5):
        assert matcher.triples(WASTE, limit=limit, as_of=DAY)[0] == found[:limit]


def test_replication_names_what_countries_have_in_common(asked_of: TripleMatcher) -> None:
    found, _ = asked_of.replication(WASTE, as_of=DAY)
    by_name = {each.name: each for each in found}
    benin = by_name["Solid waste sorting in Benin"]
    assert (benin.status, benin.mark, benin.comparable) == ("ended", "learn-from", "BEN")
    assert "Western Africa" in benin.comparability
    assert [each.label for each in benin.leads] == ["Sorters of Cotonou"]
    assert by_name["Recycling of solid waste in markets"].comparable == "SEN"
    assert "Solid waste recycling park" not in by_name  # it has not begun
    assert "Solid waste and recycling in Oslo" not in by_name  # nothing in common
    for each in found:
        assert each.score == pytest.approx(sum(reason.contribution for reason in each.reasons))


def test_replication_without_an_answer_says_why_and_what_to_leave_out(asked_of: TripleMatcher) -> None:
    found, understood = asked_of.replication(
        Question("Nauru", "solid waste, recycling", sdgs=(12,)), as_of=date(1990, 1, 1)
    )
    assert found == []
    said = understood.advice
    assert said.startswith(
        "6 partnerships did it or something near it, and none in a country comparable to Nauru: 3 have"
    )
    assert "the others work in Kenya, Norway, Serbia, which have nothing in common with it." in said
    assert "Comparable are, by region and groups, Micronesia (Federated States of), Marshall Islands" in said
    assert "Leave out goals, or words of the need" in said
    answered, _ = asked_of.replication(WASTE, as_of=DAY)
    found, understood = asked_of.replication(WASTE, exclude=[each.id for each in answered], as_of=DAY)
    assert found == []
    assert understood.advice.startswith(
        f"{len(answered)} partnerships in comparable countries did it, all of them excluded"
    )


def test_replication_of_a_partnership_leaves_it_out(asked_of: TripleMatcher, south: Snapshot) -> None:
    id = south.partnerships[south.titles.index("Solid waste sorting in Benin")]
    found, understood = asked_of.replication(Question("Togo", partnership=id), as_of=DAY)
    assert id not in {each.id for each in found}
    assert "Recycling of solid waste in markets" in {each.name for each in found}
    assert understood.beneficiary is not None
    assert understood.beneficiary.need.id == id
    with pytest.raises(NotFoundError):
        asked_of.replication(Question("Togo", partnership="nobody"), as_of=DAY)


def test_a_part_of_a_snapshot_cannot_be_asked(south: Snapshot) -> None:
    with pytest.raises(InputError, match="some partnerships alone"):
        TripleMatcher(south.only([0]), None)
