"""Small snapshots from plain lists, and hypothesis strategies that make them: the oracle's side of the arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.model.entities import Entity, EntityText
from graph.resolve.candidates import NameIndex
from graph.snapshot.make import placed, tf_idf, weigh
from graph.snapshot.snapshot import Snapshot
from graph.snapshot.told import told
from graph.text.fold import terms

WORDS = ("reef", "water", "solar", "school", "storm", "forest")
TAGS = (("country", "KEN"), ("sdg", "14"), ("sdg", "7"), ("target", "14.2"), ("theme", "csd:oceans"))
PLACES = ("ATA", "FJI", "KEN", "TZA")
"""Antarctica lies in no region; Kenya and Tanzania lie in one."""


@dataclass(frozen=True)
class Body:
    """A partner: its name, type and country."""

    name: str = "Reef Watch"
    type: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A partnership: its text, the rows of its partners, its tags, the weights of its countries, its vector."""

    title: str = ""
    text: str = ""
    partners: tuple[int, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    about: Mapping[str, float] = field(default_factory=dict)
    vector: tuple[float, ...] = (0.0, 0.0, 0.0)
    lead: int | None = None


def arrays(bodies: Sequence[Body], entries: Sequence[Entry], ids: Sequence[str] = ()) -> Snapshot:
    """A snapshot of them: ids are p0, p1… and e-0, e-1… or those given."""
    n, m = len(bodies), len(entries)
    counts = [Counter(terms(f"{entry.title}\n{entry.text}")) for entry in entries]
    vocabulary, idf, weighted = tf_idf(counts)
    tags = sorted({tag for entry in entries for tag in entry.tags})
    places = sorted({code for entry in entries for code in entry.about})
    vectors = np.array([entry.vector for entry in entries], dtype=np.float32).reshape(m, -1 if m else 3)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(lengths > 0, lengths, 1)
    names = [(body.name, *body.aliases) for body in bodies]
    return Snapshot(
        store_id="made",
        version=1,
        space="made/1",
        partners=[f"p{row}" for row in range(n)],
        partner_names=[body.name for body in bodies],
        partner_types=[body.type for body in bodies],
        partner_countries=[body.country for body in bodies],
        partner_aliases=names,
        partner_acronyms=[[] for _ in bodies],
        wholes=np.full(n, -1, dtype=np.int32),
        names=NameIndex.of([]),
        name_rows=np.zeros(0, dtype=np.int32),
        partnerships=list(ids) or [f"e-{row}" for row in range(m)],
        titles=[entry.title for entry in entries],
        links=_ones([(who, row) for row, entry in enumerate(entries) for who in set(entry.partners)], (n, m)),
        link_roles={(entry.lead, row): "lead" for row, entry in enumerate(entries) if entry.lead is not None},
        tags=tags,
        tagged=_ones([(row, tags.index(tag)) for row, e in enumerate(entries) for tag in set(e.tags)], (m, len(tags))),
        places=places,
        placed=placed([entry.about for entry in entries], places),
        vocabulary=vocabulary,
        words=list(vocabulary),
        idf=idf,
        terms=weighted,
        name_terms=weigh([Counter({t for name in each for t in terms(name)}) for each in names], vocabulary, idf),
        vectors=np.asarray(vectors, dtype=np.float32),
        told=told(
            [
                Entity(f"e-{row}", "partnership", e.title, texts=(EntityText("text", e.text),))
                for row, e in enumerate(entries)
            ],
            np.asarray(vectors, dtype=np.float32),
        ),
        starts=np.zeros(m, dtype=np.int32),
        ends=np.zeros(m, dtype=np.int32),
        open_ended=np.zeros(m, dtype=bool),
    )


def assert_same(one: Any, other: Any, besides: Collection[str] = (), where: str = "snapshot") -> None:
    """Fail unless two snapshots, or parts of them, are equal in every array; `besides` names fields that may differ."""
    for name in (each.name for each in fields(one) if each.name not in besides):
        _assert_equal(getattr(one, name), getattr(other, name), f"{where}.{name}")


def _assert_equal(a: Any, b: Any, where: str) -> None:
    if is_dataclass(a):
        assert_same(a, b, where=where)
    elif isinstance(a, NameIndex):
        assert list(a.features) == list(b.features), where
        _assert_equal(a.weights, b.weights, f"{where}.weights")
        _assert_equal(a.matrix, b.matrix, f"{where}.matrix")
    elif isinstance(a, csr_array):
        assert a.shape == b.shape, where
        for part in ("data", "indices", "indptr"):
            _assert_equal(getattr(a, part), getattr(b, part), f"{where}.{part}")
    elif isinstance(a, np.ndarray):
        assert a.dtype == b.dtype, where
        assert np.array_equal(a, b), where
    else:
        assert a == b, where


def _ones(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    at = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return csr_array((np.ones(len(at), np.float32), (at[:, 0], at[:, 1])), shape=shape)


bodies = st.builds(
    Body,
    name=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
    type=st.sampled_from(["", "ngo", "business"]),
    country=st.sampled_from(["", "KEN", "FJI", "PER"]),
)


def entries(number: int) -> st.SearchStrategy[Entry]:
    """An entry whose partners are among so many."""
    return st.builds(
        Entry,
        title=st.sampled_from(WORDS),
        text=st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
        partners=st.lists(st.integers(0, number - 1), unique=True, max_size=4).map(tuple) if number else st.just(()),
        tags=st.lists(st.sampled_from(TAGS), unique=True, max_size=3).map(tuple),
        about=st.dictionaries(st.sampled_from(PLACES), st.sampled_from([0.35, 1.0, 1.5]), max_size=3),
        vector=st.sampled_from([(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (1.0, 2.0, 0.0), (-1.0, 0.0, 1.0)]),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Up to six partners and six partnerships, perhaps none, with or without links, tags, places and vectors."""
    made = draw(st.lists(bodies, max_size=6))
    return arrays(made, draw(st.lists(entries(len(made)), max_size=6)))
