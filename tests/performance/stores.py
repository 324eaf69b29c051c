"""The store that questions are asked of: read, derived and embedded once, and kept under build/bench/.

It is made anew when a source or a line of code that reads, derives or embeds has changed. Vectors are kept by the hash
of their text, so only texts that were never seen before are embedded again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.build.vectors import embed_missing
from graph.embed.embedder import Embedder
from graph.embed.spaces import load
from graph.store import open_store
from graph.store.interface import Store
from ingest.run import derive, ingest
from tests.performance.sources import Sources

ROOT = Path(__file__).parents[2]
_MAKING = ("graph/text", "graph/model", "graph/names", "graph/resolve", "graph/build", "graph/store", "ingest")
_TAKEN_OVER = 5000


@dataclass(frozen=True)
class Prepared:
    """A store with everything in it.

    Attributes:
        file: the SQLite file.
        fingerprint: of what it was made from.
        note: what of it was there already.
    """

    file: Path
    fingerprint: str
    note: str

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"


def prepared(folder: Path, sources: Sources, models: Path) -> Prepared:
    """The embedded SQLite store of the sources, made where it isn't there or isn't of now."""
    fingerprint = _fingerprint(sources, models)
    file = folder / "store.db"
    made_of = folder / "store.made-of"
    if file.exists() and made_of.exists() and made_of.read_text(encoding="utf-8") == fingerprint:
        return Prepared(file, fingerprint, "store and vectors from build/bench")
    folder.mkdir(parents=True, exist_ok=True)
    made_of.unlink(missing_ok=True)
    for old in folder.glob("store.db*"):
        old.unlink()
    embedders = load(models).all
    with open_store(f"sqlite:///{file}") as store:
        for ingested in ingest(store, sources.files):
            if ingested.error is not None:
                raise ingested.error
        derive(store)
        known = sum(_take_over(store, embedder, folder) for embedder in embedders)
        made = _embed(store, embedders, folder)
    made_of.write_text(fingerprint, encoding="utf-8")
    return Prepared(file, fingerprint, f"store made now; {made:,} vectors embedded, {known:,} from build/bench")


def _embed(store: Store, embedders: Sequence[Embedder], folder: Path) -> int:
    """Embed what has no vector yet; what was done when this is stopped is kept."""

    def told(what: str, done: int, of: int) -> None:
        print(f"\r{what}: {done:,} of {of:,}", end="", file=sys.stderr, flush=True)

    try:
        return embed_missing(store, embedders, told)
    finally:
        print(file=sys.stderr)
        for embedder in embedders:
            _keep(store, embedder, folder)


def _kept(embedder: Embedder, folder: Path) -> Path:
    return folder / f"vectors-{hashlib.sha256(embedder.space.encode()).hexdigest()[:12]}.npz"


def _take_over(store: Store, embedder: Embedder, folder: Path) -> int:
    """Put the kept vectors of texts that the store holds; returns how many."""
    file = _kept(embedder, folder)
    if not file.exists():
        return 0
    with np.load(file) as kept:
        rows = {hash: row for row, hash in enumerate(kept["hashes"].tolist())}
        vectors = kept["vectors"]
    waiting = [passage.hash for passage in store.view().without_vectors(embedder.space) if passage.hash in rows]
    for at in range(0, len(waiting), _TAKEN_OVER):
        hashes = waiting[at : at + _TAKEN_OVER]
        with store.writer() as writer:
            writer.put_vectors(embedder.space, hashes, vectors[[rows[hash] for hash in hashes]].astype(np.float32))
    return len(waiting)


def _keep(store: Store, embedder: Embedder, folder: Path) -> None:
    """Keep the vectors of the store beside it."""
    hashes, vectors = store.view().vectors(
        embedder.space, list(dict.fromkeys(passage.hash for passage in store.view().all_passages()))
    )
    part = folder / "vectors.part.npz"
    np.savez(part, hashes=np.array(hashes), vectors=vectors.astype(np.float16))
    part.replace(_kept(embedder, folder))


def _fingerprint(sources: Sources, models: Path) -> str:
    """Of the sources, the models and the code that makes a store of them."""
    digest = hashlib.sha256()
    for file in sources.files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for file in sorted(models.glob("*/space.json")):
        digest.update(file.read_bytes())
    for folder in _MAKING:
        for file in sorted([*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.csv")]):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
