"""Partners: one entity for every cluster of names, under an id that never changes its meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.model.entities import Alias, Entity, Fact
from graph.model.identifiers import partner_id
from graph.model.judgements import Name
from graph.model.records import Source
from graph.model.vocabularies import country
from graph.resolve.clusters import Cluster
from graph.resolve.naming import MOST_SOURCES, Written
from graph.resolve.types import type_by_name
from graph.text.fold import acronym_fits, fold

_BASIS_ORDER = ("header", "declared", "rule")
_BASIS_RULE = {
    "header": "stated by the heading of the partner list",
    "declared": "stated beside the name",
    "rule": "read from the name",
}


OFTEN = 3
"""An acronym that doesn't fit its name ("UNWTO") is taken for one all the same if it is written beside it so often."""

_WITH_ARTICLE = re.compile(
    r"\b(?:States|Kingdom|Republic|Islands|Federation|Emirates|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros)\b"
)
"""English names of countries that are said with an article."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The partners' ids.

    Attributes:
        ids: name to the id of its partner.
        heirs: ids that once were a partner's own and now belong to another's, with that one's id.
    """

    ids: Mapping[Name, str]
    heirs: Mapping[str, str]


def identify(clusters: Sequence[Cluster], minted: AbstractSet[str]) -> Identified:
    """Give every cluster its id.

    Every name has one possible id, made of itself alone. A cluster bears that of its earliest name, unless an id that
    was minted before belongs to one of its names; the other minted ids in it redirect.

    Args:
        clusters: the clusters, each with its earliest name first.
        minted: every id of a partner that the store has ever given out, redirects included.
    """
    ids: dict[Name, str] = {}
    heirs: dict[str, str] = {}
    for cluster in clusters:
        possible = [partner_id(name.folded, name.kind, name.country or name.record) for name in cluster.names]
        known = [id for id in possible if id in minted]
        chosen = known[0] if known else possible[0]
        ids.update(dict.fromkeys(cluster.names, chosen))
        heirs.update({id: chosen for id in known if id != chosen})
    return Identified(ids, heirs)


def partner(id: str, cluster: Cluster, known: Mapping[Name, Written]) -> Entity:
    """The entity of a cluster, without facets and degree, which follow from its relations."""
    written = [known[name] for name in cluster.names]
    aliases = _aliases(cluster, written)
    facts = [*_types(cluster, written, aliases[0].name), *_countries(cluster, written)]
    records = tuple(dict.fromkeys(source.record for each in written for source in each.sources))
    return Entity(
        id=id, kind="partner", name=_shown(cluster, aliases), aliases=aliases, facts=tuple(facts), records=records
    )


def _shown(cluster: Cluster, aliases: Sequence[Alias]) -> str:
    government = next((name for name in cluster.names if name.kind == "government"), None)
    if government is not None:
        named = country(government.country)
        label = named.name() if named else government.country
        return f"Government of {'the ' if _WITH_ARTICLE.search(label) else ''}{label}"
    return next((alias.name for alias in aliases if alias.kind == "name"), aliases[0].name)


def _aliases(cluster: Cluster, written: Sequence[Written]) -> tuple[Alias, ...]:
    """Every spelling once per folded form, full names before acronyms, commonest first."""
    counts: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    sources: dict[str, list[Source]] = {}
    rules: dict[str, str] = {}
    acronyms: set[str] = set()
    for each in written:
        for spelling, count in each.spellings.items():
            folded = fold(spelling)
            counts[folded] += count
            spelled.setdefault(folded, Counter())[spelling] += count
            sources.setdefault(folded, []).extend(each.sources)
            rules.setdefault(folded, cluster.rules.get(each.name, ""))
        for acronym, count in each.acronyms.items():
            folded = fold(acronym)
            if each.name.kind == "government" or (count < OFTEN and not acronym_fits(acronym, each.name.folded)):
                continue
            acronyms.add(folded)
            counts[folded] += count
            spelled.setdefault(folded, Counter())[acronym] += count
            sources.setdefault(folded, []).extend(each.sources)
            rules.setdefault(folded, "acronym written beside the name")
    made = [
        Alias(
            name=max(spelled[folded].items(), key=lambda item: (item[1], item[0]))[0],
            folded=folded,
            kind="acronym" if folded in acronyms else "name",
            count=counts[folded],
            sources=tuple(dict.fromkeys(sources[folded]))[:MOST_SOURCES],
            rule=rules[folded],
        )
        for folded in counts
        if folded
    ]
    return tuple(sorted(made, key=lambda alias: (alias.kind == "acronym", -alias.count, alias.folded)))


def _types(cluster: Cluster, written: Sequence[Written], shown: str) -> list[Fact]:
    """Every type that is stated, the best stated one chosen: by heading, then by declaration, then by commonness."""
    if any(name.kind == "government" for name in cluster.names):
        return [Fact("type", "government", basis="rule", rule="a government")]
    stated: Counter[tuple[str, str]] = Counter()
    for each in written:
        stated.update(each.types)
    if not stated:
        guessed = type_by_name(shown)
        return [Fact("type", guessed.type, basis="rule", rule=guessed.why)] if guessed else []
    best: dict[str, tuple[int, int, str]] = {}
    for (type_, basis), count in stated.items():
        order = (_BASIS_ORDER.index(basis) if basis in _BASIS_ORDER else len(_BASIS_ORDER), -count, basis)
        best[type_] = min(best.get(type_, order), order)
    ordered = sorted(best, key=lambda type_: (best[type_], type_))
    sources = tuple(dict.fromkeys(source for each in written for source in each.sources))[:MOST_SOURCES]
    return [
        Fact(
            "type",
            type_,
            sources,
            basis="rule" if best[type_][2] == "rule" else "declared",
            chosen=place == 0,
            rule=f"{_BASIS_RULE.get(best[type_][2], 'stated')}, {-best[type_][1]} times",
        )
        for place, type_ in enumerate(ordered)
    ]


def _countries(cluster: Cluster, written: Sequence[Written]) -> list[Fact]:
    """Where it is, as written beside its name; for a national body without that, the only country of its entry."""
    sources = tuple(dict.fromkeys(source for each in written for source in each.sources))[:MOST_SOURCES]
    for name in cluster.names:
        if name.kind == "government":
            return [Fact("country", name.country, sources, basis="rule", rule="whose government it is")]
    counts: Counter[str] = Counter()
    for each in written:
        counts.update(each.countries)
    if counts:
        ordered = sorted(counts, key=lambda code: (-counts[code], code))
        return [
            Fact("country", code, sources, chosen=place == 0, rule=f"written beside the name, {counts[code]} times")
            for place, code in enumerate(ordered)
        ]
    lone = next((name.country for name in cluster.names if name.country), "")
    return [Fact("country", lone, sources, basis="rule", rule="the only country of the entry")] if lone else []
