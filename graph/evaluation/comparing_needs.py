"""Labelled needs and offers as the features of goal17 and the scores of simple baselines see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from graph.embed.embedder import Embedder
from graph.errors import InputError
from graph.evaluation.needs import LabelledNeed, LabelledOffer, Pair, find
from graph.matching.needs.features import Compared, features
from graph.matching.needs.questions import Asked, pieces, questions
from graph.model.identifiers import slug
from graph.model.vocabularies import read_country, vocabulary
from graph.snapshot.exchange import Floats
from graph.snapshot.make import own_terms, tf_idf, weigh
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import View
from graph.text.fold import terms

BASELINES = ("words", "words, country", "vectors", "vectors, country")
"""Cosine of TF-IDF and of mean vectors; with a country filter those that state other countries only come last."""

_LAST = 10.0
"""More than any cosine."""


def pairs(
    labelled: Sequence[LabelledOffer], snapshot: Snapshot, view: View, embedder: Embedder
) -> tuple[list[Pair], int]:
    """Labelled offers with their features and baselines, and how many of them the store doesn't have.

    Args:
        labelled: labelled offers.
        snapshot: of the store.
        view: the store, of which the keys and countries of entries are read.
        embedder: of the snapshot's space.

    Raises:
        InputError: the snapshot has no arrays of needs and offers.
    """
    if snapshot.exchange is None:
        raise InputError("A snapshot of some partnerships alone can't be asked who meets a need.")
    candidates = snapshot.exchange.candidates
    entities = [*view.entities("partnership"), *view.entities("offer")]
    row_of = {id: row for row, id in enumerate([*snapshot.partnerships, *snapshot.exchange.offers.ids])}
    records: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for entity in entities:
        for record in entity.records:
            register, _, key = record.partition(":")
            records[key].append((register, row_of[entity.id]))
    rows = find(labelled, records)
    needs = list(dict.fromkeys(each.need for each in labelled))
    asked = [asked_of(need) for need in needs]
    vectors = np.concatenate([embedder.embed(list(each.actions)) for each in asked])
    every = np.concatenate([snapshot.vectors, snapshot.exchange.offers.vectors])
    values = features(questions(asked, candidates, vectors), Compared.of(candidates), vectors @ every.T)
    vocabulary_, idf, weighted = tf_idf([own_terms(entity) for entity in entities])
    place = np.array([row_of[entity.id] for entity in entities], dtype=np.intp)
    words = _in_order(_words(needs, vocabulary_, idf) @ weighted.T, place)
    meaning = np.asarray(embedder.embed([need.actions for need in needs]) @ every.T, dtype=np.float32)
    elsewhere = np.zeros((len(needs), len(every)), dtype=np.float32)
    for number, each in enumerate(asked):
        for row, entity in zip(place.tolist(), entities, strict=True):
            stated = entity.facets.get("country", ())
            elsewhere[number, row] = bool(stated) and each.country not in stated
    scores = dict(zip(BASELINES, (words, words - _LAST * elsewhere, meaning, meaning - _LAST * elsewhere), strict=True))
    made = [
        Pair(
            number,
            asked[number].country,
            each.label,
            {name: float(value[number, row]) for name, value in values.items()},
            {name: float(score[number, row]) for name, score in scores.items()},
        )
        for each, row in zip(labelled, rows, strict=True)
        if row is not None
        for number in [needs.index(each.need)]
    ]
    return made, sum(row is None for row in rows)


def asked_of(need: LabelledNeed) -> Asked:
    """A labelled need as it is asked.

    >>> asked_of(LabelledNeed("KEN", "adaptation", "coastal_zone", "Mangroves, Reefs"))
    Asked(country='KEN', actions=('Mangroves', 'Reefs'), themes=('ndc:coastal-zone',), goals=())
    """
    code = f"ndc:{slug(need.sector)}"
    themes = vocabulary("themes")
    theme = code if themes.get(code) else themes.read(f"ndc: {need.sector}") or themes.read(need.sector)
    actions = pieces(need.actions) or (need.sector,)
    return Asked(read_country(need.country) or need.country, actions, (theme,) if theme else ())


def _words(needs: Sequence[LabelledNeed], columns: Mapping[str, int], idf: Floats) -> Floats:
    said = [Counter(terms(f"{need.actions} {need.sector.replace('_', ' ')}")) for need in needs]
    return np.asarray(weigh(said, columns, idf).toarray(), dtype=np.float32)


def _in_order(values: Floats, place: np.typing.NDArray[np.intp]) -> Floats:
    """Columns in the order of entities, put in that of candidates."""
    made = np.zeros(values.shape, dtype=np.float32)
    made[:, place] = values
    return made
