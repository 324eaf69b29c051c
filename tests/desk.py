"""A small made-up world with questions for a review desk: names that are alike, records that are, homonyms."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from graph.build.rebuild import rebuild
from tests.world import draft, partner, read

if TYPE_CHECKING:
    from graph.store.interface import Store

KEEPERS = partner("Lagoon Keepers Association", "LKA", type="ngo", country="FJI")
KEEPERS_TOO = partner("Lagoon Keepers", type="business", country="FJI")
SEAGRASS = partner("Seagrass Restoration Group", type="ngo")
SEAGRASS_TOO = partner("Seagrass Restoration Working Group")
ZEPHYR = partner("Zephyr Solar Cooperative", country="KEN")
ZEPHYR_TOO = partner("Zephyr Solar Cooperation", country="KEN")
BANK = partner("Harbour Bank", "HB", type="business")
THE_BANK = partner("The Harbour Bank", type="business")
FORESTRY_KEN = partner("Ministry of Forestry", country="KEN")
FORESTRY_TZA = partner("Ministry of Forestry", country="TZA")

LAGOONS = "We watch over the lagoons of the outer islands, and count what lives in them."

DRAFTS = (
    draft("coast", "1", "Lagoons of the outer islands", LAGOONS, KEEPERS, SEAGRASS, sdgs=(14,), countries=("FJI",),
          start="2019-05", end="2030"),
    draft("coast", "2", "Seagrass meadows", "Meadows of seagrass are planted anew.", KEEPERS, SEAGRASS, SEAGRASS_TOO,
          sdgs=(13, 14)),
    draft("coast", "3", "Sun for the harbour", "Panels on the roofs of the harbour.", ZEPHYR, BANK, FORESTRY_KEN,
          sdgs=(7,), countries=("KEN",)),
    draft("clinic", "4", "Cold rooms for clinics", "Cold rooms run on sunshine.", ZEPHYR_TOO, THE_BANK, FORESTRY_TZA,
          sdgs=(3, 7)),
    draft("clinic", "5", "Fish for schools", "School meals with fish from the lagoon.", KEEPERS_TOO, SEAGRASS_TOO,
          sdgs=(2,), countries=("FJI",)),
    draft("clinic", "6", "Lagoons of the outer islands", "Teachers and fishers learn from each other.", ZEPHYR_TOO,
          sdgs=(4,)),
)  # fmt: skip
"""Six partnerships, and among their partners three pairs of names that are alike."""


def fill(store: Store) -> None:
    """Read the world into a store, and derive it."""
    read(store, DRAFTS)


def exported(store: Store) -> bytes:
    """Entities and relations of a store, in a form that is equal where they are."""
    view = store.view()
    return json.dumps(
        [[asdict(each) for each in view.entities()], [asdict(each) for each in view.relations()]],
        ensure_ascii=False,
        sort_keys=True,
    ).encode()


def derived(store: Store) -> bytes:
    """The same after the graph has followed what was decided."""
    rebuild(store)
    assert not store.view().status().pending
    return exported(store)
