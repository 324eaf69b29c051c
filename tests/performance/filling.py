"""A store that holds what answers about matches read, of as many partnerships as are wanted.

It holds the entries themselves, and the passages of those that answers about overlaps quote. What they are chosen by is
in the snapshot, which is grown from that of the real store (`tests.performance.grown`) and kept where the service finds
it, as if it had been made of all records.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from graph.embed.spaces import load
from graph.matching.overlaps.answer import Overlaps
from graph.matching.subject import PartnershipDescription
from graph.model.entities import Entity
from graph.model.records import Register
from graph.snapshot.keep import LAYOUT, Snapshots, place, save
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store, View
from tests.performance import grown as growing
from tests.performance.grown import Grown, grown

T = TypeVar("T")

ON = "2016-06-01"
"""Asking date: a day on which much of what the registers hold was running."""

_BATCH = 2000
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
    for file in (Path(__file__), Path(growing.__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def fill(made: Grown, source: View, target: Store, models: Path, cache: Path, asked: int) -> None:
    """Put what answers read into an empty store, and its snapshot where the service looks for it.

    Args:
        made: the grown snapshot.
        source: the real store.
        target: the empty one.
        models: folder of the models.
        cache: folder for snapshots.
        asked: how many questions of each kind will be asked.
    """
    snapshot = made.snapshot
    with target.writer() as writer:
        for register in source.registers():
            writer.put_register(register)
        writer.put_register(Register("grown", title="Needs and offers in the words of titles"))
    for batch in _batches(_entities(made, source)):
        with target.writer() as writer:
            writer.put_entities(batch, {})
    _put_passages(made, source, target, _quoted(snapshot, models, asked))
    with target.writer() as writer:
        writer.mark_derived(target.view().sources())
    status = target.view().status()
    folder = place(cache / "snapshots", status, snapshot.space)
    shutil.rmtree(folder.parent, ignore_errors=True)
    save(replace(snapshot, store_id=status.store_id, version=status.version), folder)


def _entities(made: Grown, source: View) -> Iterator[Entity]:
    """The entries under their new ids and names; the names by which they are searched aren't repeated."""
    snapshot = made.snapshot
    for kind, ids, names, rows in (
        ("partner", snapshot.partners, snapshot.partner_names, made.partners),
        ("partnership", snapshot.partnerships, snapshot.titles, made.partnerships),
    ):
        stored = list(source.entities(kind))
        for id, name, row in zip(ids, names, rows.tolist(), strict=True):
            yield replace(stored[row], id=id, name=name, aliases=(), facets={})
    if snapshot.exchange is not None:
        needs, offers = snapshot.exchange.needs, snapshot.exchange.offers
        for id, name in zip(needs.ids, needs.names, strict=True):
            yield Entity(id, "need", name)
        for id, name in zip(offers.ids, snapshot.exchange.candidates.titles[len(snapshot.partnerships) :], strict=True):
            yield Entity(id, "offer", name)


def _quoted(snapshot: Snapshot, models: Path, asked: int) -> list[int]:
    """Rows of the partnerships of which answers about overlaps quote passages."""
    overlaps = Overlaps(snapshot, load(models).reading(None)[0])
    questions = [*drawn_partnerships(snapshot, asked), *(PartnershipDescription(*text) for text in TEXTS)]
    answers = [overlaps.matches(each, as_of=date.fromisoformat(ON))[0] for each in questions]
    ids = {each for each in questions if isinstance(each, str)} | {match.id for each in answers for match in each}
    return sorted(snapshot.partnership_row[id] for id in ids)


def _put_passages(made: Grown, source: View, target: Store, rows: Sequence[int]) -> None:
    """The passages of some partnerships, copies with those of the entry that they were made from."""
    snapshot = made.snapshot
    ids = [entity.id for entity in source.entities("partnership")]
    of = {row: ids[int(made.partnerships[row])] for row in rows}
    passages = source.passages(list(dict.fromkeys(of.values())))
    hashes = list(dict.fromkeys(each.hash for own in passages.values() for each in own))
    held, vectors = source.vectors(snapshot.space, hashes)
    with target.writer() as writer:
        for row, id in of.items():
            own = snapshot.partnerships[row]
            writer.put_passages(own, [replace(each, entity=own) for each in passages.get(id, ())])
    with target.writer() as writer:
        writer.put_vectors(snapshot.space, held, vectors)


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


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(values)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
