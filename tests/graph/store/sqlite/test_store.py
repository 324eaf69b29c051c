"""What is particular to one file: locks, full disks, kills, backups, trial stores."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import (
    InputError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
    StoreVersionError,
    UnreadableFileError,
)
from graph.model.entities import Entity
from graph.model.records import Record
from graph.store import open_store
from graph.store.interface import Vectors, View
from graph.store.query import Query
from graph.store.sqlite.store import SqliteStore
from tests.conformance.world import ENTITIES, SPACE, fill, vector_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "goal17.db"


def _open(path: Path) -> SqliteStore:
    return SqliteStore.open(f"sqlite:///{path}")


def test_a_trial_store_is_gone_when_it_is_closed() -> None:
    before = set(Path(tempfile.gettempdir()).glob("goal17-*"))
    with open_store("sqlite://") as store:
        fill(store)
        assert store.view().entity("demo-1").id == "demo-1"
        (folder,) = set(Path(tempfile.gettempdir()).glob("goal17-*")) - before
    assert not folder.exists()


def test_closing_lets_go_of_everything(path: Path) -> None:
    store = _open(path)
    fill(store)
    list(store.view().entities())
    store.close()
    store.close()
    assert [entry.name for entry in path.parent.iterdir()] == ["goal17.db"]


def test_a_closed_store_says_so(path: Path) -> None:
    store = _open(path)
    fill(store)
    view, stream = store.view(), store.view().entities()
    next(stream)
    store.close()
    for ask in (view.version, lambda: next(stream), lambda: store.writer().__enter__()):
        with pytest.raises(StoreUnavailableError, match="closed"):
            ask()


def test_closing_while_others_read_ends_their_reading(path: Path) -> None:
    """Closing a connection under a thread that stands in it takes the process down, not only the thread."""
    for _ in range(20):
        store = _open(path)
        fill(store)
        view, asked = store.view(), vector_of("Blue Bank")
        ends: list[str] = []
        reading = threading.Barrier(5)

        def read(
            view: View = view, asked: Vectors = asked, ends: list[str] = ends, go: threading.Barrier = reading
        ) -> None:
            go.wait()
            try:
                while True:
                    view.nearest(SPACE, asked, Query(), 3)
                    view.facets(Query(terms=("blue",)), ["sdg", "country"])
                    list(view.entities())
            except StoreUnavailableError as error:
                ends.append(str(error))

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        reading.wait()
        time.sleep(0.01)
        store.close()
        for thread in threads:
            thread.join(timeout=30)
        assert len(ends) == 4
        assert all("closed" in end for end in ends), ends


def test_a_store_locked_by_another_process_is_unavailable_and_says_so(path: Path) -> None:
    with _open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        fill(store)
        store._connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match=r"goal17\.db is locked"), store.writer():
            pass
        assert store.view().entity("demo-1").id == "demo-1", "reading goes on"
        other.execute("ROLLBACK")
        with store.writer() as batch:
            batch.drop_entities(["demo-1"])


def test_two_open_stores_on_one_file_see_each_others_batches(path: Path) -> None:
    with _open(path) as one, _open(path) as two:
        fill(one)
        asked = vector_of("Blue Bank")
        assert two.view().nearest(SPACE, asked, Query(), 1)[0].id == "blue-bank-2b"
        with one.writer() as batch:
            batch.drop_entities(["blue-bank-2b"])
        assert two.view().nearest(SPACE, asked, Query(), 1)[0].id != "blue-bank-2b"
        assert two.view().version() == one.view().version()


def test_a_full_disk_stores_nothing_of_the_batch(path: Path) -> None:
    with _open(path) as store:
        fill(store)
        before = store.view().status()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(StoreFullError, match=r"goal17\.db"), store.writer() as batch:
            batch.put_records(Record("demo", f"new-{at}", {"Text": "x" * 9000}) for at in range(500))
        assert store.view().status() == before
        store._connection.execute("PRAGMA max_page_count = 1000000")
        with store.writer() as batch:
            batch.put_records([Record("demo", "new", {})])
        assert store.view().record("demo:new").fields == {}


def test_a_batch_that_has_failed_takes_nothing_more_though_the_error_was_caught(path: Path) -> None:
    with _open(path) as store:
        fill(store)
        before = store.view().status()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 10}")

        def stubborn() -> None:
            with store.writer() as batch:
                with pytest.raises(StoreFullError):
                    batch.put_records(Record("demo", f"new-{at}", {"Text": "x" * 9000}) for at in range(500))
                batch.drop_entities(["demo-1"])

        with pytest.raises(StoreError, match="failed"):
            stubborn()
        assert store.view().status() == before


def test_a_writer_kept_beyond_its_batch_is_refused(path: Path) -> None:
    with _open(path) as store:
        with store.writer() as batch:
            kept = batch
        with pytest.raises(StoreError, match="ended"):
            kept.put_entities([Entity("a", "partner", "A")], {})


_KILLED = """
import sys
from graph.model.entities import Entity
from graph.store import open_store
from graph.store.interface import View

store = open_store(sys.argv[1])
for number in range(1, 10_000):
    with store.writer() as batch:
        entities = [Entity(f"{number}-{at}", "partner", "x" * 200) for at in range(100)]
        batch.put_entities(entities, {entity.id: ("word", "") for entity in entities})
        if number == int(sys.argv[2]):
            print("inside", flush=True)
            sys.stdin.read()
    print(number, flush=True)
"""


def _start(path: Path, stop_inside: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _KILLED, f"sqlite:///{path}", str(stop_inside)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _check_whole(path: Path, at_least: int) -> None:
    with _open(path) as store:
        version = store.view().version()
        assert version >= at_least
        ids = {entity.id for entity in store.view().entities()}
        assert ids == {f"{number}-{at}" for number in range(1, version + 1) for at in range(100)}
        assert store.view().count(Query(terms=("word",))) == len(ids)
        assert store.view().count(Query({"kind": ("partner",)})) == len(ids)
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_kill_in_the_middle_of_a_batch_leaves_the_last_finished_one(path: Path) -> None:
    with _start(path, 3) as process:
        assert process.stdout is not None
        assert [process.stdout.readline().strip() for _ in range(3)] == ["1", "2", "inside"]
        process.send_signal(signal.SIGKILL)
    _check_whole(path, 2)
    with _open(path) as store:
        assert store.view().version() == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_any_time_leaves_whole_batches(path: Path, seed: int) -> None:
    with _start(path, 0) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        finished = [line.strip() for line in process.stdout]
    _check_whole(path, 1 + len(finished))


def test_a_backup_is_a_store_of_its_own(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_text("an older backup")
    with _open(path) as store:
        fill(store)
        store.backup(target)
        status = store.view().status()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup.db", "goal17.db"]
    with _open(target) as copy:
        own = copy.view().status()
        assert own.store_id != status.store_id, "it may develop differently from here on"
        assert replace(own, store_id=status.store_id) == status
        assert {entity.id for entity in copy.view().entities()} == {entity.id for entity in ENTITIES}


def test_a_backup_is_one_state_though_writing_goes_on(path: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    with _open(path) as store:
        fill(store)
        start = store.view().version()

        def write() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                with store.writer() as batch:
                    batch.put_entities([Entity(f"{number}-{at}", "partner", "x" * 99) for at in range(10)], {})

        writing = threading.Thread(target=write)
        writing.start()
        for round_ in range(3):
            store.backup(tmp_path / f"backup-{round_}.db")
        stop.set()
        writing.join()
    for round_ in range(3):
        with _open(tmp_path / f"backup-{round_}.db") as copy:
            extra = copy.view().status().entities["partner"] - 5
            assert extra == 10 * (copy.view().version() - start)


def test_a_backup_onto_a_store_in_use_is_refused(path: Path, tmp_path: Path) -> None:
    with _open(path) as store, _open(tmp_path / "other.db") as other:
        fill(store)
        fill(other)
        for target in (path, tmp_path / "other.db"):
            with pytest.raises(InputError, match="in use"):
                store.backup(target)
        with pytest.raises(StoreUnavailableError, match="no folder"):
            store.backup(tmp_path / "nowhere" / "backup.db")
        assert other.view().entity("demo-1").id == "demo-1"


def test_restoring_brings_back_the_state_and_goes_on_counting(path: Path, tmp_path: Path) -> None:
    asked = vector_of("Blue Bank")
    with _open(path) as store:
        fill(store)
        saved = store.view().status()
        store.backup(tmp_path / "backup.db")
        with store.writer() as batch:
            batch.drop_entities(["blue-bank-2b", "demo-1"])
            batch.delete_register("demo")
        assert store.view().nearest(SPACE, asked, Query(), 1)[0].id != "blue-bank-2b"
        version = store.view().version()
        before = store.view().entities()
        seen = [next(before).id]
        store.restore(tmp_path / "backup.db")
        seen += [entity.id for entity in before]
        assert "demo-1" not in seen, "a stream that had begun ends in the state before"
        status = store.view().status()
        assert status.version == version + 1
        assert len({status.store_id, saved.store_id}) == len({status.mark, saved.mark}) == 2
        assert (status.entities, status.records, status.pending) == (saved.entities, saved.records, saved.pending)
        assert store.view().nearest(SPACE, asked, Query(), 1)[0].id == "blue-bank-2b"
        with store.writer() as batch:
            batch.put_entities([Entity("after", "partner", "After")], {"after": ("after", "")})
        assert store.view().rank(Query(terms=("after",)), 1)[0].id == "after"
    with _open(path) as again:
        assert again.view().entity("after").name == "After"
        assert again.view().version() == version + 2
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup.db", "goal17.db"]


def test_files_that_were_copied_are_told_apart_by_their_marks(path: Path, tmp_path: Path) -> None:
    with _open(path) as store:
        fill(store)
    shutil.copy(path, tmp_path / "copied.db")
    seen = set()
    for file in (path, tmp_path / "copied.db"):
        with _open(file) as store:
            with store.writer() as batch:
                batch.drop_entities(["demo-1"])
            status = store.view().status()
            seen.add((status.store_id, status.version, status.mark))
    assert len(seen) == 2
    assert len({(id, version) for id, version, _ in seen}) == 1


def test_restoring_from_what_is_no_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("not a database" * 99)
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as foreign:
        foreign.execute("CREATE TABLE bookmarks (url)")
    with _open(path) as store:
        fill(store)
        before = store.view().status()
        for source, error in (
            ("text.txt", StoreVersionError),
            ("foreign.db", StoreVersionError),
            ("nowhere.db", UnreadableFileError),
        ):
            with pytest.raises(error, match=source):
                store.restore(tmp_path / source)
        assert store.view().status() == before


def test_what_a_redaction_removed_is_not_in_the_file(path: Path) -> None:
    secret = "zq-secret-" * 30
    with _open(path) as store:
        with store.writer() as batch:
            batch.put_records([Record("demo", "1", {"Contact": secret})])
        with store.writer() as batch:
            batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    assert b"zq-secret" not in path.read_bytes()
