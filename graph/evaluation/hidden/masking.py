"""Texts without the names of who is hidden, so that a question doesn't tell its answer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from graph.build.searchable import entity_passages
from graph.embed.embedder import Embedder
from graph.embed.packing import text_hash
from graph.infer.places import places
from graph.matching.subject import readable
from graph.model.entities import Entity
from graph.model.vocabularies import country
from graph.model.vocabularies.territories import country_readings
from graph.snapshot.make import own_terms, placed, weigh
from graph.snapshot.snapshot import Floats, OwnText, Snapshot
from graph.store.interface import View
from graph.text.fold import words
from graph.text.passages import passages

_GAP = r"[\W_]+"
_SHORTEST = 3
"""Letters of a name that is masked: two are a word of some language, except in capitals (EU)."""


BEARERS = 2
"""Partners in the names of which a word stands, at most, for it to name one of them by itself."""

OPENING = 200
"""Characters of a sentence at most: what is longer is cut at a comma or between words."""

_LETTERS = 4
"""Of a word that is masked by itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody who asks.

    Attributes:
        own: as a snapshot holds them.
        readable: share of them that the entries have, as `graph.matching.model.Model.between` takes it.
    """

    own: OwnText
    readable: float


class Masker:
    """Masks names in the titles and texts of partnerships, and makes their terms and vectors anew.

    Args:
        view: the store, which has the texts.
        snapshot: its arrays.
        embedder: of the snapshot's space; None where it has no vectors.
    """

    def __init__(self, view: View, snapshot: Snapshot, embedder: Embedder | None) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self._entities = {entity.id: entity for entity in view.entities("partnership")}
        self._vectors: dict[str, Floats] = {}
        self._bearers = Counter(
            word for partner in range(len(snapshot.partners)) for word in _own_words(snapshot, partner)
        )
        self._view = view

    def masked(self, hidden: Mapping[int, Collection[int]]) -> dict[int, OwnText]:
        """The texts of partnerships without the names of some partners.

        Args:
            hidden: partnership row to the rows of the partners that are hidden from it.

        Returns:
            Partnership row to its masked title and text; those in whose text no name stands are left out.
        """
        changed = {}
        for row, partners in hidden.items():
            entity = self._entities[self._snapshot.partnerships[row]]
            without = mask(entity, {name for partner in partners for name in self._names(partner)})
            if without is not entity:
                changed[row] = without
        return self._told(changed)

    def said(self, hidden: Mapping[int, Collection[int]], *, opening: bool = False) -> dict[int, Said]:
        """What somebody would say by the texts of partnerships, without the names of some partners.

        Fields beside the title and the text (stated countries and goals) are no words, and are left out.

        Args:
            hidden: partnership row to the rows of the partners that are hidden from it.
            opening: the title and the first sentence alone: what a form would get.

        Returns:
            Partnership row to its masked words, for every row.
        """
        masked = {}
        for row, partners in hidden.items():
            entity = replace(self._entities[self._snapshot.partnerships[row]], facets={})
            entity = _opening(entity) if opening else entity
            masked[row] = mask(entity, {name for partner in partners for name in self._names(partner)})
        return {row: Said(own, readable(self._snapshot, _text(masked[row]))) for row, own in self._told(masked).items()}

    def _names(self, partner: int) -> Iterator[str]:
        """Its names, a government's country, and the words that it alone bears: "Tidewatch" of Tidewatch Youth."""
        snapshot = self._snapshot
        yield from snapshot.partner_aliases[partner]
        yield from (word for word in _own_words(snapshot, partner) if self._bearers[word] <= BEARERS)
        place = country(snapshot.partner_countries[partner])
        if place is not None and snapshot.partner_types[partner] == "government":
            yield from place.names.values()
            yield from _written(place.iso3)

    def _told(self, entities: Mapping[int, Entity]) -> dict[int, OwnText]:
        self._embed([passage.text for entity in entities.values() for passage in entity_passages(entity)])
        return {row: self._own(entity) for row, entity in entities.items()}

    def _own(self, entity: Entity) -> OwnText:
        snapshot = self._snapshot
        counted = weigh([own_terms(entity)], snapshot.vocabulary, snapshot.idf)
        vector = np.zeros(snapshot.vectors.shape[1], np.float32)
        for passage in entity_passages(entity):
            vector += self._vectors.get(passage.text, 0.0)
        length = float(np.linalg.norm(vector))
        text = "\n".join(text.text for text in entity.texts)
        about = placed([places(entity.name, text, entity.facets.get("country", ()))], snapshot.places)
        return OwnText(entity.name, counted, about, vector / length if length else vector)

    def _embed(self, texts: Iterable[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if self._embedder is None or not new:
            return
        hashes = {text_hash(text): text for text in new}
        known, vectors = self._view.vectors(self._embedder.space, list(hashes))
        self._vectors |= {hashes[key]: vector for key, vector in zip(known, vectors, strict=True)}
        rest = [text for text in new if text not in self._vectors]
        if rest:
            self._vectors |= dict(zip(rest, self._embedder.embed(rest), strict=True))


@lru_cache(maxsize=512)
def _written(iso3: str) -> tuple[str, ...]:
    """How else a country is written, folded: Tanzania, which the UN calls United Republic of Tanzania."""
    return tuple(name for name, code in country_readings().items() if code == iso3)


def _own_words(snapshot: Snapshot, partner: int) -> set[str]:
    names = {word for alias in snapshot.partner_aliases[partner] for word in words(alias)}
    return {word for word in names if len(word) >= _LETTERS}


def _opening(entity: Entity) -> Entity:
    """An entity that says no more than its title and the first sentence of its text."""
    texts = tuple(replace(text, text=passages(text.text, OPENING)[0].text) for text in entity.texts[:1] if text.text)
    return replace(entity, texts=texts)


def _text(entity: Entity) -> str:
    return "\n".join([entity.name, *(text.text for text in entity.texts)])


def mask(entity: Entity, names: Collection[str]) -> Entity:
    """An entity whose title and texts don't hold some names; itself where none stands in them.

    A name is found whatever its case, accents and punctuation, as whole words; one in capitals of up to six letters is
    taken for an acronym, which only capitals write.
    """
    name = without(entity.name, names)
    texts = tuple(replace(text, text=without(text.text, names)) for text in entity.texts)
    if name == entity.name and texts == entity.texts:
        return entity
    return replace(entity, name=name, texts=texts)


def without(text: str, names: Collection[str]) -> str:
    """A text without some names, a blank in the place of each; nor do its pieces join to one of them.

    >>> without("Coral work of the Université de Fidji (UF), with uf nobody.", ["universite de fidji", "UF"])
    'Coral work of the  ( ), with uf nobody.'
    """
    plain = _plain(text)
    spans = []
    for name in names:
        pattern = _pattern(name)
        if pattern is not None:
            spans += [found.span() for found in pattern.finditer(text if _is_acronym(name) else plain)]
    if not spans:
        return text
    made, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            made += [text[end:start], " "]
        end = max(end, stop)
    return without("".join([*made, text[end:]]), names)


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= 6


@lru_cache(maxsize=100_000)
def _pattern(name: str) -> re.Pattern[str] | None:
    pieces = re.findall(r"[^\W_]+", name if _is_acronym(name) else _plain(name))
    if sum(map(len, pieces)) < (_SHORTEST - 1 if _is_acronym(name) else _SHORTEST):
        return None
    return re.compile(rf"(?<![^\W_]){_GAP.join(map(re.escape, pieces))}(?![^\W_])")


def _plain(text: str) -> str:
    """A text of the same length in small letters without accents.

    >>> _plain("Öko-Institut")
    'oko-institut'
    """
    return "".join(unicodedata.normalize("NFKD", sign)[0].lower()[:1] for sign in text)
