"""A real Neo4j, emptied before each test that asks for a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.store.neo4j.address import parse
from graph.store.neo4j.store import Neo4jStore

Cypher = Callable[..., list[dict[str, Any]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server, one database: one worker."""
    for item in items:
        if "neo4j_url" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.fixture
def cypher(neo4j_url: str) -> Iterator[Cypher]:
    """Runs statements as a person would with Neo4j's own tools; the database is empty at first."""
    from neo4j import GraphDatabase

    address = parse(neo4j_url)
    with GraphDatabase.driver(address.server, auth=(address.user, address.password)) as driver:

        def run(statement: str, **parameters: Any) -> list[dict[str, Any]]:
            found = driver.execute_query(statement, parameters, database_=address.database or None)
            return [record.data() for record in found.records]

        run("MATCH (n) DETACH DELETE n")
        yield run
        run("MATCH (n) DETACH DELETE n")


@pytest.fixture
def store(neo4j_url: str, cypher: Cypher) -> Iterator[Neo4jStore]:
    """An open store that holds nothing."""
    with Neo4jStore.open(neo4j_url) as opened:
        yield opened
