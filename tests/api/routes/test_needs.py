"""POST /match/offers, /match/needs and /match/plan."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import PREFIX
from graph.embed.spaces import Embedders
from graph.store import open_store
from tests.api.conftest import Client, serving
from tests.asked import fill


@pytest.fixture(scope="module")
def asked(models: Path, embedders: Embedders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("asked")
    with open_store(f"sqlite:///{folder / 'asked.db'}") as store:
        fill(store, embedders)
        with serving(store, models, folder / "cache") as client:
            yield client


def need_id(asked: Client, text: str) -> str:
    hits = asked.ask("/search", q=text, kind="need").body["hits"]
    found: str = hits[0]["id"]
    return found


def test_offers_for_a_stored_need(asked: Client) -> None:
    reply = asked.ask("/match/offers", {"need": need_id(asked, "solid waste"), "as_of": "2026-11-21", "limit": 2})
    assert reply.status == 200
    first = reply.body["matches"][0]
    assert first["offer"] == {
        "kind": "offer",
        "id": "fund-10",
        "name": "Solid waste management in Togo",
        "url": "",
        "standing": "experience",
        "status": "Completed",
        "start": "",
        "end": "",
        "until": "",
        "countries": ["TGO"],
        "partners": [{"kind": "partner", "id": first["offer"]["partners"][0]["id"], "label": "Reef Fund"}],
    }
    assert set(first) == {"offer", "score", "fit", "right_place", "right_action", "gates", "reasons"}
    assert set(first["gates"][0]) == {"code", "passed", "why", "evidence"}
    gates = {each["code"]: each for each in first["gates"]}
    quoted = gates["window"]["evidence"]
    assert [(each["record"], each["column"], each["passage"]) for each in quoted] == [
        ("fund:10", "status", "Completed")
    ]
    sector = gates["priority-sectors"]["evidence"]
    assert [(each["record"], each["as_of"], each["passage"]) for each in sector] == [
        ("plans:tgo-waste", "2018", "waste")
    ]
    assert set(first["reasons"][0]) == {"feature", "value", "weight", "contribution", "text", "evidence"}
    assert first["score"] == pytest.approx(sum(reason["contribution"] for reason in first["reasons"]))
    assert reply.body["model"]["weights"] == "needs/1"
    assert "inferred" in reply.body["notice"]
    assert {each["register"] for each in reply.body["registers"]} == {"plans", "fund", "coast"}


def test_one_offer_alone_is_told_of_whatever_fits_better(asked: Client) -> None:
    body = {"need": need_id(asked, "solid waste"), "as_of": "2026-11-21"}
    every = asked.ask("/match/offers", body).body["matches"]
    ferry = asked.ask("/match/offers", {**body, "only": ["coast-2"], "limit": 1}).body["matches"]
    assert [each["offer"]["id"] for each in ferry] == ["coast-2"]
    assert ferry[0] in every
    offer = {"offer": "fund-13", "as_of": "2026-11-21"}
    kenya = need_id(asked, "irrigation")
    alone = asked.ask("/match/needs", {**offer, "only": [kenya]}).body["matches"]
    assert [each["need"]["id"] for each in alone] == [kenya]
    assert asked.ask("/match/offers", {**body, "only": ["nobody"]}).status == 404


def test_an_offer_tells_until_when_it_is_open(asked: Client) -> None:
    body = {"need": need_id(asked, "solid waste"), "only": ["fund-13"], "as_of": "2026-11-21"}
    found = asked.ask("/match/offers", body).body["matches"][0]
    assert found["offer"]["until"] == "2027-03"
    window = next(each for each in found["gates"] if each["code"] == "window")
    assert window["passed"] is True
    assert [each["field"] for each in window["evidence"]] == ["window"]


def test_offers_for_a_described_need_and_what_to_relax(asked: Client) -> None:
    body = {"need": {"country": "TG", "text": "recycling"}, "filter": {"standing": "offer"}, "as_of": "2026-11-21"}
    reply = asked.ask("/match/offers", body)
    assert [each["offer"]["id"] for each in reply.body["matches"]] == ["fund-13"]
    assert reply.body["understood"]["countries"] == {"TG": "TGO"}
    reply = asked.ask("/match/offers", {**body, "filter": {"standing": "offer", "kind": "partnership"}})
    assert (reply.status, reply.body["matches"]) == (200, [])
    assert set(reply.body["understood"]["relax"]) == {"standing", "kind"}


def test_needs_for_an_offer_by_id_and_in_words(asked: Client) -> None:
    reply = asked.ask("/match/needs", {"offer": "fund-13", "limit": 1})
    first = reply.body["matches"][0]
    assert set(first["need"]) == {"id", "name", "standing", "country", "groups", "area", "sector", "actions"}
    assert (first["need"]["country"], first["fit"]) == ("TGO", "meets")
    reply = asked.ask("/match/needs", {"offer": {"text": "irrigation", "regions": ["East Africa"]}, "limit": 1})
    assert reply.body["matches"][0]["need"]["country"] == "KEN"


def test_a_plan(asked: Client) -> None:
    waste = need_id(asked, "solid waste")
    offer = {"text": "Training on solid waste and recycling", "regions": ["Africa"], "capacity": 1}
    needs = [waste, {"country": "global", "text": "guidance on solid waste"}, {"country": "Benin", "text": "recycling"}]
    reply = asked.ask(
        "/match/plan",
        {"needs": needs, "offers": ["fund-13", offer], "constraints": {"per_country": 1}, "as_of": "2026-11-21"},
    )
    assert reply.status == 200
    assert [each["code"] for each in reply.body["scenarios"]] == ["most", "best-fit", "least-developed-first"]
    assert reply.body["total"] == len(reply.body["assignment"]) == 2
    assert len(reply.body["unserved"]) == 1
    assert reply.body["unserved"][0]["constraints"]
    assert all(1 <= len(each["why"]) <= 2 and all(each["why"]) for each in reply.body["assignment"])
    assert reply.body["remark"] == ""
    assert reply.body["assignment"] == reply.body["scenarios"][0]["assignment"]


def test_pairs_of_a_plan_are_fixed_and_forbidden(asked: Client) -> None:
    waste = need_id(asked, "solid waste")
    body = {
        "needs": [{"country": "Benin", "text": "recycling"}, waste],
        "offers": ["fund-13", {"text": "Training on solid waste and recycling", "regions": ["Africa"]}],
        "as_of": "2026-11-21",
    }

    def pairs(**extra: object) -> set[tuple[int, int, bool]]:
        made = asked.ask("/match/plan", {**body, **extra}).body["scenarios"][0]["assignment"]
        return {(each["need"]["place"], each["offer"]["place"], each["fixed"]) for each in made}

    first = pairs()
    assert {need for need, _, _ in first} == {0, 1}
    offer = next(offer for need, offer, _ in first if need == 0)
    assert (0, 1 - offer, True) in pairs(fix=[{"need": 0, "offer": 1 - offer}])
    other = {0: "fund-13", 1: 1}[offer]
    assert (0, offer, False) not in pairs(forbid=[{"need": 0, "offer": other}])
    reply = asked.ask("/match/plan", {**body, "fix": [{"need": waste, "offer": "fund-10"}]})
    assert (reply.status, "fund-10" in reply.body["detail"]) == (422, True)


def test_a_plan_tells_what_of_its_limits_is_left(asked: Client) -> None:
    body = {
        "needs": [need_id(asked, "solid waste")],
        "offers": ["fund-13"],
        "constraints": {"budget": 4, "pots": {"countries": 0.65}},
        "as_of": "2026-11-21",
    }
    limits = asked.ask("/match/plan", body).body["scenarios"][0]["limits"]
    told = {each["code"]: (each["used"], each["most"], each["left"], each["unit"]) for each in limits}
    assert told["budget"] == (1, 4, 3, "cost")
    assert told["pot:countries"] == (1, 2.6, 1.6, "cost")
    assert all(each["why"].endswith(".") for each in limits)


def test_a_plan_that_cannot_be(asked: Client) -> None:
    body = {
        "needs": [need_id(asked, "solid waste")],
        "offers": ["fund-13"],
        "constraints": {"budget": 0, "serve": 1},
    }
    reply = asked.ask("/match/plan", body)
    assert (reply.status, reply.body["scenarios"]) == (200, [])
    assert {each["code"] for each in reply.body["conflict"]} == {"budget", "serve"}


@pytest.mark.parametrize(
    "limits",
    ['{"serve": 1%s}', '{"per_country": 1%s}', '{"least": {"ldc": 1%s}}', '{"budget": 1e999, "serve": 1%.0s}'],
)
def test_numbers_without_measure_are_refused(asked: Client, limits: str) -> None:
    body = '{"needs": [{"country": "Togo", "text": "waste"}], "offers": ["fund-13"], "constraints": %s}'
    where = f"{asked.url}{PREFIX}/match/plan"
    sent = urllib.request.Request(where, (body % (limits % ("0" * 400))).encode(), {"content-type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(sent, timeout=60)
    with refused.value as told:
        assert told.status == 422
        assert "constraints" in json.dumps(json.load(told))


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/match/offers", {"need": "nobody"}, 404),
        ("/match/offers", {"need": "fund-13"}, 404),
        ("/match/needs", {"offer": "FJI"}, 404),
        ("/match/plan", {"needs": ["nobody"], "offers": ["fund-13"]}, 404),
        ("/match/offers", {"need": {"country": "TGO", "text": " "}}, 422),
        ("/match/offers", {"need": {"text": "wells"}}, 422),
        ("/match/offers", {"need": {"country": "Atlantis", "text": "wells"}}, 422),
        ("/match/offers", {"need": {"country": "TGO", "text": "wells", "colour": "red"}}, 422),
        ("/match/offers", {"need": {"country": "TGO", "text": "wells"}, "filter": {"fit": "well"}}, 422),
        ("/match/needs", {"offer": {"text": ""}}, 422),
        ("/match/needs", {"offer": {"text": "wells", "regions": ["Atlantis"]}}, 422),
        ("/match/plan", {"needs": [], "offers": ["fund-13"]}, 422),
        ("/match/plan", {"needs": [{"id": "x", "text": "y"}], "offers": ["fund-13"]}, 422),
        ("/match/plan", {"needs": ["x"], "offers": ["fund-13"], "constraints": {"pots": {"global": 2}}}, 422),
    ],
)
def test_what_is_refused(asked: Client, path: str, body: object, status: int) -> None:
    reply = asked.ask(path, body)
    assert reply.status == status
    assert reply.problem["detail"]
