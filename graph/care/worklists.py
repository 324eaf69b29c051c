"""The worklists of the desk: what each holds, and what it is counted over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["stale", "contradictory", "missing", "read"]
"""`stale`: perhaps no longer so. `contradictory`: sources say different things. `missing`: a core field isn't stated.
`read`: read by a machine from texts or names, and to be confirmed."""

Of = Literal["ended", "old", "records", "several", "partners", "partnerships", "typed", "plays"]
"""What a list is counted over: partnerships that have ended; those of registers that hold for a day of a year ago or
before; records ever read; partnerships that stand in several records; partners; partnerships; partners of a known type;
roles that texts are read to say."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list.

    Attributes:
        group: what kind of care it needs.
        of: what it is counted over.
        says: what is in it.
        limit: what it doesn't say.
        is_private: its entries are named to the desk alone: by name they would be read as a judgement (S14 of the
            service's list), or somebody took them out. How many there are, everybody may know.
    """

    group: Group
    of: Of
    says: str
    limit: str
    is_private: bool = False


WORKLISTS: Mapping[str, Worklist] = {
    "ended-unreported": Worklist(
        "stale", "ended",
        "partnerships whose stated end has passed, and on which no report is known",
        "a register that is read here may hold no reports at all; that is no sign of silence",
        is_private=True,
    ),
    "end-not-stated": Worklist(
        "stale", "old",
        "partnerships that state no end and no open end, in registers that hold for a day of a year ago or before",
        "it may well go on: nobody has said",
    ),
    "vanished": Worklist(
        "stale", "records",
        "records that an earlier reading of their register had, and the last one hadn't",
        "why they went isn't known",
        is_private=True,
    ),
    "records-disagree": Worklist(
        "contradictory", "several",
        "partnerships whose records state a field, and not the same",
        "one of them may only be newer",
    ),
    "values-conflict": Worklist(
        "contradictory", "partners",
        "partners of which sources state, or names and lists say, a different type or country",
        "one organisation can be of two types",
    ),
    "no-goal": Worklist("missing", "partnerships", "partnerships that state no goal", "its text may speak of goals"),
    "no-place": Worklist(
        "missing", "partnerships",
        "partnerships that state no country, coverage or scope", "its text may name places",
    ),
    "no-start": Worklist(
        "missing", "partnerships", "partnerships that state no start that can be read", "it may be that none is known",
    ),
    "no-end": Worklist(
        "missing", "partnerships",
        "partnerships that state no end that can be read, and aren't stated to be open-ended",
        "it may be that none is foreseen",
    ),
    "no-lead": Worklist(
        "missing", "partnerships", "partnerships of which no partner is stated to lead", "most registers don't ask",
    ),
    "no-partner": Worklist(
        "missing", "partnerships", "partnerships of which no partner could be read", "a list may name groups only",
    ),
    "no-text": Worklist("missing", "partnerships", "partnerships without a description", "what it does is not told"),
    "no-resources": Worklist(
        "missing", "partnerships",
        "partnerships that state no money, staff, contribution in kind or other resource", "it may be told in the text",
    ),
    "roles-read": Worklist(
        "read", "plays",
        "roles of partners that texts are read to say, each with the passage and a score",
        "roles that registers declare stand beside, and are never changed by these",
    ),
    "types-read": Worklist(
        "read", "typed",
        "partners whose type is known by a rule from their name, and is stated by no register",
        "rules err where a name misleads",
    ),
}  # fmt: skip
"""The lists by their codes."""

CORE: Mapping[str, str] = {
    code.removeprefix("no-"): code for code, each in WORKLISTS.items() if each.group == "missing"
}
"""Core field to the list of partnerships that don't state it: who, what, where, when, with what. The choice is ours."""
