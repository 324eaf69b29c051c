"""The Ocean commitments: every form on made-up rows, and what was counted on the real file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact
from graph.model.entities import FIELDS
from ingest.reader import RawRow, Reading, Table
from ingest.un_ocean import UnOcean

COLUMNS = ("id", "title", "lead_entity", "lead_type", "partners_raw", "sdgs", "sdg14_targets", "timeline", "resources")


def one(**fields: Json) -> tuple[Draft, Counter[str]]:
    row = RawRow(1, {"id": "#OceanAction1", "title": "Clean sea", **fields})
    (reading,) = UnOcean().read(Table("test.jsonl", "jsonl", COLUMNS, iter([row])), "un-ocean", "2026-01-01T00:00:00Z")
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def facts(draft: Draft, field: str) -> list[DraftFact]:
    return [fact for fact in draft.facts if fact.field == field]


class TestTimeline:
    @pytest.mark.parametrize(
        ("written", "start", "end"),
        [
            ("01 June 2017 (start date)31 December 2020 (date of completion)", "2017-06", "2020-12-31"),
            ("10 April 2017 (start date)08 November 2050 (date of completion)", "2017-04-10", "2050-11-08"),
            ("01 January 1970 (start date)01 May 2018 (date of completion)", None, "2018-05"),
        ],
    )
    def test_forms(self, written: str, start: str | None, end: str | None) -> None:
        draft, kinds = one(timeline=written)
        assert [fact.value for fact in facts(draft, "start")] == ([start] if start else [])
        assert [fact.value for fact in facts(draft, "end")] == ([end] if end else [])
        assert kinds["date-placeholder"] == (start is None) + (end is None)
        assert not kinds["date-order"]

    def test_an_end_before_the_start(self) -> None:
        _, kinds = one(timeline="01 June 2017 (start date)01 June 2016 (date of completion)")
        assert kinds == {"date-order": 1}

    def test_no_timeline(self) -> None:
        draft, kinds = one(timeline=None)
        assert (facts(draft, "start"), kinds) == ([], {})

    def test_another_form(self) -> None:
        _, kinds = one(timeline="soon")
        assert kinds == {"date-unreadable": 1}


class TestLead:
    def test_a_lead_has_its_declared_type(self) -> None:
        draft, _ = one(lead_entity="Reef Trust (RT)", lead_type="Private sector")
        (lead,) = draft.mentions
        assert (lead.name, lead.acronym, lead.role, lead.type, lead.type_basis) == (
            "Reef Trust",
            "RT",
            "lead",
            "business",
            "declared",
        )

    def test_a_country_leads_as_its_government(self) -> None:
        draft, _ = one(lead_entity="Fiji", lead_type="Government")
        assert [(lead.kind, lead.country, lead.role) for lead in draft.mentions] == [("government", "FJI", "lead")]

    @pytest.mark.parametrize(("name", "type_"), [("Sea Programme (UNSP)", ""), ("City of Split", "local-authority")])
    def test_the_type_local_government_counts_only_where_the_name_agrees(self, name: str, type_: str) -> None:
        draft, kinds = one(lead_entity=name, lead_type="Local / Regional Government")
        assert (draft.mentions[0].type, kinds) == (type_, {"type-doubtful": 1})

    def test_a_lead_that_is_a_partner_too_stands_once(self) -> None:
        draft, _ = one(lead_entity="Reef Trust", partners_raw="Reef Trust (NGO)\nRare (NGO)")
        assert [(mention.name, mention.role, mention.type) for mention in draft.mentions] == [
            ("Reef Trust", "lead", "ngo"),
            ("Rare", "not-stated", "ngo"),
        ]


class TestValues:
    def test_a_dot_before_three_digits_is_ambiguous(self) -> None:
        draft, kinds = one(resources=[{"type": "Financing (in USD)", "details": "130.000"}])
        assert facts(draft, "financing")[0].value == {"amount": "130000", "currency": "USD"}
        assert facts(draft, "financing")[0].note
        assert kinds == {"amount-ambiguous": 1}

    def test_goals_targets_and_countries(self) -> None:
        draft, kinds = one(
            sdgs=[14, 2, 2, 18],
            sdg14_targets=["14.b", "14.z"],
            countries=["Fiji", "European Commission", "Reef Network"],
        )
        assert [(link.kind, link.code) for link in draft.links] == [
            ("sdg", "14"),
            ("sdg", "2"),
            ("target", "14.b"),
            ("country", "FJI"),
        ]
        assert kinds == {"goal-twice": 1, "goal-unknown": 1, "target-unknown": 1, "country-unknown": 2}

    def test_deliverables_and_words(self) -> None:
        draft, _ = one(
            deliverables=["A clean bay", "N/A"],
            ocean_basins="Global",
            communities="Coral reefs",
            other_beneficiaries="Fishers",
            geographical_coverage="Suva, Fiji",
            headquarters="Rome, Italy",
        )
        assert [(fact.field, fact.value) for fact in draft.facts[1:]] == [
            ("deliverable", {"title": "A clean bay", "date": None}),
            ("beneficiaries", "Fishers"),
            ("ocean-basins", "Global"),
            ("communities", "Coral reefs"),
            ("coverage", "Suva, Fiji"),
            ("headquarters", "Rome, Italy"),
        ]

    def test_postal_addresses_and_mail_stay_in_the_record(self) -> None:
        draft, kinds = one(headquarters="12 High Street, Suva", partners_raw="Rare\nEmail: <email>")
        assert facts(draft, "headquarters") == []
        assert [mention.name for mention in draft.mentions] == ["Rare"]
        assert kinds["personal-data"] == 2

    def test_values_of_other_kinds_raise_nothing(self) -> None:
        draft, kinds = one(title=7, sdgs="14", resources=["x"], deliverables={"a": 1}, timeline=[])
        assert draft.name == "7"
        assert kinds["value-kind"] >= 4


@pytest.fixture(scope="module")
def readings(readings_of: Callable[[str], list[Reading]]) -> list[Reading]:
    return readings_of("un_ocean_2026.jsonl")


@pytest.fixture(scope="module")
def drafts(readings: list[Reading]) -> dict[str, Draft]:
    return {reading.draft.key: reading.draft for reading in readings if reading.draft}


class TestTheFileOf2026:
    def test_every_row_is_read(self, readings: list[Reading], drafts: Mapping[str, Draft]) -> None:
        assert len(readings) == len(drafts) == 1396
        assert all(draft.url for draft in drafts.values())

    def test_all_facts_have_known_fields_and_a_place(self, drafts: Mapping[str, Draft]) -> None:
        every = [fact for draft in drafts.values() for fact in draft.facts]
        assert {fact.field for fact in every} <= FIELDS.keys()
        assert all(fact.written and fact.column for fact in every)

    def test_dates_that_were_not_read(self, readings: list[Reading], drafts: Mapping[str, Draft]) -> None:
        unread = Counter(
            problem.message.split()[1]
            for reading in readings
            for problem in reading.problems
            if problem.kind == "date-placeholder"
        )
        assert unread == {"start": 424, "end": 496}
        every = [*drafts.values()]
        assert sum(bool(facts(draft, "start")) for draft in every) == 1382 - 424
        assert sum(bool(facts(draft, "end")) for draft in every) == 1382 - 496
        assert not any(
            "1970" in str(fact.value) for draft in every for fact in draft.facts if fact.field in {"start", "end"}
        )

    def test_known_faults_are_flagged(self, readings: list[Reading], drafts: Mapping[str, Draft]) -> None:
        kinds = Counter(problem.kind for reading in readings for problem in reading.problems)
        assert kinds["type-doubtful"] == 112
        assert kinds["country-unknown"] == 3
        assert not any(link.code == "GBR" and "Network" in link.written for d in drafts.values() for link in d.links)

    def test_financing(self, drafts: Mapping[str, Draft]) -> None:
        financing = [fact for draft in drafts.values() for fact in facts(draft, "financing")]
        assert len(financing) == 584
        assert all(fact.value for fact in financing)

    def test_countries(self, readings: list[Reading]) -> None:
        filled = sum(bool(reading.record.fields["countries"]) for reading in readings if reading.record)
        assert filled == 366

    def test_every_row_with_a_lead_has_one(self, drafts: Mapping[str, Draft]) -> None:
        leading = sum(any(mention.role == "lead" for mention in draft.mentions) for draft in drafts.values())
        assert leading >= 1380

    def test_no_mail_address_leaves_the_record(self, drafts: Mapping[str, Draft]) -> None:
        # The register itself has put `<email>` where all but one address stood.
        assert not [key for key, draft in drafts.items() if re.search(r"[\w.+-]+@[\w-]+\.\w+", str(draft))]
