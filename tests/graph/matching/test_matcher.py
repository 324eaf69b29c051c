"""Whom to invite and what to join, over a small world with the real model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.embed.embedder import Embedder
from graph.errors import Goal17Error, InputError, NotFoundError
from graph.matching import candidates as found_by
from graph.matching.features import COLUMN, FEATURES
from graph.matching.match import PartnerMatch, PartnershipMatch
from graph.matching.matcher import Matcher
from graph.matching.subject import (
    PartnerDescription,
    PartnershipDescription,
    described_partner,
    described_partnership,
)
from graph.matching.terrain import Terrain
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.arrays import Body, Entry, arrays

NEWCOMER = PartnerDescription("A new coastal youth network", "We plant mangroves with schools.", country="KEN")


def of(snapshot: Snapshot, name: str) -> str:
    return snapshot.partners[snapshot.partner_names.index(name)]


def check(matches: Iterable[PartnerMatch | PartnershipMatch], world: Store) -> None:
    """What holds for every answer."""
    view = world.view()
    scores = [each.score for each in matches]
    assert scores == sorted(scores, reverse=True)
    for each in matches:
        assert each.score == pytest.approx(sum(reason.contribution for reason in each.reasons))
        assert each.reasons
        for reason in each.reasons:
            assert reason.feature in FEATURES
            # Only being in much already speaks against.
            assert reason.contribution < 0 if reason.feature == "popularity" else reason.contribution > 0
            assert reason.weight * reason.contribution > 0
            assert reason.value > 0
            assert reason.text.endswith(".")
            for evidence in reason.evidence:
                found = view.entity(evidence.id)
                assert found.kind == evidence.kind
                assert evidence.label


def test_partners_are_offered_with_reasons_that_sum_up(matcher: Matcher, world: Store, snapshot: Snapshot) -> None:
    for id in snapshot.partnerships:
        matches, _ = matcher.partners(id, limit=100)
        check(matches, world)
        own = {snapshot.partners[row] for row in snapshot.partners_of(snapshot.partnership_row[id])}
        assert not own & {each.id for each in matches}, "those on the list are never offered"


def test_partnerships_are_offered_with_reasons_that_sum_up(
    matcher: Matcher, world: Store, snapshot: Snapshot, as_of: date
) -> None:
    for id in snapshot.partners:
        matches, _ = matcher.partnerships(id, limit=100, as_of=as_of, ended=True)
        check(matches, world)
        own = {snapshot.partnerships[row] for row in snapshot.partnerships_of(snapshot.partner_row[id])}
        assert not own & {each.id for each in matches}


def test_who_restores_mangroves_elsewhere_is_invited_first(matcher: Matcher) -> None:
    matches, understood = matcher.partners("coast-1", limit=3)
    assert matches[0].name == "Green Shore Trust"
    reasons = {reason.feature: reason for reason in matches[0].reasons}
    assert reasons["words"].text == ("Takes part in what is written in the same words: “Coastal forests of Tanzania”.")
    assert reasons["nearest-words"].text == (
        "Its entry “Coastal forests of Tanzania” has words of this one: forests, mangroves."
    )
    assert reasons["shared-partners"].text == (
        "Already works with United Nations Environment Programme, who is on the list, in 1 other partnership."
    )
    assert "United Nations Environment Programme" in reasons["network"].text
    assert ("partnership", "coast-2") in {(each.kind, each.id) for each in reasons["meaning"].evidence}
    assert understood.text


def test_those_that_are_excluded_are_not_offered(matcher: Matcher) -> None:
    first, second = matcher.partners("coast-1", limit=2)[0]
    rest, _ = matcher.partners("coast-1", limit=100, exclude=[first.id, "none-such"])
    assert rest[0].id == second.id
    assert first.id not in {each.id for each in rest}


def test_filters_choose_among_partners(matcher: Matcher) -> None:
    matches, _ = matcher.partners("coast-1", limit=100, where={"type": ["un-system", "business"]})
    assert {each.type for each in matches} == {"un-system", "business"}
    matches, _ = matcher.partners("coast-1", limit=100, where={"type": ["ngo"], "country": ["Tanzania", "FJ"]})
    assert {each.country for each in matches} == {"TZA", "FJI"}
    assert matcher.partners("coast-1", where={"country": ["Iceland"]})[0] == []


def test_filters_choose_among_partnerships(matcher: Matcher, as_of: date) -> None:
    matches, _ = matcher.partnerships(NEWCOMER, limit=100, where={"sdg": ["14"]}, as_of=as_of, ended=True)
    assert {each.id for each in matches} == {"coast-1", "coast-2", "coast-5", "coast-10"}
    matches, _ = matcher.partnerships(
        NEWCOMER, limit=100, where={"sdg": ["14"], "country": ["kenya", "SEN"]}, as_of=as_of
    )
    assert {each.id for each in matches} == {"coast-1", "coast-5"}
    assert matcher.partnerships(NEWCOMER, where={"theme": ["csd:mountains"]}, as_of=as_of)[0] == []


def test_where_nothing_passes_the_filters_the_one_to_leave_out_is_named(matcher: Matcher, as_of: date) -> None:
    matches, understood = matcher.partners("coast-1", where={"type": ["ngo"], "country": ["Iceland"]})
    assert (matches, understood.relax) == ([], ("country",))
    assert matcher.partners("coast-1", where={"type": ["ngo"]})[1].relax == ()
    matches, understood = matcher.partnerships(
        NEWCOMER, where={"sdg": ["14"], "theme": ["csd:mountains"]}, as_of=as_of, ended=True
    )
    assert (matches, understood.relax) == ([], ("theme",))
    both = matcher.partnerships(NEWCOMER, where={"country": ["Iceland"], "theme": ["csd:mountains"]}, as_of=as_of)[1]
    assert both.relax == ("country", "theme"), "neither alone would do"


@pytest.mark.parametrize(
    "where",
    [{"type": ["nonsense"]}, {"country": ["Atlantis"]}, {"sdg": ["14"]}, {"colour": ["blue"]}, {"country": [""]}],
)
def test_filters_that_cannot_be_are_refused(matcher: Matcher, where: dict[str, list[str]]) -> None:
    with pytest.raises(InputError):
        matcher.partners("coast-1", where=where)


@pytest.mark.parametrize("limit", [0, -3, 101])
def test_a_limit_out_of_range_is_refused(matcher: Matcher, limit: int, as_of: date) -> None:
    with pytest.raises(InputError, match="1 to 100"):
        matcher.partners("coast-1", limit=limit)
    with pytest.raises(InputError, match="1 to 100"):
        matcher.partnerships(NEWCOMER, limit=limit, as_of=as_of)


def test_unknown_ids_are_not_found(matcher: Matcher, snapshot: Snapshot, as_of: date) -> None:
    for ask in (
        lambda: matcher.partners("none-such"),
        lambda: matcher.partners(snapshot.partners[0]),
        lambda: matcher.partnerships("coast-1", as_of=as_of),
    ):
        with pytest.raises(NotFoundError):
            ask()


def test_ended_ones_come_only_to_learn_from(matcher: Matcher, as_of: date) -> None:
    without, _ = matcher.partnerships(NEWCOMER, limit=100, as_of=as_of)
    assert "coast-2" not in {each.id for each in without}
    assert {each.mark for each in without} == {""}
    withal, _ = matcher.partnerships(NEWCOMER, limit=100, as_of=as_of, ended=True)
    marks = {each.id: (each.status, each.mark) for each in withal}
    assert marks["coast-2"] == ("ended", "learn-from")
    assert marks["coast-1"] == ("running", "")
    assert {id for id, (_, mark) in marks.items() if mark} == {id for id, (s, _) in marks.items() if s == "ended"}
    before, _ = matcher.partnerships(NEWCOMER, limit=100, as_of=date(2017, 1, 1))
    assert "coast-2" in {each.id for each in before}, "on that day it ran"


def test_a_newcomer_with_a_name_and_a_sentence_is_served(matcher: Matcher, world: Store, as_of: date) -> None:
    matches, understood = matcher.partnerships(
        PartnerDescription("Shore Friends", "We replant mangroves with fishing villages."), as_of=as_of
    )
    assert matches[0].name == "Mangroves for Kenya"
    check(matches, world)
    assert understood.names == {"Shore Friends": None}
    assert matches[0].role.code == "implementer"
    assert matches[0].role.why.startswith("By its type alone (non-governmental organization)"), "as its name says"
    assert matches[0].gates


@pytest.mark.parametrize(
    "sentence",
    [
        "Nous replantons des mangroves avec les villages de pêcheurs.",
        "Replantamos manglares con las aldeas de pescadores.",
        "نعيد زراعة أشجار المانغروف مع قرى الصيادين",
        "Мы восстанавливаем мангровые леса вместе с рыбацкими деревнями.",
        "我们与渔村一起恢复红树林。",
    ],
)
def test_a_description_in_another_language_finds_english_entries(matcher: Matcher, sentence: str, as_of: date) -> None:
    matches, _ = matcher.partnerships(PartnerDescription("X", sentence), as_of=as_of)
    found = next(each for each in matches[:2] if each.name == "Mangroves for Kenya")
    assert "meaning" in {reason.feature for reason in found.reasons}


def test_an_english_description_finds_entries_in_other_languages(matcher: Matcher, as_of: date) -> None:
    matches, _ = matcher.partnerships(
        PartnerDescription("Filter makers", "Clean drinking water and latrines for mountain schools."), as_of=as_of
    )
    assert matches[0].name == "Agua segura para las escuelas"


def test_a_known_name_brings_its_ties(matcher: Matcher, snapshot: Snapshot, as_of: date) -> None:
    described = PartnerDescription("reef watch network", "We dive.")
    matches, understood = matcher.partnerships(described, as_of=as_of)
    assert understood.names == {"reef watch network": of(snapshot, "Reef Watch Network")}
    assert "coast-10" not in {each.id for each in matches}, "it takes part in it already"
    assert "network" in {reason.feature for each in matches for reason in each.reasons}


def test_what_is_not_known_is_understood_as_nothing(matcher: Matcher, snapshot: Snapshot) -> None:
    described = PartnershipDescription(
        "Mangroves", partners=("UNEP", "Nobody of this name", " "), countries=("Kenya", "Atlantis"), sdgs=(14, 14),
        themes=("csd:oceans",),
    )  # fmt: skip
    matches, understood = matcher.partners(described, limit=100)
    assert understood.names == {
        "UNEP": of(snapshot, "United Nations Environment Programme"),
        "Nobody of this name": None,
    }
    assert understood.countries == {"Kenya": "KEN", "Atlantis": None}
    assert understood.sdgs == ("14",)
    assert understood.themes == ("csd:oceans",)
    assert matches
    assert of(snapshot, "United Nations Environment Programme") not in {each.id for each in matches}


def test_of_several_bearers_of_a_listed_name_none_is_offered(matcher: Matcher) -> None:
    described = PartnershipDescription("Coral reefs and code", "Girls learn to code for reefs.", partners=("CT",))
    offered = {each.name for each in matcher.partners(described, limit=100)[0]}
    assert offered
    assert not offered & {"Code Together", "Coral Triangle"}


@pytest.mark.parametrize(
    "described",
    [
        PartnershipDescription(),
        PartnershipDescription("  ", "\n", partners=(" ",), countries=("",)),
        PartnershipDescription("Reefs", sdgs=(18,)),
        PartnershipDescription("Reefs", themes=("csd:nonsense",)),
    ],
)
def test_empty_and_impossible_partnerships_are_refused(matcher: Matcher, described: PartnershipDescription) -> None:
    with pytest.raises(InputError):
        matcher.partners(described)


@pytest.mark.parametrize(
    "described",
    [
        PartnerDescription(),
        PartnerDescription(" ", "\t"),
        PartnerDescription("Reefs", sdgs=(0,)),
        PartnerDescription("Reefs", type="nonsense"),
    ],
)
def test_empty_and_impossible_partners_are_refused(
    matcher: Matcher, described: PartnerDescription, as_of: date
) -> None:
    with pytest.raises(InputError):
        matcher.partnerships(described, as_of=as_of)


def test_only_goals_and_countries_are_enough_for_a_partnership(matcher: Matcher, world: Store) -> None:
    matches, understood = matcher.partners(PartnershipDescription(sdgs=(6,), countries=("Peru",)))
    assert {each.name for each in matches[:2]} == {"Red Agua Viva", "United Nations Development Programme"}
    # Which further features weigh anything is learnt.
    assert {reason.feature: reason.text for reason in matches[0].reasons}.items() >= {
        "network": "Near in the network, mostly through United Nations Development Programme, Peru and SDG 6.",
        "goals": "Works elsewhere on Peru, SDG 6: 2 of this one's 2 places, goals and themes.",
        "places": "Takes part in what states or names Peru.",
        "popularity": "Takes part in 1 already; who is in many is offered less readily.",
    }.items()
    check(matches, world)
    assert not understood.text


def test_what_nothing_is_known_of_matches_nothing(matcher: Matcher, as_of: date) -> None:
    assert matcher.partners(PartnershipDescription(countries=("Atlantis",)))[0] == []
    assert matcher.partners(PartnershipDescription("🌊"))[0] == []
    assert matcher.partnerships(PartnerDescription("🌊"), as_of=as_of)[0] == []


def test_the_role_is_the_one_that_is_usually_stated(matcher: Matcher) -> None:
    (unep,) = [each for each in matcher.partners("coast-9", limit=100)[0] if "Environment Programme" in each.name]
    assert unep.role.code == "lead"
    assert "3 of its 3 other partnerships" in unep.role.why
    (trust,) = [each for each in matcher.partners("coast-9", limit=100)[0] if each.name == "Green Shore Trust"]
    assert (trust.role.code, trust.role.why.split(" (")[0]) == ("implementer", "By its type alone")


def test_who_leads_elsewhere_is_not_offered_the_lead_of_what_is_led(
    matcher: Matcher, snapshot: Snapshot, as_of: date
) -> None:
    unep = of(snapshot, "United Nations Environment Programme")
    roles = {each.id: each.role for each in matcher.partnerships(unep, limit=100, as_of=as_of)[0]}
    assert roles["coast-9"].code == "lead", "nobody leads it"
    led = Matcher(snapshot.without([(snapshot.partner_row[unep], snapshot.partnership_row["coast-1"])]), None)
    with_lead = replace(
        led.snapshot,
        link_roles={
            **led.snapshot.link_roles,
            (
                snapshot.partner_row[of(snapshot, "Marine Research Institute of Mombasa")],
                snapshot.partnership_row["coast-1"],
            ): "lead",
        },
    )
    roles = {each.id: each.role for each in Matcher(with_lead, None).partnerships(unep, limit=100, as_of=as_of)[0]}
    assert roles["coast-1"].code == "not-stated"
    assert "this one is stated to be led by Marine Research Institute of Mombasa." in roles["coast-1"].why


def test_what_is_near_in_the_network_names_what_it_is_near_through(matcher: Matcher) -> None:
    described = PartnershipDescription(sdgs=(14,), countries=("Kenya",))
    texts = [
        reason.text
        for each in matcher.partners(described, limit=100)[0]
        for reason in each.reasons
        if reason.feature == "network"
    ]
    assert texts
    assert all(text.startswith("Near in the network, mostly through ") for text in texts)
    assert any("Kenya" in text and "SDG 14" in text for text in texts)


def test_who_is_known_there_is_named(matcher: Matcher, snapshot: Snapshot, as_of: date) -> None:
    matches, _ = matcher.partnerships(of(snapshot, "Green Shore Trust"), limit=100, as_of=as_of)
    (mangroves,) = [each for each in matches if each.id == "coast-1"]
    said = {reason.feature: reason.text for reason in mangroves.reasons}
    unep = "United Nations Environment Programme"
    assert said["shared-partners"] == f"You already work with {unep}, who is on the list, in 1 other partnership."
    assert said["network"].startswith(f"Near in the network, mostly through {unep}, ")
    assert "Marine Research Institute" not in said["network"], "it is in nothing else: nothing leads over it"


def test_contributions_are_codes_and_no_words(matcher: Matcher, as_of: date) -> None:
    described = PartnerDescription("X", "We replant mangroves.", brings=("local-presence",))
    matches, _ = matcher.partnerships(described, as_of=as_of)
    without, _ = matcher.partnerships(replace(described, brings=()), as_of=as_of)
    assert [(each.id, each.score) for each in matches] == [(each.id, each.score) for each in without]
    assert {each.role.code for each in matches} == {"implementer"}, "the role of whoever is there"
    with pytest.raises(InputError, match=r"There is no .gold. in the vocabulary .contributions."):
        matcher.partnerships(replace(described, brings=("gold",)), as_of=as_of)


@pytest.mark.parametrize(
    "text", ["zzzxqy", "ghtr wqpld", "брлгдк швцхз", "馬鹿龖靐", "bake sourdough bread", "un appartement à louer"]
)
def test_what_is_like_nothing_matches_nothing(matcher: Matcher, text: str, as_of: date) -> None:
    matches, understood = matcher.partnerships(PartnerDescription("", text), as_of=as_of)
    assert matches == []
    assert understood.like_nothing


def test_a_partner_without_partnerships_goes_by_its_name_and_country(
    matcher: Matcher, snapshot: Snapshot, as_of: date
) -> None:
    government = next(
        id for row, id in enumerate(snapshot.partners)
        if not len(snapshot.partnerships_of(row)) and snapshot.partner_countries[row] == "KEN"
    )  # fmt: skip
    matches, _ = matcher.partnerships(government, as_of=as_of)
    assert {each.id for each in matches[:2]} == {"coast-1", "clinic-3"}
    offered = {each.id for each in matcher.partners("coast-9", limit=100)[0]}
    assert government not in offered, "nothing speaks for it"


def test_answers_are_the_same_each_time(matcher: Matcher, snapshot: Snapshot, embedder: Embedder, as_of: date) -> None:
    another = Matcher(snapshot, embedder)
    assert matcher.partners("coast-10", limit=100) == another.partners("coast-10", limit=100)
    assert matcher.partnerships(NEWCOMER, as_of=as_of) == another.partnerships(NEWCOMER, as_of=as_of)
    assert matcher.partners("coast-10", limit=3)[0] == matcher.partners("coast-10", limit=100)[0][:3]


def test_hidden_links_are_not_known(matcher: Matcher, snapshot: Snapshot, embedder: Embedder) -> None:
    reef = snapshot.partner_row[of(snapshot, "Reef Watch Network")]
    blind = Matcher(snapshot.without([(reef, snapshot.partnership_row["coast-10"])]), embedder)
    matches, _ = blind.partners("coast-10", limit=100)
    assert of(snapshot, "Reef Watch Network") not in {each.id for each in matches}, "it takes part in nothing else"
    wmo = snapshot.partner_row[of(snapshot, "World Meteorological Organization")]
    blind = Matcher(snapshot.without([(wmo, snapshot.partnership_row["coast-10"])]), embedder)
    matches, _ = blind.partners("coast-10", limit=100)
    assert of(snapshot, "World Meteorological Organization") in {each.id for each in matches}


def test_an_empty_store_matches_nothing(tmp_path: Path, embedder: Embedder, as_of: date) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        empty = Matcher(make(store.view(), embedder.space), embedder)
    assert empty.partners(PartnershipDescription("Mangroves", sdgs=(14,)))[0] == []
    assert empty.partnerships(NEWCOMER, as_of=as_of)[0] == []
    with pytest.raises(Goal17Error):
        empty.partners("coast-1")


def test_without_vectors_words_and_ties_match(world: Store, embedder: Embedder, as_of: date) -> None:
    for matcher in (Matcher(make(world.view()), None), Matcher(make(world.view()), embedder)):
        matches, _ = matcher.partners("coast-1")
        assert matches[0].name == "Green Shore Trust"
        check(matches, world)
        assert "meaning" not in {reason.feature for each in matches for reason in each.reasons}
        assert matcher.partnerships(NEWCOMER, as_of=as_of)[0][0].name == "Mangroves for Kenya"


def test_no_bearer_of_a_name_on_the_list_is_offered_however_many_there_are() -> None:
    bodies = [*(Body("Ministry of Mines") for _ in range(36)), Body("Reef Trust")]
    entries = [Entry("Mines", "Water of mines.", (who,)) for who in range(37)]
    described = PartnershipDescription("Mines", "Water of mines.", ("ministry of mines",))
    found, understood = Matcher(arrays(bodies, entries), None).partners(described, limit=100)
    assert [each.name for each in found] == ["Reef Trust"]
    assert (len(understood.named[0].possible), understood.named[0].others) == (10, 36)


def test_who_is_based_where_a_partnership_works_is_a_candidate() -> None:
    """Nothing else speaks for it: no word, no tie, no country that it worked in before."""
    bodies = [Body("Reef Trust"), Body("Dakar Institute", country="SEN")]
    entries = [
        Entry("Reefs", "Reef water.", (0,), (("country", "KEN"),), {"KEN": 1.0}),
        Entry("Schools", "Solar school.", (1,), (("country", "SEN"),), {"SEN": 0.0}),
    ]
    snapshot = arrays(bodies, entries)
    described = PartnershipDescription("Storms", countries=("Senegal",))
    subject, _ = described_partnership(snapshot, described, None)
    found = found_by.partners(Terrain(snapshot), subject, np.ones(2, dtype=bool))
    place = found.rows.tolist().index(1)
    assert found.values[place, COLUMN["home"]] > 0


def test_a_partnership_of_compatriots_is_a_candidate() -> None:
    bodies = [Body("Reef Trust"), Body("Dakar Institute", country="SEN")]
    entries = [Entry("Reefs", "Reef water.", (0,)), Entry("Schools", "Solar school.", (1,))]
    snapshot = arrays(bodies, entries)
    subject, _ = described_partner(snapshot, PartnerDescription("Jeunes", "Storm forest.", country="Senegal"), None)
    found = found_by.partnerships(Terrain(snapshot), subject, np.ones(2, dtype=bool))
    assert found.values[found.rows.tolist().index(1), COLUMN["compatriots"]] == 1


@pytest.mark.parametrize("text", ["guitar lessons and used cars", "Gitarrenunterricht und gebrauchte Autos"])
def test_what_is_near_by_chance_counts_for_nothing(matcher: Matcher, text: str, as_of: date) -> None:
    for found, understood in (
        matcher.partners(PartnershipDescription(text=f"{text} for schools")),
        matcher.partnerships(PartnerDescription(text=f"{text} for schools"), as_of=as_of),
    ):
        near = [reason.feature for each in found for reason in each.reasons if "meaning" in reason.feature]
        assert bool(near) != ("than by chance" in understood.advice)
