"""The service as a whole: its manifest, its addresses, who may ask."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store.interface import Store
from tests.api.conftest import Client
from tests.api.reconciliation.conftest import FORM, Reconciliation, send


def test_the_manifest_says_what_there_is(reconciliation: Reconciliation) -> None:
    manifest = reconciliation.get().body
    assert manifest["versions"] == ["0.2"]
    assert manifest["name"] == "goal17"
    assert [each["id"] for each in manifest["defaultTypes"]][:2] == ["partner", "partnership"]
    assert manifest["batchSize"] == 100
    assert manifest["preview"]["url"] == manifest["view"]["url"] == f"{reconciliation.url}/preview?id={{{{id}}}}"
    assert manifest["identifierSpace"] == f"{reconciliation.url}/preview?id="
    assert manifest["suggest"]["entity"]["service_url"] + manifest["suggest"]["entity"]["service_path"] == (
        f"{reconciliation.url}/suggest/entity"
    )
    assert manifest["extend"]["property_settings"][0]["name"] == "limit"
    for place in (manifest["schemaSpace"], manifest["documentation"]):
        assert send(place)[0] == 200


def test_other_parameters_are_passed_over(reconciliation: Reconciliation) -> None:
    assert reconciliation.get(_="1700000000000").body == reconciliation.get().body


def test_addresses_are_those_that_the_client_sees(world: Store, tmp_path: Path, reconciliation: Reconciliation) -> None:
    app = create_app(Settings(models=tmp_path / "none", cache=tmp_path), world)
    behind = TestClient(app, base_url="https://example.org", root_path="/goal17")
    manifest = behind.get("/reconcile").json()
    addresses = [value for value in json.dumps(manifest).split('"') if "://" in value]
    assert addresses
    assert all(address.startswith("https://example.org/goal17") for address in addresses)
    page = behind.get("/reconcile/preview", params={"id": "coast-1"})
    assert 'href="https://example.org/goal17/api/v1/partnerships/coast-1"' in page.text
    assert (
        behind.get("/reconcile", headers={"origin": "https://refine.example"}).headers["access-control-allow-origin"]
        == "*"
    )
    # A proxy on this machine is believed when it says that it was asked over TLS.
    _, _, raw = send(reconciliation.url, headers={"Host": "example.org", "X-Forwarded-Proto": "https"})
    assert json.loads(raw)["view"]["url"] == "https://example.org/reconcile/preview?id={{id}}"


ORIGIN = {"Origin": "https://refine.example"}


@pytest.mark.parametrize(
    "path",
    ["", "?queries=%7B%7D", "?queries=%7B", "/suggest/entity?prefix=K", "/suggest/entity/flyout?id=KEN",
     "/suggest/entity/flyout?id=nobody", "/properties", "/properties?type=wizard", "/preview?id=KEN", "/nothing"],
)  # fmt: skip
def test_any_origin_may_read_every_answer(reconciliation: Reconciliation, path: str) -> None:
    _, headers, _ = send(f"{reconciliation.url}{path}", headers=ORIGIN)
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


def test_any_origin_may_post(reconciliation: Reconciliation) -> None:
    asked = {**ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-requested-with"}
    status, headers, _ = send(reconciliation.url, headers=asked, method="OPTIONS")
    assert status == 200
    assert "POST" in headers["access-control-allow-methods"]
    assert "x-requested-with" in headers["access-control-allow-headers"]
    _, headers, _ = send(reconciliation.url, b"queries={}", {**ORIGIN, "Content-Type": FORM})
    assert headers["access-control-allow-origin"] == "*"


def test_nothing_else_is_opened(client: Client) -> None:
    for path in ("/api/v1/search?q=x", "/api/v1/health", "/openapi.json", "/reconciled", "/"):
        _, headers, _ = send(f"{client.url}{path}", headers=ORIGIN)
        assert "access-control-allow-origin" not in headers, path


def test_many_batches_at_once_get_the_answers_of_each_alone(reconciliation: Reconciliation) -> None:
    batches = [
        json.dumps({str(number): {"query": name} for number, name in enumerate(names)})
        for names in (["UNDP", "Kenya"], ["Reef Watch", "SDG 14"], ["Mangroves for Kenya"], ["CT", "Code Together"])
    ]
    alone = [reconciliation.form(queries=batch).body for batch in batches]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda batch: reconciliation.form(queries=batch).body, batches * 8))
    assert together == alone * 8
