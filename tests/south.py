"""A small made-up world of partnerships on waste in the South, beside a need of Togo and one of Norway."""

from __future__ import annotations

from dataclasses import replace

from graph.build.rebuild import rebuild
from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.model.drafts import Mention
from graph.model.records import Record
from graph.store.interface import Store
from tests.asked import REGISTERS, need
from tests.world import UNDP, WHO, draft, partner

SORTERS = partner("Sorters of Cotonou", type="ngo", country="BEN")
COMPOST = partner("Compost Dakar", type="business", country="SEN")
WATCHERS = partner("Waste Watchers", type="ngo", country="KEN")
PLANNERS = partner("Planners of Accra", type="ngo", country="GHA")
TOWNS = partner("Union of Serbian Towns", type="ngo", country="SRB")
OSLO = partner("Recyclers of Oslo", type="ngo", country="NOR")
OWN = partner("Clean Lomé", type="ngo", country="TGO")


def _as(mention: Mention, role: str) -> Mention:
    return replace(mention, role=role)


DRAFTS = (
    draft(
        "coast", "1", "Solid waste sorting in Benin",
        "Households sort their solid waste. Lessons were learned: pay collectors by the month. Recycling came later.",
        _as(SORTERS, "lead"), UNDP, OWN,
        sdgs=(11, 12), countries=("BEN",), start="2015", end="2018-06-30",
        deliverable={"title": "Three sorting centres", "date": "2017"},
    ),
    draft(
        "coast", "2", "Recycling of solid waste in markets",
        "Market traders bring solid waste to a recycling yard, which makes compost of it.",
        _as(COMPOST, "implementer"), WHO,
        sdgs=(11,), countries=("SEN", "TGO"), themes=("csd:waste-management",), start="2019", end="2035",
    ),
    draft(
        "coast", "3", "Solid waste and recycling in Oslo", "Solid waste is burnt, recycling is free.",
        _as(OSLO, "lead"), countries=("NOR",),
    ),
    draft(
        "coast", "4", "Solid waste recycling park", "A park for recycling of solid waste.",
        _as(PLANNERS, "lead"), countries=("GHA",), start="2040",
    ),
    draft(
        "coast", "5", "Counting solid waste", "Volunteers count solid waste before its recycling.",
        _as(WATCHERS, "observer"), UNDP, countries=("KEN",),
    ),
    draft(
        "coast", "6", "Solid waste of towns", "Towns collect solid waste for recycling.",
        _as(TOWNS, "lead"), countries=("SRB", "KEN"),
    ),
    draft("coast", "7", "Libraries on wheels", "A bus brings books to villages.", UNDP, OSLO, countries=("TGO",)),
    need("tgo-waste", "TGO", "waste", "Solid Waste, Recycling"),
    need("nor-transport", "NOR", "transport", "Electric Ferries", "unconditional"),
)  # fmt: skip
"""Seven partnerships and two needs."""


def fill(store: Store, embedders: Embedders | None = None) -> Store:
    """Put the world into an empty store, with vectors if there are models."""
    with store.writer() as writer:
        for register in REGISTERS:
            writer.put_register(register)
        writer.put_records(Record(each.register, each.key, {"Title": each.name}) for each in DRAFTS)
        writer.put_drafts(DRAFTS)
    rebuild(store)
    if embedders is not None:
        embed_missing(store, embedders.all)
    return store
