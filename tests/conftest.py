"""What every test may ask for."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from graph.embed.spaces import Embedders
    from graph.store.interface import Store
    from ingest.reader import Reading


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real registers, gold files and standards.

    It is other people's material and not part of the repository: a clone without it skips these tests and says why;
    where the variable is set, missing files are a failure.
    """
    named = os.environ.get("GOAL17_SHARED")
    if not named:
        pytest.skip("GOAL17_SHARED is not set: the real registers are not here")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"GOAL17_SHARED names {folder}, which is not a folder"
    return folder


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the exported models: `GOAL17_MODELS`, or `build/models` of the checkout."""
    named = os.environ.get("GOAL17_MODELS")
    folder = Path(named).resolve() if named else Path(__file__).parents[1] / "build" / "models"
    if not folder.is_dir():
        pytest.fail(f"there are no models in {folder}; build them: python -m graph.embed.export --to {folder}")
    return folder


@pytest.fixture(scope="session")
def embedders(models: Path) -> Embedders:
    """The exported models, loaded once; what one test had embedded is known to the next."""
    from graph.embed.spaces import load
    from tests.remembering import remembering

    return remembering(load(models))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Makes a file once for a whole run: the first worker that asks for it makes it, and the others wait."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        file, part = folder / name, folder / f"{name}.part"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                make(part)
                part.replace(file)
        return file

    return made


@pytest.fixture(scope="session")
def readings_of(shared: Path, once: Callable[..., Path]) -> Callable[[str], list[Reading]]:
    """What the reader of a real register makes of its file in `data`, row by row: read once for a whole run."""
    from ingest.files import open_tables
    from ingest.formats import reader_for

    def read(file: str) -> list[Reading]:
        def write(into: Path) -> None:
            (table,) = open_tables(shared / "data" / file)
            reader = reader_for(table)
            found = list(reader.read(table, reader.register().code, "2026-01-01T00:00:00Z"))
            into.write_bytes(pickle.dumps(found))

        readings: list[Reading] = pickle.loads(once(f"{file}.readings", write).read_bytes())
        return readings

    return read


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the world of `tests.desk`: to be copied."""
    from graph.store import open_store
    from tests.desk import fill

    file = tmp_path_factory.mktemp("desk") / "desk.db"
    with open_store(f"sqlite:///{file}") as store:
        fill(store)
    return file


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, embedders: Embedders) -> Iterator[Store]:
    """The made-up world of `tests/world.py` with its vectors: to be read; `world.backup(file)` gives one to write."""
    from tests.world import make_world

    with make_world(tmp_path_factory.mktemp("world") / "world.db", embedders) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_server() -> ModuleType:
    """The program `scripts/neo4j_server.py`, able to start a server of `neo4j_server.VERSION` with no network.

    A clone where `python scripts/neo4j_server.py fetch` never ran skips these tests and says why. Where
    GOAL17_TEST_NEO4J_VERSION is set, that version is taken, and not having it is a failure.
    """
    from scripts.jars import NotFetchedError

    name = "neo4j_server"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent.parent / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    sys.modules[name] = program
    spec.loader.exec_module(program)
    wanted = os.environ.get("GOAL17_TEST_NEO4J_VERSION")
    program.VERSION = wanted or program.VERSION
    try:
        program.class_path(program.VERSION)
    except NotFetchedError as error:
        if wanted:
            raise
        pytest.skip(str(error))
    return program


@pytest.fixture(scope="session")
def neo4j_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A real Neo4j, as `neo4j://user:password@host:port`, started for this run and gone after it.

    Where GOAL17_TEST_NEO4J has such an address, that server is used and nothing is started. Its database must be one
    that tests may empty. Tests that share the server share the database: mark them `xdist_group("neo4j")`, so that
    one worker runs them all.
    """
    running = os.environ.get("GOAL17_TEST_NEO4J")
    if running:
        yield running
        return
    program = request.getfixturevalue("neo4j_server")
    with program.serve(program.VERSION, brief=True) as server:
        yield server.url
