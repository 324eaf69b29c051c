"""GET of one entity: its facts, who said them, and what it is tied to."""

from __future__ import annotations

import pytest

from graph.store.interface import Store
from graph.text.fold import fold
from tests.api.conftest import Client


def partner(store: Store, name: str) -> str:
    return store.view().named([fold(name)])[fold(name)][0][0]


def test_a_partnership_tells_who_said_what(client: Client) -> None:
    reply = client.ask("/partnerships/coast-1")
    assert reply.status == 200
    assert (reply.body["id"], reply.body["kind"], reply.body["name"]) == (
        "coast-1",
        "partnership",
        "Mangroves for Kenya",
    )
    start = next(fact for fact in reply.body["facts"] if fact["field"] == "start")
    assert (start["value"], start["sources"][0]["record"]) == ("2019", "coast:1")
    relations = {(each["relation"], each["other"]["name"]): each for each in reply.body["relations"]}
    lead = relations["takes-part", "United Nations Environment Programme"]
    assert (lead["role"], lead["direction"], lead["sources"][0]["record"]) == ("lead", "in", "coast:1")
    assert ("operates-in", "Kenya") in relations
    assert reply.body["relations_total"] == len(reply.body["relations"])
    assert reply.body["notice"] == "Listed as submitted to the registers named, not endorsed."
    assert [credit["register"] for credit in reply.body["registers"]] == ["coast"]


def test_a_partner_tells_its_names_and_partnerships(client: Client, reviewed: Store) -> None:
    reply = client.ask(f"/partners/{partner(reviewed, 'UNDP')}")
    assert reply.status == 200
    assert {alias["name"] for alias in reply.body["aliases"]} == {"United Nations Development Programme", "UNDP"}
    assert reply.body["degree"] == sum(each["relation"] == "takes-part" for each in reply.body["relations"]) == 5


def test_a_merged_id_moves_permanently_to_its_heir(client: Client, reviewed: Store, world: Store) -> None:
    names = ("Blue Flame Foundation", "Fondation Mer Bleue")
    (gone,) = {partner(world, name) for name in names} - {partner(reviewed, name) for name in names}
    reply = client.ask(f"/partners/{gone}")
    heir = partner(reviewed, "Blue Flame Foundation")
    assert reply.status == 308
    assert reply.headers["location"] == f"/api/v1/partners/{heir}"
    found = client.ask(f"/partners/{heir}")
    assert {"Blue Flame Foundation", "Fondation Mer Bleue"} <= {alias["name"] for alias in found.body["aliases"]}


@pytest.mark.parametrize("written", ["KEN", "KE", "kenya", "kénya", "%D9%83%D9%8A%D9%86%D9%8A%D8%A7"])
def test_a_country_is_found_however_it_is_written(client: Client, written: str) -> None:
    reply = client.ask(f"/countries/{written.replace('é', '%C3%A9')}")
    assert reply.status == 200
    assert reply.body["id"] == "KEN"
    assert reply.body["groups"]


def test_goals_and_themes_are_there_with_and_without_partnerships(client: Client) -> None:
    reply = client.ask("/sdgs/14")
    assert reply.body["name"] == "SDG 14: Life below water"
    assert {each["other"]["id"] for each in reply.body["relations"]} >= {"coast-1", "target-14.2"}
    assert client.ask("/sdgs/17").status == 200
    assert client.ask("/themes/csd:energy").body["relations_total"] == 2
    assert client.ask("/themes/csd:mountains").body["relations_total"] == 0
    assert client.ask("/countries/ISL").status == 200


@pytest.mark.parametrize(
    "path",
    ["/partners/none-such", "/partnerships/none-such", "/partners/coast-1", "/partnerships/KEN", "/countries/Atlantis",
     "/themes/none", "/partners/%00", "/partnerships/a%20b"],
)  # fmt: skip
def test_unknown_ids_are_not_found(client: Client, path: str) -> None:
    reply = client.ask(path)
    assert reply.status == 404
    assert reply.problem["detail"].startswith("There is no")


@pytest.mark.parametrize("goal", ["0", "18", "x", "1.5"])
def test_there_are_seventeen_goals(client: Client, goal: str) -> None:
    reply = client.ask(f"/sdgs/{goal}")
    assert reply.status == 422
    assert reply.problem["errors"][0]["place"] == "path.goal"


def test_a_target_and_a_programme_have_pages_of_their_own(client: Client) -> None:
    target = client.ask("/targets/14.2").body
    assert (target["kind"], target["id"]) == ("target", "target-14.2")
    assert ("part-of", "out", "sdg-14") in {
        (each["relation"], each["direction"], each["other"]["id"]) for each in target["relations"]
    }
    assert client.ask("/targets/14.99").status == 404
    assert client.ask("/programmes/none-such").status == 404


def test_a_goal_shows_its_targets_beside_its_partnerships_and_how_many_there_are(client: Client) -> None:
    goal = client.ask("/sdgs/14").body
    by = {(each["relation"], each["direction"]): each["total"] for each in goal["relations_by"]}
    assert by["part-of", "in"] == 10
    assert sum(by.values()) == goal["relations_total"]


@pytest.mark.parametrize(
    ("route", "id"),
    [("sdgs", "sdg-14"), ("targets", "target-14.2"), ("themes", "theme-csd:water"), ("programmes", "programme-csd")],
)
def test_an_id_that_answers_give_is_understood_by_its_own_route(client: Client, route: str, id: str) -> None:
    reply = client.ask(f"/{route}/{id}")
    assert (reply.status, reply.body["id"]) == (200, id)
    assert client.ask(f"/entities/{id}").body == reply.body


def test_any_id_leads_to_its_entry(client: Client, reviewed: Store, world: Store) -> None:
    assert client.ask("/entities/coast-1").body == client.ask("/partnerships/coast-1").body
    assert client.ask("/entities/coast:1").body["id"] == "coast-1", "a record leads to its partnership"
    assert client.ask("/entities/KEN").body == client.ask("/countries/KEN").body
    undp = partner(reviewed, "UNDP")
    assert client.ask(f"/entities/{undp}").body == client.ask(f"/partners/{undp}").body
    names = ("Blue Flame Foundation", "Fondation Mer Bleue")
    (gone,) = {partner(world, name) for name in names} - {partner(reviewed, name) for name in names}
    assert client.ask(f"/entities/{gone}").headers["location"] == f"/api/v1/entities/{partner(reviewed, names[0])}"
    reply = client.ask("/entities/mangroves")
    assert reply.status == 404
    assert "Like it: Mangroves for Kenya (coast-1)" in reply.problem["detail"]


def test_an_id_of_another_kind_says_what_it_is(client: Client) -> None:
    assert "it is the id of a partnership" in client.ask("/partners/coast-1").problem["detail"]


def test_a_profile_tells_the_status_of_today(client: Client) -> None:
    from datetime import UTC, datetime

    before = datetime.now(UTC).date().isoformat()
    ended = client.ask("/partnerships/coast-2").body
    assert ended["status"] == "ended"
    assert before <= ended["as_of"] <= datetime.now(UTC).date().isoformat()
    assert client.ask("/partnerships/clinic-3").body["status"] == "open-ended"
    country = client.ask("/countries/KEN").body
    assert (country["status"], country["as_of"]) == ("", "")
