"""Make a snapshot of what a store holds now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.infer.places import places as places_named
from graph.model.entities import Alias, Entity
from graph.model.identifiers import term_id
from graph.model.roles import foremost
from graph.model.vocabularies import targets
from graph.resolve.candidates import NameIndex
from graph.resolve.read import ReadName, read_name
from graph.snapshot.making_exchange import exchange
from graph.snapshot.making_recorded import recorded
from graph.snapshot.says import says
from graph.snapshot.snapshot import UNKNOWN_DAY, Days, Floats, Snapshot
from graph.snapshot.themed import themed
from graph.snapshot.told import RESOURCES, told
from graph.store.interface import View
from graph.text.dates import PartialDate
from graph.text.fold import term, terms, words

TAGS = ("sdg", "country", "theme")
"""Facets that partnerships are tagged by; targets, which are no facet, come from what they address."""
_BLOCK = 4096


def make(view: View, space: str = "") -> Snapshot:
    """Read a store into arrays.

    Args:
        view: the store.
        space: the vector space to take along; empty, or one that the store doesn't hold: no vectors.

    Returns:
        The snapshot; of an empty store one without rows.
    """
    status = view.status()
    partners = list(view.entities("partner"))
    partnerships = list(view.entities("partnership"))
    rows = {entity.id: row for row, entity in enumerate(partners)}
    columns = {entity.id: row for row, entity in enumerate(partnerships)}
    pairs: list[tuple[int, int]] = []
    roles: dict[tuple[int, int], list[str]] = {}
    takes_part = list(view.relations("takes-part"))
    for relation in takes_part:
        if relation.source in rows and relation.target in columns:
            pair = (rows[relation.source], columns[relation.target])
            pairs.append(pair)
            roles.setdefault(pair, []).append(relation.role)
    read = _read_roles(view, rows, columns)
    stated = _stated_tags(view, partnerships)
    tags = sorted({tag for tagged in stated.values() for tag in tagged})
    tag_row = {tag: row for row, tag in enumerate(tags)}
    tagged = [(columns[id], tag_row[tag]) for id, tagged in stated.items() for tag in tagged]
    about = [_places(entity) for entity in partnerships]
    places = sorted({code for each in about for code in each})
    spelled: dict[str, Counter[str]] = {}
    for entity in partnerships:
        _spellings(entity, spelled)
    counts = [own_terms(entity) for entity in partnerships]
    vocabulary, idf, weighted = tf_idf(counts)
    known = {each.name: each.dimension for each in status.spaces if each.vectors}
    vectors, telling = _vectors(view, space, known.get(space, 0), columns)
    return Snapshot(
        store_id=status.store_id,
        version=status.version,
        space=space if space in known else "",
        partners=[entity.id for entity in partners],
        partner_names=[entity.name for entity in partners],
        partner_types=[entity.fact("type") or "" for entity in partners],
        partner_countries=[entity.fact("country") or "" for entity in partners],
        partner_aliases=[[alias.name for alias in entity.aliases] for entity in partners],
        partner_acronyms=[_acronyms(entity) for entity in partners],
        wholes=_wholes(view, rows),
        names=NameIndex.of([name for entity in partners for name in _names(entity)]),
        name_rows=np.repeat(np.arange(len(partners), dtype=np.int32), [len(list(_named(each))) for each in partners]),
        partnerships=[entity.id for entity in partnerships],
        titles=[entity.name for entity in partnerships],
        links=_incidence(pairs, (len(partners), len(partnerships))),
        link_roles={pair: role for pair, several in roles.items() if (role := foremost(several))},
        read_roles=read,
        tags=tags,
        tagged=_incidence(tagged, (len(partnerships), len(tags))),
        places=places,
        placed=placed(about, places),
        vocabulary=vocabulary,
        words=[spelled[term].most_common(1)[0][0] if term in spelled else term for term in vocabulary],
        idf=idf,
        terms=weighted,
        name_terms=weigh([_name_terms(entity) for entity in partners], vocabulary, idf),
        vectors=vectors,
        told=told(partnerships, telling),
        starts=_days((entity.fact("start") for entity in partnerships), last=False),
        ends=_days((entity.fact("end") for entity in partnerships), last=True),
        open_ended=np.array([bool(entity.fact("open-ended")) for entity in partnerships], dtype=bool),
        exchange=exchange(view, partnerships, counts, space, known.get(space, 0)),
        says=says(partnerships),
        themed=themed(partnerships),
        recorded=recorded(view.drafts(), partnerships, takes_part, partners),
    )


def _read_roles(
    view: View, rows: Mapping[str, int], columns: Mapping[str, int]
) -> dict[tuple[int, int], tuple[tuple[str, float], ...]]:
    """The roles that texts are read to say, the surest first."""
    read: dict[tuple[int, int], list[tuple[str, float]]] = {}
    for relation in view.relations("plays"):
        if relation.source in rows and relation.target in columns:
            pair = (rows[relation.source], columns[relation.target])
            read.setdefault(pair, []).append((relation.role, relation.score or 0.0))
    return {pair: tuple(sorted(roles, key=lambda each: (-each[1], each[0]))) for pair, roles in read.items()}


def _acronyms(entity: Entity) -> list[str]:
    return [alias.name for alias in entity.aliases if alias.kind == "acronym"]


def _names(entity: Entity) -> Iterator[ReadName]:
    """A partner's names as they are compared, each with all that is known of it."""
    place = entity.fact("country")
    for alias in _named(entity):
        yield read_name(alias.name, _acronyms(entity), [place] if place else ())


def _named(entity: Entity) -> Iterator[Alias]:
    """The names that can be misspelt: a number that is like another is another."""
    return (alias for alias in entity.aliases if alias.kind != "identifier")


def tf_idf(counts: Sequence[Counter[str]]) -> tuple[dict[str, int], Floats, csr_array]:
    """TF-IDF with sublinear term frequency: (1 + ln tf) * (ln((1 + m) / (1 + df)) + 1), rows of length 1.

    Terms of a single document are left out: they can't be near anything.

    Args:
        counts: how often each term stands in each document.

    Returns:
        Term to column, the columns' inverse document frequencies (w,), and the matrix (m, w).
    """
    frequency = Counter(term for count in counts for term in count)
    vocabulary = {term: column for column, term in enumerate(sorted(t for t, n in frequency.items() if n > 1))}
    size = len(counts)
    idf = np.array([np.log((1 + size) / (1 + frequency[term])) + 1 for term in vocabulary], dtype=np.float32)
    return vocabulary, idf, weigh(counts, vocabulary, idf)


def weigh(counts: Sequence[Counter[str]], vocabulary: Mapping[str, int], idf: Floats) -> csr_array:
    """Rows of TF-IDF weights of documents in a given vocabulary, each of length 1; unknown words weigh nothing."""
    indptr, indices, data = [0], list[int](), list[float]()
    for count in counts:
        row = [(vocabulary[term], 1 + np.log(number)) for term, number in count.items() if term in vocabulary]
        weights = [weight * float(idf[column]) for column, weight in row]
        length = float(np.sqrt(sum(weight * weight for weight in weights))) or 1.0
        indices.extend(column for column, _ in row)
        data.extend(weight / length for weight in weights)
        indptr.append(len(indices))
    arrays = (np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr, dtype=np.int64))
    return csr_array(arrays, shape=(len(counts), len(vocabulary)))


def _stated_tags(view: View, partnerships: Sequence[Entity]) -> dict[str, set[tuple[str, str]]]:
    """Partnership id to the goals, targets, countries and themes that are declared for it."""
    stated = {
        entity.id: {(kind, code) for kind in TAGS for code in entity.facets.get(kind, ())} for entity in partnerships
    }
    codes = {term_id("target", code): code for code in targets()}
    for relation in view.relations("addresses"):
        if relation.target in codes and relation.basis == "declared" and relation.source in stated:
            stated[relation.source].add(("target", codes[relation.target]))
    return stated


def _places(entity: Entity) -> dict[str, float]:
    text = "\n".join(text.text for text in entity.texts)
    return places_named(entity.name, text, entity.facets.get("country", ()))


def placed(about: Sequence[Mapping[str, float]], places: Sequence[str]) -> csr_array:
    """Weights of countries as a matrix.

    Args:
        about: for each row country to weight.
        places: the countries of the columns; others are left out.
    """
    column = {code: at for at, code in enumerate(places)}
    cells = [(row, column[code], w) for row, each in enumerate(about) for code, w in each.items() if code in column]
    rows, columns, weights = (list(part) for part in zip(*cells, strict=True)) if cells else ([], [], [])
    shape = (len(about), len(places))
    return csr_array((np.array(weights, np.float32), (rows, columns)), shape=shape, dtype=np.float32)


def _name_terms(entity: Entity) -> Counter[str]:
    """The terms of a partner's names, each once however many names hold it."""
    return Counter({term for alias in entity.aliases for term in terms(alias.name)})


def _wholes(view: View, rows: Mapping[str, int]) -> NDArray[np.int32]:
    """The row of the partner that each partner is a part of; of several the one that was first stated; -1 for none."""
    wholes = np.full(len(rows), -1, dtype=np.int32)
    for relation in view.relations("part-of"):
        part, whole = rows.get(relation.source), rows.get(relation.target)
        if part is not None and whole is not None and wholes[part] < 0:
            wholes[part] = whole
    return wholes


def own_terms(entity: Entity) -> Counter[str]:
    """How often an entity's own terms stand in its title and texts.

    Its partners' names are left out: they would only find their other entries.
    """
    return Counter(made for text in _own_texts(entity) for made in terms(text))


def _spellings(entity: Entity, spelled: dict[str, Counter[str]]) -> None:
    """Count in how many texts each spelling of a term stands."""
    for text in _own_texts(entity):
        for word in set(words(text)):
            spelled.setdefault(term(word), Counter())[word] += 1


def _own_texts(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(text.text for text in entity.texts))


def _incidence(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """A matrix of ones; a pair that is listed twice counts once."""
    unique = np.array(sorted(set(pairs)), dtype=np.int32).reshape(-1, 2)
    ones = np.ones(len(unique), dtype=np.float32)
    return csr_array((ones, (unique[:, 0], unique[:, 1])), shape=shape)


def _vectors(view: View, space: str, dimension: int, rows: dict[str, int]) -> tuple[Floats, Floats]:
    """Mean of the vectors of each partnership's passages, of all and of those that tell what it does; of length 1."""
    sums = np.zeros((2, len(rows), dimension), dtype=np.float32)
    if not dimension or not rows:
        return sums[0], sums[1]
    waiting: list[tuple[int, str, bool]] = []

    def add() -> None:
        found, vectors = view.vectors(space, list(dict.fromkeys(hash_ for _, hash_, _ in waiting)))
        place = {hash_: row for row, hash_ in enumerate(found)}
        here = [(row, place[hash_], tells) for row, hash_, tells in waiting if hash_ in place]
        for kind, some in enumerate((here, [each for each in here if each[2]])):
            if some:
                np.add.at(sums[kind], [row for row, _, _ in some], vectors[[at for _, at, _ in some]])
        waiting.clear()

    for passage in view.all_passages("partnership"):
        if passage.entity in rows:
            waiting.append((rows[passage.entity], passage.hash, passage.field != RESOURCES))
        if len(waiting) >= _BLOCK:
            add()
    if waiting:
        add()
    lengths = np.linalg.norm(sums, axis=2, keepdims=True)
    made = np.asarray(sums / np.where(lengths > 0, lengths, 1), dtype=np.float32)
    # What tells nothing but its resources is known by them.
    return made[0], np.where(lengths[1] > 0, made[1], made[0])


def _days(values: Iterable[object], *, last: bool) -> Days:
    return np.array([_day(value, last=last) for value in values], dtype=np.int32)


def _day(value: object, *, last: bool) -> int:
    if not isinstance(value, str):
        return UNKNOWN_DAY
    read = PartialDate.from_iso(value)
    day: date = read.latest if last else read.earliest
    return day.toordinal()
