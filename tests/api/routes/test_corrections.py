"""Reports of errors over HTTP: made by anybody, read and settled by the desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store

PATH = "/api/v1/corrections"
DESK = {"Authorization": "Bearer secret"}


@pytest.fixture
def client(filled: Path, tmp_path: Path) -> Iterator[TestClient]:
    shutil.copy(filled, tmp_path / "desk.db")
    settings = Settings(models=tmp_path / "none", cache=tmp_path / "cache", desk_token="secret")  # type: ignore[arg-type]
    with (
        open_store(f"sqlite:///{tmp_path / 'desk.db'}") as store,
        TestClient(create_app(settings, store), "http://goal17.example") as client,
    ):
        yield client


def test_a_report_and_what_became_of_it(client: TestClient) -> None:
    said = {"about": "coast:1", "asked": "redaction", "wrong": "my telephone number", "contact": "ann@example.org"}
    made = client.post(PATH, json=said)
    assert made.status_code == 200
    assert made.json()["about"] == {"id": "coast:1", "kind": "record", "name": "coast:1"}
    assert "ann@example.org" not in made.text
    id = made.json()["id"]
    assert client.get(f"{PATH}/{id}").json() == made.json()
    assert client.get(PATH).status_code == 401
    (seen,) = client.get(PATH, headers=DESK).json()["corrections"]
    assert seen["contact"] == "ann@example.org"
    assert seen["records"] == ["coast:1"]
    outcome = {"outcome": "not-done", "by": "Ama", "note": "It isn't there."}
    assert client.post(f"{PATH}/{id}/settle", json=outcome).status_code == 401
    settled = client.post(f"{PATH}/{id}/settle", json=outcome, headers=DESK)
    assert (settled.json()["state"], settled.json()["note"]) == ("not-done", "It isn't there.")
    assert client.post(f"{PATH}/{id}/settle", json=outcome, headers=DESK).status_code == 422
    assert client.get(PATH, headers=DESK).json()["total"] == 0
    (seen,) = client.get(PATH, params={"state": "settled"}, headers=DESK).json()["corrections"]
    assert (seen["by"], seen["contact"]) == ("Ama", "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"wrong": " "}, 422),
        ({"wrong": "x" * 2001}, 422),
        ({"wrong": "x", "asked": "gold"}, 422),
        ({"wrong": "x", "about": "nobody"}, 404),
    ],
)
def test_what_is_no_report(client: TestClient, body: dict[str, str], status: int) -> None:
    assert client.post(PATH, json=body).status_code == status
    assert client.post(PATH, data=body).status_code == 415


def test_no_more_wait_than_somebody_can_read(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.corrections.MOST_OPEN", 1)
    assert client.post(PATH, json={"wrong": "one"}).status_code == 200
    full = client.post(PATH, json={"wrong": "two"})
    assert full.status_code == 507
    assert "Try again" in full.json()["detail"]
