"""POST /match/triples and /match/replication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embed.spaces import Embedders
from graph.store import open_store
from tests.api.conftest import Client, serving
from tests.south import fill

WASTE = {"country": "TG", "text": "solid waste, recycling", "as_of": "2026-11-21"}


@pytest.fixture(scope="module")
def asked(models: Path, embedders: Embedders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("south")
    with open_store(f"sqlite:///{folder / 'south.db'}") as store:
        fill(store, embedders)
        with serving(store, models, folder / "cache") as client:
            yield client


def test_triples_are_answered_in_their_shape(asked: Client) -> None:
    reply = asked.ask("/match/triples", WASTE)
    assert reply.status == 200
    first = reply.body["matches"][0]
    assert set(first) == {"beneficiary", "pivotal", "facilitator", "via", "ties", "south_lists", "score", "reasons"}
    assert first["beneficiary"]["country"] == "TGO"
    assert first["pivotal"]["experience"] == "stated"
    assert set(first["facilitator"]) == {"id", "name", "type", "country", "side"}
    assert set(first["via"][0]) == {"id", "name", "status", "countries", "right_action"}
    assert set(first["reasons"][0]) == {"feature", "value", "weight", "contribution", "text", "evidence"}
    assert first["score"] == pytest.approx(sum(reason["contribution"] for reason in first["reasons"]))
    assert "a country asks for itself" in reply.body["notice"]
    assert reply.body["model"]["weights"] == "triples/1 with needs/1"
    assert reply.body["understood"]["countries"] == {"TG": "TGO"}


@pytest.mark.parametrize("question", ["triples", "replication"])
def test_an_id_that_nobody_has_is_told(asked: Client, question: str) -> None:
    reply = asked.ask(f"/match/{question}", {**WASTE, "exclude": ["nobody-1", "TGO"]})
    assert reply.body["understood"]["unknown"] == ["nobody-1"]


def test_no_facilitator_where_none_is_wanted(asked: Client) -> None:
    reply = asked.ask("/match/triples", {**WASTE, "facilitator": False})
    assert {each["facilitator"] for each in reply.body["matches"]} == {None}


def test_replication_tells_results_and_lessons_as_stated(asked: Client) -> None:
    reply = asked.ask("/match/replication", WASTE)
    by_name = {each["partnership"]["name"]: each for each in reply.body["matches"]}
    benin = by_name["Solid waste sorting in Benin"]
    assert benin["partnership"]["mark"] == "learn-from"
    assert benin["result"] == "1 promised result; what came of it is not stated."
    assert benin["results"][0]["text"] == "Three sorting centres"
    assert benin["lessons"][0]["record"] == "coast:1"
    assert by_name["Recycling of solid waste in markets"]["result"] == "No result stated."


def test_replication_of_a_stored_partnership(asked: Client) -> None:
    id = asked.ask("/search", q="solid waste sorting benin").body["hits"][0]["id"]
    reply = asked.ask("/match/replication", {"country": "Togo", "partnership": id})
    assert reply.status == 200
    assert id not in {each["partnership"]["id"] for each in reply.body["matches"]}


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"country": "Togo"}, 422, "Say what Togo needs"),
        ({"country": "Atlantis", "text": "waste"}, 422, "Atlantis"),
        ({"text": "waste"}, 422, "Say whose need it is"),
        ({"country": "Togo", "need": "nobody"}, 404, "nobody"),
        ({"country": "Togo", "text": "waste", "sdgs": [18]}, 422, "17"),
        ({"country": "Togo", "text": "waste", "colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: Client, body: dict[str, object], status: int, said: str) -> None:
    for route in ("/match/triples", "/match/replication"):
        reply = asked.ask(route, body)
        assert reply.status == status
        assert said in str(reply.problem)


def test_a_country_on_no_list_is_explained(asked: Client) -> None:
    reply = asked.ask("/match/triples", {**WASTE, "country": "Norway"})
    assert (reply.status, reply.body["matches"]) == (200, [])
    assert "none of the dated lists" in reply.body["understood"]["advice"]
