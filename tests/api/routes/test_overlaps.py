"""POST /match/overlaps."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client


def test_overlaps_of_a_stored_partnership(client: Client) -> None:
    reply = client.ask("/match/overlaps", {"partnership": "coast-1", "limit": 20, "as_of": "2025-06-15"})
    assert reply.status == 200
    assert set(reply.body) == {"matches", "says", "kept", "why_not", "left_out"} | {
        "understood",
        "model",
        "as_of",
        "version",
        "registers",
    }
    scores = [each["score"] for each in reply.body["matches"]]
    assert scores == sorted(scores, reverse=True)
    (first,) = [each for each in reply.body["matches"] if each["partnership"]["id"] == "coast-2"]
    assert first["partnership"]["name"] == "Coastal forests of Tanzania"
    assert first["relation"] in {"same", "follow-up", "overlapping", "complementary", "sibling"}
    assert first["status"] == "ended"
    assert first["score"] == pytest.approx(sum(reason["contribution"] for reason in first["reasons"]))
    held = {"partners", "countries", "sdgs", "themes", "words"}
    assert all(set(first[what]) == held for what in ("both", "only_asked", "only_match"))
    assert [each["label"] for each in first["both"]["partners"]] == ["United Nations Environment Programme"]
    assert first["only_asked"]["countries"] == ["KEN"]
    assert first["only_match"]["countries"] == ["TZA"]
    near = {each["partnership"]["id"]: each["passages"] for each in reply.body["matches"]}
    assert near["coast-2"]["match"].startswith("Coastal forests of Tanzania")
    assert near["coast-2"]["asked"].startswith("Mangroves for Kenya")
    assert 0.5 <= near["coast-2"]["likeness"] <= 1
    assert reply.body["model"]["weights"] == "overlaps/1"
    assert reply.body["as_of"] == "2025-06-15"


def test_an_entry_that_is_about_to_be_registered(client: Client) -> None:
    said = {"title": "Mangroves for Kenya", "text": "Mangrove forests are restored with fishing villages, so that"
            " storms do less harm.", "partners": ["UNEP"], "countries": ["KE"]}  # fmt: skip
    reply = client.ask("/match/overlaps", {"partnership": said})
    assert reply.status == 200
    assert reply.body["matches"][0]["partnership"]["id"] == "coast-1"
    assert "“Mangroves for Kenya”" in reply.body["says"]
    assert reply.body["understood"]["countries"] == {"KE": "KEN"}
    assert reply.body["matches"][0]["passages"]["asked"] == f"{said['title']}\n{said['text']}"


def test_filters_and_what_is_left_out(client: Client) -> None:
    asked = {"partnership": "coast-1", "exclude": ["coast-2"], "filter": {"sdg": 14}, "limit": 100}
    ids = {each["partnership"]["id"] for each in client.ask("/match/overlaps", asked).body["matches"]}
    assert ids <= {"coast-5", "coast-10"}


def test_what_can_t_be_answered(client: Client) -> None:
    unknown = client.ask("/match/overlaps", {"partnership": "coast-99"})
    assert (unknown.status, unknown.problem["detail"].startswith("There is no partnership")) == (404, True)
    partner = client.ask("/resolve", {"names": [{"name": "UNEP"}]}).body["results"][0]["candidates"][0]["id"]
    assert client.ask("/match/overlaps", {"partnership": partner}).status == 404
    for body in ({"partnership": {}}, {"partnership": {"title": " "}}, {}, {"partnership": "coast-1", "limit": 0},
                 {"partnership": "coast-1", "limit": 101}, {"partnership": {"sdgs": [18]}}, {"partnership": 7},
                 {"partnership": "coast-1", "filter": {"type": "ngo"}}, {"partnership": {"name": "x"}}):  # fmt: skip
        reply = client.ask("/match/overlaps", body)
        assert (reply.status, bool(reply.problem)) == (422, True), body
