"""Tables read by a mapping: what is understood, and what is said of the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model.codec import encode
from graph.model.drafts import Draft
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.reader import Reading
from ingest.table.mapping import parse_mapping, read_mapping
from ingest.table.reader import MappedTable

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
READ_AT = "2026-01-01T00:00:00Z"


def read(path: Path, content: str, mapping: str) -> list[Reading]:
    path.write_text(content, "utf-8", newline="")
    (table,) = open_tables(path)
    return list(MappedTable(parse_mapping(mapping)).read(table, "demo", READ_AT))


def draft_of(reading: Reading) -> Draft:
    assert reading.draft is not None
    return reading.draft


def kinds(reading: Reading) -> list[str]:
    return [problem.kind for problem in reading.problems]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


@pytest.fixture(scope="module")
def example() -> list[Reading]:
    (table,) = open_tables(EXAMPLES / "river-basins.csv")
    reader = reader_for(table, None, read_mapping(EXAMPLES / "river-basins.yml"))
    assert reader.register().title == "Partnerships for river basins"
    return list(reader.read(table, reader.register().code, READ_AT))


def test_the_example_is_understood(example: list[Reading]) -> None:
    draft = draft_of(example[0])
    assert not example[0].problems
    assert (draft.record, draft.name) == ("river-basins:RB-1", "Clean springs of the upper valley")
    assert [(mention.name, mention.type, mention.type_basis) for mention in draft.mentions] == [
        ("Ministry of Water", "government", "declared"),
        ("Valley Farmers' Union", "farmers", "declared"),
        ("Hydro Institute", "scientific", "declared"),
    ]
    assert [(link.kind, link.code) for link in draft.links] == [
        ("sdg", "6"), ("sdg", "15"), ("country", "KEN"), ("country", "UGA"),
    ]  # fmt: skip
    facts = {fact.field: fact for fact in draft.facts}
    assert (facts["start"].value, facts["end"].value) == ("2016-03", "2019")
    assert facts["financing"].value == {"amount": "1200000", "currency": "EUR"}
    assert facts["financing"].written == "1.200.000"
    assert draft.url == "https://rivers.example/rb-1"
    assert [(text.field, text.language) for text in draft.texts] == [("description", "en")]


def test_the_record_keeps_every_column_as_written(example: list[Reading]) -> None:
    record = example[2].record
    assert record is not None
    assert record.row == 4
    assert record.fields["Clerk"] == "9"
    assert record.fields["Budget (EUR)"] == "-5"
    assert record.fields["Name"] is None


def test_what_cannot_be_read_is_flagged_and_keeps_what_was_written(example: list[Reading]) -> None:
    second, third = draft_of(example[1]), draft_of(example[2])
    places = {(problem.row, problem.column, problem.kind) for problem in example[1].problems + example[2].problems}
    assert places == {
        (3, "Goals", "goal-unknown"),
        (3, "From", "date-impossible"),
        (3, "Budget (EUR)", "amount-refused"),
        (4, "Name", "title-empty"),
        (4, "Where", "country-unknown"),
        (4, "From", "date-ambiguous"),
        (4, "To", "date-order"),
        (4, "Budget (EUR)", "amount-refused"),
        (4, "Page", "url-unreadable"),
    }
    facts = {fact.field: fact for fact in second.facts}
    assert facts["start"].written == "2017-02-30"
    assert (facts["financing"].value, facts["financing"].written) == (None, "NaN")
    assert facts["open-ended"].value is True
    assert second.url == "https://www.rivers.example/rb-2"
    facts = {fact.field: fact for fact in third.facts}
    assert third.name == "RB-3"
    assert (facts["financing"].value, facts["financing"].written) == (None, "-5")
    assert facts["coverage"].value == "Atlantis"
    assert (facts["url"].value, facts["url"].written, third.url) == (None, "rivers dot example", "")


def test_an_id_used_twice_is_set_aside_naming_the_first_row(example: list[Reading]) -> None:
    assert example[3].draft is None
    (problem,) = example[3].problems
    assert (problem.row, problem.column, problem.kind, problem.set_aside) == (5, "Ref", "id-twice", True)
    assert "row 2" in problem.message


def test_rows_without_an_id_column_are_called_by_their_content(path: Path) -> None:
    content = "name,goal\nReefs,14\nWells,6\nReefs,14\n"
    first = read(path, content, "title: name\nsdgs: goal")
    again = read(path, "name,goal\nWells,6\nReefs,14\n", "title: name\nsdgs: goal")
    assert first[0].record is not None
    assert again[1].record is not None
    assert first[0].record.key == again[1].record.key
    assert kinds(first[2]) == ["row-twice"]
    assert "Row 2" in first[2].problems[0].message


def test_a_row_without_its_id_is_set_aside(path: Path) -> None:
    readings = read(path, "id,name\n,Reefs\n2,Wells\n", "id: id\ntitle: name")
    assert [reading.draft is None for reading in readings] == [True, False]
    assert kinds(readings[0]) == ["id-missing"]


def test_one_row_for_each_partner(path: Path) -> None:
    content = (
        "id,name,partner,role,country\n1,Reefs,Coral Trust,coordinator,KE\n1,Reefs,Fish Institute,participant,DE\n"
        "2,Wells,Aqua,participant,ML\n"
    )
    mapping = "id: id\ntitle: name\ngroup: true\npartners: {column: partner, role: role, country: country}"
    first, second = read(path, content, mapping)
    lead = draft_of(first).mentions[0]
    assert (lead.name, lead.role, lead.country) == ("Coral Trust", "lead", "KEN")
    assert [mention.country for mention in draft_of(first).mentions] == ["KEN", "DEU"]
    assert first.record is not None
    assert first.record.fields["partner"] == ["Coral Trust", "Fish Institute"]
    assert first.record.fields["name"] == "Reefs"
    assert draft_of(second).name == "Wells"


def test_rows_of_a_group_that_stand_apart_are_set_aside(path: Path) -> None:
    content = "id,name,partner\n1,Reefs,Coral Trust\n2,Wells,Aqua\n1,Reefs,Fish Institute\n"
    readings = read(path, content, "id: id\ntitle: name\ngroup: true\npartners: partner")
    assert kinds(readings[2]) == ["id-twice"]


def test_values_beside_partners_that_do_not_add_up_are_not_guessed(path: Path) -> None:
    content = "name;partners;types\nReefs;Coral Trust|Fish Institute|Aqua;NGO|Business\n"
    (reading,) = read(path, content, "title: name\npartners: {column: partners, separator: '|', type: types}")
    assert kinds(reading) == ["values-unaligned"]
    assert [mention.type_basis for mention in draft_of(reading).mentions if mention.type_basis == "declared"] == []


def test_one_value_for_all_partners(path: Path) -> None:
    (reading,) = read(path, "name,donors\nReefs,Coral Trust\n", "title: name\npartners: {column: donors, role: funder}")
    assert [(mention.name, mention.role) for mention in draft_of(reading).mentions] == [("Coral Trust", "funder")]


def test_a_bar_parts_partners_and_their_types(path: Path) -> None:
    content = "name;partners;types\nReefs;Coral Trust | Port of Riverton, Ltd;NGO|Empresa pública\n"
    (reading,) = read(path, content, "title: name\npartners: {column: partners, type: types}")
    assert reading.problems == ()
    assert [(mention.name, mention.type) for mention in draft_of(reading).mentions] == [
        ("Coral Trust", "ngo"),
        ("Port of Riverton, Ltd", "business"),
    ]


@pytest.mark.parametrize("nothing", ["n.c.", "aucun", "Ninguno", "нет", "无", "TBD", "–", ""])
def test_a_cell_for_nobody_names_nobody(path: Path, nothing: str) -> None:
    (reading,) = read(path, f"name,partners\nReefs,{nothing}\n", "title: name\npartners: partners")
    assert draft_of(reading).mentions == ()
    assert reading.problems == ()


def test_a_partner_that_reads_like_a_description_is_noted_in_lead_and_partners(path: Path) -> None:
    content = "name;lead;partners\nReefs;Local communities;Coral Trust | Villages of the bay\n"
    (reading,) = read(path, content, "title: name\nlead: lead\npartners: partners")
    assert [(each.row, each.column, each.kind) for each in reading.problems] == [
        (2, "lead", "partner-generic"),
        (2, "partners", "partner-generic"),
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ONU", "un-system"),
        ("municipalité", "local-authority"),
        ("Académie", "academic"),
        ("gouvernement", "government"),
        ("empresa", "business"),
        ("universidad", "academic"),
        ("правительство", "government"),
        ("企业", "business"),
        ("حكومة", "government"),
    ],
)
def test_kinds_of_organisations_in_words(path: Path, written: str, code: str) -> None:
    mapping = "title: name\npartners: {column: partners, type: kind}"
    (reading,) = read(path, f"name,partners,kind\nReefs,Coral Trust,{written}\n", mapping)
    assert [mention.type for mention in draft_of(reading).mentions] == [code]
    assert reading.problems == ()


def test_types_joined_by_commas_count_where_there_are_as_many_partners(path: Path) -> None:
    mapping = "title: name\npartners: {column: partners, type: kind}"
    (reading,) = read(path, "name;partners;kind\nReefs;Coral Trust, Fish Institute;ONG, Université\n", mapping)
    assert [mention.type for mention in draft_of(reading).mentions] == ["ngo", "academic"]


VALUES = """
values:
  type: {Collectivité: local-authority, Coop: business}
  role: {bailleur: funder}
  country: {Zone 3: Kenya, "Nord, Sud": MLI}
  scope: {partout: global}
  theme: {}
  sdg: {la mer: 14, "eau, port": SDG 6}
"""


def test_a_mapping_translates_the_words_of_its_table(path: Path) -> None:
    content = (
        "name;partners;kind;role;where;goals;scope\n"
        "Reefs;Coral Trust|Aqua Union;collectivite|coop;bailleur|Lead;zone 3, Fiji;La mer, 7;Partout\n"
        "Wells;Coral Trust;NGO;bailleur;Nord, Sud;Eau, port;Monde\n"
    )
    mapping = (
        "title: name\npartners: {column: partners, type: kind, role: role}\ncountries: where\nsdgs: goals\nscope: scope"
    )
    first, second = read(path, content, mapping + VALUES)
    assert first.problems == ()
    assert [(mention.type, mention.role) for mention in draft_of(first).mentions] == [
        ("local-authority", "funder"),
        ("business", "lead"),
    ]
    assert [link.code for link in draft_of(first).links] == ["14", "7", "KEN", "FJI"]
    assert [link.written for link in draft_of(first).links][:1] == ["La mer"]
    assert [link.code for link in draft_of(second).links] == ["6", "MLI"]
    assert [fact.value for fact in draft_of(first).facts if fact.field == "scope"] == ["global"]
    assert kinds(second) == ["scope-unknown"]


def test_json_lines_by_a_mapping(path: Path) -> None:
    rows = [
        {"key": 1, "name": "Reefs", "goals": [14, "SDG 6"], "members": ["Coral Trust, Ltd", {"name": "Aqua"}]},
        {"key": 2, "name": "Wells", "later": "a key that the first object lacks"},
    ]
    mapping = "id: key\ntitle: name\nsdgs: goals\npartners: members\ndescription: later"
    first, second = read(path, "\n".join(map(json.dumps, rows)), mapping)
    assert [link.code for link in draft_of(first).links] == ["14", "6"]
    assert kinds(first) == ["value-nested"]
    assert len(draft_of(first).mentions) == 1
    assert draft_of(second).texts[0].text == "a key that the first object lacks"


def test_what_is_said_of_a_date_is_one_sentence(path: Path) -> None:
    (reading,) = read(path, "name,from\nReefs,8\n", "title: name\nstart: from")
    (problem,) = reading.problems
    assert problem.message == 'The start "8" is not read: a number that is no year.'


def test_personal_data_stay_in_the_record(path: Path) -> None:
    content = "name,about\nReefs,Protects the reefs of the bay; write to reef.desk@coral.example for more.\n"
    (reading,) = read(path, content, "title: name\ndescription: about")
    assert "@" not in encode(draft_of(reading))
    assert reading.record is not None
    assert "reef.desk@coral.example" in str(reading.record.fields["about"])


def test_columns_that_are_not_there_are_named(path: Path) -> None:
    with pytest.raises(InputError, match=r"“Titel”.*did you mean “Title”") as caught:
        read(path, "id,Title\n1,Reefs\n", "id: id\ntitle: Titel")
    assert str(path) in str(caught.value)


def test_a_mapping_that_changes_makes_drafts_again() -> None:
    one, other = parse_mapping("title: a"), parse_mapping("title: a\nsdgs: b")
    assert MappedTable(one).version != MappedTable(other).version
    assert MappedTable(one).version == MappedTable(parse_mapping("title: [a]")).version


def test_the_mapping_of_the_docs_is_the_example() -> None:
    text = (EXAMPLES.parent / "tables.md").read_text("utf-8")
    assert read_mapping(EXAMPLES / "river-basins.yml") in [
        parse_mapping(block.split("```")[0]) for block in text.split("```yaml\n")[1:]
    ]


word = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(st.fixed_dictionaries({"id": word, "a": word, "b": word, "c": word, "d": word}), min_size=1, max_size=4)
)
def test_no_row_is_lost_whatever_it_holds(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    mapping = "id: id\ntitle: a\npartners: b\ncountries: c\nsdgs: c\nthemes: c\nstart: d\nend: b\nfinancing: d\nurl: d"
    content = "\n".join(map(json.dumps, [{"id": "first", "a": "x", "b": "", "c": "", "d": ""}, *rows]))
    readings = read(tmp_path / "rows", content, mapping + "\nscope: c\ndescription: b")
    assert len(readings) == len(rows) + 1
    for reading in readings:
        assert (reading.draft is None) == any(problem.set_aside for problem in reading.problems)
        if reading.draft is not None:
            assert reading.draft.name
            encode(reading.draft)
