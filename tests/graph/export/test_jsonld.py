"""JSON-LD: every word has a meaning in the file itself, and what is inferred is no plain triple."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from graph.export.columns import Column
from graph.export.network import KINDS, Kind, network_of
from graph.store.interface import Store
from tests.graph.export.conftest import exported
from tests.graph.export.test_readers import made

SCHEMA = {
    "type": "object",
    "required": ["@context", "@graph"],
    "additionalProperties": False,
    "properties": {
        "@context": {
            "type": "object",
            "properties": {"@version": {"const": 1.1}},
            "additionalProperties": {
                "oneOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "required": ["@id"],
                        "properties": {"@type": {"enum": ["@id", "@vocab"]}},
                    },
                ],
            },
        },
        "@graph": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "anyOf": [{"required": ["id"]}, {"required": ["type", "subject", "predicate", "object"]}],
            },
        },
    },
}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


class Read:
    """A file with its words written out, as far as its context is used: no remote contexts, no nesting of them."""

    def __init__(self, data: bytes) -> None:
        self.told = json.loads(data)
        self.context = self.told["@context"]
        self.graph = self.told["@graph"]

    def full(self, word: str) -> str:
        """The IRI of a word or of a prefix and a name; keywords and IRIs as they are."""
        meant = self.context.get(word)
        if meant is not None:
            return self.full(meant["@id"] if isinstance(meant, dict) else meant)
        prefix, colon, name = word.partition(":")
        if colon and isinstance(self.context.get(prefix), str):
            return f"{self.context[prefix]}{name}"
        return word

    def triples(self) -> set[tuple[str, str, str]]:
        """What is linked to what, without the statements."""
        return {
            (node["id"], self.full(word), value if isinstance(value, str) else value["id"])
            for node in self.graph
            for word, value in node.items()
            if "id" in node
            and (
                (isinstance(self.context.get(word), dict) and self.context[word].get("@type") == "@id" and value)
                or (isinstance(value, dict) and "id" in value)
            )
            and not isinstance(value, list)
        }

    def statements(self) -> list[dict[str, Any]]:
        return [node for node in self.graph if node.get("type") == "rdf:Statement"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [None, []], ids=["whole", "empty"])
def test_it_is_json_ld_with_all_words_inside(harbour: Store, kind: Kind, asked: list[str] | None) -> None:
    read = Read(exported(made(harbour, kind, asked), "jsonld"))
    jsonschema.validate(read.told, SCHEMA)
    for key in set(keys(read.graph)):
        full = read.full(key)
        assert full.startswith("@") or urlsplit(full).scheme in {"http", "https", "urn"}, key
    for node in read.graph:
        for word in ("id", "type", "subject", "predicate", "object"):
            if word in node:
                assert urlsplit(read.full(node[word])).scheme in {"http", "https", "urn"}
                assert " " not in node[word]


def test_goals_have_the_uns_identifiers_and_relations_words_of_vocabularies(harbour: Store) -> None:
    triples = Read(exported(made(harbour), "jsonld")).triples()
    subject, served = "http://purl.org/dc/terms/subject", "https://schema.org/areaServed"
    assert ("urn:goal17:quay-1", subject, "http://metadata.un.org/sdg/14") in triples
    assert ("urn:goal17:quay-1", subject, "http://metadata.un.org/sdg/14.2") in triples
    assert ("urn:goal17:quay-1", subject, "urn:goal17:theme-csd:oceans") in triples
    assert ("urn:goal17:reef%7C%232:b", served, "urn:goal17:FJI") in triples
    assert ("urn:goal17:quay-1", "https://schema.org/member", "urn:goal17:trust-1") in triples
    assert ("urn:goal17:office-6", "https://schema.org/parentOrganization", "urn:goal17:unep-5") in triples
    assert ("urn:goal17:quay-1", "https://schema.org/memberOf", "urn:goal17:programme-csd") in triples
    assert (
        "http://metadata.un.org/sdg/14.2",
        "http://metadata.un.org/sdg/ontology#isTargetOf",
        "http://metadata.un.org/sdg/14",
    ) in triples


def test_what_is_inferred_is_a_statement_only(harbour: Store) -> None:
    read = Read(exported(made(harbour), "jsonld"))
    assert not [triple for triple in read.triples() if "plays" in triple[1]]
    plays = next(each for each in read.statements() if each["relation"] == "plays")
    assert (plays["basis"], plays["score"], plays["role"]) == ("inferred", 0.75, "broker")
    guessed = next(node for node in read.graph if node.get("id") == "urn:goal17:guess-7")
    assert guessed["type"] == "schema:Organization"
    assert guessed["type_basis"] == "inferred"


def test_classes_and_statements(harbour: Store) -> None:
    network = made(harbour)
    read = Read(exported(network, "jsonld"))
    types = {node["id"]: node["type"] for node in read.graph if "id" in node and "type" in node}
    assert types["urn:goal17:trust-1"] == "schema:NGO"
    assert types["urn:goal17:quay-1"] == "schema:Project"
    assert types["http://metadata.un.org/sdg/14"] == "sdgo:Goal"
    assert types["urn:goal17:KEN"] == "schema:Country"
    # The file itself is one, too.
    assert len(types) == network.about.node_count + 1
    assert len(read.statements()) == network.about.edge_count
    gives = next(each for each in read.statements() if each.get("role") == "funder")
    assert gives["records"] == ["harbour:1"]


def test_a_measure_may_be_called_like_a_word(harbour: Store) -> None:
    called = Column("member", "integer", "A number.", "a test")
    read = Read(exported(network_of(harbour.view(), measures={called: {"unep-5": 3}}), "jsonld"))
    unep = next(node for node in read.graph if node.get("id") == "urn:goal17:unep-5")
    assert unep["word:member"] == 3
    assert read.full("member") == "https://schema.org/member"
