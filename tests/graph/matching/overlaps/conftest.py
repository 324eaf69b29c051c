"""A register with a campaign, a follow-up and unrelated entries, as arrays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.build.vectors import embed_missing
from graph.embed.embedder import Embedder
from graph.matching.overlaps.answer import Overlaps
from graph.model.drafts import Draft
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from tests.world import AGUA, DRAFTS, GREEN, INSTITUTE, REEF, UNEP, draft, partner, read

PLEDGING = {"Kenya": "KEN", "Fiji": "FJI", "Peru": "PER", "Ghana": "GHA", "Samoa": "WSM"}


def _pledge(number: int, country: str, code: str) -> Draft:
    return draft(
        "coast", f"p{number}", f"Clean harbours pledge of {country}",
        f"The port authority of {country} pledges to receive the waste of all ships, to publish what it receives every"
        " year, and to train its staff in keeping the harbour clean, as the clean harbours campaign asks.",
        partner("International Ports Union", type="business"),
        sdgs=(14,), countries=(code,), start="2019", end="2024",
    )  # fmt: skip


NURSERIES = (
    draft(
        "coast", "n1", "Reef nurseries of Taveuni, phase I",
        "Divers and villages of Taveuni grow corals in nurseries and plant them on reefs that storms have broken.",
        REEF, INSTITUTE, sdgs=(14,), countries=("FJI",), start="2012", end="2015",
    ),
    draft(
        "coast", "n2", "Reef nurseries of Taveuni, phase II",
        "The nurseries of the first phase are handed to the villages of Taveuni, which plant corals on more reefs.",
        REEF, GREEN, sdgs=(13, 14), countries=("FJI",), start="2017", end="2021",
    ),
    draft(
        "coast", "n3", "Counting fish before and after closed seasons",
        "Students count fish on reefs, so that villages see whether closed seasons help.",
        UNEP, AGUA, sdgs=(14,), countries=("FJI",), start="2018",
    ),
)  # fmt: skip

REGISTER = (
    *DRAFTS,
    *(_pledge(number, *place) for number, place in enumerate(PLEDGING.items())),
    *NURSERIES,
)


@pytest.fixture(scope="session")
def coast(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Snapshot:
    file = tmp_path_factory.mktemp("overlaps") / "coast.db"
    with open_store(f"sqlite:///{file}") as store:
        read(store, REGISTER)
        embed_missing(store, [embedder])
        return make(store.view(), embedder.space)


@pytest.fixture(scope="session")
def wordless(coast: Snapshot) -> Snapshot:
    """The same where the store holds no vectors."""
    none = coast.vectors[:, :0]
    return replace(coast, space="", vectors=none, told=replace(coast.told, vectors=none))


@pytest.fixture(scope="session")
def overlaps(coast: Snapshot, embedder: Embedder) -> Overlaps:
    return Overlaps(coast, embedder)
