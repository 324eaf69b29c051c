"""Files of other versions, other programs and other kinds are told apart and left as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import InputError, StoreUnavailableError, StoreVersionError
from graph.model.codec import encode
from graph.model.entities import Entity
from graph.model.records import Record
from graph.model.status import STATUSES, status_of
from graph.store import open_store
from graph.store.interface import SCHEMA, FirstRead, Redaction
from graph.store.query import Query
from graph.store.sqlite.schema import APPLICATION, STEPS, check, migrate
from graph.store.sqlite.store import SqliteStore
from tests.conformance.world import DAYS, random_world


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def test_the_last_step_makes_the_version_that_the_interface_names() -> None:
    assert len(STEPS) == SCHEMA


def test_an_older_store_is_migrated_in_order_and_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    steps = [
        *STEPS,
        ("ALTER TABLE store ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'", "CREATE TABLE later (x)"),
        ("INSERT INTO later SELECT colour FROM store",),
    ]
    with SqliteStore.open(f"sqlite:///{path}") as store, store.writer() as batch:
        batch.put_entities([Entity("a", "partner", "A")], {})
    with closing(_raw(path)) as connection:
        migrate(connection, "old.db", steps)
        assert check(connection, "old.db", len(steps)) == len(steps)
        assert connection.execute("SELECT x FROM later").fetchall() == [("blue",)]
        assert connection.execute("SELECT id FROM entity").fetchall() == [("a",)]
        migrate(connection, "old.db", steps)
        assert connection.execute("SELECT x FROM later").fetchall() == [("blue",)], "each step is taken once"


def test_a_store_of_the_first_version_keeps_its_redactions_and_what_is_pending(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    redaction = Redaction("demo:1", ("Contact",), "asked for", "the desk", "2025-05-05T00:00:00Z")
    with closing(_raw(path)) as connection:
        migrate(connection, "first.db", STEPS[:1])
        connection.execute("INSERT INTO record VALUES (7, 'demo', '1', 'current', 'hash')")
        connection.execute("INSERT INTO redaction VALUES (1, 7, ?)", [encode(redaction)])
        connection.execute("UPDATE store SET version = 5, derived = 5, pending = 0")
    with SqliteStore.open(f"sqlite:///{path}") as store:
        status = store.view().status()
        assert (status.schema, status.version, status.sources, status.pending) == (SCHEMA, 5, 5, False)
        assert store.view().redactions() == [redaction]
        with store.writer() as batch:
            batch.delete_register("demo")
            batch.put_records([Record("demo", "1", {"Contact": "someone"})])
        assert store.view().record("demo:1").fields == {"Contact": ""}


def test_a_store_of_the_third_version_learns_when_its_records_were_first_read(tmp_path: Path) -> None:
    path = tmp_path / "third.db"
    versions = [Record("demo", "1", {"read_at": "no"}, read_at=f"2026-0{month}-01T00:00:00Z") for month in (1, 5)]
    with closing(_raw(path)) as connection:
        migrate(connection, "third.db", STEPS[:3])
        connection.execute("INSERT INTO record VALUES (7, 'demo', '1', 'current', 'hash')")
        for version in versions:
            connection.execute("INSERT INTO version (record, hash, document) VALUES (7, 'hash', ?)", [encode(version)])
    with SqliteStore.open(f"sqlite:///{path}") as store:
        assert store.view().first_read(["demo"]) == [FirstRead("demo:1", versions[0].read_at)]


def test_a_store_from_before_periods_tells_statuses_by_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    before = next(place for place, step in enumerate(STEPS) if any("TABLE period" in statement for statement in step))
    entities, _ = random_world(5, 200)
    with closing(_raw(path)) as connection:
        migrate(connection, "old.db", STEPS[:before])
        for n, entity in enumerate(entities):
            row = [n, entity.id, entity.kind, encode(entity)]
            connection.execute("INSERT INTO entity (n, id, kind, document) VALUES (?, ?, ?, ?)", row)
            connection.execute("INSERT INTO chosen VALUES (?, x'')", [n])
    with SqliteStore.open(f"sqlite:///{path}") as store:
        for on in DAYS:
            for status in ("", *STATUSES):
                found = store.view().page(Query({"status": (status,)}, as_of=on), 200)
                assert {id for id, _ in found} == {each.id for each in entities if status_of(each, on) == status}


def test_a_migration_that_fails_leaves_the_older_store(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    SqliteStore.open(f"sqlite:///{path}").close()
    steps = [*STEPS, ("CREATE TABLE later (x)",), ("INSERT INTO nowhere VALUES (1)",)]
    with closing(_raw(path)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, "old.db", steps)
        assert check(connection, "old.db") == len(STEPS)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").fetchone() == (0,)
    SqliteStore.open(f"sqlite:///{path}").close()


def test_a_store_of_a_newer_goal17_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    SqliteStore.open(f"sqlite:///{path}").close()
    with closing(_raw(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreVersionError, match=r"newer\.db was written by a newer goal17"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with closing(_raw(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(StoreVersionError, match=r"foreign\.db is an SQLite database, but not a store"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["foreign.db"]


@pytest.mark.parametrize(
    "content", [b"Title,Partners\nA,B\n" * 300, b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(StoreVersionError, match=r"register\.csv"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_damaged_store_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    with SqliteStore.open(f"sqlite:///{path}") as store, store.writer() as batch:
        batch.put_entities([Entity(f"e{at}", "partner", "x" * 500) for at in range(500)], {})
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\x5a" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    with pytest.raises(StoreVersionError, match=r"damaged\.db"), open_store(f"sqlite:///{path}") as store:
        list(store.view().entities())


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with open_store(f"sqlite:///{path}") as store:
        assert store.view().status().schema == SCHEMA
    with closing(_raw(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


@pytest.mark.parametrize("url", ["sqlite:", "sqlite:///", "sqlite://host/file.db", "sqlite:/file.db"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="sqlite"):
        open_store(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="no folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/goal17.db")
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{tmp_path}")


def test_paths_may_hold_anything(tmp_path: Path) -> None:
    for name in ("with space.db", "50%.db", "a?b#c.db", "données-数据.db", "it's.db"):
        with open_store(f"sqlite:///{tmp_path}/{name}") as store, store.writer() as batch:
            batch.put_entities([Entity("a", "partner", name)], {})
        assert (tmp_path / name).is_file()
        with open_store(f"sqlite:///{tmp_path}/{name}") as store:
            assert store.view().entity("a").name == name


def test_a_relative_path_is_one_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///here.db") as store:
        assert store.url == "sqlite:///here.db"
    assert (tmp_path / "here.db").is_file()
