"""A matcher over the small world of needs and offers, with and without vectors."""

from __future__ import annotations

import pytest

from graph.embed.spaces import Embedders
from graph.matching.needs.matcher import NeedMatcher
from graph.snapshot.make import make
from graph.store import open_store
from tests.asked import fill


@pytest.fixture(scope="session")
def matcher(embedders: Embedders) -> NeedMatcher:
    with open_store("sqlite://") as store:
        view = fill(store, embedders).view()
        embedder = embedders.reading(None)[0]
        return NeedMatcher(make(view, embedder.space), embedder, view.registers())


@pytest.fixture(scope="session")
def by_words() -> NeedMatcher:
    with open_store("sqlite://") as store:
        view = fill(store).view()
        return NeedMatcher(make(view), None, view.registers())
