"""Snapshots on disk: made once for a version, mapped at start, replaced when the store has moved on."""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from graph.errors import Goal17Error, NotReadyError
from graph.resolve.candidates import NameIndex
from graph.snapshot import filing
from graph.snapshot.exchange import Candidates, Exchange, Needs, Offers
from graph.snapshot.make import make
from graph.snapshot.mapped import mapped
from graph.snapshot.recorded import Recorded
from graph.snapshot.says import Saying, Says
from graph.snapshot.snapshot import Snapshot
from graph.snapshot.themed import Themed
from graph.snapshot.told import Told
from graph.store.interface import Status, Store
from graph.whole_folder import whole_folder

LAYOUT = 19
"""Version of the files; others are made anew."""

_log = logging.getLogger(__name__)

_LONGEST_MAKING = 3600.0
"""Seconds after which a snapshot that was begun is taken for given up."""

_MAKING = ".making-"
_MATRICES = ("links", "tagged", "placed", "terms", "name_terms")
_PARTS = ("data", "indices", "indptr")
_EXCHANGED = {"candidates": Candidates, "offers": Offers, "needs": Needs}
_FILED = {"themed": Themed, "recorded": Recorded}
_ARRAYS = ("wholes", "name_rows", "idf", "vectors", "starts", "ends", "open_ended")


def save(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot into a folder; a reader never sees half of one, and what was there before is replaced.

    Raises:
        OSError: the folder can't be written.
    """
    with whole_folder(folder, _MAKING) as here:
        for name in _MATRICES:
            _save_matrix(getattr(snapshot, name), here, name)
        _save_matrix(snapshot.names.matrix, here, "names")
        _save_matrix(snapshot.told.phrased, here, "phrased")
        _save_matrix(snapshot.says.of_kind, here, "of_kind")
        _save_matrix(snapshot.told.titled, here, "titled")
        np.save(here / "told_vectors.npy", snapshot.told.vectors)
        np.save(here / "name_weights.npy", snapshot.names.weights)
        if snapshot.exchange is not None:
            for part in _EXCHANGED:
                filing.write(getattr(snapshot.exchange, part), here / part)
        for part in _FILED:
            filing.write(getattr(snapshot, part), here / part)
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
            "partner_acronyms": [list(acronyms) for acronyms in snapshot.partner_acronyms],
            "names": list(snapshot.names.features),
            "partnerships": list(snapshot.partnerships),
            "titles": list(snapshot.titles),
            "link_roles": [[row, column, role] for (row, column), role in snapshot.link_roles.items()],
            "read_roles": [[row, column, roles] for (row, column), roles in snapshot.read_roles.items()],
            "tags": [list(tag) for tag in snapshot.tags],
            "places": list(snapshot.places),
            "vocabulary": list(snapshot.vocabulary),
            "words": list(snapshot.words),
            "told": {"phrases": list(snapshot.told.phrases), "languages": list(snapshot.told.languages)},
            "says": {
                "kinds": [list(kind) for kind in snapshot.says.kinds],
                "joining": [
                    [row, [[each.field, each.value, each.basis] for each in said]]
                    for row, said in snapshot.says.joining.items()
                ],
            },
        }
        (here / "snapshot.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> Snapshot:
    """Map a snapshot from its folder.

    Raises:
        NotReadyError: there is none, or it isn't whole.
    """
    try:
        return _load(folder)
    except (OSError, ValueError, LookupError, TypeError, EOFError) as error:
        raise NotReadyError(f"There is no whole snapshot in {folder}: {error}.") from error


def _load(folder: Path) -> Snapshot:
    document = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    arrays: dict[str, Any] = {name: mapped(folder / f"{name}.npy") for name in _ARRAYS}
    sizes = {
        "links": (len(document["partners"]), len(document["partnerships"])),
        "tagged": (len(document["partnerships"]), len(document["tags"])),
        "placed": (len(document["partnerships"]), len(document["places"])),
        "name_terms": (len(document["partners"]), len(document["vocabulary"])),
        "terms": (len(document["partnerships"]), len(document["vocabulary"])),
    }
    matrices = {name: _load_matrix(folder, name, sizes[name]) for name in _MATRICES}
    features = document["names"]
    document["names"] = NameIndex(
        features,
        mapped(folder / "name_weights.npy"),
        _load_matrix(folder, "names", (len(features), len(arrays["name_rows"]))),
    )
    phrases = {phrase: column for column, phrase in enumerate(document["told"]["phrases"])}
    shape = (len(document["partnerships"]), len(phrases))
    document["told"] = Told(
        mapped(folder / "told_vectors.npy"),
        phrases,
        _load_matrix(folder, "phrased", shape),
        _load_matrix(folder, "titled", shape),
        document["told"]["languages"],
    )
    kinds = [(dimension, code) for dimension, code in document["says"]["kinds"]]
    document["says"] = Says(
        kinds,
        _load_matrix(folder, "of_kind", (len(document["partnerships"]), len(kinds))),
        {row: tuple(Saying(*each) for each in said) for row, said in document["says"]["joining"]},
    )
    document["exchange"] = Exchange(*(filing.read(made, folder / part) for part, made in _EXCHANGED.items()))
    filed: dict[str, Any] = {part: filing.read(made, folder / part) for part, made in _FILED.items()}
    document["link_roles"] = {(row, column): role for row, column, role in document["link_roles"]}
    document["read_roles"] = {
        (row, column): tuple((role, score) for role, score in roles) for row, column, roles in document["read_roles"]
    }
    document["tags"] = [(kind, code) for kind, code in document["tags"]]
    document["vocabulary"] = {term: column for column, term in enumerate(document["vocabulary"])}
    return Snapshot(**document, **arrays, **matrices, **filed)


def _save_matrix(matrix: csr_array, folder: Path, name: str) -> None:
    for part in _PARTS:
        np.save(folder / f"{name}.{part}.npy", getattr(matrix, part))


def _load_matrix(folder: Path, name: str, shape: tuple[int, int]) -> csr_array:
    return csr_array(tuple(mapped(folder / f"{name}.{part}.npy") for part in _PARTS), shape=shape)


def place(folder: Path, status: Status, space: str) -> Path:
    """Where the snapshot of a store's version is kept.

    Args:
        folder: where snapshots are kept.
        status: of the store.
        space: the vector space that is taken along; empty: none.
    """
    return folder / status.store_id / f"{_version(status)}-{space.replace('/', '-') or 'words'}"


def _version(status: Status) -> str:
    # The mark tells copies of one file apart, which came to the same version by different batches.
    return f"{status.version}-{status.mark}-{LAYOUT}"


class Snapshots:
    """The current snapshot of a store; safe to use from several threads, and from several processes at once.

    Args:
        store: the store.
        folder: where snapshots are kept; those of other versions of the same store are removed. Where it can't be
            written, snapshots are kept in memory only.
        space: the vector space to take along; empty: none.
    """

    def __init__(self, store: Store, folder: Path, space: str) -> None:
        self._store = store
        self._folder = folder
        self._space = space
        self._held: Snapshot | None = None
        self._lock = threading.Lock()
        self._renewing: threading.Thread | None = None

    def current(self) -> Snapshot:
        """The snapshot of the store as it is now: mapped if it is on disk, made if it isn't.

        Raises:
            StoreError: the store can't be read.
        """
        with self._lock:
            if self._held is None or self._held.version != self._store.view().version():
                self._held = self._at_hand()
            return self._held

    def latest(self) -> Snapshot:
        """A snapshot without waiting: where the store has moved on, the one before, while the new one is made.

        A store whose graph is being derived is left alone until that is done.

        Raises:
            StoreError: the store can't be read.
        """
        held = self._held
        if held is None:
            return self.current()
        view = self._store.view()
        renewing = self._renewing
        idle = renewing is None or not renewing.is_alive()
        if idle and held.version != view.version() and not view.status().pending:
            self._renewing = threading.Thread(target=self._renew, name="snapshot", daemon=True)
            self._renewing.start()
        return held

    def _renew(self) -> None:
        try:
            self.current().prepare()
        except Goal17Error:
            _log.warning("The snapshot of the store could not be renewed.", exc_info=True)

    def _at_hand(self) -> Snapshot:
        view = self._store.view()
        status = view.status()
        space = self._space if any(each.name == self._space and each.vectors for each in status.spaces) else ""
        folder = place(self._folder, status, space)
        with suppress(NotReadyError):
            return load(folder)
        _log.info("Arrays are made of what the store holds, once for each of its versions; questions wait for them.")
        made = make(view, space)
        if view.version() != status.version:
            # Something was written meanwhile: good enough until it is asked for again, not for keeping.
            return made
        try:
            save(made, folder)
        except OSError as error:
            _log.warning("The snapshot is kept in memory only: %s", error)
            return made
        self._clear(folder.parent, _version(status))
        return load(folder)

    def _clear(self, folder: Path, version: str) -> None:
        """Remove other versions, and what a process that was killed has left half made."""
        for other in folder.iterdir():
            being_made = other.name.startswith(_MAKING) and time.time() - other.stat().st_mtime < _LONGEST_MAKING
            if not (being_made or other.name.startswith(f"{version}-")):
                shutil.rmtree(other, ignore_errors=True)
