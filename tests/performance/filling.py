"""A store of as many partnerships as are wanted: the real one, and copies of all that its pages and searches read.

Every copy has entries, names, words, ties, passages and vectors of its own; records it shares with the real store. Its
snapshot is grown from that of the real store (`tests.performance.grown`) and kept where the service finds it, as if it
had been made of all records.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from graph.embed.spaces import load
from graph.model.entities import Entity
from graph.model.records import Register
from graph.snapshot.keep import LAYOUT, Snapshots, place, save
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.copy import copy
from graph.store.interface import Store
from tests.performance import copying
from tests.performance import grown as growing
from tests.performance.copying import Anew, batches, put_copy
from tests.performance.grown import Copy, Grown, grown

ON = "2016-06-01"
"""Asking date: a day on which much of what the registers hold was running."""

_SEED = 17
TEXTS = (
    ("Tidewatch Youth", "We teach school children about plastic litter and take them to count it on beaches."),
    ("Pumps for Villages", "We install and repair pumps that run on solar power, and train technicians for them."),
    ("Institute of Coastal Data", "We measure tides, acidity and temperature along the coast and publish the data."),
    ("Fisherwomen's Savings Union", "Savings groups and small loans for women who smoke, dry and sell fish."),
)


def base_of(url: str, cache: Path, models: Path) -> Snapshot:
    """The snapshot of a real store."""
    with open_store(url) as store:
        return Snapshots(store, cache / "snapshots", load(models).reading(None)[0].space).current()


def grow(base: Snapshot, size: int) -> Grown:
    """A snapshot of so many partnerships, or of as many as there are."""
    return grown(base, max(size, len(base.partnerships)))


def fingerprint(size: int, of: str) -> str:
    """Of what a filled store is made from, and of the code that fills it."""
    digest = hashlib.sha256(f"{of} {size} {LAYOUT}".encode())
    for file in (Path(__file__), Path(copying.__file__), Path(growing.__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def fill(made: Grown, source: Store, target: Store, cache: Path) -> None:
    """Fill an empty store with the real one and its copies, and put its snapshot where the service looks for it.

    Args:
        made: the grown snapshot.
        source: the real store.
        target: the empty one.
        cache: folder for snapshots.
    """
    copy(source, target)
    view, snapshot = source.view(), made.snapshot
    for number, own in enumerate(made.copies[1:], start=2):
        put_copy(_anew(made, own, number), view, target)
        print(f"  ({number} of {len(made.copies)} copies)", file=sys.stderr)
    # What is one and the same in all copies has the ties of all of them.
    own_in_each = {*made.copies[-1].partners, *made.copies[0].partnerships}
    for entities in batches(each for each in view.entities() if each.id not in own_in_each):
        with target.writer() as writer:
            busier = [replace(each, degree=each.degree * len(made.copies)) for each in entities]
            writer.put_entities(busier, view.terms([each.id for each in entities]))
    for entities in batches(_exchanged(snapshot)):
        with target.writer() as writer:
            writer.put_entities(entities, {})
    with target.writer() as writer:
        writer.put_register(Register("grown", title="Needs and offers in the words of titles"))
        writer.mark_derived(target.view().sources())
    status = target.view().status()
    folder = place(cache / "snapshots", status, snapshot.space)
    shutil.rmtree(folder.parent, ignore_errors=True)
    save(replace(snapshot, store_id=status.store_id, version=status.version), folder)


def _anew(made: Grown, own: Copy, number: int) -> Anew:
    snapshot = made.snapshot
    names = {id: (snapshot.partners[row], snapshot.partner_names[row]) for id, row in own.partners.items()}
    names |= {id: (snapshot.partnerships[row], snapshot.titles[row]) for id, row in own.partnerships.items()}
    return Anew(names, number, frozenset(made.copies[0].partnerships.keys() - own.partnerships.keys()))


def _exchanged(snapshot: Snapshot) -> Iterator[Entity]:
    """Needs and offers in the words of titles."""
    if snapshot.exchange is not None:
        needs, offers = snapshot.exchange.needs, snapshot.exchange.offers
        for id, name in zip(needs.ids, needs.names, strict=True):
            yield Entity(id, "need", name)
        for id, name in zip(offers.ids, snapshot.exchange.candidates.titles[len(snapshot.partnerships) :], strict=True):
            yield Entity(id, "offer", name)


def drawn_partnerships(snapshot: Snapshot, number: int) -> list[str]:
    """Half of them as they come, half by their partners: the longer its list, the likelier."""
    rng = np.random.default_rng(_SEED)
    listed = np.flatnonzero(np.diff(snapshot.by_partnership.indptr))
    rows = [*rng.choice(listed, number // 2), *rng.choice(snapshot.links.indices, number - number // 2)]
    return [snapshot.partnerships[int(row)] for row in rows]


def drawn_partners(snapshot: Snapshot, number: int) -> list[str]:
    """Half of them as they come, half by their ties: the more it is in, the likelier."""
    rng = np.random.default_rng(_SEED)
    tied = np.flatnonzero(np.diff(snapshot.links.indptr))
    rows = [*rng.choice(tied, number // 2), *rng.choice(snapshot.by_partnership.indices, number - number // 2)]
    return [snapshot.partners[int(row)] for row in rows]
