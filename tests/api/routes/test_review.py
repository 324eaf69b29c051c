"""The review desk over HTTP: asked freely, written to by those who may, and the graph follows."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.review.desk import Desk
from graph.store import open_store
from graph.store.interface import Store
from tests.api.test_openapi import CHECKS, SETTINGS
from tests.desk import derived, exported

REVIEW = "/api/v1/review"
Serve = Callable[..., TestClient]


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(filled, tmp_path / "desk.db")
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as opened:
        yield opened


@pytest.fixture
def serve(store: Store, tmp_path: Path) -> Iterator[Serve]:
    """The application over the store, as `goal17 serve` makes it; asked from its own machine unless that is said."""
    with ExitStack() as held:

        def made(
            token: str = "", listening: str = "127.0.0.1", client: str = "127.0.0.1", name: str = "localhost:8017"
        ) -> TestClient:
            settings = Settings(models=tmp_path / "none", cache=tmp_path / "cache", desk_token=token)
            app = create_app(settings, store, listening)
            return held.enter_context(TestClient(app, f"http://{name}", client=(client, 50000)))

        yield made


@pytest.fixture
def client(serve: Serve) -> TestClient:
    return serve()


def refused(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    detail: str = answer.json()["detail"]
    return detail


def settled(client: TestClient) -> None:
    """Wait until the graph has followed."""
    deadline = time.monotonic() + 60
    while client.get(REVIEW).json()["pending"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def first(client: TestClient, **where: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(REVIEW, params=where).json()["questions"][0]
    return found


def test_the_queue(client: TestClient) -> None:
    whole = client.get(REVIEW).json()
    assert (whole["total"], whole["decided"], whole["unsure"], whole["pending"]) == (4, 0, 0, False)
    assert {each["register"] for each in whole["registers"]} == {"coast", "clinic"}
    seen, cursor = [], ""
    while True:
        page = client.get(REVIEW, params={"limit": 3, "cursor": cursor}).json()
        seen += page["questions"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole["questions"]
    fiji = client.get(REVIEW, params={"country": "FJ", "kind": "partner"}).json()["questions"]
    assert [{each["a"]["name"], each["b"]["name"]} for each in fiji] == [
        {"Lagoon Keepers", "Lagoon Keepers Association"}
    ]
    assert client.get(REVIEW, params={"q": "seagrass"}).json()["total"] == 1
    assert client.get(REVIEW, params={"score": 1}).json()["total"] == 0


@pytest.mark.parametrize(
    "where", [{"country": "Atlantis"}, {"register": "x"}, {"kind": "x"}, {"limit": 0}, {"score": 2}, {"cursor": "x"}]
)
def test_what_the_queue_cannot_be_asked(client: TestClient, where: dict[str, str]) -> None:
    assert refused(client.get(REVIEW, params=where), 422)


def test_one_question(client: TestClient) -> None:
    question = first(client, q="seagrass")
    shown = client.get(f"{REVIEW}/{question['id']}").json()
    assert shown["question"] == question
    assert {shown["a"]["name"], shown["b"]["name"]} == {question["a"]["name"], question["b"]["name"]}
    (after,) = shown["same"]["after"]
    assert after["links"] == 3
    assert shown["same"]["shared"] == 1
    assert len(shown["same"]["redirects"]) == 1
    assert shown["different"]["after"] == []
    assert shown["words"] == []
    assert "nothing" in refused(client.get(f"{REVIEW}/nothing"), 404)


def test_a_decision_is_followed_by_the_graph_and_undone_to_what_was_there(client: TestClient, store: Store) -> None:
    before = exported(store)
    question = first(client, q="seagrass")
    shown = client.get(f"{REVIEW}/{question['id']}").json()
    ((moved, heir),) = shown["same"]["redirects"].items()
    answer = client.post(
        REVIEW, json={"question": question["id"], "verdict": "same", "by": "Ama", "note": "one group"}
    ).json()
    assert answer["stored"]
    word = answer["judgement"]
    assert (word["by"], word["verdict"], word["note"], word["question"]) == ("Ama", "same", "one group", question["id"])
    assert word["reasons"] == question["reasons"]
    assert word["counts"]
    settled(client)
    redirect = client.get(f"/api/v1/partners/{moved}", follow_redirects=False)
    assert (redirect.status_code, redirect.headers["location"]) == (308, f"/api/v1/partners/{heir}")
    assert client.get(REVIEW).json()["decided"] == 1
    listed = client.get(f"{REVIEW}/history").json()
    assert (listed["total"], listed["judgements"]) == (1, [word])

    undone = client.post(f"{REVIEW}/{word['id']}/undo", json={"by": "Ben"}).json()
    assert (undone["already"], undone["stands"], undone["judgement"]["counts"]) == (False, None, False)
    settled(client)
    assert exported(store) == before
    again = client.post(f"{REVIEW}/{word['id']}/undo", json={"by": "Ben"}).json()
    assert (again["already"], again["judgement"]) == (True, undone["judgement"])
    assert "nothing" in refused(client.post(f"{REVIEW}/nothing/undo", json={"by": "Ben"}), 404)


def test_any_two_names_and_the_words_of_several_persons(client: TestClient) -> None:
    two = {"a": "Harbour Bank", "b": "The Harbour Bank"}
    ama = client.post(REVIEW, json={**two, "verdict": "different", "by": "Ama"}).json()["judgement"]
    detail = refused(client.post(REVIEW, json={**two, "verdict": "same", "by": "Ben"}), 409)
    assert "Ama" in detail
    assert ama["id"] in detail
    same_again = client.post(REVIEW, json={**two, "verdict": "different", "by": "Ama"}).json()
    assert (same_again["stored"], same_again["judgement"]["id"]) == (False, ama["id"])
    ben = client.post(REVIEW, json={**two, "verdict": "same", "by": "Ben", "replace": True}).json()
    assert (ben["stored"], ben["before"]["id"], ben["before"]["counts"]) == (True, ama["id"], False)
    undone = client.post(f"{REVIEW}/{ben['judgement']['id']}/undo", json={"by": "Ben"}).json()
    assert undone["stands"]["id"] == ama["id"]
    counts = {each["by"]: each["counts"] for each in client.get(f"{REVIEW}/history").json()["judgements"]}
    assert counts == {"Ama": True, "Ben": False}
    only = client.get(f"{REVIEW}/history", params={"by": "Ben"}).json()
    assert [each["by"] for each in only["judgements"]] == ["Ben"]
    page = client.get(f"{REVIEW}/history", params={"limit": 1}).json()
    rest = client.get(f"{REVIEW}/history", params={"cursor": page["next"]}).json()
    assert [each["by"] for each in (*page["judgements"], *rest["judgements"])] == ["Ben", "Ama"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"verdict": "same", "by": "Ama"}, 422),
        ({"verdict": "same", "by": "Ama", "a": "Harbour Bank"}, 422),
        ({"verdict": "same", "by": "Ama", "a": "Harbour Bank", "b": "harbour bank"}, 422),
        ({"verdict": "same", "by": " ", "a": "Harbour Bank", "b": "Lagoon Keepers"}, 422),
        ({"verdict": "same", "by": "Ama", "question": "x", "a": "Harbour Bank", "b": "Lagoon Keepers"}, 422),
        ({"verdict": "perhaps", "by": "Ama", "question": "x"}, 422),
        ({"verdict": "same", "by": "Ama", "question": "x"}, 404),
        ({"verdict": "same", "by": "Ama", "a": "Nobody at all", "b": "Lagoon Keepers"}, 404),
    ],
)
def test_what_cannot_be_decided(client: TestClient, store: Store, body: dict[str, str], status: int) -> None:
    assert refused(client.post(REVIEW, json=body), status)
    assert store.view().judgements() == []


BODY = {"a": "Harbour Bank", "b": "The Harbour Bank", "verdict": "unsure", "by": "Ama"}


@pytest.mark.parametrize(
    ("served", "headers"),
    [
        ({"listening": ""}, {}),
        ({"listening": "0.0.0.0"}, {}),
        ({"client": "192.0.2.7"}, {}),
        ({"name": "goal17.example"}, {}),
        ({"name": "rebound.example:8017"}, {}),
        ({}, {"Origin": "https://elsewhere.example"}),
        ({}, {"Origin": "http://localhost:9999"}),
        ({}, {"Origin": "null"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}),
        ({}, {"X-Forwarded-For": "192.0.2.7"}),
        ({}, {"Forwarded": "for=192.0.2.7"}),
    ],
)
def test_without_a_token_only_this_machine_may_write(
    serve: Serve, store: Store, served: dict[str, str], headers: dict[str, str]
) -> None:
    client = serve(**served)
    assert "GOAL17_DESK_TOKEN" in refused(client.post(REVIEW, json=BODY, headers=headers), 403)
    assert "GOAL17_DESK_TOKEN" in refused(client.post(f"{REVIEW}/x/undo", json={"by": "A"}, headers=headers), 403)
    assert store.view().judgements() == []
    assert client.get(REVIEW, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("served", "headers"),
    [
        ({}, {}),
        ({"listening": "::1", "client": "::1", "name": "[::1]:8017"}, {}),
        ({}, {"Origin": "http://localhost:8017", "Sec-Fetch-Site": "same-origin"}),
    ],
)
def test_this_machine_may(serve: Serve, served: dict[str, str], headers: dict[str, str]) -> None:
    assert serve(**served).post(REVIEW, json=BODY, headers=headers).status_code == 200


def test_with_a_token_it_is_needed_everywhere_and_enough(serve: Serve, store: Store) -> None:
    client = serve(token="s3cret-é", listening="0.0.0.0", client="192.0.2.7", name="goal17.example")
    for headers in ({}, {"Authorization": "Bearer s3cret"}, {"Authorization": "Basic s3cret"}):
        answer = client.post(REVIEW, json=BODY, headers=headers)
        assert "token of the desk" in refused(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"
    assert store.view().judgements() == []
    assert client.get(REVIEW).status_code == 200
    assert serve(token="plain").post(REVIEW, json=BODY).status_code == 401
    right = serve(token="plain", listening="0.0.0.0", client="192.0.2.7", name="goal17.example")
    assert right.post(REVIEW, json=BODY, headers={"Authorization": "Bearer plain"}).status_code == 200


@pytest.mark.parametrize("type_", ["text/plain", "application/x-www-form-urlencoded", "", "text/json"])
def test_only_what_says_that_it_is_json_is_read(client: TestClient, store: Store, type_: str) -> None:
    body = b'{"a": "Harbour Bank", "b": "The Harbour Bank", "verdict": "same", "by": "Ama"}'
    headers = {"content-type": type_} if type_ else {}
    assert client.post(REVIEW, content=body, headers=headers).status_code in {415, 422}
    assert store.view().judgements() == []


def test_the_token_is_shown_nowhere(serve: Serve, tmp_path: Path) -> None:
    assert "plain-token" not in repr(Settings(models=tmp_path, cache=tmp_path, desk_token="plain-token"))
    client = serve(token="plain-token")
    assert "plain-token" not in client.get("/openapi.json").text
    assert "plain-token" not in client.post(REVIEW, json=BODY).text


def test_what_the_last_process_left_to_be_derived_is_derived_at_the_start(serve: Serve, store: Store) -> None:
    desk = Desk(store)
    desk.decide(desk.open()[0].pair, "same", "Ama")
    assert store.view().status().pending
    settled(serve())
    assert exported(store) == derived(store)


def test_many_who_decide_at_once(client: TestClient, store: Store) -> None:
    questions = client.get(REVIEW).json()["questions"]
    answers: list[int] = []

    def decide(by: str, id: str) -> None:
        body = {"question": id, "verdict": "same", "by": by}
        answers.append(client.post(REVIEW, json=body).status_code)

    threads = [
        threading.Thread(target=decide, args=(by, each["id"])) for each in questions for by in ("Ama", "Ben", "Cleo")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * 4 + [409] * 8
    settled(client)
    assert len(store.view().judgements()) == 4
    assert client.get(REVIEW).json()["total"] == 0
    assert exported(store) == derived(store)


def test_every_answer_to_those_who_may_write_is_as_documented(serve: Serve) -> None:
    client = serve(token="plain")
    document = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    for found in document.get_all_operations():
        operation = found.ok()
        if not operation.path.startswith(REVIEW):
            continue

        @SETTINGS
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers={"Authorization": "Bearer plain"})

        ask()
