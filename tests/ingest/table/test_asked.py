"""Tables of needs and of offers, read by a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import FIELDS
from ingest.files import open_tables
from ingest.reader import Reading
from ingest.table.mapping import parse_mapping
from ingest.table.reader import MappedTable
from ingest.table.yamltext import MappingFileError

OFFERS = """Id,Offer,What,Where,Field,Open until,Who asks,By way of,Places,For,Agency
1,Drip kits,"Kits, training","Kenya, Mali",agriculture,31/12/2027,The ministry of finance,UNDP,5,LDC,Blue Bank
2,Wells,Digging of wells,Africa,water,ongoing,,,many,Nobody's list,
3,Lamps,Solar lamps,,energy,soon,,,,,
"""
OFFER_MAPPING = """kind: offer
id: Id
title: Offer
description: What
countries: Where
sector: Field
until: Open until
asks: Who asks
through: By way of
capacity: Places
eligible: For
partners: Agency
day_first: true
"""
NEEDS = """Id,Who,Need,Wanted,Field,Support
1,Togo,Waste in cities,"Solid Waste, Recycling",waste,conditional
2,Norway,Ferries,Electric ferries,transport,unconditional
"""
NEED_MAPPING = (
    "kind: need\nid: Id\ntitle: Need\nactions: Wanted\ncountries: Who\nsector: Field\nconditionality: Support\n"
)


def read(path: Path, content: str, mapping: str) -> list[Reading]:
    path.write_text(content, "utf-8", newline="")
    (table,) = open_tables(path)
    return list(MappedTable(parse_mapping(mapping)).read(table, "demo", "2026-01-01T00:00:00Z"))


def draft_of(reading: Reading) -> Draft:
    assert reading.draft is not None
    return reading.draft


def value(draft: Draft, field: str) -> list[Json]:
    return [fact.value for fact in draft.facts if fact.field == field]


def test_offers(tmp_path: Path) -> None:
    kits, wells, lamps = read(tmp_path / "offers.csv", OFFERS, OFFER_MAPPING)
    draft = draft_of(kits)
    assert (draft.kind, draft.name) == ("offer", "Drip kits")
    assert value(draft, "window") == [{"until": "2027-12-31"}]
    assert value(draft, "route") == [{"asks": "The ministry of finance", "through": "UNDP"}]
    assert (value(draft, "capacity"), value(draft, "eligible"), value(draft, "sector")) == (
        [5],
        ["ldc"],
        ["agriculture"],
    )
    assert [mention.name for mention in draft.mentions] == ["Blue Bank"]
    assert {(link.relation, link.code) for link in draft.links} == {
        ("operates-in", "KEN"),
        ("operates-in", "MLI"),
        ("addresses", "ndc:agriculture"),
    }
    assert {fact.field for fact in draft.facts} <= FIELDS.keys()
    assert value(draft_of(wells), "window") == [{"until": None}]
    assert {"capacity-unreadable", "group-unknown"} <= {problem.kind for problem in wells.problems}
    assert value(draft_of(lamps), "window") == [None]
    assert {problem.kind for problem in lamps.problems} == {"window-unreadable"}


def test_needs(tmp_path: Path) -> None:
    waste, ferries = (draft_of(each) for each in read(tmp_path / "needs.csv", NEEDS, NEED_MAPPING))
    assert (waste.kind, value(waste, "action"), value(waste, "conditionality")) == (
        "need",
        ["Solid Waste", "Recycling"],
        ["conditional"],
    )
    assert {(link.relation, link.code) for link in waste.links} == {("needs", "TGO"), ("addresses", "ndc:waste")}
    assert [text.text for text in waste.texts] == ["Solid Waste", "Recycling"]
    assert value(ferries, "conditionality") == ["unconditional"]


@pytest.mark.parametrize(
    ("mapping", "named"),
    [
        ("title: A\nsector: B", "sector"),
        ("kind: need\ntitle: A\nuntil: B", "until"),
        ("kind: offer\ntitle: A\nopen: B", "open"),
        ("kind: need\ntitle: A\ncapacity: B", "capacity"),
        ("kind: offer\ntitle: A\nactions: B", "actions"),
    ],
)
def test_a_field_of_another_kind_is_refused_with_its_line(mapping: str, named: str) -> None:
    with pytest.raises(MappingFileError, match=rf"{named}.*kind"):
        parse_mapping(mapping)


def test_a_mapping_without_these_fields_keeps_its_number() -> None:
    assert parse_mapping("title: Name\npartners: Members").digest == 0x332C1DE1


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "needs.md").read_text(encoding="utf-8")
    mapping = page.split("```yaml\n")[1].split("```")[0]
    table = (
        "No,Offer,What,Where,Field,Open until,Who must ask,By way of,Places,For,Agency\n"
        "1,Cookstoves,Training,West Africa,energy,2027-12,The ministry,Blue Bank,3,LDC,Blue Bank\n"
    )
    (reading,) = read(tmp_path / "offers.csv", table, mapping)
    assert not reading.problems
    draft = draft_of(reading)
    assert (value(draft, "window"), value(draft, "coverage")) == ([{"until": "2027-12"}], ["West Africa"])
