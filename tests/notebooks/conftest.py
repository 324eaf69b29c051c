"""Registers for notebooks: the sample, and others that lack what it has."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graph.store import open_store
from ingest.run import derive, ingest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="session")
def beside() -> Callable[[str], ModuleType]:
    """Imports a module that notebooks have beside them, as they do."""

    def module(name: str) -> ModuleType:
        sys.path.insert(0, str(NOTEBOOKS))
        try:
            return importlib.import_module(name)
        finally:
            sys.path.remove(str(NOTEBOOKS))

    return module


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, beside: Callable[[str], ModuleType]) -> str:
    """URL of a store with the sample register, with vectors where there are models, as `make demo` leaves it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('sample') / 'sample.db'}"
    at_hand = beside("at_hand")
    with open_store(url) as store:
        at_hand.read_sample(store, at_hand.models())
    return url


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Reads tables, each as a register of its own, into a store, and gives its URL: register to lines of CSV."""

    def store_of(**tables: str) -> str:
        folder = tmp_path_factory.mktemp("tables")
        url = f"sqlite:///{folder / 'tables.db'}"
        with open_store(url) as store:
            for register, lines in tables.items():
                file = folder / f"{register}.csv"
                file.write_text(lines, encoding="utf-8")
                (ingested,) = ingest(store, [file], register=register)
                assert ingested.error is None, ingested.error
            derive(store)
        return url

    return store_of
