"""The register that a notebook is about.

It is what the store of GOAL17_STORE holds. Where that isn't set, it is the sample register: as `make demo` has left it,
or, where it never ran, read anew into a store that is gone afterwards.
"""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from graph.build.vectors import embed_missing
from graph.embed.embedder import Embedder
from graph.embed.spaces import load
from graph.errors import NotReadyError, StoreUnavailableError
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store, View
from ingest.run import derive, ingest

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "build" / "demo" / "goal17.db"

_SQLITE = "sqlite:///"


@dataclass(frozen=True, eq=False)
class Register:
    """What a notebook asks.

    Attributes:
        store: where it is kept; closed when the notebook ends.
        snapshot: one version of it as arrays, which all measures are taken of.
        embedders: models that read texts; none where none were built: then only words and names count.
        as_of: the asking date: what has ended, and who is on a list of countries, is told as of this day.
    """

    store: Store
    snapshot: Snapshot
    embedders: tuple[Embedder, ...]
    as_of: date

    @property
    def view(self) -> View:
        """The store, for reading: search, profiles, sources."""
        return self.store.view()

    @property
    def embedder(self) -> Embedder | None:
        """The model of the snapshot's vectors; None where it has none."""
        return next((each for each in self.embedders if each.space == self.snapshot.space), None)

    def __str__(self) -> str:
        """What it is, how much it holds, and what nobody vouches for."""
        held = "; ".join(f"{each.title or each.code} (as of {each.as_of or '?'})" for each in self.view.registers())
        snapshot = self.snapshot
        return (
            f"{held or 'An empty store'}: {len(snapshot.partnerships):,} partnerships and {len(snapshot.partners):,}"
            f" partners, asked on {self.as_of}.\nListed as submitted to the registers named, not endorsed."
        )


def open_register(url: str | None = None) -> Register:
    """Open what a notebook is about; nothing is ever written to a store that is named.

    Args:
        url: of a store; by default that of GOAL17_STORE. A relative path is looked for from the checkout, wherever
            the notebook runs.

    Raises:
        StoreUnavailableError: there is no such store.
    """
    embedders = models()
    url = url or os.environ.get("GOAL17_STORE") or (f"{_SQLITE}{DEMO}" if DEMO.exists() else "")
    if url:
        store = open_store(_from_here(url))
    else:
        store = open_store("sqlite://")
        read_sample(store, embedders)
    atexit.register(store.close)
    # The last one reads most languages.
    snapshot = make(store.view(), embedders[-1].space if embedders else "")
    return Register(store, snapshot, embedders, datetime.now(UTC).date())


def read_sample(store: Store, embedders: tuple[Embedder, ...]) -> None:
    """Read the sample register into a store, as `make demo` does: half a minute with vectors."""
    sys.path.append(str(ROOT / "scripts"))
    from sample_register import joined, write

    with tempfile.TemporaryDirectory() as folder:
        write(joined(ROOT / "sample"), Path(folder) / "sample.jsonl")
        ingest(store, [Path(folder) / "sample.jsonl"])
    derive(store)
    if embedders:
        embed_missing(store, embedders)


def models() -> tuple[Embedder, ...]:
    """The embedding models of GOAL17_MODELS, or of `make model`; none where none were built."""
    try:
        return load(ROOT / os.environ.get("GOAL17_MODELS", "build/models")).all
    except NotReadyError:
        return ()


def _from_here(url: str) -> str:
    """The URL with the path of a file from the checkout; a file that isn't there isn't made."""
    if not url.startswith(_SQLITE):
        return url
    file = ROOT / url.removeprefix(_SQLITE)
    if not file.exists():
        raise StoreUnavailableError(
            f"There is no store at {file}. `goal17 ingest FILE` makes one and reads a register into it; with"
            " GOAL17_STORE unset it is the sample register that is read."
        )
    return f"{_SQLITE}{file}"
