"""Rules that join names, each of which can be said in a sentence.

They are conservative: what they join is nearly always right, and much that belongs together stays apart, for the scores
(`graph.resolve.pairs`) and for persons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from graph.model.judgements import Name
from graph.names.key import comparison_key
from graph.resolve.joined import Joined
from graph.resolve.naming import Written, explained_by
from graph.text.fold import acronym_fits

DOMINANT = 0.75
"""Share of the records that explain an acronym which the commonest organisation must have for the acronym to be its."""

Scope = tuple[str, str, str]
"""Kind, country and record of a name: only names that agree in all three are compared by rules."""


def scope(name: Name) -> Scope:
    """The scope of a name."""
    return (name.kind, name.country, name.record)


def join_spellings(known: Mapping[Name, Written], joined: Joined) -> None:
    """Join names that are the same but for what spelling alone changes (`graph.names.key`)."""
    first: dict[tuple[str, Scope], Name] = {}
    for name in known:
        key = (comparison_key(name.folded), scope(name))
        if key in first:
            joined.join(first[key], name, "same name but for article, legal form or spelling")
        else:
            first[key] = name


def _explained(known: Mapping[Name, Written]) -> dict[tuple[str, Scope], Counter[Name]]:
    """Folded acronym (with the scope of the names) to the names that are written with it and that it fits."""
    explained: dict[tuple[str, Scope], Counter[Name]] = defaultdict(Counter)
    for acronym, names in explained_by(known).items():
        for name, records in names.items():
            if acronym != name.folded and acronym_fits(acronym, name.folded):
                explained[acronym, scope(name)][name] += records
    return explained


def join_acronyms(known: Mapping[Name, Written], joined: Joined) -> None:
    """Join an acronym that stands alone to the organisation that most records explain it by."""
    for (acronym, where), names in _explained(known).items():
        bare = Name(acronym, *where)
        if bare not in known or not any(map(str.isupper, known[bare].spellings)):
            continue
        shares: Counter[Name] = Counter()
        for name, count in names.items():
            shares[joined.root(name)] += count
        best, count = shares.most_common(1)[0]
        if count >= DOMINANT * shares.total():
            joined.join(best, bare, f"acronym explained in {count} record{'s' if count > 1 else ''}")
