"""Which written names are one organisation, measured on the organisations that registers name most.

For a sample of organisations the names that registers write were judged by hand: which are the organisation (*yes*),
which are a branch, office or programme of it (*part*), which only look like it (*no*), and which can't be told
(*uncertain*, left out). Whatever joins names puts every mention of a register into some entry; an organisation's entry
is the one that holds most of the mentions of its names.

* **Alias recall**: the share of the organisation's names that are in its entry. A name counts once, however often it is
  written; one whose mentions lie in several entries counts by the share of them that lie in this one.
* **Cluster precision**: of the judged names that the entry holds, the share that is the organisation. **Pairwise**: of
  all pairs of judged names in the entry, the share in which both are.

Names are told apart by their folded form; figures are means over organisations, with intervals over organisations. As
only some of the names of a register are judged, it is reported too how many of the names in the entries are.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from rapidfuzz.fuzz import token_set_ratio

from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.model.drafts import Draft, Mention
from graph.resolve.clusters import resolve
from graph.resolve.naming import gather, name_of
from graph.text.fold import fold

Judged = Literal["yes", "part", "no", "uncertain"]
"""What a written name is to an organisation."""

Assign = Callable[[Mention, Draft], Hashable]
"""The entry that a mention is put into; None where it is put into none."""

ENOUGH = 0.9
"""Alias recall from which an organisation counts as found: at most one alias in ten missed."""

ALIKE = 95
"""Token-set ratio, 0 to 100, from which the baseline takes two names for one organisation."""

_COLUMNS = ("organisation", "name", "acronym", "country", "kind", "judged")
_JUDGED = ("yes", "part", "no", "uncertain")

_Key = tuple[str, str, str, str]
"""What a row judges: name, acronym beside it, country beside it, kind of mention."""


@dataclass(frozen=True, slots=True)
class JudgedName:
    """One row: a name as registers write it, and what it is to an organisation.

    Attributes:
        organisation: the organisation that it was judged against.
        name: the name of the mentions that are meant, as written.
        acronym: the acronym written beside it, or empty.
        country: ISO 3166 alpha-3 of the country beside it, or empty.
        kind: what the reader takes the mention for: `organisation` or `government`.
        judged: what the name is.
    """

    organisation: str
    name: str
    acronym: str
    country: str
    kind: str
    judged: Judged

    @property
    def key(self) -> _Key:
        """What tells the mentions that are meant."""
        return (self.name, self.acronym, self.country, self.kind)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an organisation that its entry misses in part or as a whole.

    Attributes:
        name: as it is written most.
        records: how many records write it.
        found: in how many of them it is in the entry.
    """

    name: str
    records: int
    found: int


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of one organisation.

    Attributes:
        organisation: its name in the judged rows.
        aliases: its names, most written first.
        wrong: judged names in its entry that aren't the organisation, as written.
        unjudged: names in its entry that nobody has judged against it, as written.
    """

    organisation: str
    aliases: tuple[Alias, ...]
    wrong: tuple[str, ...]
    unjudged: tuple[str, ...]

    @property
    def held(self) -> int:
        """How many of its names are in the entry."""
        return sum(alias.found > 0 for alias in self.aliases)

    @property
    def recall(self) -> float:
        """Share of its names that are in the entry; 0 to 1."""
        return sum(alias.found / alias.records for alias in self.aliases) / len(self.aliases)

    @property
    def recall_by_records(self) -> float:
        """The same, every name counted as often as records write it."""
        return sum(alias.found for alias in self.aliases) / sum(alias.records for alias in self.aliases)

    @property
    def precision(self) -> float:
        """Share of the entry's judged names that are the organisation; 1 where it holds none."""
        names = self.held + len(self.wrong)
        return self.held / names if names else 1.0

    @property
    def pairwise(self) -> float:
        """Share of the pairs of judged names in the entry that are both the organisation; 1 where there is no pair."""
        names = self.held + len(self.wrong)
        return self.held * (self.held - 1) / (names * (names - 1)) if names > 1 else 1.0

    @property
    def judged(self) -> float:
        """Share of the entry's names that were judged; 1 where it holds none."""
        names = self.held + len(self.wrong)
        return names / (names + len(self.unjudged)) if names else 1.0


def read_gold(lines: Iterable[str], file: str = "") -> list[JudgedName]:
    """Read judged names from the lines of a CSV.

    Args:
        lines: with the columns organisation, name, acronym, country, kind and judged; others are for people.
        file: its name, for messages.

    Raises:
        InputError: a column is missing, a judgement is none of the four, or one mention is judged twice against the
            same organisation; the message says where.
    """
    rows = csv.DictReader(lines)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"There is no column {missing[0]!r}.", Place(file or None, 1))
    judged: dict[tuple[str, _Key], JudgedName] = {}
    for number, row in enumerate(rows, start=2):
        if row["judged"] not in _JUDGED:
            said = f"{row['judged']!r} is none of {', '.join(_JUDGED)}."
            raise InputError(said, Place(file or None, number, "judged"))
        each = JudgedName(
            row["organisation"], row["name"], row["acronym"], row["country"], row["kind"], cast("Judged", row["judged"])
        )
        if (each.organisation, each.key) in judged:
            said = f"{each.name!r} is judged twice for {each.organisation}."
            raise InputError(said, Place(file or None, number, "name"))
        judged[each.organisation, each.key] = each
    return list(judged.values())


def figures(judged: Sequence[JudgedName], drafts: Sequence[Draft]) -> Iterator[Figure]:
    """Goal17 beside the baselines, and the organisations of which goal17 misses more than one alias in ten.

    Args:
        judged: the judged names; those that no draft mentions are passed over, and it is said how many.
        drafts: registers as their readers understood them.
    """
    mentions = _Mentions(drafts)
    there = [each for each in judged if each.key in mentions.written]
    ours: list[EntryOutcome] = []
    for method, assign in {"goal17": resolved(drafts), **_baselines(there, mentions)}.items():
        found = outcomes(judged, drafts, assign)
        ours = ours or found
        for metric, measure in _METRICS.items():
            yield from measured("P6", "organisations", method, metric, found, _mean(measure))
    for method, metric, share in (
        ("judged rows", "mentioned", len(there) / len(judged) if judged else 1.0),
        ("goal17", "names judged", _mean(lambda each: each.judged)(ours) if ours else 1.0),
    ):
        yield Figure("P6", "organisations, what was judged", method, metric, share, share, share, len(judged))
    below = sorted((each for each in ours if each.recall < ENOUGH), key=lambda each: each.recall)
    for each in below:
        yield Figure(
            "P6", "organisations with more than one alias in ten missed", each.organisation, "alias recall",
            each.recall, each.recall, each.recall, len(below),
        )  # fmt: skip


def outcomes(judged: Sequence[JudgedName], drafts: Sequence[Draft], assign: Assign) -> list[EntryOutcome]:
    """What became of every organisation of which at least one name is mentioned.

    Args:
        judged: the judged names.
        drafts: registers as their readers understood them.
        assign: what puts mentions into entries.
    """
    mentions = _Mentions(drafts, assign)
    rows: dict[str, list[JudgedName]] = defaultdict(list)
    for each in judged:
        if each.key in mentions.written:
            rows[each.organisation].append(each)
    found = (_outcome(organisation, its, mentions) for organisation, its in rows.items())
    return [each for each in found if each is not None]


def resolved(drafts: Sequence[Draft]) -> Assign:
    """Entries as goal17 makes them, with no person's judgement."""
    entry = {
        name: number
        for number, cluster in enumerate(resolve(gather(drafts)).clusters)
        for name in cluster.names
    }  # fmt: skip

    def assign(mention: Mention, draft: Draft) -> Hashable:
        name = name_of(mention, draft)
        return None if name is None else entry[name]

    return assign


class _Mentions:
    """The mentions of registers by what a row can judge.

    Attributes:
        written: every key to the records that write so, with the entry that each is put into.
        members: every entry to its keys.
    """

    def __init__(self, drafts: Iterable[Draft], assign: Assign | None = None) -> None:
        self.written: dict[_Key, dict[str, Hashable]] = defaultdict(dict)
        self.members: dict[Hashable, dict[_Key, None]] = defaultdict(dict)
        for draft in drafts:
            for mention in draft.mentions:
                if mention.kind not in {"organisation", "government"}:
                    continue
                key = (mention.name, mention.acronym, mention.country, mention.kind)
                entry = assign(mention, draft) if assign is not None else None
                self.written[key][draft.record] = entry
                if entry is not None:
                    self.members[entry][key] = None


def _outcome(organisation: str, rows: Sequence[JudgedName], mentions: _Mentions) -> EntryOutcome | None:
    entries = Counter(
        entry
        for row in rows
        if row.judged == "yes"
        for entry in mentions.written[row.key].values()
        if entry is not None
    )
    if not any(row.judged == "yes" for row in rows):
        return None
    # Of entries that hold as much the first one read.
    entry = entries.most_common(1)[0][0] if entries else None
    records: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    spelling: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: -len(mentions.written[row.key])):
        folded = fold(row.name)
        inside = sum(each is not None and each == entry for each in mentions.written[row.key].values())
        if row.judged == "yes":
            spelling.setdefault(folded, row.name)
            records[folded] += len(mentions.written[row.key])
            found[folded] += inside
        elif row.judged != "uncertain" and inside:
            wrong.setdefault(folded, row.name)
    known = {fold(row.name) for row in rows}
    members = {fold(name): name for name, *_ in mentions.members[entry]} if entry is not None else {}
    return EntryOutcome(
        organisation,
        tuple(Alias(spelling[each], count, found[each]) for each, count in records.most_common()),
        tuple(wrong.values()),
        tuple(name for folded, name in members.items() if folded not in known),
    )


def _baselines(judged: Sequence[JudgedName], mentions: _Mentions) -> Mapping[str, Assign]:
    alike = _alike({fold(each.name): len(mentions.written[each.key]) for each in judged})
    return {
        "same folded name": lambda mention, _: fold(mention.name),
        f"token-set ratio from {ALIKE}": lambda mention, _: alike.get(fold(mention.name)),
    }


def _alike(names: Mapping[str, int]) -> dict[str, str]:
    """Each of some names to the commonest one that it is alike to.

    Only judged names are looked at, which flatters the baseline: with all names of a register it would take in more.
    And names aren't chained, as every name that is a part of others would otherwise tie them all.

    Args:
        names: folded names, with how many records write them.
    """
    leaders: list[str] = []
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-names[name], name)):
        leader = next((each for each in leaders if token_set_ratio(name, each, score_cutoff=ALIKE)), None)
        if leader is None:
            leaders.append(name)
        found[name] = leader or name
    return found


_METRICS: Mapping[str, Callable[[EntryOutcome], float]] = {
    "precision": lambda each: each.precision,
    "pairwise": lambda each: each.pairwise,
    "alias recall": lambda each: each.recall,
    "by records": lambda each: each.recall_by_records,
    "nine in ten": lambda each: float(each.recall >= ENOUGH),
}


def _mean(measure: Callable[[EntryOutcome], float]) -> Callable[[Sequence[EntryOutcome]], float]:
    return lambda found: sum(map(measure, found)) / len(found)
