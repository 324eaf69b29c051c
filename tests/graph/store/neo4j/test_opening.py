from __future__ import annotations

import socket
import sys

import pytest

from graph.errors import InputError, StoreError, StoreUnavailableError, StoreVersionError, UnsupportedError
from graph.model.entities import Entity, Fact, Passage, Relation
from graph.model.records import Record
from graph.model.status import STATUSES, status_of
from graph.store import open_store
from graph.store.interface import SCHEMA
from graph.store.neo4j.address import Address, parse
from graph.store.neo4j.cypher.schema import FIRST_WITH_PERIODS
from graph.store.neo4j.cypher.schema import SCHEMA as INDEXES
from graph.store.neo4j.store import Neo4jStore
from graph.store.query import Query
from tests.conformance.world import DAYS, put_graph, random_world
from tests.graph.store.neo4j.conftest import Cypher


def _url(address: Address, password: str, database: str = "") -> str:
    scheme, _, place = address.server.partition("://")
    return f"{scheme}://{address.user}:{password}@{place}/{database}"


def test_an_empty_database_becomes_a_store_and_stays_one(neo4j_url: str, cypher: Cypher) -> None:
    with open_store(neo4j_url) as first:
        made = first.view().status()
    with open_store(neo4j_url) as second:
        again = second.view().status()
    assert made == again
    assert made.engine.startswith("neo4j ")
    assert (made.schema, made.version, made.pending) == (SCHEMA, 0, True)


def test_the_address_shown_has_no_password(neo4j_url: str, store: Neo4jStore) -> None:
    assert parse(neo4j_url).password not in store.url
    assert store.url.startswith("neo4j://neo4j@127.0.0.1:")


def test_a_database_of_something_else_is_left_as_it_was(neo4j_url: str, cypher: Cypher) -> None:
    cypher("CREATE (:Film {title: 'Not ours'})")
    before = cypher("SHOW INDEXES YIELD name RETURN name ORDER BY name")
    with pytest.raises(StoreVersionError, match="1 nodes of something else"):
        open_store(neo4j_url)
    assert cypher("MATCH (n) RETURN n.title AS title") == [{"title": "Not ours"}]
    assert cypher("SHOW INDEXES YIELD name RETURN name ORDER BY name") == before


def test_a_store_of_a_newer_goal17_is_refused(neo4j_url: str, store: Neo4jStore, cypher: Cypher) -> None:
    cypher("MATCH (n:Goal17Store) SET n.schema = $schema", schema=SCHEMA + 1)
    with pytest.raises(StoreVersionError, match="newer goal17"):
        open_store(neo4j_url)


def test_a_wrong_password_is_told_and_not_repeated(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="refuses the user 'neo4j'") as refused:
        open_store(_url(parse(neo4j_url), "guessed-wrongly"))
    assert "guessed-wrongly" not in str(refused.value)


def test_a_database_that_is_not_there(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="no database of this name"):
        open_store(_url(parse(neo4j_url), parse(neo4j_url).password, "elsewhere"))


def test_a_server_that_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreUnavailableError, match=f"bolt://ann@127.0.0.1:{port}.* can't be reached") as away:
        open_store(f"bolt://ann:secret@127.0.0.1:{port}")
    assert "secret" not in str(away.value)


def test_a_server_of_something_else() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(20)

        from threading import Thread

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        answering = Thread(target=answer)
        answering.start()
        with pytest.raises(StoreUnavailableError):
            open_store(f"bolt://ann:secret@127.0.0.1:{other.getsockname()[1]}")
        answering.join()


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "neo4j", None)
    with pytest.raises(UnsupportedError, match=r"goal17\[neo4j\]"):
        open_store("neo4j://localhost")


def test_a_closed_store_says_so(neo4j_url: str, cypher: Cypher) -> None:
    store = open_store(neo4j_url)
    view = store.view()
    store.close()
    store.close()
    with pytest.raises(StoreUnavailableError, match="closed"):
        view.version()
    with pytest.raises(StoreUnavailableError, match="closed"), store.writer() as batch:
        batch.mark_derived(store.view().sources())


def test_a_store_whose_nodes_are_removed_under_it_says_so(store: Neo4jStore, cypher: Cypher) -> None:
    cypher("MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreVersionError, match="isn't a store"):
        store.view().version()
    with pytest.raises(StoreError), store.writer() as batch:
        batch.mark_derived(store.view().sources())


def test_indexes_that_were_dropped_are_made_again(neo4j_url: str, store: Neo4jStore, cypher: Cypher) -> None:
    with store.writer() as batch:
        batch.put_entities([Entity("a", "partner", "Blue Bank")], {"a": ("blue bank", "")})
    cypher("DROP INDEX goal17_terms")
    with open_store(neo4j_url) as again:
        assert [found.id for found in again.view().rank(Query(terms=("bank",)), 5)] == ["a"]
    names = {row["name"] for row in cypher("SHOW INDEXES YIELD name")}
    assert set(INDEXES) <= names


def test_a_store_of_the_first_version_is_migrated(neo4j_url: str, store: Neo4jStore, cypher: Cypher) -> None:
    with store.writer() as batch:
        batch.put_entities([Entity("a", "partner", "A")], {})
        batch.mark_derived(0)
    cypher("MATCH (n:Goal17Store) SET n.schema = 1, n.writer = n.mark REMOVE n.mark, n.sources")
    before = cypher("MATCH (n:Goal17Store) RETURN n.writer AS mark")
    with open_store(neo4j_url) as again:
        status = again.view().status()
        assert (status.schema, status.version, status.sources, status.pending) == (SCHEMA, 1, 1, False)
        assert [{"mark": status.mark}] == before


def test_a_store_of_the_third_version_learns_when_its_records_were_first_read(
    neo4j_url: str, store: Neo4jStore, cypher: Cypher
) -> None:
    for month in (1, 5):
        with store.writer() as batch:
            row = {"Title": f"of month {month}", "read_at": "no"}
            batch.put_records([Record("demo", "1", row, read_at=f"2026-0{month}-01T00:00:00Z")])
            batch.put_records([Record("demo", "2", {"Title": "x"}, read_at="2026-03-03T00:00:00Z")])
    before = store.view().first_read(["demo"])
    cypher("MATCH (n:Record) REMOVE n.first_read")
    cypher("MATCH (n:Goal17Store) SET n.schema = 3")
    with open_store(neo4j_url) as again:
        assert again.view().status().schema == SCHEMA
        assert again.view().first_read(["demo"]) == before
        assert [each.at[:10] for each in before] == ["2026-03-03", "2026-01-01"]


def test_a_store_from_before_periods_tells_statuses_by_its_facts(
    neo4j_url: str, store: Neo4jStore, cypher: Cypher
) -> None:
    entities, relations = random_world(5, 60)
    put_graph(store, entities, relations)
    cypher("MATCH (n:Entity) REMOVE n.first_day, n.last_day, n.open_ended")
    cypher("MATCH (n:Goal17Store) SET n.schema = $schema", schema=FIRST_WITH_PERIODS - 1)
    with open_store(neo4j_url) as again:
        for on in DAYS:
            for status in ("", *STATUSES):
                found = again.view().page(Query({"status": (status,)}, as_of=on), 60)
                assert {id for id, _ in found} == {each.id for each in entities if status_of(each, on) == status}
        assert again.view().status().schema == SCHEMA


def test_a_person_finds_a_graph(store: Neo4jStore, cypher: Cypher) -> None:
    with store.writer() as batch:
        batch.put_entities(
            [
                Entity("blue-bank", "partner", "Blue Bank", facets={"type": ("finance",)}),
                Entity(
                    "reefs",
                    "partnership",
                    "Clean Reefs",
                    facts=(Fact("end", "2017-02"),),
                    facets={"sdg": ("14", "6")},
                    degree=1,
                ),
                Entity("FJI", "country", "Fiji"),
            ],
            {},
        )
        batch.put_relations(
            [
                Relation("blue-bank", "takes-part", "reefs", role="funder"),
                Relation("reefs", "operates-in", "FJI", basis="inferred", score=0.7),
            ]
        )
        batch.put_passages("reefs", [Passage("reefs", "description", 0, "Reefs are cleaned.", "en", "hash")])
    assert cypher(
        "MATCH (p:Partner)-[r:TAKES_PART]->(s:Partnership)-[o:OPERATES_IN]->(c:Country)"
        " RETURN p.name AS p, r.role AS role, s.facet_sdg AS sdg, o.basis AS basis, o.score AS score, c.name AS c"
    ) == [{"p": "Blue Bank", "role": "funder", "sdg": ["14", "6"], "basis": "inferred", "score": 0.7, "c": "Fiji"}]
    assert cypher("MATCH (p:Partnership) WHERE p.last_day < date('2018-01-01') RETURN toString(p.last_day) AS day") == [
        {"day": "2017-02-28"}
    ]
    assert cypher("MATCH (:Partnership)-[:HAS_PASSAGE]->(p:Passage) RETURN p.text AS text") == [
        {"text": "Reefs are cleaned."}
    ]


def test_an_entity_of_another_kind_is_relabelled(store: Neo4jStore, cypher: Cypher) -> None:
    for kind in ("partner", "programme"):
        with store.writer() as batch:
            batch.put_entities([Entity("a", kind, "A", facets={"type": ("un",)} if kind == "partner" else {})], {})
    found = cypher("MATCH (n {id: 'a'}) RETURN labels(n) AS labels, n.facet_type AS type")
    assert (sorted(found[0]["labels"]), found[0]["type"]) == (["Entity", "Programme"], None)
    assert store.view().status().entities == {"programme": 1}


def test_an_id_longer_than_an_index_takes_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(InputError, match="8,000 bytes"), store.writer() as batch:
        batch.put_entities([Entity("x" * 40_000, "partner", "X")], {})
    assert store.view().version() == 0
