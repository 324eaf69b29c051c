"""POST /suggest, and what an entry tells of its text."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client


def test_a_description_is_told_its_goals_with_the_passage(client: Client) -> None:
    text = "We build wells and latrines, so that villages drink safe water and stay healthy."
    reply = client.ask("/suggest", {"title": "Water for villages", "text": text})
    assert reply.status == 200
    main = reply.body["inferred"]["goals"][0]
    assert (main["id"], main["role"], main["basis"], main["declared"]) == ("sdg-6", "primary", "inferred", False)
    assert main["passage"]["text"] in {text, "Water for villages"}
    assert 0 < main["score"] <= 1
    kinds = {each["dimension"]: each for each in reply.body["typology"]}
    assert kinds["business-type"]["state"] == "not-applicable"
    assert kinds["goal-type"]["readings"][0]["code"] == "task"
    assert kinds["funding-type"]["state"] == "not-stated"


def test_what_tells_nothing_is_said_to(client: Client) -> None:
    reply = client.ask("/suggest", {"text": "Zxqv"})
    assert reply.status == 200
    assert reply.body["inferred"]["goals"] == []
    assert reply.body["note"]


@pytest.mark.parametrize("body", [{}, {"title": " "}, {"text": 3}, {"colour": "blue"}, b"{"])
def test_what_says_nothing_or_cannot_be_read_is_a_problem(client: Client, body: object) -> None:
    reply = client.ask("/suggest", body)
    assert reply.status in {400, 422}
    assert reply.problem


def test_an_entry_tells_what_is_inferred_apart_from_what_is_declared(client: Client) -> None:
    hits = client.ask("/search?q=mangroves&kind=partnership").body["hits"]
    entry = client.ask(f"/partnerships/{hits[0]['id']}").body
    declared = {each["other"]["id"] for each in entry["relations"] if each["relation"] == "addresses"}
    for each in entry["inferred"]["goals"]:
        assert each["declared"] is (each["id"] in declared)
    assert {each["basis"] for each in entry["relations"] if each["relation"] == "addresses"} <= {"declared"}
    assert next(each["dimension"] for each in entry["typology"]) == "mechanism"


def test_what_is_no_partnership_has_nothing_inferred(client: Client) -> None:
    country = client.ask("/countries/KEN").body
    assert country["inferred"] is None
    assert country["typology"] == []
