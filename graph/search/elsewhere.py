"""Organisations that no register names as a partner, and that a reference register knows.

Whoever asks for an organisation that takes part in nothing is told so; but its entry elsewhere, with its identifier,
says that the name is understood, where the organisation is, and what to call it when it is registered.
"""

from __future__ import annotations

from graph.names.key import comparison_key
from graph.resolve.read import one_mention, read_name
from graph.resolve.reference.index import Asked, Found, ReferenceIndex
from graph.resolve.reference.organisations import KIND, ReferenceOrganisation, organisations
from graph.search.answer import Elsewhere
from graph.store.interface import View

OFFERED = 3
"""Entries that are offered for one name at the most."""


def reference_index(view: View) -> ReferenceIndex | None:
    """The entries of all reference registers of a store; None where it has none.

    Takes a second for 25,000 entries, and some more when the first name is looked up that isn't there as it stands: to
    be kept as long as `View.sources` stays the same.
    """
    entries: list[ReferenceOrganisation] = []
    for register in view.registers():
        drafts = view.drafts(register.code)
        first = next(drafts, None)
        if first is not None and first.kind == KIND:
            entries.extend(organisations([first]))
            entries.extend(organisations(drafts))
    return ReferenceIndex(entries) if entries else None


def known_elsewhere(
    index: ReferenceIndex, name: str, type: str = "", country: str = "", *, thorough: bool = True
) -> list[Elsewhere]:
    """The entries that a written name may mean, likeliest first; none where nothing is like it.

    Args:
        index: the entries.
        name: as written, perhaps with its acronym, country or type in brackets.
        type: code of its type, if known.
        country: alpha-3 code of its country, if known.
        thorough: compare with names that are alike as well; without, only what bears this name or acronym is found,
            and the index needn't read all its names first.
    """
    alone = one_mention(name)
    if not comparison_key(alone.name):
        return []
    place = country or alone.country
    asked = Asked(
        read_name(alone.name, [alone.acronym] if alone.acronym else (), [place] if place else ()), type or alone.type
    )
    if asked.name.bare and not index.bearers(alone.name):
        bearers = [each for each in index.acronym_bearers(alone.name) if not index.countries_apart(asked.name, each)]
        shared = 1 / (1 + len(bearers))
        return [
            _elsewhere(index, Found(each, alone.name, shared), None, (f"“{alone.name}” is an acronym of it",))
            for each in bearers[:OFFERED]
        ]
    answer = next(index.find([asked])) if thorough else index.exact(asked)
    if answer is None or answer.verdict == "unknown":
        return []
    return [
        _elsewhere(index, each, True if answer.verdict == "same" and at == 0 else None, index.why(asked, each))
        for at, each in enumerate(answer.found[: 1 if answer.verdict == "same" else OFFERED])
    ]


def _elsewhere(index: ReferenceIndex, found: Found, same: bool | None, reasons: tuple[str, ...]) -> Elsewhere:
    entry = index.organisations[found.place]
    scheme, identifier = entry.identifiers[0] if entry.identifiers else ("", "")
    return Elsewhere(
        register=entry.register,
        record=entry.record,
        scheme=scheme,
        identifier=identifier,
        name=entry.name,
        countries=tuple(sorted(entry.countries)),
        type=entry.type,
        score=round(found.probability, 4),
        same=same,
        reasons=reasons,
    )
