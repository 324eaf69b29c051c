"""Data extension: what is known of entities that were matched."""

from __future__ import annotations

import json

import pytest

from api.reconciliation.properties import properties
from graph.store.interface import Store
from tests.api.reconciliation.conftest import Reconciliation


def strings(values: list[dict[str, str]]) -> list[str]:
    return [each["str"] for each in values]


def test_what_is_known_of_a_partner(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    id = ids["UNEP"]
    answer = reconciliation.extend(
        [id], "type", "alias", "acronym", "country", "partnerships-count", "partnerships", "sdg", "identifier"
    )
    row = answer["rows"][id]
    assert strings(row["type"]) == ["United Nations system"]
    assert strings(row["acronym"]) == ["UNEP"]
    assert row["partnerships-count"] == [{"int": 3}]
    assert {each["name"] for each in row["partnerships"]} == {
        "Mangroves for Kenya",
        "Coastal forests of Tanzania",
        "Early warning for coral reefs",
    }
    assert [each["id"] for each in row["sdg"]] == ["sdg-13", "sdg-14", "sdg-15"]
    assert row["identifier"] == [{"str": "XM-DAC:41116"}]
    meta = {each["id"]: each for each in answer["meta"]}
    assert meta["partnerships"]["type"] == {"id": "partnership", "name": "Partnership"}
    assert "type" not in meta["partnerships-count"]


def test_what_is_known_of_a_partnership(reconciliation: Reconciliation) -> None:
    row = reconciliation.extend(
        ["coast-1"], "partners", "partners-count", "country", "sdg", "theme", "start", "end", "target", "acronym"
    )["rows"]["coast-1"]
    assert "United Nations Environment Programme" in {each["name"] for each in row["partners"]}
    assert row["partners-count"] == [{"int": len(row["partners"])}]
    assert row["country"] == [{"id": "KEN", "name": "Kenya"}]
    assert [each["id"] for each in row["sdg"]] == ["sdg-13", "sdg-14"]
    assert [each["id"] for each in row["theme"]] == ["theme-csd:oceans"]
    assert strings(row["start"]) == ["2019"]
    assert strings(row["end"]) == ["2030"]
    # A partnership has no acronym, and this one names no target.
    assert row["target"] == row["acronym"] == []


def test_what_is_known_of_terms(reconciliation: Reconciliation) -> None:
    ids = ["KEN", "sdg-14", "theme-csd:oceans", "programme-csd"]
    rows = reconciliation.extend(ids, "code", "partnerships", "groups", "alias")["rows"]
    assert [strings(rows[id]["code"]) for id in ids] == [["KEN"], ["14"], ["csd:oceans"], ["csd"]]
    for id in ids:
        assert "Mangroves for Kenya" in {each["name"] for each in rows[id]["partnerships"]}, id
    assert any("Group of 77" in each for each in strings(rows["KEN"]["groups"]))
    assert "Kenia" in strings(rows["KEN"]["alias"])


def test_a_limit_is_kept(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    id = ids["UNDP"]
    for limit, shown in ((1, 1), (2, 2), ("3", 3), (0, 5), (10_000, 5)):
        asked = {"id": "partnerships", "settings": {"limit": limit, "other": "x"}}
        assert len(reconciliation.extend([id], asked)["rows"][id]["partnerships"]) == shown


def test_ids_that_nobody_bears_and_merged_ones(
    reconciliation: Reconciliation, reviewed: Store, ids: dict[str, str]
) -> None:
    ((merged, heir),) = reviewed.view().redirects().items()
    rows = reconciliation.extend(["nobody", merged, heir, ""], "partnerships-count", "alias")["rows"]
    assert rows["nobody"] == rows[""] == {"partnerships-count": [], "alias": []}
    assert rows[merged] == rows[heir] != rows["nobody"]


def test_nothing_asked_gives_nothing(reconciliation: Reconciliation) -> None:
    assert reconciliation.extend([]) == {"meta": [], "rows": {}}
    assert reconciliation.extend(["KEN"]) == {"meta": [], "rows": {"KEN": {}}}
    assert reconciliation.extend([], "country")["meta"][0]["id"] == "country"


@pytest.mark.parametrize(
    "query",
    ["", "{", "[]", "{}", '{"ids": []}', '{"ids": "KEN", "properties": []}', '{"ids": [1], "properties": []}',
     '{"ids": [], "properties": [{}]}', '{"ids": [], "properties": ["country"]}',
     '{"ids": [], "properties": [{"id": "colour"}]}',
     '{"ids": [], "properties": [{"id": "country", "settings": {"limit": -1}}]}',
     json.dumps({"ids": ["x"] * 1001, "properties": []}),
     json.dumps({"ids": [], "properties": [{"id": "country"}] * 51}), '{"ids": ["\\ud800"], "properties": []}'],
    ids=lambda query: query[:30],
)  # fmt: skip
def test_what_is_no_extension_is_refused(reconciliation: Reconciliation, query: str) -> None:
    reply = reconciliation.form(extend=query)
    assert reply.status == 422
    assert reply.problem["detail"]


def test_properties_are_proposed_for_types(reconciliation: Reconciliation) -> None:
    def proposed(**query: object) -> list[str]:
        return [each["id"] for each in reconciliation.get("/properties", **query).body["properties"]]

    assert set(proposed()) == set(properties())
    assert "partnerships-count" in proposed(type="partner")
    assert proposed(type="partner:ngo") == proposed(type="partner")
    assert "groups" in proposed(type="country")
    assert "groups" not in proposed(type="partner")
    assert len(proposed(type="partner", limit=2)) == 2
    assert reconciliation.get("/properties", type="wizard").problem["status"] == 422
    assert reconciliation.get("/properties", limit=0).problem["status"] == 422


def test_every_property_can_be_fetched_for_everything(reconciliation: Reconciliation, ids: dict[str, str]) -> None:
    wanted = [*ids.values(), "KEN", "sdg-14", "target-14.2", "theme-csd:oceans", "programme-csd", "coast-6", "clinic-3"]
    rows = reconciliation.extend(wanted, *properties())["rows"]
    assert {key for row in rows.values() for key in row} == set(properties())
    kinds = [id for id, known in properties().items() if not any(row[id] for row in rows.values())]
    # Nothing in this world has a target or a page.
    assert set(kinds) == {"target", "url"}
