"""What is answered on overlaps: relations, reasons, what both have, and what nothing is like."""

from __future__ import annotations

from datetime import date

import pytest

from graph.embed.embedder import Embedder
from graph.errors import InputError, NotFoundError
from graph.matching.overlaps.answer import Overlaps, sentence
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import ONE_WORK, shipped
from graph.matching.overlaps.search import bounds, nearest
from graph.matching.overlaps.sides import Sides
from graph.matching.subject import PartnershipDescription
from graph.snapshot.snapshot import Snapshot


def test_the_next_phase_is_found_first_and_called_so(overlaps: Overlaps, as_of: date) -> None:
    found, understood = overlaps.matches("coast-n1", as_of=as_of)
    first = found[0]
    assert (first.id, first.relation) == ("coast-n2", "follow-up")
    assert first.why.endswith("It begins in 2017, what is asked about in 2012.")
    assert first.status == "ended"
    assert understood.text
    assert "coast-n1" not in {match.id for match in found}


def test_reasons_sum_to_the_score_weightiest_first_and_name_what_they_rest_on(
    overlaps: Overlaps, coast: Snapshot, as_of: date
) -> None:
    known = {*coast.partners, *coast.partnerships, *coast.places}
    for id in coast.partnerships:
        for match in overlaps.matches(id, limit=100, as_of=as_of)[0]:
            parts = [reason.contribution for reason in match.reasons]
            assert sum(parts) == pytest.approx(match.score)
            assert parts == sorted(parts, key=abs, reverse=True)
            for reason in match.reasons:
                assert reason.contribution == pytest.approx(reason.value * reason.weight, abs=1e-4)
                assert reason.text.endswith(".")
                assert "“”" not in reason.text
                assert {each.id for each in reason.evidence} <= known, reason


def test_what_both_have_and_what_each_has_alone(overlaps: Overlaps, as_of: date) -> None:
    match = overlaps.matches("coast-n1", as_of=as_of)[0][0]
    assert [each.label for each in match.both.partners] == ["Reef Watch Network"]
    assert (match.both.countries, match.both.sdgs) == (("FJI",), ("14",))
    assert {"nurseries", "taveuni"} <= set(match.both.words)
    assert [each.label for each in match.only_asked.partners] == ["Marine Research Institute of Mombasa"]
    assert [each.label for each in match.only_match.partners] == ["Green Shore Trust"]
    assert match.only_match.sdgs == ("13",)
    assert not set(match.both.words) & {*match.only_asked.words, *match.only_match.words}


def test_sisters_of_a_campaign_are_siblings_and_don_t_look_like_it(overlaps: Overlaps, as_of: date) -> None:
    found, _ = overlaps.matches("coast-p1", as_of=as_of)
    relations = {match.id: match.relation for match in found}
    assert {relations.get(f"coast-p{number}") for number in (0, 2, 3, 4)} == {"sibling"}


def test_an_entry_that_is_about_to_be_registered(overlaps: Overlaps, as_of: date) -> None:
    said = PartnershipDescription(
        title="Reef nurseries of Taveuni",
        text="Villages of Taveuni grow corals in nurseries and plant them on broken reefs.",
        partners=("Reef Watch Network",),
        countries=("Fiji",),
    )
    found, understood = overlaps.matches(said, as_of=as_of)
    assert {found[0].id, found[1].id} == {"coast-n1", "coast-n2"}
    assert found[0].relation in ONE_WORK
    assert understood.countries == {"Fiji": "FJI"}
    assert "like this one: “Reef nurseries of Taveuni, phase" in sentence(
        [(each.relation, each.name) for each in found], 20
    )


def test_what_nothing_is_like(overlaps: Overlaps, as_of: date) -> None:
    found, _ = overlaps.matches(PartnershipDescription(title="Xylophone zither quartet"), as_of=as_of)
    assert not {match.relation for match in found} & set(ONE_WORK)


def test_an_entry_that_is_described_in_another_language(overlaps: Overlaps, as_of: date) -> None:
    said = PartnershipDescription(
        title="Viveros de coral de Taveuni",
        text="Los pueblos de Taveuni cultivan corales en viveros y los plantan en los arrecifes.",
    )
    found, _ = overlaps.matches(said, as_of=as_of)
    assert found[0].id in {"coast-n1", "coast-n2"}


def test_filters_and_what_is_left_out(overlaps: Overlaps, as_of: date) -> None:
    found, _ = overlaps.matches("coast-n1", exclude=["coast-n2", "nobody"], where={"country": ["Fiji"]}, as_of=as_of)
    ids = {match.id for match in found}
    assert "coast-n2" not in ids
    assert ids <= {"coast-n3", "coast-p1", "coast-9", "coast-10"}
    assert overlaps.matches("coast-n1", where={"sdg": ["17"]}, as_of=as_of)[0] == []
    assert len(overlaps.matches("coast-n1", limit=1, as_of=as_of)[0]) == 1


def test_filters_are_told_with_their_counts_and_which_to_leave_out(
    overlaps: Overlaps, coast: Snapshot, as_of: date
) -> None:
    _, understood = overlaps.matches("coast-n1", where={"country": ["Fiji"]}, as_of=as_of)
    (count,) = understood.filters
    assert (count.filter, count.of, understood.relax) == ("country", len(coast.partnerships) - 1, ())
    assert 0 < count.passing < count.stated <= count.of
    _, understood = overlaps.matches("coast-n1", where={"country": ["Fiji"], "sdg": ["17"]}, as_of=as_of)
    assert (understood.relax, understood.together) == (("sdg",), False)
    _, understood = overlaps.matches("coast-n1", where={"with-business": ["yes"], "sdg": ["17"]}, as_of=as_of)
    assert (understood.relax, understood.together) == (("with-business", "sdg"), True)


def test_who_asks_for_few_is_told_the_first_of_those_that_others_are_told(
    overlaps: Overlaps, coast: Snapshot, as_of: date
) -> None:
    for id in coast.partnerships:
        every = [match.id for match in overlaps.matches(id, limit=100, as_of=as_of)[0]]
        assert [match.id for match in overlaps.matches(id, limit=1, as_of=as_of)[0]] == every[:1], id
        assert [match.id for match in overlaps.matches(id, limit=3, as_of=as_of)[0]] == every[:3], id


@pytest.mark.parametrize("where", [{"type": ["ngo"]}, {"country": ["Atlantis"]}, {"sdg": ["18"]}, {"theme": ["x"]}])
def test_filters_that_can_t_be(overlaps: Overlaps, as_of: date, where: dict[str, list[str]]) -> None:
    with pytest.raises(InputError):
        overlaps.matches("coast-n1", where=where, as_of=as_of)


def test_questions_that_can_t_be(overlaps: Overlaps, as_of: date) -> None:
    with pytest.raises(NotFoundError):
        overlaps.matches("coast-99", as_of=as_of)
    with pytest.raises(InputError, match="Describe"):
        overlaps.matches(PartnershipDescription(), as_of=as_of)
    with pytest.raises(InputError, match="limit"):
        overlaps.matches("coast-n1", limit=0, as_of=as_of)


def test_without_vectors_words_tell(wordless: Snapshot, as_of: date) -> None:
    found, _ = Overlaps(wordless, None).matches("coast-n1", as_of=as_of)
    assert found[0].id == "coast-n2"
    assert any("written in like words" in reason.text for reason in found[0].reasons)


def test_the_search_finds_what_looking_at_all_finds(coast: Snapshot, embedder: Embedder) -> None:
    assert embedder.space == coast.space
    sides, weights = Sides(coast), shipped().vectors
    for row in range(len(coast.partnerships)):
        likeness = Likeness(sides, sides.stored(row))
        speaks = bounds(likeness, weights)
        others = [other for other in range(len(coast.partnerships)) if other != row and speaks[other] > 0]
        totals = dict(zip(others, map(weights.total, likeness.values(others)), strict=True))
        wanted = sorted(totals, key=lambda other: (-totals[other], other))[:3]
        assert [near.row for near in nearest(likeness, weights, 3, exclude={row})] == wanted


def test_every_entry_has_its_place_or_is_told_to_be_apart(overlaps: Overlaps, coast: Snapshot, as_of: date) -> None:
    compared = overlaps.compared("coast-n2", as_of=as_of)
    listed = compared.first(100)
    places = {each.id: place for place, each in enumerate(listed, start=1)}
    assert len(listed) > 1
    for id in coast.partnerships:
        told = compared.why_not(id, 1)
        if id == "coast-n2":
            assert [each.code for each in told.kept_out] == ["itself"]
        elif id in places:
            assert (told.place, told.of, told.kept_out) == (places[id], len(listed), ())
            assert told.score == pytest.approx(listed[places[id] - 1].score)
            assert (told.last is None) == (places[id] == 1)
        else:
            assert [each.code for each in told.kept_out] == ["unrelated"]
            assert told.place is None
            assert told.last is not None
            assert told.last.id == listed[0].id
            assert sum(each.difference for each in told.compared) == pytest.approx(
                (told.score or 0) - told.last.score, abs=1e-5
            )


def test_a_filter_that_keeps_an_overlap_out_is_named(overlaps: Overlaps, as_of: date) -> None:
    compared = overlaps.compared("coast-n2", where={"country": ["Kenya"]}, as_of=as_of)
    told = compared.why_not("coast-n1", 10)
    assert [(each.code, each.what) for each in told.kept_out] == [("filter", "country")]
    assert "Fiji" in told.says
    assert told.place == 1
    assert [each.place for each in overlaps.compared("coast-n2", as_of=as_of).placed(["coast-n1"])] == [1]
