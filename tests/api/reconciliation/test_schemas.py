"""Every answer against the schemas of the specification, which stand with the standards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from referencing.jsonschema import DRAFT7

from api.reconciliation.properties import properties
from api.reconciliation.types import entity_types
from tests.api.reconciliation.conftest import Reconciliation

Check = Callable[[str, object], None]


@pytest.fixture(scope="module")
def check(shared: Path) -> Check:
    """Hold a document against the schema of a name."""
    folder = shared / "standards" / "reconciliation-0.2"
    schemas: dict[str, Mapping[str, Any]] = {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")
    }
    registry = referencing.Registry().with_resources(
        (schema["$id"], referencing.Resource(schema, DRAFT7)) for schema in schemas.values() if "$id" in schema
    )

    def conforms(name: str, document: object) -> None:
        jsonschema.Draft7Validator(schemas[name], registry=registry).validate(document)

    return conforms


def test_the_manifest(check: Check, reconciliation: Reconciliation) -> None:
    manifest = reconciliation.get().body
    check("manifest", manifest)
    for each in manifest["defaultTypes"]:
        check("type", each)
    with pytest.raises(jsonschema.ValidationError):
        check("manifest", {**manifest, "versions": ["0.1"]})


QUERIES: Mapping[str, Mapping[str, object]] = {
    "plain": {"query": "UNDP"},
    "typed": {"query": "Green Shore Trust", "type": "partner:ngo", "limit": 2, "type_strict": "any"},
    "types": {"query": "Kenya", "type": ["country", "partner"]},
    "said": {"query": "CT", "properties": [{"pid": "country", "v": [{"id": "IDN", "name": "Indonesia"}, "Fiji", 3]}]},
    "unnamed": {"properties": [{"pid": "country", "v": "Kenya"}]},
    "partnership": {"query": "Mangroves for Kenya", "type": "partnership"},
    "goal": {"query": "SDG 14", "type": "sdg"},
    "theme": {"query": "oceans", "type": "theme"},
    "nobody": {"query": "zzqx unheard of body"},
}  # fmt: skip


def test_results(check: Check, reconciliation: Reconciliation) -> None:
    check("reconciliation-query-batch", QUERIES)
    answers = reconciliation.batch(**QUERIES)
    check("reconciliation-result-batch", answers)
    assert all(answers[name]["result"] for name in QUERIES if name not in ("nobody", "theme"))
    for answer in answers.values():
        for candidate in answer["result"]:
            assert set(candidate) == {"id", "name", "description", "type", "score", "match", "features"}
            assert 0 <= candidate["score"] <= 100
            assert candidate["type"]


def test_results_of_bad_queries(check: Check, reconciliation: Reconciliation) -> None:
    bad = reconciliation.batch(a={"query": ""}, b={"query": "x", "type": "wizard"}, c=3, d={"query": "UNDP"})
    check("reconciliation-result-batch", bad)
    check("reconciliation-result-batch", {})


@pytest.mark.parametrize("prefix", ["", "U", "Kenya", "UNDP", "number", "ngo", "zzqx"])
def test_suggestions(check: Check, reconciliation: Reconciliation, prefix: str) -> None:
    for what, schema in (("entity", "entities"), ("property", "properties"), ("type", "types")):
        for cursor in (0, 2):
            answer = reconciliation.get(f"/suggest/{what}", prefix=prefix, cursor=cursor).body
            check(f"suggest-{schema}-response", answer)


def test_extensions(check: Check, reconciliation: Reconciliation, ids: Mapping[str, str]) -> None:
    wanted = [*ids.values(), "KEN", "sdg-14", "target-14.2", "theme-csd:oceans", "programme-csd", "coast-10", "nobody"]
    asked = [{"id": id, "settings": {"limit": 3}} for id in properties()]
    check("data-extension-query", {"ids": wanted, "properties": asked})
    answer = reconciliation.extend(wanted, *asked)
    check("data-extension-response", answer)
    assert set(answer["rows"]) == set(wanted)
    assert [each["id"] for each in answer["meta"]] == list(properties())


def test_proposals(check: Check, reconciliation: Reconciliation) -> None:
    for type in ("", *entity_types()):
        check("data-extension-property-proposal", reconciliation.get("/properties", type=type, limit=4).body)


def test_the_paths_of_the_standards_own_document(shared: Path, reconciliation: Reconciliation) -> None:
    """What the OpenAPI document of the specification asks by GET is answered by GET, whatever the paths are called."""
    manifest = reconciliation.get().body
    for what in ("entity", "property", "type"):
        service = manifest["suggest"][what]
        there = Reconciliation(service["service_url"] + service["service_path"])
        first = there.get(prefix="Ke" if what == "entity" else "").body["result"][0]
        flyout = service["flyout_service_url"] + service["flyout_service_path"].replace("${id}", first["id"])
        assert Reconciliation(flyout).get().body["id"] == first["id"]
    proposals = manifest["extend"]["propose_properties"]
    assert Reconciliation(proposals["service_url"] + proposals["service_path"]).get(type="partner").body["properties"]
