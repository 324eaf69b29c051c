"""The terms of vocabularies as entities of the graph: goals, targets, countries, regions, themes, programmes.

They are there whether or not a register names them, so that a question about a goal without any partnership has an
answer: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import NotFoundError
from graph.model.entities import Alias, Entity, Fact, Kind, Relation
from graph.model.identifiers import term_id
from graph.model.vocabularies import countries, vocabulary
from graph.text.fold import fold

_KINDS: tuple[tuple[Kind, str], ...] = (("sdg", "goals"), ("target", "targets"), ("theme", "themes"))


def term_entities() -> Iterator[Entity]:
    """One entity for every goal, target, theme and country."""
    for kind, name in _KINDS:
        terms = vocabulary(name)
        for code, term in terms.terms.items():
            shown = f"SDG {code}: {term.label()}" if kind == "sdg" else term.label()
            if kind == "target":
                shown = f"Target {code}: {term.label()}"
            labels = [shown, code, *term.labels.values()] if kind != "theme" else [shown, *term.labels.values()]
            yield _entity(kind, code, shown, labels, terms.title)
    for code, country in countries().items():
        yield _entity("country", code, country.name(), [country.name(), *country.names.values(), code], "countries")


def term_entity(kind: Kind, code: str) -> Entity:
    """The entity of one term, for a store that holds nothing yet.

    Raises:
        NotFoundError: the vocabulary has no such term.
    """
    wanted = term_id(kind, code)
    for entity in term_entities():
        if entity.id == wanted:
            return entity
    raise NotFoundError(kind, code)


def term_relations() -> Iterator[Relation]:
    """Every target is part of its goal."""
    for code in vocabulary("targets").terms:
        goal = term_id("sdg", code.partition(".")[0])
        yield Relation(
            term_id("target", code), "part-of", goal, basis="rule", rule="targets are numbered by their goal"
        )


def _entity(kind: Kind, code: str, shown: str, labels: list[str], title: str) -> Entity:
    folded = {fold(label): label for label in reversed(labels) if label}
    aliases = tuple(
        Alias(name, key, count=0, rule=f"vocabulary: {title}")
        for key, name in sorted(folded.items(), key=lambda item: (item[1] != shown, item[0]))
        if key
    )
    facets = {"country": (code,)} if kind == "country" else {}
    if kind == "sdg":
        facets = {"sdg": (code,)}
    elif kind == "theme":
        facets = {"theme": (code,)}
    facts = (Fact("title", shown, basis="rule", rule=f"vocabulary: {title}"),)
    return Entity(term_id(kind, code), kind, shown, aliases, facts, facets=facets)
