"""A made-up register of thirty initiatives, in whose texts the names of some of their partners stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from graph.embed.embedder import Embedder
from graph.embed.spaces import Embedders
from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.questions import world_of
from graph.model.drafts import Draft
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from tests.world import draft, partner, read

WORDS = ("mangroves", "wells", "stoves", "clinics", "storms", "libraries", "seagrass")
BODIES = (
    partner("Zephyr Foundation", "ZF", type="foundation"),
    partner("Université de Corvo", "UDC", type="academic"),
    partner("Quill Trust", type="ngo", country="KEN"),
    partner("Brume Energy Ltd", type="business"),
    partner("Ministry of Tides", type="government", country="TZA"),
    partner("Ochre Institute", type="scientific", country="FJI"),
    partner("Lumen Network", type="ngo"),
    partner("Vela Bank", type="business", country="KEN"),
    partner("Once Only Society", type="ngo"),
)
NAMED = ("Zephyr Foundation", "UNIVERSITE DE CORVO", "the Quill-Trust", "BRUME ENERGY ltd", "Tanzania", "UDC", "ZF")


def _drafts() -> Iterator[Draft]:
    from dataclasses import replace

    lists = list(combinations(range(8), 3))
    for number, (words, named) in enumerate(zip(combinations(WORDS, 3), NAMED * 5, strict=False), 1):
        if number > 30:
            return
        first, *rest = (BODIES[at] for at in lists[(number * 11) % len(lists)])
        once = [BODIES[8]] if number == 7 else []
        lead = replace(first, role="lead") if number % 3 == 0 else first
        yield draft(
            "coast",
            str(number),
            f"{words[0]} and {words[1]} {number}",
            f"People share {' and '.join(words)} with {named} on an island.",
            lead,
            *rest,
            *once,
            sdgs=(number % 17 + 1,),
            countries=("KEN",) if number % 4 == 0 else (),
        )


@pytest.fixture(scope="session")
def embedder(embedders: Embedders) -> Embedder:
    """The model that reads most languages."""
    return embedders.reading(None)[0]


@pytest.fixture(scope="session")
def register(embedders: Embedders) -> Iterator[Store]:
    from graph.build.vectors import embed_missing

    with open_store("sqlite://") as store:
        read(store, list(_drafts()))
        embed_missing(store, embedders.all)
        yield store


@pytest.fixture(scope="session")
def known(register: Store, embedder: Embedder) -> Snapshot:
    """One entry of every group that leaks."""
    return world_of(make(register.view(), embedder.space))


@pytest.fixture(scope="session")
def masker(register: Store, known: Snapshot, embedder: Embedder) -> Masker:
    return Masker(register.view(), known, embedder)
