"""A small made-up world of needs and offers beside some partnerships."""

from __future__ import annotations

from graph.build.rebuild import rebuild
from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.records import Record, Register
from graph.store.interface import Store

REGISTERS = (
    Register("plans", "Plans of countries", licence="CC-BY-4.0", as_of="2018"),
    Register("fund", "Projects of a fund", read_at="2026-05-01T00:00:00Z"),
    Register("coast", "Register of the coast", as_of="2024"),
)


def need(key: str, country: str, sector: str, actions: str, conditionality: str = "conditional") -> Draft:
    """A need as a climate plan's reader drafts it."""
    each = tuple(actions.split(", "))
    return Draft(
        "plans",
        key,
        "need",
        f"{country}, {sector}: {actions}",
        "asked/1",
        facts=(
            *(DraftFact("action", action, action, "actions") for action in each),
            DraftFact("sector", sector, sector, "sector"),
            DraftFact("area", "adaptation", "adaptation", "area"),
            DraftFact("conditionality", conditionality, conditionality, "conditionality"),
        ),
        links=(Link("needs", "country", country), Link("addresses", "theme", f"ndc:{sector}")),
        texts=tuple(Text("action", action, "en", "actions") for action in each),
    )


def offer(
    key: str, title: str, *countries: str, theme: str = "", maker: str = "Reef Fund", text: str = "", **facts: object
) -> Draft:
    """An offer; facts by their field."""
    return Draft(
        "fund",
        key,
        "offer",
        title,
        "asked/1",
        facts=(
            DraftFact("title", title, title, "Title"),
            *(DraftFact(field, value, str(value), field) for field, value in facts.items()),
        ),
        mentions=(Mention(maker, maker, "Agency", role="funder"),),
        links=(
            *(Link("operates-in", "country", code) for code in countries),
            *((Link("addresses", "theme", theme),) if theme else ()),
        ),
        texts=(Text("description", text, "en", "What"),) if text else (),
    )


def partnership(key: str, title: str, text: str, *countries: str, sdgs: tuple[int, ...] = (), **facts: object) -> Draft:
    """A partnership; facts by their field."""
    return Draft(
        "coast",
        key,
        "partnership",
        title,
        "asked/1",
        facts=tuple(DraftFact(field, value, str(value), field) for field, value in facts.items()),
        mentions=(Mention("Blue Bank", "Blue Bank", "Partners", role="lead"),),
        links=(
            *(Link("operates-in", "country", code) for code in countries),
            *(Link("addresses", "sdg", str(goal)) for goal in sdgs),
        ),
        texts=(Text("description", text, "en", "Text"),),
    )


DRAFTS = (
    partnership(
        "1",
        "Flood warnings for the islands",
        "We set up early warning of floods and storms with the villages of Fiji.",
        "FJI",
        sdgs=(11, 13),
        start="2012",
        end="2018-06-30",
    ),
    partnership("2", "School gardens", "Children grow vegetables at school.", "PER", sdgs=(2, 4)),
    partnership("3", "Landfill gas in Riga", "Gas of the landfill heats homes in Latvia.", "LVA", sdgs=(7, 12)),
    need("fji-drm", "FJI", "drm", "Early Warning System, Disaster Preparedness"),
    need("tgo-waste", "TGO", "waste", "Solid Waste, Recycling"),
    need("ken-water", "KEN", "water", "Irrigation", "both"),
    need("nor-transport", "NOR", "transport", "Electric Ferries", "unconditional"),
    offer("10", "Solid waste management in Togo", "TGO", theme="gef:chemicals-waste", status="Completed"),
    offer("11", "Solid waste management in Latvia", "LVA", theme="gef:chemicals-waste", status="Project Approved"),
    offer("12", "National communication of Togo", "TGO", theme="gef:climate-change", status="Completed"),
    offer(
        "13",
        "Recycling and solid waste in West Africa",
        theme="gef:chemicals-waste",
        window={"until": "2027-03"},
        route={"asks": "the ministry of finance", "through": "Blue Bank"},
        eligible="ldc",
        capacity=1,
        coverage="West Africa",
    ),
    offer("14", "Early warning of storms", "KEN", maker="Least Developed Countries Fund", window={"until": "2020"}),
)
"""Three partnerships, four needs, five offers."""


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
