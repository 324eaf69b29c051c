"""Whether one can join a partnership: gates made of what its records say, never of what is likely.

A gate is passed or failed only where a source says so; what no source says is None, and so is what a source asks and
only the one who asks can judge (a fee, a kind of organisation that is told apart more finely here). No gate is in the
score (D0, Information; D3 §§20, 21, 36, 54, 62).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.infer.joining.read import OPEN
from graph.matching.filters import Bools, Filter
from graph.matching.match import Gate, GateCount
from graph.model.vocabularies import country as country_of
from graph.model.vocabularies import groups, vocabulary
from graph.model.vocabularies.country_groups import members, memberships
from graph.snapshot.dated import end_of, status_of
from graph.snapshot.says import Saying
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot
from graph.text.dates import PartialDate

if TYPE_CHECKING:
    from graph.matching.subject import Subject

GATES = ("open", "eligible", "contribution", "how-to-apply")

_KIN = (
    frozenset({"ngo", "women", "youth", "indigenous", "workers", "farmers", "foundation"}),
    frozenset({"academic", "scientific"}),
    frozenset({"government", "local-authority"}),
    frozenset({"un-system", "intergovernmental"}),
)
"""Kinds of organisation that a register may call by one word: an organisation of women is an NGO to most."""

_UNTOLD = frozenset({"", "other", "unknown", "partnership"})
"""Types of which it can't be said that they are none of those that may join."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who would like to join.

    Attributes:
        type: its type code; "" where unknown.
        country: alpha-3 code of its country; "" where unknown.
        brings: codes of what it says it brings.
        by_name: its type is only read from its name.
    """

    type: str = ""
    country: str = ""
    brings: Sequence[str] = ()
    by_name: bool = False

    @classmethod
    def of(cls, subject: Subject, brings: Sequence[str] = (), told: str = "") -> Asker:
        """The partner that a question is about.

        Args:
            subject: the partner.
            brings: what it says it brings.
            told: the type that it says it is.
        """
        return cls(subject.type, subject.country, brings, by_name=subject.partner is None and not told)


Said = Mapping[str, Sequence[Saying]]


def gates(snapshot: Snapshot, row: int, on: date, asker: Asker | None = None) -> tuple[Gate, ...]:
    """Whether one can join a partnership: open, eligible, contribution, how to apply.

    Args:
        snapshot: the store's arrays.
        row: of the partnership.
        on: the asking date.
        asker: who would join; without, nobody is known to be eligible.
    """
    said = _said(snapshot, row)
    asking = asker or Asker()
    return (_open(snapshot, row, said, on), _eligible(said, asking, on), _contribution(said, asking), _how(said))


def can_join(snapshot: Snapshot, base: Bools, on: date, asker: Asker) -> tuple[Filter, tuple[GateCount, ...]]:
    """What one can join as far as is said, as a filter, and how many of a base pass, fail or don't state each gate.

    Args:
        snapshot: the store's arrays.
        base: (m,), what is counted.
        on: the asking date.
        asker: who would join.
    """
    size = len(snapshot.partnerships)
    is_over = (snapshot.ends != UNKNOWN_DAY) & (snapshot.ends < on.toordinal())
    told = np.asarray(is_over).copy()
    read = np.zeros(size, dtype=bool)
    passes = ~told
    yes, no = dict.fromkeys(GATES, 0), dict.fromkeys(GATES, 0)
    no["open"] = int((base & told).sum())
    # Many say the same, and what they say of joining decides alone once it isn't over.
    decided: dict[tuple[object, ...], list[tuple[str, bool]]] = {}
    for row, sayings in snapshot.says.joining.items():
        if is_over[row]:
            continue
        key = tuple(map(_deciding, sayings))
        if key not in decided:
            every = gates(snapshot, row, on, asker)
            decided[key] = [(gate.code, gate.passed) for gate in every if gate.passed is not None]
        verdicts = decided[key]
        told[row] = bool(verdicts) and any(each.basis == "declared" for each in sayings)
        read[row] = bool(verdicts) and not told[row]
        passes[row] = all(passed for _, passed in verdicts)
        for code, passed in verdicts if base[row] else ():
            (yes if passed else no)[code] += 1
    total = int(base.sum())
    counts = tuple(GateCount(code, yes[code], no[code], total - yes[code] - no[code]) for code in GATES)
    return Filter(passes, told, read), counts


def _deciding(saying: Saying) -> tuple[str, str, str]:
    """What of a saying decides a gate: not how one asks, nor in which words something is asked."""
    value = saying.value
    if saying.field == "route":
        value = bool(value)
    elif saying.field == "contribution-asked" and isinstance(value, Mapping):
        value = value.get("code")
    return saying.field, saying.basis, str(value)


def _said(snapshot: Snapshot, row: int) -> Said:
    made: dict[str, list[Saying]] = {}
    for each in snapshot.says.joining.get(row, ()):
        made.setdefault(each.field, []).append(each)
    return made


def _open(snapshot: Snapshot, row: int, said: Said, on: date) -> Gate:
    """Open or closed: an end that is past closes, then what is stated of openness, then until when it is."""
    end = end_of(snapshot, row)
    if end is not None and end < on:
        return Gate("open", False, f"It ended by its own word, at the latest on {end.isoformat()}.")
    answers = {each.value for each in said.get(OPEN, ()) if each.value is not None}
    until = next((each.value.get("until") for each in said.get("window", ()) if isinstance(each.value, Mapping)), "")
    if len(answers) > 1:
        return Gate("open", None, "Its records disagree: one says that it takes further partners, another that not.")
    if answers == {False}:
        return Gate("open", False, "Its record says that it takes no further partners.")
    if until and PartialDate.from_iso(str(until)).latest < on:
        return Gate("open", False, f"It took further partners until {until}, by its record.")
    if answers:
        read = all(each.basis != "declared" for each in said[OPEN])
        why = (
            "Its text says that it takes further partners" if read else "Its record says that it takes further partners"
        )
        return Gate(
            "open", True, f"{why}{f', until {until}' if until else ''}{' (read from the text)' if read else ''}."
        )
    if until:
        return Gate("open", True, f"It takes further partners until {until}, by its record.")
    if until is None:
        return Gate("open", True, "It takes further partners without a stated end, by its record.")
    return Gate("open", None, _not_said(status_of(snapshot, row, on), end))


def _not_said(stands: str, end: date | None) -> str:
    unsaid = "no record says whether it takes further partners."
    until = f" until {end.isoformat()}" if end else ""
    return {
        "planned": f"It has not begun; {unsaid}",
        "running": f"It runs{until}; {unsaid}",
        "open-ended": f"It is open-ended; {unsaid}",
    }.get(stands, "No record says when it ends or whether it takes further partners.")


def _eligible(said: Said, asker: Asker, on: date) -> Gate:
    """Whether who asks is of a kind, and from a country, that may join: both where both are stated."""
    types = [each.value for each in said.get("eligible-type", ())]
    places = [each.value for each in said.get("eligible", ())]
    parts = [each for each in (_of_type(types, asker), _of_group(places, asker, on)) if each is not None]
    if not parts:
        return Gate("eligible", None, "No record says who may join.")
    passed = [each for each, _ in parts]
    verdict = False if False in passed else (None if None in passed else True)
    return Gate("eligible", verdict, " ".join(why for _, why in parts))


Judged = tuple[bool | None, str]


def _of_type(values: Sequence[str | None], asker: Asker) -> Judged | None:
    if not values:
        return None
    known = [value for value in values if value]
    if "any" in known:
        return True, "Any kind of organisation may join."
    if not known:
        return None, "Its record says who may join in words that aren't read here."
    types = vocabulary("types")
    who = f"These may join: {_listed([types.label(each).lower() for each in known])}"
    if asker.type in known:
        told = " by your name" if asker.by_name else ""
        return True, f"{who}; you are one{told}."
    if asker.type in _UNTOLD:
        return None, f"{who}; which kind you are isn't known."
    kind = types.label(asker.type).lower()
    if len(known) < len(values):
        return None, f"{who}, and others in words that aren't read here; you are another kind: {kind}."
    if asker.by_name:
        return None, f"{who}; by your name you are another kind ({kind}); say what you are."
    if any(asker.type in kin and not kin.isdisjoint(known) for kin in _KIN):
        return None, f"{who}; whether that includes your kind ({kind}) isn't stated."
    return False, f"{who}; you are another kind: {kind}."


def _of_group(values: Sequence[str | None], asker: Asker, on: date) -> Judged | None:
    if not values:
        return None
    lists = [groups()[value] for value in values if value and value in groups()]
    if not lists:
        return None, "Its record says from where one may join in words that aren't read here."
    where = f"It is for: {' or '.join(each.dated_name() for each in lists)}"
    if not asker.country:
        return None, f"{where}; where you are isn't known."
    known = country_of(asker.country)
    name = known.name() if known else asker.country
    if any(asker.country in members(each.code, on) for each in lists):
        return True, f"{where}; {name} is on the list."
    if len(lists) < len(values) or not all(memberships(each.code) for each in lists):
        return None, f"{where}; whether {name} is among them isn't known here."
    return False, f"{where}; {name} is not on the list."


def _contribution(said: Said, asker: Asker) -> Gate:
    """What a partner has to bring; whether it can is for it to say."""
    asked = [each.value for each in said.get("contribution-asked", ()) if isinstance(each.value, Mapping)]
    if not asked:
        return Gate("contribution", None, "No record says what a partner has to bring.")
    words = _listed([str(each.get("written") or each.get("code")) for each in asked])
    codes = [each.get("code") for each in asked]
    if set(codes) == {"none"}:
        return Gate("contribution", True, "Its record says that nothing is asked of a partner.")
    missing = [code for code in codes if code != "none" and code not in asker.brings]
    if not missing:
        return Gate("contribution", True, f"It asks for: {words}; you say that you bring that.")
    return Gate("contribution", None, f"It asks for: {words}; whether you bring that is yours to say.")


def _how(said: Said) -> Gate:
    """How one asks, as its record says it."""
    routes = [each.value for each in said.get("route", ()) if isinstance(each.value, Mapping)]
    if not routes:
        return Gate("how-to-apply", None, "No record says how to ask.")
    ways = []
    for route in routes:
        asks, through = str(route.get("asks") or ""), str(route.get("through") or "")
        ways.append("; ".join(part for part in (f"who asks: {asks}" if asks else "", through) if part))
    until = [each.value.get("until") for each in said.get("window", ()) if isinstance(each.value, Mapping)]
    when = f"; until {until[0]}" if until and until[0] else ""
    return Gate("how-to-apply", True, f"Its record says how to ask: {' / '.join(ways)}{when}.")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words))
