"""A small made-up world of partnerships: several countries, languages and states, as readers would draft it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.build.rebuild import rebuild
from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.records import Record, Register
from graph.store import open_store
from graph.store.interface import Store

REGISTERS = (
    Register("coast", "Register of the coast", licence="CC BY 4.0", attribution="The desk of the coast", as_of="2024"),
    Register("clinic", "Register of clinics and schools", as_of="2023-06"),
)


def partner(name: str, acronym: str = "", **more: str) -> Mention:
    """A mention as a reader makes it; types count as declared."""
    basis = {"type_basis": "declared"} if more.get("type") else {}
    written = f"{name} ({acronym})" if acronym else name
    return Mention(name, written, "Partners", acronym=acronym, **basis, **more)


UNEP = partner("United Nations Environment Programme", "UNEP", type="un-system")
UNDP = partner("United Nations Development Programme", "UNDP", type="un-system")
WHO = partner("World Health Organization", "WHO", type="un-system")
WMO = partner("World Meteorological Organization", "WMO", type="un-system")
KENYA = partner("Ministry of Environment", type="government", country="KEN", parent="Kenya", parent_kind="government")
INSTITUTE = partner("Marine Research Institute of Mombasa", type="scientific", country="KEN")
GREEN = partner("Green Shore Trust", type="ngo", country="TZA")
SOLAR = partner("Sunrise Solar Ltd", type="business", country="KEN")
FLAME = partner("Blue Flame Foundation", type="foundation")
BLEUE = partner("Fondation Mer Bleue", type="foundation", country="FRA")
DAKAR = partner("Université de la Côte", type="academic", country="SEN")
AGUA = partner("Red Agua Viva", type="ngo", country="COL")
REEF = partner("Reef Watch Network", type="ngo", country="FJI")
CODE = partner("Code Together", "CT", type="ngo", country="IND")
COASTAL_TRUST = partner("Coral Triangle", "CT", type="ngo", country="IDN")


def draft(
    register: str,
    key: str,
    title: str,
    text: str,
    *mentions: Mention,
    sdgs: Sequence[int] = (),
    countries: Sequence[str] = (),
    themes: Sequence[str] = (),
    language: str = "en",
    portfolio: str = "",
    **facts: object,
) -> Draft:
    """A partnership; facts by their field, `open_ended` for `open-ended`."""
    return Draft(
        register,
        key,
        "partnership",
        title,
        "world/1",
        facts=tuple(DraftFact(field.replace("_", "-"), value, str(value), "Dates") for field, value in facts.items()),
        mentions=mentions,
        links=(
            *(Link("addresses", "sdg", str(goal)) for goal in sdgs),
            *(Link("operates-in", "country", code) for code in countries),
            *(Link("addresses", "theme", code) for code in themes),
        ),
        texts=(Text("description", text, language, "Description"),) if text else (),
        portfolio=portfolio,
    )


def _role(mention: Mention, role: str) -> Mention:
    from dataclasses import replace

    return replace(mention, role=role)


DRAFTS = (
    draft(
        "coast", "1", "Mangroves for Kenya",
        "We restore mangrove forests along the coast with fishing villages, so that storms do less harm.",
        _role(UNEP, "lead"), KENYA, INSTITUTE,
        sdgs=(13, 14), countries=("KEN",), themes=("csd:oceans",), start="2019", end="2030", portfolio="csd",
    ),
    draft(
        "coast", "2", "Coastal forests of Tanzania",
        "Communities replant mangroves and protect coastal forests against illegal logging.",
        _role(UNEP, "lead"), GREEN,
        sdgs=(14, 15), countries=("TZA",), themes=("csd:forests",), start="2015-03", end="2018-02-28",
    ),
    draft(
        "clinic", "3", "Solar power for rural clinics",
        "Solar panels and batteries keep the vaccines of rural clinics cold.",
        _role(WHO, "technical"), SOLAR,
        sdgs=(3, 7), countries=("KEN", "UGA"), themes=("csd:energy",), start="2018", open_ended=True,
    ),
    draft(
        "clinic", "4", "Clean cookstoves for households",
        "Women's cooperatives build and sell stoves that need less wood and make less smoke.",
        _role(UNDP, "funder"), FLAME,
        sdgs=(5, 7), countries=("RWA",), themes=("csd:energy",), start="2020-05-01",
    ),
    draft(
        "coast", "5", "Un océan sans plastique",
        "Nous ramassons les déchets plastiques sur les plages et nous formons les pêcheurs au recyclage.",
        BLEUE, DAKAR,
        sdgs=(12, 14), countries=("SEN",), language="fr", start="2021", end="2026",
    ),
    draft(
        "clinic", "6", "Agua segura para las escuelas",
        "Instalamos filtros de agua potable y letrinas en las escuelas rurales de la montaña.",
        AGUA, UNDP,
        sdgs=(6,), countries=("COL", "PER"), themes=("csd:water",), language="es", end="2031-06",
    ),
    draft(
        "clinic", "7", "التعليم الرقمي للمدارس", "ندرب المعلمين على استخدام الحاسوب في المدارس الابتدائية في القرى.",
        UNDP,
        sdgs=(4,), countries=("EGY",), language="ar",
    ),
    draft(
        "coast", "8", "保护长江湿地", "我们与当地社区合作，恢复长江流域的湿地，保护候鸟的栖息地。",
        WMO,
        sdgs=(15,), countries=("CHN",), language="zh", start="2022", end="2022",
    ),
    draft(
        "coast", "9", "Weather services for small islands",
        "Forecasters of small islands learn to warn fishers and farmers of cyclones and droughts.",
        WMO, UNDP,
        sdgs=(13,), countries=("FJI", "MDV"), themes=("csd:climate-change",), start="2040",
    ),
    draft(
        "coast", "10", "Early warning for coral reefs",
        "Satellite data and divers' reports tell reef managers of coral bleaching weeks ahead.",
        _role(UNEP, "lead"), WMO, REEF, COASTAL_TRUST,
        sdgs=(13, 14), countries=("FJI",), themes=("csd:oceans",), start="2016", end="2035-12",
    ),
    draft(
        "clinic", "11", "Girls learn to code",
        "Girls in secondary schools learn programming from women engineers and build their own apps.",
        CODE, UNDP,
        sdgs=(4, 5), countries=("IND",),
    ),
    draft("clinic", "12", "A title and nothing else", "", FLAME),
)  # fmt: skip
"""Twelve partnerships with fifteen partners (and a ministry's government)."""


def read(store: Store, drafts: Sequence[Draft] = DRAFTS) -> None:
    """Read drafts as their registers would be, and derive the graph; no vectors yet."""
    known = {register.code: register for register in REGISTERS}
    with store.writer() as writer:
        for code in dict.fromkeys(draft.register for draft in drafts):
            writer.put_register(known.get(code, Register(code)))
        writer.put_records(Record(each.register, each.key, {"Title": each.name}) for each in drafts)
        writer.put_drafts(drafts)
    rebuild(store)


def make_world(file: Path, embedders: Embedders | None) -> Store:
    """The world in a store of its own, with vectors if there are models; the caller closes it."""
    store = open_store(f"sqlite:///{file}")
    read(store)
    if embedders is not None:
        embed_missing(store, embedders.all)
    return store
