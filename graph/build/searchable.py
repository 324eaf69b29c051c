"""What of an entity is found by words, and what is found by meaning: its terms and its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.embed.packing import text_hash
from graph.model.entities import Entity, Passage
from graph.model.vocabularies import country, vocabulary
from graph.text.fold import terms
from graph.text.passages import passages

_WORDY_FACTS = ("coverage", "beneficiaries", "ocean-basins", "communities", "deliverable", "headquarters")


def entity_terms(entity: Entity, neighbours: Iterable[str] = ()) -> tuple[str, str]:
    """The terms of an entity's names, and those of everything else that it may be looked for by.

    Args:
        entity: the entity.
        neighbours: names by which it should be found too, such as those of a partnership's partners.

    Returns:
        Two strings of terms joined by single spaces, as `graph.store.interface.Writer.put_entities` takes them.
    """
    names = " ".join(terms(" \n ".join(alias.name for alias in entity.aliases) or entity.name))
    rest = [*_labels(entity), *neighbours]
    rest.extend(str(fact.value) for fact in entity.facts if fact.field in _WORDY_FACTS and isinstance(fact.value, str))
    made = [term for text in entity.texts for term in terms(text.text, text.language)]
    return names, " ".join([*made, *terms(" \n ".join(rest))])


def entity_passages(entity: Entity) -> Iterator[Passage]:
    """The pieces of text that stand for an entity in a vector space.

    A partnership is its title with the beginning of its text, then every further piece of text; a partner is its name;
    a need is each of its actions, whose country and sector would only make them all alike; terms of vocabularies are
    their labels. What is called by a number alone has none: a number means nothing.
    """
    number = 0
    if not entity.texts and _is_number(entity):
        return
    if not entity.texts:
        yield _passage(entity, "name", 0, entity.name, "und")
        return
    for place, text in enumerate(entity.texts):
        for piece in passages(text.text):
            opening = place == 0 and number == 0 and entity.kind != "need"
            shown = f"{entity.name}\n{piece.text}" if opening and entity.name not in piece.text else piece.text
            yield _passage(entity, text.field, number, shown, text.language)
            number += 1


def _is_number(entity: Entity) -> bool:
    if entity.aliases and all(alias.kind == "identifier" for alias in entity.aliases):
        return True
    return not any(map(str.isalpha, entity.name))


def _passage(entity: Entity, field: str, number: int, text: str, language: str) -> Passage:
    return Passage(entity.id, field, number, text, language, text_hash(text))


def _labels(entity: Entity) -> Iterator[str]:
    """Names of the entity's goals, countries, themes and type: a partnership in Kenya is found by "Kenya"."""
    labelled: Mapping[str, str] = {"sdg": "goals", "theme": "themes", "type": "types"}
    for field, values in entity.facets.items():
        for value in values:
            if field == "country" and (named := country(value)):
                yield named.name()
            elif field in labelled and (term := vocabulary(labelled[field]).get(value)):
                yield term.label()
