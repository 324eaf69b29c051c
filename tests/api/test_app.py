"""The application as a whole: health, problems, the OpenAPI document, many requests at once."""

from __future__ import annotations

import json
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from api.problems import MEDIA_TYPE
from graph.matching.features import FEATURES
from graph.matching.needs.features import FEATURES as NEED_FEATURES
from graph.store import open_store
from graph.store.interface import Store
from tests.api.conftest import Client, Serve
from tests.world import DRAFTS


def test_health_and_readiness(client: Client, reviewed: Store) -> None:
    assert client.ask("/health").body == {"status": "ok"}
    ready = client.ask("/ready").body
    assert ready["status"] == "ready"
    assert ready["version"] == reviewed.view().version()
    assert ready["entities"]["partnership"] == 12
    assert ready["spaces"] == sorted(ready["models"])


def test_an_empty_store_is_ready_and_answers(serve: Serve, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        client = serve(store)
        assert client.ask("/ready").status == 200
        assert client.ask("/search", q="mangroves").body["total"] == 0
        assert client.ask("/match/partners", {"partnership": {"title": "Mangroves"}}).body["matches"] == []
        assert client.ask("/resolve", {"names": [{"name": "UNEP"}]}).body["results"][0]["candidates"] == []
        assert client.ask("/sdgs/14").status == 200


def test_records_without_a_graph_are_not_ready(serve: Serve, tmp_path: Path) -> None:
    from graph.model.records import Record, Register

    with open_store(f"sqlite:///{tmp_path / 'underived.db'}") as store:
        with store.writer() as writer:
            writer.put_register(Register("coast"))
            writer.put_records([Record("coast", "1", {"Title": "x"})])
            writer.put_drafts([DRAFTS[0]])
        client = serve(store)
        reply = client.ask("/ready")
        assert reply.status == 503
        assert "rebuild" in reply.problem["detail"]
        assert reply.headers["retry-after"]
        assert client.ask("/health").status == 200


def test_a_store_that_goes_away_is_a_503_and_the_process_stays_up(serve: Serve, world: Store, tmp_path: Path) -> None:
    world.backup(tmp_path / "leaving.db")
    with open_store(f"sqlite:///{tmp_path / 'leaving.db'}") as store:
        client = serve(store)
        assert client.ask("/match/partners", {"partnership": "coast-1"}).status == 200
    for path, body in (
        ("/ready", None),
        ("/search?q=coast", None),
        ("/search?register=coast", None),
        ("/partners/x", None),
        ("/sdgs/14", None),
        ("/resolve", {"names": [{"name": "UNEP"}]}),
        ("/match/partners", {"partnership": "coast-1"}),
        ("/match/partnerships", {"partner": {"name": "Coast"}}),
    ):
        reply = client.ask(path, body)
        assert reply.status == 503, path
        assert "closed" in reply.problem["detail"]
        assert reply.headers["retry-after"] == "5"
    assert client.ask("/health").status == 200
    assert client.ask("/vocabularies/roles").status == 200


def test_without_models_words_names_and_ties_answer(world: Store, tmp_path: Path) -> None:
    from tests.api.conftest import serving

    with serving(world, tmp_path / "no-models", tmp_path / "cache") as client:
        assert client.ask("/ready").body["models"] == []
        found = client.ask("/search", q="mangroves")
        assert found.body["understood"]["spaces"] == []
        assert {"coast-1", "coast-2"} <= {hit["id"] for hit in found.body["hits"]}
        matched = client.ask("/match/partners", {"partnership": "coast-1"})
        assert matched.body["model"]["embedding"] == ""
        assert matched.body["matches"][0]["partner"]["name"] == "Green Shore Trust"


def test_what_is_not_there_is_a_problem_document(client: Client) -> None:
    for path in ("/nothing", "//nothing.json", "//api/v1", "/partners", "/partners/a/b"):
        reply = client.ask(path)
        assert reply.status == 404, path
        assert "There is nothing at" in reply.problem["detail"]
    reply = client.ask("/search", b"{}", method="POST")
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]
    assert reply.problem


def test_the_root_says_what_this_is_and_where_its_documentation_stands(client: Client) -> None:
    reply = client.ask("//index.json")
    assert reply.status == 200
    assert reply.body["name"] == "goal17"
    assert reply.body["documentation"] == f"{client.url}/docs"
    assert client.ask("//openapi.json").body["openapi"]


def test_the_documentation_asks_no_other_site(client: Client) -> None:
    with urllib.request.urlopen(f"{client.url}/docs") as answer:
        page = answer.read().decode()
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert {"/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css"} <= set(asked)
    for path in asked:
        assert path.startswith("/docs/")
        with urllib.request.urlopen(client.url + path) as answer:
            assert len(answer.read()) > 1000
    assert "https://" not in page
    assert client.ask("//docs/elsewhere.js").status == 404


@pytest.mark.parametrize("written", ["", "application/x-www-form-urlencoded", "text/plain"])
def test_a_body_that_does_not_say_that_it_is_json_is_told_how(client: Client, written: str) -> None:
    for path in ("/match/partners", "/match/partnerships", "/resolve"):
        connection = HTTPConnection(client.url.removeprefix("http://"))
        headers = {"Content-Type": written} if written else {}
        connection.request("POST", f"/api/v1{path}", b'{"partnership": "coast-1"}', headers)
        answer = connection.getresponse()
        assert answer.status == 415
        assert answer.getheader("Content-Type") == MEDIA_TYPE
        assert "with the header Content-Type: application/json" in json.loads(answer.read())["detail"]
        connection.close()


def test_every_vocabulary_is_listed_with_its_source(client: Client) -> None:
    names = client.ask("/vocabularies").body["vocabularies"]
    assert {"types", "roles", "themes", "mechanisms", "gates", "reasons"} <= set(names)
    for name in names:
        found = client.ask(f"/vocabularies/{name}").body
        assert found["name"] == name
        assert found["source"]
        assert found["terms"]
        assert all(term["labels"]["en"] for term in found["terms"])
    reasons = {term["code"] for term in client.ask("/vocabularies/reasons").body["terms"]}
    assert reasons == {*FEATURES, *NEED_FEATURES}
    assert client.ask("/vocabularies/none").problem["status"] == 404


@pytest.fixture(scope="module")
def document(client: Client) -> dict:
    return client.ask("//openapi.json").body


def test_every_route_says_what_it_is_and_which_problems_it_has(document: dict) -> None:
    assert document["info"]["title"] == "goal17"
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            named = f"{method} {path}"
            assert operation["description"], named
            assert operation["tags"], named
            codes = set(operation["responses"])
            assert "200" in codes, named
            assert path.endswith(("/health", "/vocabularies", "/vocabularies/{name}")) or "503" in codes, named
            if "{" in path:
                assert "404" in codes, named
            if "requestBody" in operation:
                assert {"400", "422"} <= codes, named
            for code, response in operation["responses"].items():
                if code >= "400":
                    schema = response["content"][MEDIA_TYPE]["schema"]
                    assert schema == {"$ref": "#/components/schemas/Problem"}, named
                    assert list(response["content"]) == [MEDIA_TYPE], named


def test_every_reference_of_the_document_leads_somewhere(document: dict) -> None:
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]
    assert not {"HTTPValidationError", "ValidationError"} & set(document["components"]["schemas"])


def test_many_requests_at_once_get_the_answers_of_each_alone(client: Client) -> None:
    asked: list[tuple[str, object]] = [
        ("/search?q=mangroves+on+the+coast", None),
        ("/search?q=%C3%A9nergie+solaire&kind=partnership", None),
        ("/partnerships/coast-10", None),
        ("/resolve", {"names": [{"name": "UNDP"}, {"name": "WHO"}]}),
        ("/match/partners", {"partnership": "coast-10"}),
        ("/match/partnerships", {"partner": {"name": "x", "text": "coral reefs"}, "as_of": "2025-01-01"}),
    ]
    alone = [client.ask(path, body).body for path, body in asked]
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda each: client.ask(*each), asked * 8))
    assert [reply.status for reply in replies] == [200] * len(replies)
    assert [reply.body for reply in replies] == alone * 8


def test_answers_stay_whole_while_the_store_is_written(serve: Serve, world: Store, tmp_path: Path) -> None:
    from tests.world import draft, partner, read

    world.backup(tmp_path / "busy.db")
    with open_store(f"sqlite:///{tmp_path / 'busy.db'}") as store:
        client = serve(store)

        def write() -> None:
            for number in range(4):
                text = f"We plant seagrass {number}."
                read(store, [draft("new", str(number), f"Seagrass {number}", text, partner(f"Club {number}"))])

        with ThreadPoolExecutor(6) as pool:
            writing = pool.submit(write)
            statuses = set()
            while not writing.done():
                asked = [
                    pool.submit(client.ask, "/search?q=seagrass"),
                    pool.submit(client.ask, "/match/partners", {"partnership": "coast-1"}),
                    pool.submit(client.ask, "/partnerships/coast-1"),
                ]
                statuses |= {each.result().status for each in asked}
            writing.result()
        assert statuses == {200}
        assert client.ask("/partnerships/new-3").status == 200
