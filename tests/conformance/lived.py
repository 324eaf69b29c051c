"""A store with a past: two registers and plans of countries, read twice, corrected, reviewed and redacted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.build.rebuild import rebuild
from graph.model.drafts import Draft, Link
from graph.model.judgements import Judgement, Name
from graph.model.records import Record, Register
from graph.store.interface import Store
from tests import asked, world
from tests.world import BLEUE, FLAME, GREEN, KENYA, REEF, SOLAR, UNDP, UNEP, WMO, draft


def _money(amount: float, currency: str = "USD") -> dict[str, object]:
    return {"amount": amount, "currency": currency, "written": f"{currency} {amount:,}"}


def _linked(made: Draft, *links: Link) -> Draft:
    return replace(made, links=(*made.links, *links))


STATED = (
    _linked(
        draft(
            "coast", "20", "Training fishers of the coast", "Fishers learn to mend nets and to count what they catch.",
            # The same body under two headings and twice under one of them, and a heading that holds several types.
            replace(UNDP, headings=("un-system", "un-system", "other"), type_basis="header"),
            replace(GREEN, type="", type_basis="", headings=("major-groups",)),
            replace(KENYA, headings=("governments",), role="lead"),
            countries=("KEN", "TZA"), start="2003-05-12", end="2009", portfolio="csd",
            scope="regional", mechanism="training", financing=_money(250_000), staff="two people",
            funds_sought=True, progress="Two hundred fishers were trained.",
        ),
        Link("addresses", "theme", "csd:oceans", role="primary"),
        Link("addresses", "theme", "csd:capacity-building", role="secondary"),
        Link("operates-in", "region", "002"),
        Link("addresses", "target", "14.2"),
    ),
    draft(
        "coast", "21", "Dams that nobody dated", "", SOLAR, UNDP,
        countries=("KEN",), themes=("csd:water",), start=None, scope="national", financing=_money(9e4, "EUR"),
        in_kind="boats", coverage="the valley", portfolio="csd",
    ),
    draft(
        "coast", "22", "A network of reefs", "Divers of small islands map reefs together with villages.",
        REEF, UNEP, BLEUE, WMO,
        sdgs=(14, 17), countries=("FJI", "MDV", "SYC"), start="2016-02", open_ended=True, scope="global",
        mechanism="knowledge-transfer", financing=None,
    ),
    draft("coast", "23", "Withdrawn before it began", "Nobody took part.", FLAME, countries=("FRA",), start="2011"),
)  # fmt: skip
"""What registers state and the made-up world doesn't: headings, scopes, sums, primary and secondary themes."""

TWIN = replace(world.DRAFTS[0], register="clinic", key="40", portfolio="", mentions=(UNEP, FLAME))
"""The second register has one of the partnerships of the first."""

PLANS = tuple(each for each in asked.DRAFTS if each.kind != "partnership")
FIRST: tuple[Draft, ...] = (*PLANS, *world.DRAFTS[6:], *STATED)
"""The later rows of the world come first, so that the order of reading isn't that of the keys."""

CORRECTED = replace(world.DRAFTS[8], mentions=(WMO, UNDP, REEF), facts=())
SECOND: tuple[Draft, ...] = (*world.DRAFTS[:6], TWIN, CORRECTED)


def live(store: Store) -> Store:
    """Put the past into an empty store: what it holds afterwards is the same, whatever its engine."""
    registers = {each.code: each for each in (*asked.REGISTERS, *world.REGISTERS)}
    _read(store, list(registers.values()), FIRST)
    rebuild(store)
    _read(store, [registers["coast"], registers["clinic"]], SECOND)
    with store.writer() as batch:
        batch.vanish_records("coast", ["23", "21"])
        batch.redact("coast:22", ["Title"], "asked for", "desk", "2026-02-01T00:00:00Z")
    rebuild(store)
    # One that had vanished is there again, and keeps its place.
    _read(store, [], [each for each in STATED if each.key == "21"])
    with store.writer() as batch:
        names = Name("blue flame foundation"), Name("fondation mer bleue")
        batch.put_judgements([Judgement(*names, "same", "person", "Ama", "2026-01-01T00:00:00Z")])
    rebuild(store)
    return store


def _read(store: Store, registers: Sequence[Register], drafts: Sequence[Draft]) -> None:
    with store.writer() as batch:
        for register in registers:
            batch.put_register(register)
        # Fields that differ make a corrected row a new version of its record.
        batch.put_records(
            Record(each.register, each.key, {"Title": each.name, "Partners": [m.written for m in each.mentions]})
            for each in drafts
        )
        batch.put_drafts(drafts)
