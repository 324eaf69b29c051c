"""Snapshots on disk: whole or not there, of the version asked for, shared by threads."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graph.embed.spaces import Embedders
from graph.errors import NotReadyError
from graph.snapshot.keep import Snapshots, load, save
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.arrays import assert_same
from tests.world import DRAFTS, draft, partner, read


@pytest.fixture
def store(world: Store, tmp_path: Path) -> Iterator[Store]:
    """A copy of the world, to be written."""
    world.backup(tmp_path / "copy.db")
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}") as opened:
        yield opened


@pytest.fixture
def space(embedders: Embedders) -> str:
    return embedders.reading(None)[0].space


def _replace(file: Path, content: bytes) -> None:
    """Put another file in place; one that is mapped must not shrink under its readers."""
    file.unlink()
    file.write_bytes(content)


def folders(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.glob("*/*"))


def test_what_is_loaded_is_what_was_saved(store: Store, space: str, tmp_path: Path) -> None:
    made = make(store.view(), space)
    save(made, tmp_path / "cache" / "one")
    loaded = load(tmp_path / "cache" / "one")
    assert_same(made, loaded)
    assert isinstance(loaded.vectors.base, np.memmap) or isinstance(loaded.vectors, np.memmap)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["one"]


def test_an_empty_snapshot_is_kept_too(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as empty:
        made = Snapshots(empty, tmp_path / "cache", "").current()
        assert_same(made, make(empty.view()))
        assert_same(Snapshots(empty, tmp_path / "cache", "").current(), made)


def test_a_second_process_maps_what_the_first_has_made(store: Store, space: str, tmp_path: Path) -> None:
    first = Snapshots(store, tmp_path / "cache", space).current()
    (kept,) = (tmp_path / "cache").glob("*/*")
    before = (kept / "snapshot.json").stat().st_ino
    assert_same(Snapshots(store, tmp_path / "cache", space).current(), first)
    assert (kept / "snapshot.json").stat().st_ino == before


def test_after_a_write_current_is_the_new_version_and_the_old_files_are_gone(
    store: Store, space: str, tmp_path: Path
) -> None:
    snapshots = Snapshots(store, tmp_path / "cache", space)
    old = snapshots.current()
    assert snapshots.current() is old
    read(store, [draft("later", "1", "Seagrass meadows", "We plant seagrass.", partner("Meadow Club"))])
    new = snapshots.current()
    assert new.version == store.view().version() > old.version
    assert "later-1" in new.partnership_row
    assert len(folders(tmp_path / "cache")) == 1
    assert old.links.sum() > 0, "what is mapped stays readable"


def test_latest_does_not_wait_and_is_renewed_behind(store: Store, space: str, tmp_path: Path) -> None:
    snapshots = Snapshots(store, tmp_path / "cache", space)
    old = snapshots.latest()
    read(store, [draft("later", "1", "Seagrass meadows", "We plant seagrass.", partner("Meadow Club"))])
    assert snapshots.latest() is old
    deadline = time.monotonic() + 60
    while snapshots.latest().version != store.view().version():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "later-1" in snapshots.latest().partnership_row


def test_a_graph_that_is_being_derived_is_left_alone(store: Store, space: str, tmp_path: Path) -> None:
    snapshots = Snapshots(store, tmp_path / "cache", space)
    old = snapshots.latest()
    with store.writer() as writer:
        writer.put_drafts([DRAFTS[0]])
    assert store.view().status().pending
    for _ in range(20):
        assert snapshots.latest() is old
        time.sleep(0.01)


@pytest.mark.parametrize("harm", ["no json", "half json", "array gone", "array cut", "array foreign", "empty"])
def test_what_is_not_whole_is_made_anew(store: Store, space: str, tmp_path: Path, harm: str) -> None:
    cache = tmp_path / "cache"
    whole = make(store.view(), space)
    Snapshots(store, cache, space).current()
    (kept,) = cache.glob("*/*")
    document, array = kept / "snapshot.json", kept / "vectors.npy"
    if harm == "no json":
        document.unlink()
    elif harm == "half json":
        _replace(document, document.read_bytes()[:100])
    elif harm == "array gone":
        array.unlink()
    elif harm == "array cut":
        _replace(array, array.read_bytes()[:-100])
    elif harm == "array foreign":
        _replace(array, b"nothing of numpy's")
    else:
        shutil.rmtree(kept)
        kept.mkdir()
    with pytest.raises(NotReadyError, match="no whole snapshot"):
        load(kept)
    assert_same(Snapshots(store, cache, space).current(), whole)
    assert_same(load(kept), whole)


def test_what_a_killed_process_left_is_cleared_away(store: Store, space: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / store.view().status().store_id
    for name in (".making-old", ".making-now", "1-1-words"):
        (cache / name).mkdir(parents=True)
    os.utime(cache / ".making-old", (0, 0))
    Snapshots(store, tmp_path / "cache", space).current()
    left = {path.name for path in cache.iterdir()}
    assert ".making-now" in left, "another process is at it"
    assert not {".making-old", "1-1-words"} & left


def test_with_and_without_vectors_stand_side_by_side(store: Store, space: str, tmp_path: Path) -> None:
    with_vectors = Snapshots(store, tmp_path / "cache", space).current()
    assert Snapshots(store, tmp_path / "cache", "").current().space == ""
    assert Snapshots(store, tmp_path / "cache", "unheard-of/1").current().space == ""
    assert Snapshots(store, tmp_path / "cache", space).current().space == with_vectors.space == space
    assert len(folders(tmp_path / "cache")) == 2


def test_a_file_in_place_of_the_folder_costs_the_keeping_only(store: Store, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    snapshots = Snapshots(store, tmp_path / "cache", "")
    assert snapshots.current().titles
    assert snapshots.current() is snapshots.current()


def test_threads_share_one_snapshot(store: Store, space: str, tmp_path: Path) -> None:
    snapshots = Snapshots(store, tmp_path / "cache", space)
    found: list[Snapshot] = []
    threads = [threading.Thread(target=lambda: found.append(snapshots.latest())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(each is found[0] for each in found)


def test_readers_and_a_writer_at_once(store: Store, space: str, tmp_path: Path) -> None:
    snapshots = Snapshots(store, tmp_path / "cache", space)
    stop, failed = threading.Event(), list[Exception]()

    def ask() -> None:
        try:
            while not stop.is_set():
                held = snapshots.latest()
                assert held.links.shape == (len(held.partners), len(held.partnerships))
                assert held.vectors.shape[0] == held.terms.shape[0] == len(held.titles)
        except Exception as error:  # noqa: BLE001 (of whatever kind, it is shown below)
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        read(store, [draft("later", str(number), f"Seagrass {number}", "We plant.", partner(f"Club {number}"))])
    stop.set()
    for thread in threads:
        thread.join()
    assert not failed
    assert snapshots.current().version == store.view().version()
