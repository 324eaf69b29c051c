"""The measure of splitting: what counts as found, wrong and left out, and what simple rules reach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.evaluation.splitting import (
    BASELINES,
    LabelledList,
    ListOutcome,
    exact,
    figures,
    half,
    outcomes,
    precision,
    read_gold,
    recall,
)
from graph.model.drafts import Mention


def line(**fields: Any) -> str:
    empty: dict[str, Any] = {
        "id": "1",
        "raw": "",
        "partners": [],
        "generic": [],
        "aliases": {},
        "country_entities": [],
        "uncertain": [],
        "persons": [],
        "note": "for people",
    }
    return json.dumps(empty | fields)


def labelled(**fields: Any) -> LabelledList:
    (row,) = read_gold([line(**fields)])
    return row


def outcome(*mentions: Mention, **fields: Any) -> ListOutcome:
    (row,) = outcomes([labelled(**fields)], lambda _: mentions)
    return row


class TestComparing:
    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("REEF WATCH", "Reef Watch"),
            ("Fundacion Mar", "Fundación Mar"),
            ("Université dArtois", "Université d'Artois"),
            ("Reef Watch", "Reef Watch (RW)"),
            ("RW", "Reef Watch (RW)"),
            ("RW (Reef Watch)", "RW"),
        ],
    )
    def test_spelling_is_forgiven(self, name: str, label: str) -> None:
        assert outcome(Mention(name, name), partners=[label]).exact

    def test_a_partner_counts_once_under_any_of_its_names(self) -> None:
        found = outcome(
            Mention("FAO", "FAO"),
            Mention("Food and Agriculture Organization", "Food and Agriculture Organization"),
            partners=["FAO"],
            aliases={"FAO": ["Food and Agriculture Organization"]},
        )
        assert (found.found, found.missed, found.wrong) == (1, (), ())

    def test_what_is_no_partner_is_wrong_once(self) -> None:
        found = outcome(
            Mention("Local NGOs", "Local NGOs"),
            Mention("local ngos", "local ngos"),
            Mention("Ana Example", "Ana Example"),
            partners=["Rare"],
            generic=["Local NGOs"],
            persons=["Ana Example"],
        )
        assert (found.found, found.missed, found.wrong) == (0, ("Rare",), ("Local NGOs", "Ana Example"))

    def test_phrases_and_what_was_kept_whole_are_not_returned(self) -> None:
        assert outcome(
            Mention("Local NGOs", "Local NGOs", kind="generic"), Mention("A, B", "A, B", kind="unsplit")
        ).exact

    def test_a_country_must_be_read_as_its_government(self) -> None:
        fields = {"partners": ["Fiji"], "country_entities": ["Fiji"]}
        assert outcome(Mention("Government of Fiji", "Fiji", kind="government", country="FJI"), **fields).exact
        assert outcome(Mention("Fiji", "Fiji"), **fields).wrong == ("Fiji",)

    def test_a_government_is_found_by_its_country(self) -> None:
        assert outcome(Mention("Mali", "Mali", kind="government", country="MLI"), partners=["Government of Mali"]).exact

    def test_a_body_of_a_government_is_labelled_with_it(self) -> None:
        whole = "Government of Mali - Ministry of Water"
        body = Mention("Ministry of Water", whole, parent="Government of Mali", parent_kind="government")
        assert outcome(body, partners=[whole]).exact

    def test_what_was_read_from_does_not_excuse_a_name_cut_short(self) -> None:
        assert outcome(
            Mention("Ministry of Land", "Ministry of Land and Water"), partners=["Ministry of Land and Water"]
        ).wrong

    def test_uncertain_names_and_their_pieces_are_left_out(self) -> None:
        fields = {"partners": ["Reef Watch - Fiji Office"], "uncertain": ["Reef Watch - Fiji Office"]}
        assert outcome(**fields).exact
        assert outcome(Mention("Reef Watch", "Reef Watch"), Mention("Fiji Office", "Fiji Office"), **fields).exact


class TestFigures:
    ROWS = (labelled(id="1", raw="a", partners=["A1", "B1"]), labelled(id="2", raw="b", partners=["C1"]))

    def test_shares_are_of_all_names(self) -> None:
        answers = {"a": [Mention("A1", "A1"), Mention("X1", "X1")], "b": [Mention("C1", "C1")]}
        found = outcomes(self.ROWS, answers.__getitem__)
        assert (precision(found), recall(found), exact(found)) == (pytest.approx(2 / 3), pytest.approx(2 / 3), 0.5)

    def test_nothing_to_do_is_done_right(self) -> None:
        assert (precision([]), recall([]), exact([])) == (1, 1, 1)

    def test_every_method_stands_beside_the_others_with_its_interval(self) -> None:
        found = list(figures(self.ROWS))
        assert {each.method for each in found} == {"goal17", *BASELINES}
        assert {each.slice for each in found} == {"splitting", "splitting, half B"}
        assert all(0 <= each.low <= each.value <= each.high <= 1 for each in found)
        assert found == list(figures(self.ROWS)), "intervals are the same every time"

    def test_a_row_stays_in_its_half(self) -> None:
        assert {half(str(number)) for number in range(20)} == {"A", "B"}
        assert half("7") == half("7")


class TestGoldRows:
    def test_blank_lines_are_passed_over(self) -> None:
        assert read_gold(["", line(id="7"), " \n"])[0].id == "7"

    @pytest.mark.parametrize(
        ("written", "place"),
        [
            ("{", "gold.jsonl, row 2:"),
            (line().replace('"raw": ""', '"raw": 7'), 'gold.jsonl, row 2, column "raw":'),
            (line(partners=["A", 7]), 'gold.jsonl, row 2, column "partners.1":'),
            (line(aliases={"A": ["B"]}), "gold.jsonl, row 2, column \"aliases\": 'A' is none of the row's partners."),
            (line(partners=["Atlantis"], country_entities=["Atlantis"]), "'Atlantis' is no country."),
            (line(country_entities=["Fiji"]), "'Fiji' is none of the row's partners."),
        ],
    )
    def test_a_malformed_row_is_named(self, written: str, place: str) -> None:
        with pytest.raises(InputError) as raised:
            read_gold([line(), written], "gold.jsonl")
        assert place in str(raised.value)


class TestBaselines:
    TEXT = "Partners: 1) Rare (NGO); 2) Reef, Sea (RS) and Mali"

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("lines and semicolons", ["Rare", "Reef, Sea (RS) and Mali"]),
            ("and commas", ["Rare", "Reef", "Sea (RS) and Mali"]),
            ('and "and"', ["Rare", "Reef", "Sea (RS)", "Mali"]),
        ],
    )
    def test_where_they_cut(self, name: str, expected: list[str]) -> None:
        assert [mention.name for mention in BASELINES[name](self.TEXT)] == expected


def test_gold_lists(shared: Path) -> None:
    """The goal, and that the floors are where they were counted."""
    with (shared / "gold" / "partner_split.jsonl").open(encoding="utf-8") as file:
        rows = read_gold(file, file.name)
    ours = outcomes(rows)
    assert precision(ours) >= 0.97
    assert recall(ours) >= 0.98
    assert exact(ours) >= 0.90
    for baseline in BASELINES.values():
        floor = outcomes(rows, baseline)
        assert precision(floor) < 0.80
        assert recall(floor) < 0.92
