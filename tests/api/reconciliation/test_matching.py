"""Batches of queries: who is meant, how sure, and what else was said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.reconciliation.conftest import Reconciliation


def features(candidate: dict[str, Any]) -> dict[str, Any]:
    return {each["id"]: each["value"] for each in candidate["features"]}


def test_a_known_name_matches_and_says_what_it_is(reconciliation: Reconciliation) -> None:
    best = reconciliation.one("UNDP", type="partner")[0]
    assert best["name"] == "United Nations Development Programme"
    assert best["match"] is True
    assert best["score"] == 100
    assert [each["id"] for each in best["type"]] == ["partner", "partner:un-system"]
    assert best["type"][1]["name"] == "United Nations system"
    assert best["description"].startswith("United Nations system")
    assert best["description"].endswith("partnerships")
    assert features(best) == {"name": 100.0, "degree": 5.0}


def test_what_is_merely_alike_is_offered_and_not_matched(reconciliation: Reconciliation) -> None:
    best = reconciliation.one("Reef Watchers Network", type="partner")[0]
    assert best["name"] == "Reef Watch Network"
    assert best["match"] is False
    slip = reconciliation.one("Reef Watch Networks", type="partner")[0]
    assert slip["match"] is True
    assert 80 < slip["score"] < 100
    assert 20 < best["score"] < 100


def test_candidates_are_sorted_and_limited(reconciliation: Reconciliation) -> None:
    found = reconciliation.one("foundation for the environment programme of nations", limit=3)
    assert 1 < len(found) <= 3
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    assert len(reconciliation.one("United Nations Environment Programme", limit=1)) == 1


@pytest.mark.parametrize(
    ("written", "type", "id"),
    [
        ("Mangroves for Kenya", "partnership", "coast-1"),
        ("MANGROVES FOR KENYA!", "partnership", "coast-1"),
        ("保护长江湿地", "partnership", "coast-8"),
        ("Un ocean sans plastique", "partnership", "coast-5"),
        ("Kenya", "country", "KEN"),
        ("KE", "country", "KEN"),
        ("Côte d'Ivoire", "country", "CIV"),
        ("Zaire", "country", "COD"),
        ("SDG 14", "sdg", "sdg-14"),
        ("Goal 14", "sdg", "sdg-14"),
        ("14", "sdg", "sdg-14"),
        ("Life below water", "sdg", "sdg-14"),
        ("Vida submarina", "sdg", "sdg-14"),
        ("14.2", "target", "target-14.2"),
        ("SDG 17.17", "target", "target-17.17"),
        ("csd:oceans", "theme", "theme-csd:oceans"),
    ],
)
def test_other_things_are_matched_by_name(reconciliation: Reconciliation, written: str, type: str, id: str) -> None:
    found = reconciliation.one(written, type=type)
    assert [each["id"] for each in found if each["match"]] == [id]
    assert found[0]["id"] == id
    assert {each["type"][0]["id"] for each in found} == {type}


def test_without_a_type_everything_is_looked_at(reconciliation: Reconciliation) -> None:
    assert reconciliation.one("Mangroves for Kenya")[0]["match"] is True
    assert reconciliation.one("UNDP")[0]["match"] is True
    # A country and its government bear the same name: a person has to say which is meant.
    kenya = reconciliation.one("Kenya")
    assert {"country", "partner"} <= {each["type"][0]["id"] for each in kenya if each["score"] == 100}
    assert not any(each["match"] for each in kenya)


def test_an_id_is_its_own_name_and_a_merged_one_means_its_heir(
    reconciliation: Reconciliation, ids: dict[str, str]
) -> None:
    best = reconciliation.one(ids["UNDP"])[0]
    assert (best["id"], best["score"], best["match"]) == (ids["UNDP"], 100, True)
    assert reconciliation.one("coast-1")[0]["name"] == "Mangroves for Kenya"
    merged = reconciliation.one("Fondation Mer Bleue", type="partner")[0]
    assert merged["id"] == ids["Blue Flame Foundation"]


def test_several_types_mean_any_of_their_kinds(reconciliation: Reconciliation) -> None:
    found = reconciliation.one("Kenya", type=["country", "sdg"])
    assert found[0]["id"] == "KEN"
    assert found[0]["match"] is True
    assert {each["type"][0]["id"] for each in found} <= {"country", "sdg"}


def test_a_kind_of_organisation_is_a_clue(reconciliation: Reconciliation) -> None:
    right = reconciliation.one("Green Shore Trust", type="partner:ngo")[0]
    assert (right["match"], right["score"], features(right)["type"]) == (True, 100, True)
    wrong = reconciliation.one("Green Shore Trust", type="partner:business")[0]
    assert (wrong["match"], wrong["score"], features(wrong)["type"]) == (False, 90, False)
    either = reconciliation.one("Green Shore Trust", type=["partner:business", "partner:ngo"])[0]
    assert (either["match"], features(either)["type"]) == (True, True)


def test_strictness_makes_types_a_condition(reconciliation: Reconciliation) -> None:
    def asked(type: object, strictness: str) -> list[str]:
        return [each["name"] for each in reconciliation.one("Green Shore Trust", type=type, type_strict=strictness)]

    assert asked("partner:ngo", "any")[0] == "Green Shore Trust"
    assert "Green Shore Trust" not in asked("partner:business", "any")
    assert asked(["partner", "partner:ngo"], "all")[0] == "Green Shore Trust"
    assert asked(["partner:business", "partner:ngo"], "all") == []
    assert asked("partner:business", "should")[0] == "Green Shore Trust"


def test_a_country_tells_namesakes_apart(reconciliation: Reconciliation) -> None:
    assert not any(each["match"] for each in reconciliation.one("CT", type="partner"))
    for value in (
        "Indonesia",
        "IDN",
        {"id": "IDN", "name": "Indonesia"},
        ["Indonesia"],
        {"id": "?", "name": "Indonesia"},
    ):
        found = reconciliation.one("CT", type="partner", properties=[{"pid": "country", "v": value}])
        assert found[0]["name"] == "Coral Triangle", value
        assert found[0]["match"] is True
        assert features(found[0])["country"] is True
        assert features(found[1])["country"] is False
        assert found[1]["score"] == found[0]["score"] - 10


def test_a_country_that_is_known_to_be_another_speaks_against_it(reconciliation: Reconciliation) -> None:
    best = reconciliation.one("Green Shore Trust", properties=[{"pid": "country", "v": "Fiji"}])[0]
    assert best["name"] == "Green Shore Trust"
    assert (best["match"], best["score"]) == (False, 90)


@pytest.mark.parametrize("value", ["n/a", "", "Atlantis", [], None, [None, "various"], True])
def test_a_value_that_cannot_be_read_says_nothing(reconciliation: Reconciliation, value: object) -> None:
    best = reconciliation.one("Green Shore Trust", properties=[{"pid": "country", "v": value}])[0]
    assert best["match"] is True
    assert "country" not in features(best)


def test_any_of_several_values_will_do(reconciliation: Reconciliation) -> None:
    both = [{"pid": "country", "v": ["Fiji", {"id": "TZA", "name": "Tanzania"}]}]
    assert reconciliation.one("Green Shore Trust", properties=both)[0]["match"] is True


def test_goals_and_types_are_read_in_all_their_forms(reconciliation: Reconciliation) -> None:
    for value in (14, 14.0, "14", "SDG 14", "sdg-14", {"id": "sdg-14", "name": "SDG 14: Life below water"}):
        best = reconciliation.one("Mangroves for Kenya", properties=[{"pid": "sdg", "v": value}])[0]
        assert features(best)["sdg"] is True, value
    for value in ("ngo", "partner:ngo", "Non-governmental organization", "ONG"):
        best = reconciliation.one("Green Shore Trust", properties=[{"pid": "type", "v": value}])[0]
        assert features(best).get("type") in ((True, None) if value == "ONG" else (True,)), value


def test_properties_alone_list_what_fits(reconciliation: Reconciliation) -> None:
    found = reconciliation.one(type="partner", properties=[{"pid": "country", "v": "Kenya"}])
    assert {"Sunrise Solar Ltd", "Marine Research Institute of Mombasa"} <= {each["name"] for each in found}
    assert {each["score"] for each in found} == {50}
    assert not any(each["match"] for each in found)
    organisations = reconciliation.one(properties=[{"pid": "type", "v": "ngo"}])
    assert {each["type"][-1]["id"] for each in organisations} == {"partner:ngo"}
    assert reconciliation.one(type="country", properties=[{"pid": "type", "v": "ngo"}]) == []


def test_control_characters_count_as_spaces(reconciliation: Reconciliation) -> None:
    assert reconciliation.one("\x00Green\tShore\x07\r\n Trust\x1b")[0]["match"] is True


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"query": ""}, "empty"),
        ({"query": " \t\x00\n"}, "empty"),
        ({}, "empty"),
        ({"query": "x" * 10_000}, "10,000 characters; a name can have 2,000"),
        ({"query": 3}, "query: "),
        ({"query": "UNDP", "type": "wizard"}, "'wizard' is no type"),
        ({"query": "UNDP", "type": "partner:wizard"}, "is no type"),
        ({"query": "UNDP", "type": {"id": "partner"}}, "type: "),
        ({"query": "UNDP", "limit": 0}, "limit: "),
        ({"query": "UNDP", "limit": -1}, "limit: "),
        ({"query": "UNDP", "limit": "many"}, "limit: "),
        ({"query": "UNDP", "type_strict": "perhaps"}, "type_strict: "),
        ({"query": "UNDP", "colour": "blue"}, "colour"),
        ({"query": "UNDP", "properties": [{"pid": "colour", "v": "blue"}]}, "'colour' is no property"),
        ({"query": "UNDP", "properties": [{"pid": "country"}]}, "properties.0.v: "),
        ({"query": "UNDP", "properties": {"country": "Kenya"}}, "properties: "),
        ({"query": "UNDP", "properties": [{"pid": "country", "v": "Kenya"}] * 21}, "properties: "),
        ({"query": "UNDP", "properties": [{"pid": "country", "v": ["Kenya"] * 101}]}, "properties.0.v: "),
        ({"query": "UNDP", "type": ["partner"] * 101}, "type: "),
        ({"properties": [{"pid": "country", "v": "Atlantis"}]}, "no name"),
        ({"properties": [{"pid": "identifier", "v": "x:1"}]}, "no name"),
        ("UNDP", "dictionary"),
        (None, "dictionary"),
        ([], "dictionary"),
        ({"query": "\ud800"}, "unicode"),
        ({"query": "UNDP", "\ud800": 1}, "unicode"),
        ({"query": "UNDP", "x" * 10_000: 1}, "no field"),
        ({"query": "UNDP", "properties": [{"pid": "x" * 10_000, "v": 1}]}, "is no property"),
    ],
    ids=lambda value: str(value)[:40].encode("ascii", "replace").decode() if isinstance(value, dict) else None,
)
def test_a_bad_query_has_no_candidates_and_a_reason(reconciliation: Reconciliation, query: object, said: str) -> None:
    assert said.lower() in reconciliation.error(query).lower()


def test_an_empty_batch_has_an_empty_answer(reconciliation: Reconciliation) -> None:
    assert reconciliation.form(queries="{}").body == {}


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", "null", '"UNDP"', '{"a": NaN}', "[" * 100_000, "{" * 100_000, '{"\\ud800": {"query": "x"}}',
     '{"a": {"query": "UNDP", "limit": Infinity}}', '{"a": ' + "1" * 10_000 + "}"],
    ids=lambda written: written[:20],
)  # fmt: skip
def test_a_batch_that_is_none_is_refused(reconciliation: Reconciliation, written: str) -> None:
    reply = reconciliation.form(queries=written)
    assert reply.status == 422
    assert "queries" in reply.problem["detail"]


def test_too_many_queries_are_refused_with_the_limit(reconciliation: Reconciliation) -> None:
    from api.reconciliation.queries import MOST
    from api.routes.resolve import ResolveRequest

    names = ResolveRequest.model_json_schema()["properties"]["names"]
    assert names["maxItems"] == MOST
    blank = {str(number): {"query": ""} for number in range(MOST)}
    assert len(reconciliation.form(queries=json.dumps(blank)).body) == MOST
    reply = reconciliation.form(queries=json.dumps({**blank, "more": {"query": ""}}))
    assert reply.status == 413
    assert "1001 queries" in reply.problem["detail"]
    assert "1000" in reply.problem["detail"]


def test_neither_and_both_and_twice_are_refused(reconciliation: Reconciliation) -> None:
    assert reconciliation.form().problem["status"] == 422
    assert reconciliation.form(colour="blue").problem["status"] == 422
    assert reconciliation.form(queries="{}", extend="{}").problem["status"] == 422
    assert "2 times" in reconciliation.form(body=b"queries={}&queries={}").problem["detail"]


def test_what_is_no_form_is_refused(reconciliation: Reconciliation) -> None:
    reply = reconciliation.form("application/json", body=b'{"queries": {}}')
    assert reply.status == 415
    assert "application/x-www-form-urlencoded" in reply.problem["detail"]
    assert reconciliation.form(body=b"queries=%ff").problem["status"] == 422
    assert reconciliation.form(body=b"queries=\xff").problem["status"] == 422
    assert reconciliation.form(body=b"&".join([b"a=1"] * 100)).problem["status"] == 422


def test_a_form_without_end_is_refused(reconciliation: Reconciliation) -> None:
    reply = reconciliation.form(body=b"queries=" + b"x" * (4 * 1024 * 1024))
    assert reply.status == 413
    assert "bytes" in reply.problem["detail"]


def test_get_asks_the_same(reconciliation: Reconciliation) -> None:
    batch = json.dumps({"q0": {"query": "UNDP"}})
    assert reconciliation.get(queries=batch).body == reconciliation.form(queries=batch).body
    assert reconciliation.get(queries="{").status == 422
    assert reconciliation.get(queries="").status == 422
    assert reconciliation.get(queries="{}", extend="{}").status == 422
