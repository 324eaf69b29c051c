"""A real Neo4j starts, guards its data, and speaks the Cypher that goal17 writes.

The queries here are the ones the engine rests on, in their plainest form: should a new version of Neo4j change one of
them, this is where it shows first.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from scripts.jars import NotFetchedError

neo4j = pytest.importorskip("neo4j")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from neo4j import Driver

pytestmark = pytest.mark.xdist_group("neo4j")

WATERS = [
    {"id": "wells", "title": "Wells for island schools", "country": "FJ", "year": 2014, "vector": [1.0, 0.0, 0.0]},
    {
        "id": "rain",
        "title": "Rain harvesting, a schools campaign",
        "country": "WS",
        "year": 2018,
        "vector": [0.9, 0.1, 0],
    },
    {"id": "sun", "title": "Énergie solaire pour les écoles", "country": "SN", "year": 2018, "vector": [0.0, 1.0, 0.0]},
    {"id": "reefs", "title": "Reefs without borders", "year": 2021, "vector": [0.6, 0.0, 0.8]},
]
"""Four made-up initiatives; seen from `TOWARDS_WELLS` they stand in the order wells, rain, reefs, sun."""

TOWARDS_WELLS = [1.0, 0.02, 0.0]


@contextmanager
def connected(url: str, password: str | None = None) -> Iterator[Driver]:
    """A driver for an address with user and password, as `GOAL17_STORE` takes it; or with another password."""
    parts = urlsplit(url)
    user, given = unquote(parts.username or ""), unquote(parts.password or "")
    with neo4j.GraphDatabase.driver(
        f"{parts.scheme}://{parts.hostname}:{parts.port}",
        auth=(user, password or given),
        notifications_min_severity="OFF",
    ) as driver:
        yield driver


def ask(driver: Driver, query: str, **parameters: Any) -> list[list[Any]]:
    """The rows that a query gives."""
    return [list(record.values()) for record in driver.execute_query(query, parameters).records]


@pytest.fixture(scope="module")
def driver(neo4j_url: str) -> Iterator[Driver]:
    """The server with the four initiatives in it, as the label CheckedWater, and nothing left of them afterwards."""
    with connected(neo4j_url) as driver:
        clear(driver)
        ask(driver, "CREATE CONSTRAINT checked_id FOR (w:CheckedWater) REQUIRE w.id IS UNIQUE")
        # The type of the property is a list of floats: community's store format has no vectors of their own. The
        # procedure makes them 32 bits wide; a plain SET would take twice the space.
        store = """
            UNWIND $rows AS row CREATE (w:CheckedWater {id: row.id})
            SET w.title = row.title, w.terms = row.title, w.country = row.country, w.year = row.year
            WITH w, row CALL db.create.setNodeVectorProperty(w, 'vector', row.vector)
        """
        ask(driver, store, rows=WATERS)
        index = "{indexConfig: {`vector.dimensions`: 3, `vector.similarity_function`: 'cosine'}}"
        # What may be filtered inside the index is said when it is made (Cypher 25), or not at all (Cypher 5).
        if speaks_25(driver):
            filtered = "CYPHER 25 CREATE VECTOR INDEX checked_vector FOR (w:CheckedWater) ON w.vector"
            ask(driver, f"{filtered} WITH [w.country, w.year] OPTIONS {index}")
        else:
            ask(driver, f"CREATE VECTOR INDEX checked_vector FOR (w:CheckedWater) ON w.vector OPTIONS {index}")
        # Two analyzers want two properties: a second full-text index over the same ones is refused.
        for property_, analyzer in (("title", "standard-folding"), ("terms", "whitespace")):
            words = f"CREATE FULLTEXT INDEX checked_{property_} FOR (w:CheckedWater) ON EACH [w.{property_}]"
            ask(driver, f"{words} OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}")
        ask(driver, "CALL db.awaitIndexes(60)")
        yield driver
        clear(driver)


def clear(driver: Driver) -> None:
    """Remove what the fixture makes, this time's or that of a run that was killed."""
    ask(driver, "MATCH (w:CheckedWater) DETACH DELETE w")
    ask(driver, "DROP CONSTRAINT checked_id IF EXISTS")
    for name in ("checked_vector", "checked_title", "checked_terms"):
        ask(driver, f"DROP INDEX {name} IF EXISTS")


def speaks_25(driver: Driver) -> bool:
    """Whether the server knows Cypher 25: the versions named by year do, 5.26 doesn't."""
    rows = ask(driver, "CALL dbms.components() YIELD name, versions RETURN name, versions")
    return "25" in dict(rows).get("Cypher", [])


@pytest.fixture
def driver_25(driver: Driver) -> Driver:
    """The same where Cypher 25 is spoken."""
    if not speaks_25(driver):
        pytest.skip("SEARCH came with Cypher 25, which this Neo4j doesn't speak")
    return driver


def test_answers(neo4j_url: str) -> None:
    with connected(neo4j_url) as driver:
        assert ask(driver, "UNWIND $n AS n RETURN n * n", n=[1, 2, 3]) == [[1], [4], [9]]


def test_refuses_a_wrong_password(neo4j_url: str) -> None:
    with connected(neo4j_url, password="guessed-wrongly") as driver, pytest.raises(neo4j.exceptions.AuthError):
        driver.verify_connectivity()


def test_keeps_a_constraint(driver: Driver) -> None:
    with pytest.raises(neo4j.exceptions.ConstraintError):
        ask(driver, "CREATE (:CheckedWater {id: 'wells'})")


class TestVectors:
    def test_by_the_procedure_of_cypher_5(self, driver: Driver) -> None:
        """Known to every version, deprecated in those that know SEARCH; a filter can only come after the limit."""
        query = "CALL db.index.vector.queryNodes('checked_vector', $k, $q) YIELD node, score RETURN node.id, score"
        rows = ask(driver, query, k=3, q=TOWARDS_WELLS)
        assert [name for name, _ in rows] == ["wells", "rain", "reefs"]
        # The score of a cosine index is (1 + cosine) / 2.
        assert rows[2][1] == pytest.approx((1 + 0.6) / 2, abs=0.01)

    def test_by_search(self, driver_25: Driver) -> None:
        query = """
            CYPHER 25 MATCH (w:CheckedWater)
            SEARCH w IN (VECTOR INDEX checked_vector FOR $q LIMIT $k) SCORE AS score
            RETURN w.id, score ORDER BY score DESC, w.id
        """
        rows = ask(driver_25, query, k=3, q=TOWARDS_WELLS)
        assert [name for name, _ in rows] == ["wells", "rain", "reefs"]
        assert rows[2][1] == pytest.approx((1 + 0.6) / 2, abs=0.01)

    @pytest.mark.parametrize(
        ("where", "values", "found"),
        [
            ("w.country = $c", {"c": "SN"}, ["sun"]),
            ("w.year >= $from AND w.year < $to", {"from": 2015, "to": 2021}, ["rain", "sun"]),
            ("w.country = $c AND w.year > $from", {"c": "FJ", "from": 2015}, []),
            ("w.country IN $cs", {"cs": ["FJ", "SN"]}, ["wells", "sun"]),
            ("w.country IN $cs AND w.year = $y", {"cs": ["FJ", "SN"], "y": 2018}, ["sun"]),
            ("w.country IN $cs", {"cs": []}, []),
            ("w.country IS NULL", {}, ["reefs"]),
        ],
    )
    def test_filtered_inside_the_index(
        self, driver_25: Driver, where: str, values: dict[str, Any], found: list[str]
    ) -> None:
        """The filter is applied before the limit: a distant entry is found although nearer ones would fill it."""
        query = f"""
            CYPHER 25 MATCH (w:CheckedWater)
            SEARCH w IN (VECTOR INDEX checked_vector FOR $q WHERE {where} LIMIT 2) SCORE AS score
            RETURN w.id ORDER BY score DESC, w.id
        """
        assert ask(driver_25, query, q=TOWARDS_WELLS, **values) == [[name] for name in found]

    @pytest.mark.parametrize("where", ["w.country = 'FJ' OR w.year = 2018", "w.country <> 'FJ'", "'FJ' IN w.country"])
    def test_what_a_filter_inside_the_index_cannot_say(self, driver_25: Driver, where: str) -> None:
        query = f"""
            CYPHER 25 MATCH (w:CheckedWater)
            SEARCH w IN (VECTOR INDEX checked_vector FOR $q WHERE {where} LIMIT 2) RETURN w.id
        """
        with pytest.raises(neo4j.exceptions.CypherSyntaxError, match="joined by AND"):
            ask(driver_25, query, q=TOWARDS_WELLS)

    def test_scored_exactly_over_what_a_filter_left(self, driver: Driver) -> None:
        """The way for filters that the index can't say; on the same scale as the index, in every version."""
        query = """
            MATCH (w:CheckedWater) WHERE w.id IN $ids
            RETURN w.id, vector.similarity.cosine(w.vector, $q) AS score ORDER BY score DESC, w.id LIMIT 2
        """
        rows = ask(driver, query, ids=["sun", "reefs", "rain"], q=TOWARDS_WELLS)
        assert [name for name, _ in rows] == ["rain", "reefs"]
        assert rows[1][1] == pytest.approx((1 + 0.6) / 2, abs=0.01)


class TestWords:
    QUERY = """
        CALL db.index.fulltext.queryNodes($index, $words, {limit: 10}) YIELD node, score
        RETURN node.id, score ORDER BY score DESC, node.id
    """

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("schools", {"wells", "rain"}),
            ("schools AND rain", {"rain"}),
            ("ecoles", {"sun"}),
            ("title:(reefs OR wells)", {"reefs", "wells"}),
            ('"island schools"', {"wells"}),
            ("harvest*", {"rain"}),
            ("pipelines", set()),
        ],
    )
    def test_are_found(self, driver: Driver, words: str, found: set[str]) -> None:
        rows = ask(driver, self.QUERY, index="checked_title", words=words)
        assert {name for name, _ in rows} == found
        assert all(score > 0 for _, score in rows)

    def test_stay_as_they_are_where_the_terms_were_made_elsewhere(self, driver: Driver) -> None:
        """`whitespace` cuts and does nothing else: for text that was folded and stemmed before it was stored."""
        assert [row[0] for row in ask(driver, self.QUERY, index="checked_terms", words="Reefs")] == ["reefs"]
        assert ask(driver, self.QUERY, index="checked_terms", words="reefs") == []

    def test_are_a_language_of_their_own(self, driver: Driver) -> None:
        """A question by a user must be escaped: a lone bracket is a syntax error, behind a backslash it is not."""
        with pytest.raises(neo4j.exceptions.ClientError, match="ParseException"):
            ask(driver, self.QUERY, index="checked_title", words="wells (island")
        rows = ask(driver, self.QUERY, index="checked_title", words=r"wells \(island")
        assert [row[0] for row in rows] == ["wells"]


def test_the_server_ends_with_its_caller_and_keeps_what_it_was_told_to(
    neo4j_server: ModuleType, tmp_path: Path
) -> None:
    """Even when the caller is killed: the databases are closed properly, and are there for the next one."""
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER, neo4j_server.__file__, neo4j_server.VERSION, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
    )
    with caller:
        assert caller.stdout is not None
        first = caller.stdout.readline().strip()
        with connected(first) as driver:
            ask(driver, "CREATE (:Kept {since: 'before the kill'})")
        caller.kill()
    until = time.monotonic() + neo4j_server.STOP_TIMEOUT
    while not (tmp_path / "console.log").read_text(encoding="utf-8").rstrip().endswith("Stopped."):
        assert time.monotonic() < until, "the server outlived its caller"
        time.sleep(0.1)

    with neo4j_server.serve(neo4j_server.VERSION, home=tmp_path, brief=True) as second, connected(second.url) as driver:
        assert urlsplit(second.url).password == urlsplit(first).password
        assert ask(driver, "MATCH (k:Kept) RETURN k.since") == [["before the kill"]]


CALLER = """
import sys, time
from pathlib import Path
program, version, home = sys.argv[1:]
sys.path.insert(0, str(Path(program).parent))
import neo4j_server
with neo4j_server.serve(version, home=Path(home), brief=True) as server:
    print(server.url, flush=True)
    time.sleep(600)
"""


def test_a_start_that_fails_shows_the_log(neo4j_server: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(neo4j_server.Neo4jServerError, match=r"(?s)ended while starting.*Exception"):  # noqa: SIM117
        with neo4j_server.serve(neo4j_server.VERSION, home=tmp_path, brief=True):
            pass


def test_what_was_never_fetched_is_said_with_its_remedy(neo4j_server: ModuleType) -> None:
    with pytest.raises(NotFetchedError, match=r"fetch --version 0\.0\.0"):
        neo4j_server.class_path("0.0.0")
