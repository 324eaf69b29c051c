"""Snapshots on disk: made once for a version, mapped at start, replaced when the store has moved on."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store

LAYOUT = 1
"""Version of the files; others are made anew."""

_MATRICES = ("links", "tagged", "terms")
_ARRAYS = ("idf", "vectors", "starts", "ends", "open_ended")


def save(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot into a folder that doesn't exist yet; a reader never sees half of one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        here = Path(making) / "snapshot"
        here.mkdir()
        for name in _MATRICES:
            matrix: csr_array = getattr(snapshot, name)
            for part in ("data", "indices", "indptr"):
                np.save(here / f"{name}.{part}.npy", getattr(matrix, part))
        for name in _ARRAYS:
            np.save(here / f"{name}.npy", getattr(snapshot, name))
        document = {
            "store_id": snapshot.store_id,
            "version": snapshot.version,
            "space": snapshot.space,
            "partners": list(snapshot.partners),
            "partner_names": list(snapshot.partner_names),
            "partner_types": list(snapshot.partner_types),
            "partner_countries": list(snapshot.partner_countries),
            "partner_aliases": [list(aliases) for aliases in snapshot.partner_aliases],
            "partnerships": list(snapshot.partnerships),
            "titles": list(snapshot.titles),
            "link_roles": [[row, column, role] for (row, column), role in snapshot.link_roles.items()],
            "tags": [list(tag) for tag in snapshot.tags],
            "vocabulary": list(snapshot.vocabulary),
            "words": list(snapshot.words),
        }
        (here / "snapshot.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        try:
            here.rename(folder)
        except OSError:
            if not (folder / "snapshot.json").exists():
                raise


def load(folder: Path) -> Snapshot:
    """Map a snapshot from its folder."""
    document = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    sizes = {
        "links": (len(document["partners"]), len(document["partnerships"])),
        "tagged": (len(document["partnerships"]), len(document["tags"])),
        "terms": (len(document["partnerships"]), len(document["vocabulary"])),
    }
    matrices = {
        name: csr_array(
            tuple(np.load(folder / f"{name}.{part}.npy", mmap_mode="r") for part in ("data", "indices", "indptr")),
            shape=sizes[name],
        )
        for name in _MATRICES
    }
    document["link_roles"] = {(row, column): role for row, column, role in document["link_roles"]}
    document["tags"] = [(kind, code) for kind, code in document["tags"]]
    document["vocabulary"] = {term: column for column, term in enumerate(document["vocabulary"])}
    return Snapshot(**document, **arrays, **matrices)


class Snapshots:
    """The current snapshot of a store.

    Args:
        store: the store.
        folder: where snapshots are kept; those of other versions of the same store are removed.
        space: the vector space to take along.
    """

    def __init__(self, store: Store, folder: Path, space: str) -> None:
        self._store = store
        self._folder = folder
        self._space = space
        self._held: Snapshot | None = None
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None

    def current(self) -> Snapshot:
        """The snapshot of the store as it is now: mapped if it is on disk, made if it isn't."""
        version = self._store.view().version()
        if self._held is None or self._held.version != version:
            with self._lock:
                if self._held is None or self._held.version != version:
                    self._held = self._at_hand()
        return self._held

    def latest(self) -> Snapshot:
        """A snapshot without waiting: where the store has moved on, the one before, while the new one is made."""
        held = self._held
        if held is None:
            return self.current()
        if held.version != self._store.view().version() and (self._making is None or not self._making.is_alive()):
            self._making = threading.Thread(target=self.current, name="snapshot", daemon=True)
            self._making.start()
        return held

    def _at_hand(self) -> Snapshot:
        view = self._store.view()
        status = view.status()
        space = self._space if any(each.name == self._space and each.vectors for each in status.spaces) else ""
        parts = f"{status.version}-{LAYOUT}-{space.replace('/', '-') or 'words'}"
        folder = self._folder / status.store_id / parts
        if not (folder / "snapshot.json").exists():
            made = make(view, space)
            if view.version() != status.version:
                return made
            save(made, folder)
            for other in folder.parent.iterdir():
                if other != folder and not other.name.startswith(".making-"):
                    shutil.rmtree(other, ignore_errors=True)
        return load(folder)
