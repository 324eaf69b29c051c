"""The world of the pages' tests: partnerships, needs, offers, doubtful names, and what hostile hands would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model.corrections import Correction
from graph.model.drafts import DraftFact, Text
from graph.model.judgements import Judgement
from graph.model.records import Problem, Record, Register
from graph.resolve.twins.clusters import record_name
from graph.review.words import NOTE, pair_of
from tests import asked, desk, south, world
from tests.world import UNEP, draft, partner

if TYPE_CHECKING:
    from graph.model.drafts import Draft
    from graph.store.interface import Store

HOSTILE = draft(
    "harbour", "hostile", "<script>document.title = 'taken'</script> & \"quoted\" 'title'",
    "<img src=x onerror=alert(1)> A text that would run & <b>isn't</b> markup.",
    UNEP, partner("<b>Bold</b> & Sons", type="business"),
    sdgs=(16,), countries=("KEN",), url="javascript:alert(1)",
)  # fmt: skip
"""Whatever a register may say stays text."""

PERSON = "Ana Lima, ana@example.org"
"""A person whom no page may name, wherever her address stands."""

LIGHTS = (
    replace(
        draft(
            "harbour", "light", "Lamps for the lagoon", "", UNEP, partner("Lamp Makers Guild", type="business"),
            sdgs=(7,), countries=("FJI",), start="2019", end="2031-06", open_ended=False,
        ),
        facts=(
            DraftFact("title", "Lamps for the lagoon", "Lamps for the lagoon", "Title"),
            DraftFact("start", "2019", "in 2019", "Time frame"),
            DraftFact("end", "2031-06", "June 2031", "Time frame"),
            DraftFact("deliverable", {"title": "A hundred lamps", "date": "2025-03"}, "100 lamps", "Promises"),
            DraftFact("financing", {"amount": "5000", "currency": "USD", "written": "US$ 5,000"}, "US$ 5,000", "Money"),
            DraftFact("url", None, PERSON, "Web"),
            DraftFact("contribution-asked", {"code": None, "written": PERSON}, PERSON, "Web"),
        ),
        texts=(
            Text("description", "Lamps light the piers of the lagoon. Write to [removed].", "en", "What it does"),
        ),
    ),
    replace(
        draft("islands", "light", "Lamps of the lagoon", "", UNEP, sdgs=(7, 14), countries=("FJI",)),
        facts=(DraftFact("start", "2020", "2020", "Dates"), DraftFact("end", "2031-06", "June 2031", "Dates")),
    ),
)  # fmt: skip
"""One initiative in two registers that differ."""

LAMPS = {
    "Title": "Lamps for the lagoon", "Time frame": "in 2019 - June 2031", "Promises": "100 lamps",
    "Money": "US$ 5,000", "What it does": "Lamps light the piers of the lagoon. Write to Ms Ana Lima.",
    "Partners": "UNEP; Lamp Makers Guild; Dr Jane Doe", "Contact person": PERSON, "Web": PERSON, "Notes": "",
}  # fmt: skip

READ_AT = "2026-05-01T00:00:00Z"

FIELDS: Mapping[str, Mapping[str, str]] = {"harbour:light": LAMPS}
"""What records say of which more is shown than a title."""

EARLIER = Record("harbour", "light", {**LAMPS, "Money": "US$ 4,000"}, 3, read_at="2024-01-31T00:00:00Z")
"""A version of one of them that was read before."""

TOGETHER = Judgement(
    *pair_of(record_name("harbour:light"), record_name("islands:light")), "same", "person", "Keeper",
    "2026-02-01T00:00:00.000000Z", (f"{NOTE}the same lamps",),
)  # fmt: skip
"""That a person has put them together."""

REGISTERS = (
    *world.REGISTERS,
    *(each for each in asked.REGISTERS if each.code != "coast"),
    Register("harbour", "Register of the harbour", licence="CC BY 4.0", as_of="2022", rows=9, read=8, set_aside=1),
    Register("islands", "Register of the islands", as_of="2018/2026"),
    Register("towns", "Register of the towns", as_of="2025"),
    Register("jetty", "Register of the jetty", as_of="2021-06"),
)

PROBLEMS = (
    Problem(2, "Dates", "date-vague", "“some day” names no date."),
    Problem(3, "Dates", "date-vague", "“soon” names no date."),
    Problem(3, "Partners", "partner-generic", "“local people” names nobody."),
    Problem(4, "Web", "url-unreadable", f'"{PERSON}" is no web address (http or https).'),
    Problem(9, "", "id-twice", "The id stands in row 4 already; the row is set aside.", set_aside=True),
)
"""What the last reading of the register of the harbour noted."""

REPORT = Correction(
    "0123456789abcdef", "2026-01-02T03:04:05Z", "coast-1", "error", "<i>The end</i> is wrong.", right="2031",
    state="done", by="Ama", settled_at="2026-01-03T04:05:06Z", note="The register was asked.",
)  # fmt: skip
"""What a visitor reported, and the desk has settled."""

DRAFTS = (
    *world.DRAFTS,
    *(replace(each, register="islands") if each.register == "coast" else each for each in asked.DRAFTS),
    # Two registers: records of one register are twins of each other less easily.
    *(replace(each, register="harbour" if each.register == "coast" else "jetty") for each in desk.DRAFTS),
    # Who did what a need of Togo asks for, in other countries.
    *(replace(each, register="towns") for each in south.DRAFTS if each.kind == "partnership"),
    HOSTILE,
    *LIGHTS,
)


def raw(draft: Draft) -> dict[str, str]:
    """The row that a draft was made of: every column that it names, with all that is read from it."""
    said = [("Title", draft.name)]
    said += [(each.column, each.written) for each in (*draft.facts, *draft.mentions, *draft.links)]
    said += [(each.column, each.text) for each in draft.texts]
    columns = dict.fromkeys(column for column, _ in said if column)
    return {column: "; ".join(dict.fromkeys(told for at, told in said if at == column and told)) for column in columns}


def fill(store: Store) -> None:
    """Put the world into an empty store, to be derived."""
    with store.writer() as writer:
        for register in REGISTERS:
            writer.put_register(register)
        writer.put_records([EARLIER])
        writer.put_records(
            Record(each.register, each.key, FIELDS.get(each.record, raw(each)), read_at=READ_AT) for each in DRAFTS
        )
        writer.put_drafts(DRAFTS)
        writer.put_judgements([TOGETHER])
        writer.put_problems("harbour", PROBLEMS)
    store.put_corrections([REPORT])
