"""The world of `tests.south` as arrays, by words alone, and what answers on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.matching.triples.matcher import TripleMatcher
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.asked import REGISTERS
from tests.south import fill


@pytest.fixture(scope="session")
def south_store() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        yield fill(store)


@pytest.fixture(scope="session")
def south(south_store: Store) -> Snapshot:
    return make(south_store.view(), "")


@pytest.fixture(scope="session")
def asked_of(south: Snapshot) -> TripleMatcher:
    return TripleMatcher(south, None, REGISTERS)
