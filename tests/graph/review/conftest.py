"""The desk over its world."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.review.desk import Desk
from graph.store import open_store
from graph.store.interface import Store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the test's own that holds the world of `tests.desk`."""
    shutil.copy(filled, tmp_path / "desk.db")
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
