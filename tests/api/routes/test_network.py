"""GET /network and what stands below it; a partnership's health for the desk alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from tests.api.conftest import Client
from tests.world import read

QUICK = "draws=20"


def test_a_description_says_of_whom(client: Client) -> None:
    reply = client.ask(f"/network?{QUICK}&part=components&part=types&part=communities")
    assert reply.status == 200
    network = reply.body["network"]
    assert network["population"]["partnerships"] == 12
    assert network["method"]["draws"] == 20
    assert set(network["sentences"]) == {"size", "components", "types", "communities"}
    assert all("partner" in sentence for each in network["sentences"].values() for sentence in each)
    assert network["leaders"] is None
    assert {each["register"] for each in reply.body["registers"]} == {"coast", "clinic"}


def test_a_slice_of_nothing_is_described(client: Client) -> None:
    reply = client.ask(f"/network?{QUICK}&sdg=16")
    assert reply.status == 200
    assert reply.body["network"]["population"]["partners"] == 0
    assert reply.body["network"]["sentences"] == {"size": ["There is no network: there is no partnership."]}
    assert client.ask("/network/partners?sdg=16").body["notes"] == ["There is no network: there is no partnership."]


def test_partners_by_a_measure_page_by_page(client: Client) -> None:
    asked = "/network/partners?measure=partnerships&measure=pagerank&limit=2"
    first, second = (client.ask(f"{asked}&offset={offset}").body for offset in (0, 2))
    assert first["partners"][0]["name"] == "United Nations Development Programme"
    assert first["partners"][0]["measures"]["partnerships"] == 5
    assert first["total"] == second["total"] > 4
    values = [each["measures"]["partnerships"] for page in (first, second) for each in page["partners"]]
    assert values == sorted(values, reverse=True)
    assert len({each["id"] for page in (first, second) for each in page["partners"]}) == 4
    assert first["measures"]["pagerank"]["source"] == "Page et al. 1999"
    other = client.ask("/network/partners?measure=partnerships&by=pagerank&limit=1").body
    assert other["by"] == "pagerank"
    assert "pagerank" in other["partners"][0]["measures"]


def test_all_partners_as_a_table(client: Client) -> None:
    reply = client.ask("/network/partners?measure=partnerships&format=csv&register=coast")
    assert reply.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(StringIO(reply.body)))
    assert {"id", "name", "type", "country", "partnerships"} == set(rows[0])
    assert next(row for row in rows if row["name"] == "World Meteorological Organization")["partnerships"] == "3"


def test_partnerships_by_a_measure(client: Client) -> None:
    body = client.ask("/network/partnerships?measure=partners&limit=1").body
    assert (body["partnerships"][0]["title"], body["partnerships"][0]["measures"]) == (
        "Early warning for coral reefs",
        {"partners": 4},
    )
    table = client.ask("/network/partnerships?measure=partners&format=csv").body
    assert table.splitlines()[0] == "id,title,status,partners"
    assert len(table.splitlines()) == 13


def test_what_would_fall_apart_without_one(client: Client) -> None:
    undp = client.ask("/network/partners?measure=partnerships&limit=1").body["partners"][0]["id"]
    reply = client.ask(f"/network/without/{undp}")
    assert reply.body["loss"]["partnerships"] == 5
    assert reply.body["sentence"].startswith("Without United Nations Development Programme")
    assert client.ask("/network/without/nobody-1").status == 404
    assert client.ask(f"/network/without/{undp}?country=CHN").status == 422


def test_over_time_and_by_register(client: Client) -> None:
    years = client.ask("/network/years?span=5&reach=window").body
    assert years["in_no_part"] == 4
    assert sum(each["population"]["partnerships"] for each in years["parts"]) == 8
    both = client.ask("/network/registers").body
    assert {each["name"] for each in both["parts"]} == {"coast", "clinic"}
    assert {each["newcomers"] for each in both["parts"]} == {None}, "registers have no order"
    assert {each["in_others"] for each in both["parts"]} == {both["in_several"]} != {0}
    assert {each["in_others"] for each in years["parts"]} == {years["in_several"]} == {None}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/network?part=size", "'size' is no part of a description; there are ties, components"),
        ("/network/partners?measure=fame", "'fame' is no measure of partners; there are partnerships"),
        ("/network/partners?measure=partnerships&by=fame", "'fame' is no measure of partners; there are"),
        ("/network?draws=1", "draws"),
        ("/network/years?span=0", "span"),
        ("/network?register=cost", "No register is called 'cost'"),
    ],
)
def test_what_cannot_be_asked(client: Client, path: str, told: str) -> None:
    reply = client.ask(path)
    assert reply.status == 422
    assert told in reply.problem["detail"]


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[TestClient]:
    """A service with a token, asked from its own machine."""
    with open_store(f"sqlite:///{tmp_path / 'world.db'}") as store:
        read(store)
        settings = Settings(models=tmp_path / "none", cache=tmp_path / "cache", desk_token="plain")
        with TestClient(create_app(settings, store, "127.0.0.1"), "http://localhost", client=("127.0.0.1", 5)) as held:
            yield held


def test_health_by_name_is_for_the_desk(guarded: TestClient) -> None:
    path = "/api/v1/partnerships/coast-1/health"
    assert guarded.get(path).status_code == 401
    answer = guarded.get(path, headers={"Authorization": "Bearer plain"})
    assert answer.status_code == 200
    assert answer.json()["health"]["values"]["partners"] == 3
    assert answer.json()["health"]["values"]["reports"] is None
    assert answer.json()["measures"]["reports"]["limit"]
    missing = guarded.get("/api/v1/partnerships/coast-99/health", headers={"Authorization": "Bearer plain"})
    assert missing.status_code == 404
    described = guarded.get("/api/v1/network?part=health").text
    assert "Mangroves for Kenya" not in described
