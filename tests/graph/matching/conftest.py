"""The world as arrays, and the matcher on them."""

from __future__ import annotations

from datetime import date

import pytest

from graph.embed.embedder import Embedder
from graph.embed.spaces import Embedders
from graph.matching.matcher import Matcher
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store

ASKED = date(2025, 6, 15)


@pytest.fixture(scope="session")
def embedder(embedders: Embedders) -> Embedder:
    """The model that reads most languages."""
    return embedders.reading(None)[0]


@pytest.fixture(scope="session")
def snapshot(world: Store, embedder: Embedder) -> Snapshot:
    return make(world.view(), embedder.space)


@pytest.fixture(scope="session")
def matcher(snapshot: Snapshot, embedder: Embedder) -> Matcher:
    return Matcher(snapshot, embedder)


@pytest.fixture(scope="session")
def as_of() -> date:
    """The asking date: some entries of the world have ended, some run, some have yet to begin."""
    return ASKED
