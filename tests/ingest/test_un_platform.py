"""The platform's table: every form of its cells on made-up rows, and what was counted on the real file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from graph.model.drafts import Draft, DraftFact
from graph.model.entities import FIELDS
from ingest.files import open_tables
from ingest.reader import RawRow, Reading, Table
from ingest.un_platform import UnPlatform
from ingest.un_platform.cells import read_resources, read_time_frame
from ingest.un_platform.partner_cell import curated_part
from ingest.un_platform.sections import HEADINGS, read_sections

COLUMNS = (
    "Project_idx",
    "Title",
    "Goals",
    "Partners",
    "Description",
    "Resources",
    "Time_frame",
    "Countries",
    "Hashtag",
)


def table(*rows: Mapping[str, str]) -> Table:
    filled = [
        dict.fromkeys(COLUMNS) | {"Title": "A title", "Hashtag": f"#SDGAction{at}"} | row for at, row in enumerate(rows)
    ]
    return Table("test.xlsx", "xlsx", COLUMNS, (RawRow(at + 2, row) for at, row in enumerate(filled)))


def read(*rows: Mapping[str, str]) -> list[Reading]:
    return list(UnPlatform().read(table(*rows), "un-platform", "2026-01-01T00:00:00Z"))


def one(**fields: str) -> tuple[Draft, Counter[str]]:
    (reading,) = read(fields)
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def facts(draft: Draft, field: str) -> list[DraftFact]:
    return [fact for fact in draft.facts if fact.field == field]


def described(**sections: str) -> str:
    return "\n".join(f"{heading}\n{sections.get(field.replace('-', '_'), '')}" for field, heading in HEADINGS)


class TestRows:
    def test_recognised_by_its_columns(self) -> None:
        assert UnPlatform().recognises(COLUMNS)
        assert not UnPlatform().recognises(("id", "title"))

    def test_an_id_used_twice_is_set_aside_with_the_place_of_the_first(self) -> None:
        first, second = read({"Hashtag": "#A1"}, {"Hashtag": "#A1"})
        assert first.draft is not None
        assert (second.record, second.draft) == (None, None)
        (problem,) = second.problems
        assert (problem.row, problem.kind, problem.set_aside) == (3, "id-twice", True)
        assert "row 2" in problem.message

    def test_a_row_without_an_id_is_set_aside(self) -> None:
        (reading,) = read({"Hashtag": ""})
        assert [(problem.kind, problem.set_aside) for problem in reading.problems] == [("id-missing", True)]

    def test_an_untitled_row_is_called_by_its_key(self) -> None:
        draft, kinds = one(Title="", Hashtag="#OceanAction9")
        assert (draft.name, kinds) == ("#OceanAction9", {"title-empty": 1})

    def test_a_title_cut_by_the_database(self) -> None:
        draft, kinds = one(Title="x" * 255)
        assert kinds == {"value-cut": 1}
        assert facts(draft, "title")[0].note == "cut at 255 characters"


class TestLinks:
    def test_a_goal_twice(self) -> None:
        draft, kinds = one(Goals="Goal 7,Goal 13,Goal 7,Goal 99")
        assert [(link.kind, link.code) for link in draft.links] == [("sdg", "7"), ("sdg", "13")]
        assert kinds == {"goal-twice": 1, "goal-unknown": 1}

    def test_a_country_whose_name_holds_a_comma(self) -> None:
        draft, kinds = one(Countries="Kenya,Venezuela, Bolivarian Republic of,European Commission")
        assert [(link.relation, link.code) for link in draft.links] == [("operates-in", "KEN"), ("operates-in", "VEN")]
        assert kinds == {"country-unknown": 1}


class TestSections:
    def test_five_sections(self) -> None:
        draft, _ = one(Description=described(description="What.", methods="How.", governance="Who."))
        assert [(text.field, text.text) for text in draft.texts] == [
            ("description", "What."),
            ("methods", "How."),
            ("governance", "Who."),
        ]

    def test_one_heading_alone_separates_nothing(self) -> None:
        draft, kinds = one(Description="What.\nImplementation methodologies\nHow.")
        assert [text.field for text in draft.texts] == ["description"]
        assert kinds["section-heading"] == 1

    def test_noise_is_mended_and_noted(self) -> None:
        draft, kinds = one(Description="Women\x92s R&amp;amp;D_x000D_next")
        assert draft.texts[0].text == "Women’s R&D\nnext"
        assert kinds["text-mended"] == 1


class TestPartners:
    def test_the_curated_part_is_told_apart_and_duplicates_are_kept_once(self) -> None:
        draft, _ = one(
            Description=described(partners="UNFPA, Rare\nReef Trust"),
            Partners="UNFPA, Rare_x000D_Reef Trust; Rare; United Nations Population Fund (UNFPA); Blue Fund",
        )
        assert [(mention.name, mention.acronym, mention.curated) for mention in draft.mentions] == [
            ("United Nations Population Fund", "UNFPA", True),
            ("Rare", "", True),
            ("Reef Trust", "", False),
            ("Blue Fund", "", True),
        ]

    @pytest.mark.parametrize(
        ("cell", "section", "curated"),
        [
            ("A; B; C", "A\nB", "C"),
            ("A_x000D_B", "A\nB", ""),
            ("Rare; Rare", "Rare", "Rare"),
            ("R&D; Ltd; Rare", "R&amp;D Ltd", "Rare"),
            ("Something else", "Rare", None),
            ("", "Rare", None),
        ],
    )
    def test_subtraction(self, cell: str, section: str, curated: str | None) -> None:
        assert curated_part(cell, section) == curated

    def test_a_list_in_the_first_section(self) -> None:
        text = "For reefs.\nGovernments: \nGovernment of Mali \n Other: \nRare (Kenya)"
        draft, kinds = one(Description=described(description=text))
        assert [mention.name for mention in draft.mentions] == ["Government of Mali", "Rare"]
        assert {mention.column for mention in draft.mentions} == {"Description"}
        assert [text.text for text in draft.texts] == ["For reefs."]
        assert (draft.portfolio, kinds) == ("csd", {"partners-elsewhere": 1})

    def test_persons_stay_in_the_record(self) -> None:
        (reading,) = read({"Partners": "Rare; Dr. Ana Example, ana@reef.example; WWF"})
        assert reading.draft is not None
        assert [mention.name for mention in reading.draft.mentions] == ["Rare", "WWF"]
        assert [problem.kind for problem in reading.problems] == ["personal-data"]
        assert "Example" not in str(reading.draft)
        assert reading.record is not None
        assert "Example" in str(reading.record.fields)


class TestResources:
    def test_labels_repeat_and_values_hold_semicolons(self) -> None:
        values, before = read_resources(
            "In-kind contribution : rooms; boats; In-kind contribution : food; Other, please specify : x"
        )
        assert values == [
            ("In-kind contribution", "rooms; boats"),
            ("In-kind contribution", "food"),
            ("Other, please specify", "x"),
        ]
        assert before == ""

    def test_labels_without_a_value(self) -> None:
        draft, kinds = one(Resources="Staff / Technical expertise; In-kind contribution")
        assert draft.facts[1:] == ()
        assert kinds == {"resource-empty": 2}

    def test_amounts_are_kept_and_flagged(self) -> None:
        draft, kinds = one(Resources="Financing (in USD) : 12 USD; Financing (in USD) : 5,000,000,000 USD")
        assert [fact.value for fact in facts(draft, "financing")] == [
            {"amount": "12", "currency": "USD"},
            {"amount": "5000000000", "currency": "USD"},
        ]
        assert kinds == {"amount-small": 1, "amount-large": 1}

    def test_no_amount(self) -> None:
        draft, kinds = one(Resources="Financing (in USD) :  USD")
        assert (facts(draft, "financing"), kinds) == ([], {"amount-missing": 1})

    def test_values_cut_by_the_database(self) -> None:
        _, kinds = one(Resources="In-kind contribution : " + "x" * 254 + " ")
        assert kinds == {"value-cut": 1}


class TestTimeFrame:
    @pytest.mark.parametrize(
        ("written", "start", "end", "is_open"),
        [
            ("Time-frame: 2012 - 2015", "2012", "2015", False),
            ("Time-frame:  - 2015-03-30", None, "2015-03-30", False),
            ("Time-frame: JUIN 2011 - SEPTEMBRE 2013", "2011-06", "2013-09", False),
            ("Time-frame: 07/2015 - 09/2015", "2015-07", "2015-09", False),
            ("Time-frame: December/2012 - May/2021", "2012-12", "2021-05", False),
            ("Time-frame: 2017 June - 2020 December ", "2017-06", "2020-12", False),
            ("Time-frame: 10-4-2017 - ongoing", "2017", None, True),
            ("Time-frame: 042015 - 03/2018", "2015-04", "2018-03", False),
            ("Time-frame: 0000-00-00 - no end date", None, None, True),
            ("Time-frame: Enero/2019 - Diciembre/2030 ", "2019-01", "2030-12", False),
            ("Time-frame: 30/12/2014 - 01/02/2016", "2014-12-30", "2016-02-01", False),
            ("Time-frame:  - ", None, None, False),
        ],
    )
    def test_forms(self, written: str, start: str | None, end: str | None, is_open: bool) -> None:
        draft, _ = one(Time_frame=written)
        assert [fact.value for fact in facts(draft, "start")] == ([start] if start else [])
        assert [fact.value for fact in facts(draft, "end")] == ([end] if end else [])
        assert [fact.value for fact in facts(draft, "open-ended")] == ([True] if is_open else [])

    @pytest.mark.parametrize("end", ["2022-12-31", "2022-12-01", "December 31,2022"])
    def test_the_csd_registers_sign_for_no_end(self, end: str) -> None:
        partners = "Governments: _x000D_Government of Mali _x000D_ Other: _x000D_Rare (Kenya)"
        draft, kinds = one(Partners=partners, Time_frame=f"Time-frame:  - {end}")
        assert (facts(draft, "end"), facts(draft, "open-ended")[0].value) == ([], True)
        assert kinds["date-no-end"] == 1
        other, _ = one(Partners="Rare", Time_frame=f"Time-frame:  - {end}")
        assert facts(other, "end")[0].value is not None

    def test_an_end_before_the_start_is_kept_and_flagged(self) -> None:
        draft, kinds = one(Time_frame="Time-frame: 2016 - 2014")
        assert (facts(draft, "start")[0].value, facts(draft, "end")[0].value) == ("2016", "2014")
        assert kinds == {"date-order": 1}

    def test_no_dash(self) -> None:
        assert read_time_frame("Time-frame: 2014") == ("2014", "")


@pytest.fixture(scope="module")
def readings(readings_of: Callable[[str], list[Reading]]) -> list[Reading]:
    return readings_of("un_platform_2018.xlsx")


@pytest.fixture(scope="module")
def drafts(readings: list[Reading]) -> dict[str, Draft]:
    return {reading.draft.key: reading.draft for reading in readings if reading.draft}


@pytest.fixture(scope="module")
def kinds(readings: list[Reading]) -> Counter[str]:
    return Counter(problem.kind for reading in readings for problem in reading.problems)


class TestTheFileOf2018:
    def test_every_row_is_read(self, readings: list[Reading], drafts: Mapping[str, Draft]) -> None:
        assert len(readings) == len(drafts) == 3124
        assert sum(key.startswith("#SDGAction") for key in drafts) == 1702

    def test_all_facts_have_known_fields_and_a_place(self, drafts: Mapping[str, Draft]) -> None:
        every = [fact for draft in drafts.values() for fact in draft.facts]
        assert {fact.field for fact in every} <= FIELDS.keys()
        assert all(fact.written and fact.column for fact in every)

    def test_sections(self, readings: list[Reading]) -> None:
        filled: Counter[str] = Counter()
        for reading in readings:
            assert reading.record is not None
            sections = read_sections(reading.record.fields["Description"] or "")
            filled["split"] += sections.split
            if sections.split:
                filled.update(name for name in sections.__slots__ if getattr(sections, name) and name != "split")
        assert filled == {
            "split": 1702,
            "description": 1699,
            "methods": 1247,
            "capacity_building": 465,
            "governance": 523,
            "partners": 1413,
        }

    def test_curated_lists(self, readings: list[Reading], kinds: Mapping[str, int]) -> None:
        curated = []
        for reading in readings:
            assert reading.record is not None
            sections = read_sections(reading.record.fields["Description"] or "")
            if sections.partners:
                curated.append(curated_part(reading.record.fields["Partners"], sections.partners))
        assert None not in curated
        assert (len(curated), sum(map(bool, curated))) == (1413, 625)
        assert sum(len(each.split("; ")) for each in curated if each) == 2539
        assert "partners-mismatch" not in kinds

    def test_csd_rows_are_known_by_their_headings(self, shared: Path, drafts: Mapping[str, Draft]) -> None:
        band = set((shared / "data" / "csd_register_ids.txt").read_text(encoding="utf-8").split())
        found = {key for key, draft in drafts.items() if draft.portfolio == "csd"}
        assert len(found & band) == 188
        # One entry of the band was registered a second time, with the same headings.
        assert found - band == {"#SDGAction7306"}

    def test_csd_listings_are_all_accounted_for(self, drafts: Mapping[str, Draft]) -> None:
        mentions = [mention for draft in drafts.values() if draft.portfolio == "csd" for mention in draft.mentions]
        governments = Counter(
            mention.country for mention in mentions if mention.type == "government" and mention.type_basis == "header"
        )
        assert governments["CAN"] >= 23
        assert not any(mention.kind == "unsplit" for mention in mentions)

    def test_no_end_foreseen(self, drafts: Mapping[str, Draft]) -> None:
        csd = [draft for draft in drafts.values() if draft.portfolio == "csd"]
        # Of the 60 rows with the sign, and of one that spells it out, two have lost their headings.
        assert sum(bool(facts(draft, "open-ended")) for draft in csd) == 60

    def test_problems(self, readings: list[Reading], kinds: Mapping[str, int]) -> None:
        cut = Counter(
            problem.column for reading in readings for problem in reading.problems if problem.kind == "value-cut"
        )
        assert cut == {"Title": 28, "Resources": 127}
        for kind, count in {
            "amount-missing": 78,
            "amount-small": 11,
            "amount-large": 28,
            "date-order": 5,
            "country-unknown": 1,
            "title-empty": 1,
            "partners-elsewhere": 1,
            "resource-empty": 4,
        }.items():
            assert kinds[kind] == count, kind

    def test_resources(self, drafts: Mapping[str, Draft]) -> None:
        financing = [fact for draft in drafts.values() for fact in facts(draft, "financing")]
        assert len(financing) == 984
        assert all(fact.value["currency"] == "USD" for fact in financing)

    def test_countries_and_goals(self, readings: list[Reading], drafts: Mapping[str, Draft]) -> None:
        with_country = sum(any(link.kind == "country" for link in draft.links) for draft in drafts.values())
        assert with_country in {666, 667}
        assert sum(not any(link.kind == "sdg" for link in draft.links) for draft in drafts.values()) == 431
        twice = {p.row for reading in readings for p in reading.problems if p.kind == "goal-twice"}
        assert len(twice) == 2
        venezuela = [link for draft in drafts.values() for link in draft.links if link.code == "VEN"]
        assert any(link.written == "Venezuela, Bolivarian Republic of" for link in venezuela)

    def test_no_mail_address_leaves_the_record(self, drafts: Mapping[str, Draft]) -> None:
        assert not [key for key, draft in drafts.items() if re.search(r"[\w.+-]+@[\w-]+\.\w+", str(draft))]

    def test_untitled(self, drafts: Mapping[str, Draft]) -> None:
        assert drafts["#OceanAction17566"].name == "#OceanAction17566"

    def test_a_list_in_the_first_section(self, drafts: Mapping[str, Draft]) -> None:
        draft = drafts["#SDGAction1491"]
        assert (draft.portfolio, len(draft.mentions)) == ("csd", 11)
        assert {mention.column for mention in draft.mentions} == {"Description"}

    def test_reading_twice_gives_the_same(self, shared: Path, readings: list[Reading]) -> None:
        (opened,) = open_tables(shared / "data" / "un_platform_2018.xlsx")
        again = UnPlatform().read(opened, "un-platform", "2026-01-01T00:00:00Z")
        assert all(one == other for one, other in zip(readings, again, strict=True))
