"""POST /match/partners and /match/partnerships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.interface import Store
from tests.api.conftest import Client, Serve
from tests.api.routes.test_entities import partner
from tests.doors import make_doors


def test_partners_for_a_stored_partnership(client: Client) -> None:
    reply = client.ask("/match/partners", {"partnership": "coast-1", "limit": 3})
    assert reply.status == 200
    first = reply.body["matches"][0]
    assert first["partner"]["name"] == "Green Shore Trust"
    assert set(first["partner"]) == {"id", "name", "aliases", "type", "country"}
    assert set(first["role"]) == {"code", "why"}
    assert first["score"] == pytest.approx(sum(reason["contribution"] for reason in first["reasons"]))
    assert set(first["reasons"][0]) == {"feature", "value", "weight", "contribution", "text", "evidence"}
    assert reply.body["model"]["weights"] == "additive/1"
    assert "multilingual" in reply.body["model"]["embedding"]
    assert {each["register"] for each in reply.body["registers"]} == {"coast", "clinic"}


def test_partners_for_a_described_partnership(client: Client, reviewed: Store) -> None:
    described = {"title": "Reef nurseries", "text": "We grow corals.", "partners": ["Reef Watch Network", "Nobody"],
                 "sdgs": [14], "countries": ["Fiji", "Atlantis"], "themes": ["csd:oceans"]}  # fmt: skip
    reply = client.ask("/match/partners", {"partnership": described})
    assert reply.status == 200
    reef = partner(reviewed, "Reef Watch Network")
    assert reply.body["understood"]["names"] == {"Reef Watch Network": reef, "Nobody": None}
    assert reply.body["understood"]["countries"] == {"Fiji": "FJI", "Atlantis": None}
    assert reef not in {each["partner"]["id"] for each in reply.body["matches"]}


def test_partnerships_for_a_newcomer(client: Client, reviewed: Store) -> None:
    newcomer = {"name": "A new network", "text": "we restore mangroves with schools", "country": "KE",
                "brings": ["training"], "seeks": ["training"]}  # fmt: skip
    reply = client.ask("/match/partnerships", {"partner": newcomer, "as_of": "2025-06-15", "limit": 5})
    assert reply.status == 200
    first = reply.body["matches"][0]
    unep = partner(reviewed, "UNEP")
    assert first["partnership"] == {
        "id": "coast-1",
        "name": "Mangroves for Kenya",
        "url": "",
        "countries": ["KEN"],
        "leads": [{"kind": "partner", "id": unep, "label": "United Nations Environment Programme"}],
        "start": "2019",
        "end": "2030",
    }
    assert (first["status"], first["mark"]) == ("running", "")
    assert [gate["passed"] for gate in first["gates"]] == [None] * 4
    assert reply.body["as_of"] == "2025-06-15"
    assert "coast-2" not in {each["partnership"]["id"] for each in reply.body["matches"]}
    reply = client.ask(
        "/match/partnerships", {"partner": newcomer, "as_of": "2025-06-15", "include": ["ended"], "limit": 100}
    )
    marked = {each["partnership"]["id"]: each["mark"] for each in reply.body["matches"]}
    assert marked["coast-2"] == "learn-from"


def test_of_several_bearers_of_a_name_none_is_taken_and_all_are_named(client: Client) -> None:
    """“CT” is the acronym of an Indian and of an Indonesian organisation."""
    reply = client.ask("/match/partnerships", {"partner": {"name": "CT", "text": "Girls learn programming."}})
    assert reply.body["understood"]["names"] == {"CT": None}
    (read,) = reply.body["understood"]["named"]
    assert (read["written"], read["taken"]) == ("CT", None)
    assert {each["name"] for each in read["possible"]} == {"Code Together", "Coral Triangle"}
    assert all(set(each) == {"id", "name", "type", "country", "partnerships"} for each in read["possible"])
    assert reply.body["matches"][0]["partnership"]["name"] == "Girls learn to code", "the text counts alone"
    assert reply.body["understood"]["advice"] == ""


def test_a_name_that_its_country_tells_apart_is_taken_and_the_other_named(client: Client) -> None:
    reply = client.ask("/match/partnerships", {"partner": {"name": "CT", "country": "India"}})
    (read,) = reply.body["understood"]["named"]
    assert read["taken"]["name"] == "Code Together"
    assert [each["name"] for each in read["possible"]] == ["Coral Triangle"]
    assert "Girls learn to code" not in {each["partnership"]["name"] for each in reply.body["matches"]}


def test_the_one_bearer_of_a_name_is_not_taken_where_it_is_known_to_be_something_else(client: Client) -> None:
    asked = {"name": "WHO", "type": "ngo", "text": "Vaccines for rural clinics."}
    (read,) = client.ask("/match/partnerships", {"partner": asked}).body["understood"]["named"]
    assert read["taken"] is None
    assert [each["name"] for each in read["possible"]] == ["World Health Organization"]
    (read,) = client.ask("/match/partnerships", {"partner": {**asked, "type": ""}}).body["understood"]["named"]
    assert read["taken"]["name"] == "World Health Organization"


def test_a_name_alone_is_asked_for_a_sentence(client: Client) -> None:
    reply = client.ask("/match/partnerships", {"partner": {"name": "Clean Water Mali"}})
    assert reply.status == 200
    assert reply.body["matches"] == []
    assert "say in a sentence or two what it does" in reply.body["understood"]["advice"]
    reply = client.ask("/match/partnerships", {"partner": {"name": "CT"}})
    assert reply.body["matches"] == []
    assert reply.body["understood"]["advice"].startswith("Choose one of those that it may mean by its id")


@pytest.mark.parametrize("text", ["zzzxqy", "vrelk mopato dsiw", "吾龖靐"])
def test_nonsense_is_like_nothing(client: Client, text: str) -> None:
    reply = client.ask("/match/partnerships", {"partner": {"name": "x", "text": text}})
    assert reply.body["matches"] == []
    assert reply.body["understood"]["like_nothing"]
    assert "Nothing like what was said was found" in reply.body["understood"]["advice"]


def test_what_no_partnership_states_is_said(client: Client) -> None:
    described = {"title": "Reef nurseries", "countries": ["Mali", "Fiji"], "sdgs": [17]}
    reply = client.ask("/match/partners", {"partnership": described})
    assert reply.body["understood"]["absent"] == [{"kind": "sdg", "code": "17"}, {"kind": "country", "code": "MLI"}]


def test_the_id_of_another_kind_is_told_as_what_it_is(client: Client, reviewed: Store) -> None:
    reply = client.ask("/match/partnerships", {"partner": "coast-1"})
    assert reply.status == 404
    assert "it is the id of a partnership" in reply.problem["detail"]
    reply = client.ask("/match/partners", {"partnership": "mangroves"})
    assert reply.status == 404
    assert "Like it: Mangroves for Kenya (coast-1)" in reply.problem["detail"]


def test_today_is_asked_unless_a_day_is_given(client: Client) -> None:
    from datetime import UTC, datetime

    before = datetime.now(UTC).date().isoformat()
    reply = client.ask("/match/partnerships", {"partner": {"name": "Coast"}})
    assert before <= reply.body["as_of"] <= datetime.now(UTC).date().isoformat()


def test_exclude_and_filter(client: Client) -> None:
    body = {"partnership": "coast-1", "limit": 100, "filter": {"type": "ngo", "country": ["Tanzania", "FJ"]}}
    offered = [each["partner"]["id"] for each in client.ask("/match/partners", body).body["matches"]]
    assert len(offered) == 2
    rest = client.ask("/match/partners", {**body, "exclude": offered[:1]}).body["matches"]
    assert [each["partner"]["id"] for each in rest] == offered[1:]


def test_merged_ids_are_followed(client: Client, reviewed: Store, world: Store) -> None:
    names = ("Blue Flame Foundation", "Fondation Mer Bleue")
    (gone,) = {partner(world, name) for name in names} - {partner(reviewed, name) for name in names}
    heir = partner(reviewed, names[0])
    assert (
        client.ask("/match/partnerships", {"partner": gone}).body["matches"]
        == (client.ask("/match/partnerships", {"partner": heir}).body["matches"])
    )
    body = {"partnership": "coast-1", "limit": 100}
    assert heir in {each["partner"]["id"] for each in client.ask("/match/partners", body).body["matches"]}
    body["exclude"] = [gone]
    assert heir not in {each["partner"]["id"] for each in client.ask("/match/partners", body).body["matches"]}


@pytest.mark.parametrize(("route", "key"), [("partners", "partnership"), ("partnerships", "partner")])
def test_an_unknown_id_is_not_found(client: Client, route: str, key: str) -> None:
    reply = client.ask(f"/match/{route}", {key: "none-such"})
    assert reply.status == 404
    assert "none-such" in reply.problem["detail"]


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("partners", {}),
        ("partners", {"partnership": {}}),
        ("partners", {"partnership": {"title": " "}}),
        ("partners", {"partnership": {"title": "x", "sdgs": [18]}}),
        ("partners", {"partnership": {"title": "x", "themes": ["none"]}}),
        ("partners", {"partnership": {"title": "x", "colour": "blue"}}),
        ("partners", {"partnership": "coast-1", "limit": 0}),
        ("partners", {"partnership": "coast-1", "filter": {"type": "none"}}),
        ("partners", {"partnership": "coast-1", "filter": {"country": ["Atlantis"]}}),
        ("partners", {"partnership": "coast-1", "filter": {"sdg": ["1"]}}),
        ("partners", {"partnership": 7}),
        ("partnerships", {"partner": {}}),
        ("partnerships", {"partner": {"name": "x", "type": "none"}}),
        ("partnerships", {"partner": {"name": "x", "brings": ["gold"]}}),
        ("partnerships", {"partner": {"name": "x"}, "as_of": "yesterday"}),
        ("partnerships", {"partner": {"name": "x"}, "include": ["everything"]}),
        ("partnerships", {"partner": {"name": "\ud800"}}),
        ("partnerships", b"[]"),
        ("partnerships", b"not json"),
    ],
)
def test_what_cannot_be_matched_is_a_problem(client: Client, route: str, body: object) -> None:
    reply = client.ask(f"/match/{route}", body)
    assert reply.status == 422
    assert reply.problem


@pytest.mark.parametrize(
    ("route", "body", "place"),
    [
        ("partners", {"partnership": {"title": "x", "sdgs": [18]}}, "body.partnership.sdgs.0"),
        ("partners", {"partnership": {"title": "x", "colour": "blue"}}, "body.partnership.colour"),
        ("partners", {"partnership": 7}, "body.partnership"),
        ("partnerships", {"partner": {"name": "x", "sdgs": [0]}}, "body.partner.sdgs.0"),
        ("partnerships", {"partner": "x", "limit": 0}, "body.limit"),
    ],
)
def test_a_problem_names_the_one_place_that_is_wrong(client: Client, route: str, body: object, place: str) -> None:
    problem = client.ask(f"/match/{route}", body).problem
    assert [each["place"] for each in problem["errors"]] == [place]
    assert problem["detail"].startswith(f"{place}: ")


def test_a_partnership_that_was_just_registered_is_matched(serve: Serve, world: Store, tmp_path: Path) -> None:
    from graph.store import open_store
    from tests.world import draft, read
    from tests.world import partner as mention

    world.backup(tmp_path / "growing.db")
    with open_store(f"sqlite:///{tmp_path / 'growing.db'}") as store:
        client = serve(store)
        assert client.ask("/match/partners", {"partnership": "coast-1"}).status == 200
        read(
            store, [draft("new", "1", "Seagrass", "We plant seagrass on the coast.", mention("Meadow Club"), sdgs=[14])]
        )
        reply = client.ask("/match/partners", {"partnership": "new-1"})
        assert reply.status == 200
        assert reply.body["matches"]
        assert reply.body["version"] == store.view().version()


@pytest.fixture
def doors(serve: Serve, tmp_path: Path) -> Iterator[Client]:
    """The API over a register that says whether its partnerships can be joined."""
    with make_doors(tmp_path / "doors.db") as store:
        yield serve(store)


CLUB = {"name": "Coast Club", "text": "We clean harbours.", "type": "ngo", "country": "KEN"}


def test_filters_by_kind_say_how_many_say_anything_and_why_each_was_kept(doors: Client) -> None:
    body = {"partner": CLUB, "as_of": "2026-11-22", "filter": {"goal-type": "task", "funding_type": ["pooled"]}}
    reply = doors.ask("/match/partnerships", body)
    assert reply.status == 200
    assert reply.body["understood"]["filters"] == [
        {"filter": "goal-type", "of": 6, "stated": 2, "read": 1, "passing": 2},
        {"filter": "funding-type", "of": 6, "stated": 1, "read": 1, "passing": 2},
    ]
    chosen = {each["partnership"]["id"]: each["chosen"] for each in reply.body["matches"]}
    assert {id: [each["basis"] for each in why] for id, why in chosen.items()} == {
        "doors-1": ["declared", "declared"],
        "doors-5": ["rule", "rule"],
    }
    assert chosen["doors-5"][0] == {
        "filter": "goal-type",
        "value": "task",
        "basis": "rule",
        "why": "Task-oriented: says “clean up” (read from the text).",
        "evidence": [
            {
                "register": "doors",
                "as_of": "",
                "record": "doors:5",
                "field": "description",
                "column": "Description",
                "passage": "Volunteers clean up the beaches of harbours.",
                "basis": "rule",
            }
        ],
    }


def test_gates_have_the_words_of_their_sources(doors: Client) -> None:
    matches = doors.ask("/match/partnerships", {"partner": CLUB, "as_of": "2026-11-22"}).body["matches"]
    gates = {each["partnership"]["id"]: each["gates"] for each in matches}
    assert {id: [gate["passed"] for gate in each] for id, each in gates.items()} == {
        "doors-1": [True, True, True, True],
        "doors-2": [False, False, None, None],
        "doors-3": [None, None, None, None],
        "doors-4": [False, None, None, None],
        "doors-5": [True, None, None, None],
        "doors-7": [None, False, None, None],
    }
    assert gates["doors-2"][0]["evidence"] == [
        {"register": "doors", "as_of": "", "record": "doors:2", "field": "open-to-partners", "column": "Open",
         "passage": "False", "basis": "declared"},
    ]  # fmt: skip


def test_only_what_can_be_joined(doors: Client) -> None:
    reply = doors.ask("/match/partnerships", {"partner": CLUB, "as_of": "2026-11-22", "joinable": True})
    assert {each["partnership"]["id"] for each in reply.body["matches"]} == {"doors-1", "doors-3", "doors-5"}
    assert reply.body["understood"]["gates"][0] == {"code": "open", "yes": 2, "no": 2, "not_stated": 2}
    closed = {"partner": CLUB, "as_of": "2026-11-22", "joinable": True, "filter": {"with-business": "no"}}
    understood = doors.ask("/match/partnerships", closed).body["understood"]
    assert (set(understood["relax"]), understood["together"]) == ({"with-business", "joinable"}, False)


def test_partners_by_what_they_bring(doors: Client) -> None:
    body = {"partnership": {"title": "Harbours"}, "filter": {"brings": ["funding"]}}
    understood = doors.ask("/match/partners", body).body["understood"]
    assert [(each["filter"], each["stated"], each["passing"]) for each in understood["filters"]] == [("brings", 1, 1)]
    nobody = {"partnership": {"title": "Harbours"}, "filter": {"with-business": "yes"}}
    reply = doors.ask("/match/partners", nobody)
    assert (reply.body["matches"], reply.body["understood"]["relax"]) == ([], ["with-business"])
    assert reply.body["understood"]["filters"][0]["stated"] == 0, "no register states it of a partner"


@pytest.mark.parametrize(
    "filter", [{"goal-type": "none"}, {"with-business": "perhaps"}, {"with-business": True}, {"joinable": ["yes"]}]
)
def test_filters_by_kind_that_cannot_be_are_problems(doors: Client, filter: dict[str, object]) -> None:
    assert doors.ask("/match/partnerships", {"partner": CLUB, "filter": filter}).status == 422


def test_why_something_is_not_answered_and_a_shortlist(client: Client, reviewed: Store) -> None:
    body = {"partnership": "coast-1", "limit": 1}
    alone = client.ask("/match/partners", body).body
    assert (alone["kept"], alone["why_not"], alone["left_out"]) == ([], None, None)
    reef = partner(reviewed, "Reef Watch Network")
    asked = client.ask("/match/partners", body | {"why_not": reef, "keep": [reef]}).body
    assert asked["matches"] == alone["matches"]
    told, (kept,) = asked["why_not"], asked["kept"]
    assert (told["id"], told["place"]) == (reef, kept["place"])
    assert kept["match"]["partner"]["id"] == reef
    assert kept["match"]["score"] == pytest.approx(told["score"])
    assert told["last"]["id"] == alone["matches"][0]["partner"]["id"]
    assert f"number {told['place']}" in told["says"]
    unep = client.ask("/match/partners", body | {"why_not": partner(reviewed, "UNEP")}).body["why_not"]
    assert [each["code"] for each in unep["kept_out"]] == ["takes-part"]
    assert client.ask("/match/partners", body | {"why_not": "coast-2"}).status == 404
    assert client.ask("/match/partners", body | {"why_not": "none-such"}).status == 404


def test_an_id_that_was_merged_is_told_of_as_its_heir(client: Client, reviewed: Store) -> None:
    merged, heir = next(iter(reviewed.view().redirects().items()))
    reply = client.ask("/match/partners", {"partnership": "coast-1", "why_not": merged})
    assert reply.body["why_not"]["id"] == heir


def test_what_carries_an_answer_is_told_of_what_was_said(client: Client) -> None:
    newcomer = {"text": "we restore mangroves with schools", "country": "KE", "sdgs": [7]}
    body = {"partner": newcomer, "limit": 2, "leave_out": True, "as_of": "2025-06-15"}
    reply = client.ask("/match/partnerships", body).body
    assert [(each["field"], each["nothing"]) for each in reply["left_out"]] == [
        ("text", True),
        ("country", False),
        ("sdgs", False),
    ]
    for each, less in zip(reply["left_out"][1:], ({"country": ""}, {"sdgs": []}), strict=True):
        again = client.ask("/match/partnerships", body | {"partner": newcomer | less, "leave_out": False}).body
        then = {match["partnership"]["id"] for match in again["matches"]}
        now = {match["partnership"]["id"] for match in reply["matches"]}
        assert {left["id"] for left in each["leaves"]} == now - then
        assert {come["id"] for come in each["comes"]} == then - now
    stored = client.ask("/match/partners", {"partnership": "coast-1", "leave_out": True})
    assert stored.body["left_out"] is None
