"""Which records are taken for one initiative, which are asked about, and what a person's word does to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.naming import gather
from graph.resolve.twins.clusters import Twins, record_name, resolve_twins
from graph.resolve.twins.features import FEATURES

TEXT = (
    "The fund gives small grants to villages that protect their reefs, pays for the training of wardens and for boats, "
    "and keeps a common register of catches, so that the fishers of the bay can agree on seasons and on places where "
    "nobody fishes. Twelve villages take part; each year two more are invited, and their elders meet every spring."
)
OTHER = (
    "A laboratory measures plastic in the harbours of eight cities, trains students from the region in the method, and "
    "hands its figures to the port authorities, which have promised to publish them every month beside their own "
    "accounts of waste; museums show what was found, and schools come to sort it with the scientists for one day."
)


def draft(
    id: str,
    title: str,
    text: str = "",
    partners: Sequence[str] = (),
    start: str = "",
    end: str = "",
    countries: Sequence[str] = (),
    lead: str = "",
) -> Draft:
    register, _, key = id.partition(":")
    dates = (("start", start), ("end", end))
    mentions = [Mention(name, name, "Partners") for name in partners]
    return Draft(
        register,
        key,
        "partnership",
        title,
        "test/1",
        facts=tuple(DraftFact(field, value, value, "Dates") for field, value in dates if value),
        mentions=(*mentions, *([Mention(lead, lead, "Lead", role="lead")] if lead else [])),
        links=tuple(Link("operates-in", "country", code) for code in countries),
        texts=(Text("description", text, "en", "Text"),) if text else (),
    )


def resolved(drafts: Sequence[Draft], judgements: Iterable[Judgement] = ()) -> Twins:
    return resolve_twins(drafts, {name: name.folded for name in gather(drafts)}, judgements)


def together(found: Twins) -> list[list[str]]:
    return [[name.folded for name in cluster.names] for cluster in found.clusters]


def outcome(*drafts: Draft) -> str:
    found = resolved(drafts)
    if len(found.clusters) < len(drafts):
        return "merged"
    return "asked" if found.judgements else "apart"


def person(a: str, b: str, verdict: Verdict, at: str = "2026-01-01T00:00:00Z") -> Judgement:
    first, second = sorted((record_name(a), record_name(b)))
    return Judgement(first, second, verdict, "person", "Ama", at)


def test_no_drafts_give_nothing() -> None:
    assert resolved([]) == Twins()


def test_one_initiative_in_two_registers_is_one_with_its_reasons() -> None:
    found = resolved(
        [
            draft("a:1", "Blue Bay Reef Fund", TEXT, ["Reef Wardens Union", "Bay Trust"], "2016-04"),
            draft("b:9", "BLUE BAY REEF FUND", TEXT, ["Bay Trust"], "2016"),
            draft("b:10", "Harbour plastic watch", OTHER),
        ]
    )
    assert together(found) == [["a:1", "b:9"], ["b:10"]]
    (judgement,) = found.judgements
    assert (judgement.verdict, judgement.judge, judgement.by) == ("same", "score", "twins-1")
    assert (judgement.a, judgement.b) == (Name("a:1", "partnership"), Name("b:9", "partnership"))
    assert [reason.rpartition(" (")[0] for reason in judgement.reasons] == [
        "100% of the shorter text stands in the other",
        "they have the same title",
        "a start or end agrees",
        "1 partner in common",
    ]
    (rule,) = found.clusters[0].rules.values()
    assert "they have the same title" in rule


def test_a_title_alone_is_a_question_and_with_another_agreement_an_answer() -> None:
    title = "Restoring the reefs of the western bay"
    assert outcome(draft("a:1", title), draft("b:1", title)) == "asked"
    assert outcome(draft("a:1", title, start="2016-04"), draft("b:1", title, start="2016-04")) == "asked"
    dated = [draft(f"{register}:1", title, start="2016-04", end="2018-01") for register in "ab"]
    assert outcome(*dated) == "merged"


def test_a_date_that_is_only_coarser_contradicts_nothing() -> None:
    title = "Restoring the reefs of the western bay"
    for other, expected in (("2016-04-12", "merged"), ("2016", "merged"), ("", "merged"), ("2011", "merged")):
        assert (
            outcome(draft("a:1", title, TEXT, start="2016-04-12"), draft("b:1", title, TEXT, start=other)) == expected
        )
    asked = [draft("a:1", title, start="2016-04"), draft("b:1", title, start="2011")]
    sure = [draft("a:1", title, start="2016-04"), draft("b:1", title, start="2016")]
    unsure, surer = (resolved(drafts).judgements[0].score for drafts in (asked, sure))
    assert unsure is not None
    assert surer is not None
    assert unsure < surer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Empower 50 women in Kisumu", "Empower 50 women in Mombasa"),
        ("Empower women entrepreneurs in Fiji", "Empower women entrepreneurs in Tonga"),
        ("Clean Seas Campaign, Phase 1", "Clean Seas Campaign, Phase 2"),
        ("Clean Seas Campaign 2015", "Clean Seas Campaign 2016"),
        ("Clean Seas Campaign, Phase I", "Clean Seas Campaign, Phase II"),
        ("Clean Seas Campaign, first call", "Clean Seas Campaign, second call"),
        ("Women fish traders of the Northern Line Islands", "Women fish traders of the Southern Line Islands"),
        (
            "Strengthening the management of marine protected areas with the villages of the bay, phase 1",
            "Strengthening the management of marine protected areas with the villages of the bay, phase 12",
        ),
        (
            "Strengthening the management of marine protected areas with the villages of the bay, part I",
            "Strengthening the management of marine protected areas with the villages of the bay, part III",
        ),
    ],
)
@pytest.mark.parametrize("registers", [("a", "a"), ("a", "b")])
def test_sister_entries_of_a_campaign_are_not_twins(one: str, other: str, registers: tuple[str, str]) -> None:
    sisters = [
        draft(f"{register}:{place}", title, TEXT, ["Women of the Bay", "Bay Trust"], "2016-04")
        for place, (register, title) in enumerate(zip(registers, (one, other), strict=True))
    ]
    assert len(resolved(sisters).clusters) == 2


def test_within_one_register_title_and_text_have_to_agree() -> None:
    title = "Restoring the reefs of the western bay"
    assert outcome(draft("a:1", title, TEXT), draft("a:2", title, TEXT)) == "merged"
    assert outcome(draft("a:1", title, TEXT), draft("a:2", title, OTHER)) != "merged"
    dated = [draft(f"a:{key}", title, start="2016-04", end="2018-01") for key in (1, 2)]
    assert outcome(*dated) == "asked"


@pytest.mark.parametrize("title", ["n/a", "None", "Training"])
def test_a_title_that_says_nothing_joins_nothing(title: str) -> None:
    drafts = [draft(f"{register}:{key}", title, start="2016") for register in "ab" for key in range(40)]
    found = resolved(drafts)
    assert len(found.clusters) == len(drafts)
    assert not found.judgements


def test_entries_without_a_title_are_compared_by_the_rest() -> None:
    found = [draft("a:1", "1", TEXT, ["Bay Trust"], "2016-04"), draft("b:2", "2", TEXT, ["Bay Trust"], "2016-04")]
    assert outcome(*found) == "merged"
    assert outcome(draft("a:7", "7", TEXT), draft("b:7", "7", OTHER)) == "apart", "their keys are no titles"


def test_a_cut_title_is_the_beginning_of_the_whole_one() -> None:
    whole = (
        "Strengthening the management of marine protected areas in the western bay with the villages that fish there"
    )
    cut = whole[:95]
    assert outcome(draft("a:1", whole, TEXT), draft("b:1", cut, TEXT)) == "merged"
    # Between two words it may be a sister's title; it is cut where all its register's titles end.
    between = whole[: whole.index(" with the")]
    longer = draft("b:2", "A title that is much longer than the other one of this register, and " * 2)
    short = resolved(
        [draft("a:1", whole, start="2016-04", end="2017-01"), draft("b:1", between, start="2016-04"), longer]
    )
    assert len(short.clusters) == 3


def test_the_longest_title_of_a_small_register_is_not_taken_for_cut() -> None:
    whole = "Empower fifty women of the coast to lead the fisheries in the region of Kisumu"
    short = whole.removesuffix(" of Kisumu")
    partners = ("Bay Trust", "Reef Union")
    two = [draft("a:1", short, "", partners, "2016-04", "2018"), draft("b:1", whole, "", partners, "2016-04", "2018")]
    assert outcome(*two) == "asked"
    as_long = [draft(f"a:{number}", f"{number}{'x' * (len(short) - 1)}") for number in (2, 3)]
    assert ["a:1", "b:1"] in together(resolved([*two, *as_long]))


def test_lost_accents_do_not_part_titles_and_texts() -> None:
    text = "La Asociación de pescadores y la Fundación trabajan en la protección de los océanos y de la nación. " * 3
    lost = text.encode("ascii", "ignore").decode()
    one = draft("a:1", "Protección de los océanos", text)
    assert outcome(one, draft("b:1", "Proteccin de los ocanos", lost)) == "merged"


def test_a_text_in_any_script_is_compared() -> None:
    text = "Мы восстанавливаем рифы залива вместе с деревнями и рыбаками, учим молодых и считаем улов каждый месяц."
    one = draft("a:1", "Рифы западного залива и их деревни", text)
    assert outcome(one, draft("b:1", "Рифы западного залива и их деревни", text)) == "merged"


def test_a_long_list_of_partners_in_common_speaks_loud() -> None:
    names = [f"{letter}{letter.lower()}a River Trust" for letter in "ABCDEFGHIJKL"]
    one = draft("a:1", "Waste water initiative of the basin", TEXT, names)
    other = draft("b:1", "Waste water initiative of the basin", OTHER, names)
    (judgement,) = resolved([one, other]).judgements
    assert judgement.verdict == "same"
    assert judgement.reasons[0].startswith("12 partners in common")


def test_rows_of_one_title_meet_one_to_one() -> None:
    drafts = [
        draft("a:1", "Review of the laws of the sea", TEXT, start="2015"),
        draft("a:2", "Review of the laws of the sea", OTHER, start="2017"),
        draft("b:3", "Review of the laws of the sea", OTHER, start="2017"),
        draft("b:4", "Review of the laws of the sea", TEXT, start="2015"),
    ]
    assert together(resolved(drafts)) == [["a:1", "b:4"], ["a:2", "b:3"]]


CHAIN = [
    draft("a:1", "Blue Bay Reef Fund", TEXT, ["Bay Trust"], "2016-04"),
    draft("b:1", "Blue Bay Reef Fund", TEXT, ["Bay Trust"], "2016-04"),
    draft("c:1", "Blue Bay Reef Fund", TEXT, ["Bay Trust"]),
]


def test_two_rows_of_one_register_are_not_one_by_way_of_another_register() -> None:
    found = resolved([
        draft("a:1", "Blue Bay Reef Fund", TEXT, start="2016-04"),
        draft("b:1", "Blue Bay Reef Fund", TEXT),
        draft("a:2", "Blue Bay Reef Fund", TEXT, start="2016-05"),
    ])  # fmt: skip
    assert together(found) == [["a:1", "b:1"], ["a:2"]]
    assert [(each.a.folded, each.b.folded) for each in found.judgements if each.verdict == "unsure"] == [("a:1", "a:2")]


def test_a_person_outranks_the_score_both_ways_and_can_take_it_back() -> None:
    assert together(resolved(CHAIN)) == [["a:1", "b:1", "c:1"]]
    apart = person("a:1", "b:1", "different")
    split = resolved(CHAIN, [apart])
    assert len(split.clusters) == 2
    assert {"a:1", "b:1"} not in [set(names) for names in together(split)]
    assert not [each for each in split.judgements if {each.a.folded, each.b.folded} == {"a:1", "b:1"}]
    assert resolved(CHAIN, [replace(apart, undone_at="2026-02-01T00:00:00Z")]) == resolved(CHAIN)
    unlike = [draft("a:1", "Blue Bay Reef Fund", TEXT), draft("b:1", "Harbour plastic watch", OTHER)]
    joined = resolved(unlike, [person("a:1", "b:1", "same")])
    assert together(joined) == [["a:1", "b:1"]]
    assert list(joined.clusters[0].rules.values()) == ["judged the same by Ama"]
    later = person("a:1", "b:1", "different", "2026-03-01T00:00:00Z")
    assert len(resolved(unlike, [person("a:1", "b:1", "same"), later]).clusters) == 2


def test_a_different_inside_a_chain_splits_it_at_its_weakest_tie() -> None:
    # b:1 is nearer to a:1 (same dates) than to c:1, so c:1 is what is parted.
    parted = resolved(CHAIN, [person("a:1", "c:1", "different")])
    assert together(parted) == [["a:1", "b:1"], ["c:1"]]
    assert parted.refused


def test_what_a_person_put_together_is_joined_by_a_likeness_to_any_of_it() -> None:
    unlike = [
        draft("a:1", "Blue Bay Reef Fund", TEXT, start="2016-04"),
        draft("b:1", "Harbour plastic watch", OTHER, start="2012-04"),
        draft("c:1", "Harbour plastic watch", OTHER, start="2012-04"),
    ]
    assert together(resolved(unlike, [person("a:1", "b:1", "same")])) == [["a:1", "b:1", "c:1"]]


def test_of_two_entries_with_rows_of_one_register_the_question_is_about_these_rows() -> None:
    title = "Review of the laws of the western sea"
    drafts = [
        draft("a:1", title, TEXT, ["Bay Trust"], "2015-01", "2017-03"),
        draft("a:2", title, f"{TEXT[:120]} {OTHER[:120]}", ["Bay Trust"], "2015-01", "2017-03"),
        draft("b:3", title, f"{TEXT[:120]} {OTHER[:120]}", ["Bay Trust"], "2015-01", "2017-03"),
        draft("b:4", title, TEXT, ["Bay Trust"], "2015-01", "2017-03"),
    ]
    found = resolved(drafts)
    assert together(found) == [["a:1", "b:4"], ["a:2", "b:3"]]
    (question,) = [judgement for judgement in found.judgements if judgement.verdict == "unsure"]
    assert (question.a.folded[0], question.b.folded[0]) in {("a", "a"), ("b", "b")}
    told = resolved(drafts, [person("a:1", "a:2", "different")])
    assert [judgement.verdict for judgement in told.judgements] == ["same", "same"], "they are told apart already"


def test_a_word_about_an_unknown_record_waits() -> None:
    assert together(resolved(CHAIN, [person("a:1", "z:1", "same")])) == [["a:1", "b:1", "c:1"]]


def test_every_feature_says_what_it_is() -> None:
    assert len({feature.code for feature in FEATURES}) == len(FEATURES)
    for feature in FEATURES:
        assert feature.doc
        assert feature.says
        assert feature.weight


titles = st.sampled_from(["Blue Bay Reef Fund", "Blue Bay Reef Fund 2", "Harbour plastic watch", "n/a", "Reef Fund"])
texts = st.sampled_from(["", TEXT, OTHER, TEXT[:150]])
partners = st.lists(st.sampled_from(["Bay Trust", "Reef Wardens Union", "UNEP"]), unique=True, max_size=3)
dates = st.sampled_from(["", "2016", "2016-04", "2012-01-05"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("ab"), titles, texts, partners, dates), max_size=7), st.data())
def test_every_record_is_in_one_entry_and_no_different_pair_in_the_same(
    rows: list[tuple[str, str, str, list[str], str]], data: st.DataObject
) -> None:
    drafts = [
        draft(f"{register}:{key}", title, text, named, start)
        for key, (register, title, text, named, start) in enumerate(rows)
    ]
    ids = [each.record for each in drafts]
    pair = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)) if len(ids) > 1 else []
    words = [person(pair[0], pair[1], "different")] if pair else []
    found = resolved(drafts, words)
    assert sorted(name for names in together(found) for name in names) == sorted(ids)
    assert not any(set(pair) <= set(names) for names in together(found) if pair)
    assert all(judgement.score is not None and judgement.reasons for judgement in found.judgements)
