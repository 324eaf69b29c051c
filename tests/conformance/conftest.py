"""Every test that asks for `store` runs on every engine."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph.store import open_store
from graph.store.interface import Store
from tests.conformance.engines import ENGINES
from tests.conformance.world import fill


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", [_param(name, metafunc.function.__name__) for name in ENGINES], scope="session")


def _param(name: str, test: str) -> object:
    marks = []
    if excuse := ENGINES[name].excuse(test):
        marks.append(pytest.mark.xfail(strict=True, reason=excuse))
    if name == "neo4j":
        # One server, one database: one worker.
        marks.append(pytest.mark.xdist_group("neo4j"))
    return pytest.param(name, marks=marks)


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a store that holds nothing."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/conformance.db"
    if importlib.util.find_spec(ENGINES[engine].module) is None:
        pytest.skip(f"{ENGINES[engine].module} isn't there")
    url: str = request.getfixturevalue("neo4j_url")
    _empty(url)
    return url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open store that holds nothing."""
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def world(store: Store) -> Store:
    """A store that holds the small made-up world of `tests.conformance.world`."""
    fill(store)
    return store


@pytest.fixture
def aside(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes further stores, in files of their own."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        opened.append(open_store(f"sqlite:///{tmp_path}/{name}.db"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def _empty(url: str) -> None:
    from neo4j import GraphDatabase

    parts = urlsplit(url)
    where = f"{parts.scheme}://{parts.hostname}:{parts.port}"
    with GraphDatabase.driver(where, auth=(parts.username or "", parts.password or "")) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=parts.path.strip("/") or None)
