"""What a question is about: a stored entry, or a description of something that no register holds yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.embed.embedder import Embedder
from graph.errors import InputError
from graph.matching.features import Subject
from graph.matching.match import Understood
from graph.model.vocabularies import read_country, vocabulary
from graph.snapshot.make import weigh
from graph.snapshot.snapshot import Floats, Snapshot
from graph.text.fold import fold, terms


@dataclass(frozen=True, slots=True)
class PartnershipDescription:
    """A partnership in words.

    Attributes:
        title: its title.
        text: what it does.
        partners: names of those that take part already, as written.
        sdgs: goals, 1 to 17.
        countries: where it works: codes or names.
        themes: theme codes.
    """

    title: str = ""
    text: str = ""
    partners: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerDescription:
    """A partner in words: a name and a sentence are enough.

    Attributes:
        name: its name.
        text: what it does, offers or looks for.
        type: its type code; checked, and nothing is weighed by it yet.
        country: where it is: a code or a name.
        sdgs: goals that it works on.
    """

    name: str = ""
    text: str = ""
    type: str = ""
    country: str = ""
    sdgs: tuple[int, ...] = ()


def stored_partnership(snapshot: Snapshot, id: str) -> tuple[Subject, Understood]:
    """A partnership of the store. Raises KeyError where the snapshot doesn't have it."""
    row = snapshot.partnership_row[id]
    subject = Subject(
        partnership=row,
        partner=None,
        partners=snapshot.partners_of(row).tolist(),
        tags=_columns(snapshot.tagged, row),
        terms=csr_array(snapshot.terms[[row], :]),
        vector=np.asarray(snapshot.vectors[row], dtype=np.float32),
    )
    return subject, Understood(text=bool(subject.terms.nnz))


def stored_partner(snapshot: Snapshot, id: str) -> tuple[Subject, Understood]:
    """A partner of the store: its text and tags are those of the partnerships it takes part in. Raises KeyError.

    One that takes part in none (the government over a ministry) goes by its name and country.
    """
    row = snapshot.partner_row[id]
    own = snapshot.partnerships_of(row).tolist()
    if own:
        words = csr_array(snapshot.terms[own, :].sum(axis=0).reshape(1, -1))
        tags = sorted({tag for each in own for tag in _columns(snapshot.tagged, each)})
    else:
        words = _terms(snapshot, snapshot.partner_names[row])
        tags = _tags(snapshot, (), [snapshot.partner_countries[row]], ())
    vector = np.asarray(snapshot.vectors[own].sum(axis=0), dtype=np.float32)
    subject = Subject(None, row, [row], tags, _unit_row(words), _unit(vector))
    return subject, Understood(text=bool(words.nnz))


def described_partnership(
    snapshot: Snapshot, described: PartnershipDescription, embedder: Embedder | None
) -> tuple[Subject, Understood]:
    """A partnership in words.

    Raises:
        InputError: nothing was said to go by, or a goal or theme doesn't exist.
    """
    bearers = {name: snapshot.rows_by_name.get(fold(name), ()) for name in described.partners if name.strip()}
    countries = {written: read_country(written) for written in described.countries if written.strip()}
    sdgs = _goals(described.sdgs)
    for theme in described.themes:
        if vocabulary("themes").get(theme) is None:
            raise InputError(f"There is no theme {theme!r}; the vocabulary `themes` lists those there are.")
    text = f"{described.title}\n{described.text}".strip()
    if not (text or bearers or countries or sdgs or described.themes):
        raise InputError("Describe the partnership: a title, a text, partners, goals, countries or themes.")
    names = {name: snapshot.partners[rows[0]] if rows else None for name, rows in bearers.items()}
    tags = _tags(snapshot, sdgs, [code for code in countries.values() if code], described.themes)
    subject = Subject(
        partnership=None,
        partner=None,
        # Several may bear a written name: whichever is meant, none of them is to be offered.
        partners=sorted({row for rows in bearers.values() for row in rows}),
        tags=tags,
        terms=_terms(snapshot, text),
        vector=_vector(snapshot, text, embedder),
    )
    return subject, Understood(names, countries, sdgs, described.themes, bool(text))


def described_partner(
    snapshot: Snapshot, described: PartnerDescription, embedder: Embedder | None
) -> tuple[Subject, Understood]:
    """A partner in words; where its name is known, its ties count too.

    Raises:
        InputError: neither a name nor a text was given, or the type or a goal doesn't exist.
    """
    if not (described.name.strip() or described.text.strip()):
        raise InputError("Say who you are: a name, and best a sentence on what you do.")
    if described.type and vocabulary("types").get(described.type) is None:
        raise InputError(f"There is no type {described.type!r}; the vocabulary `types` lists those there are.")
    rows = snapshot.rows_by_name.get(fold(described.name), ()) if described.name.strip() else ()
    countries = {described.country: read_country(described.country)} if described.country.strip() else {}
    sdgs = _goals(described.sdgs)
    tags = set(_tags(snapshot, sdgs, [code for code in countries.values() if code], ()))
    text = f"{described.name}\n{described.text}".strip()
    words, vector = _terms(snapshot, text), _vector(snapshot, text, embedder)
    row = rows[0] if rows else None
    if row is not None:
        known, _ = stored_partner(snapshot, snapshot.partners[row])
        tags |= set(known.tags)
        words = _unit_row(csr_array(words + known.terms))
        vector = _unit(vector + known.vector)
    subject = Subject(None, row, [row] if row is not None else [], sorted(tags), words, vector)
    id = snapshot.partners[row] if row is not None else None
    return subject, Understood({described.name: id} if described.name.strip() else {}, countries, sdgs, (), bool(text))


def _goals(goals: Sequence[int]) -> tuple[str, ...]:
    for goal in goals:
        if not 1 <= goal <= 17:
            raise InputError(f"There is no goal {goal}; the goals are 1 to 17.")
    return tuple(str(goal) for goal in dict.fromkeys(goals))


def _tags(snapshot: Snapshot, sdgs: Sequence[str], countries: Sequence[str], themes: Sequence[str]) -> list[int]:
    wanted = [("sdg", code) for code in sdgs] + [("country", code) for code in countries]
    wanted += [("theme", code) for code in themes]
    return sorted({snapshot.tag_row[tag] for tag in wanted if tag in snapshot.tag_row})


def _terms(snapshot: Snapshot, text: str) -> csr_array:
    return weigh([Counter(terms(text))], snapshot.vocabulary, snapshot.idf)


def _vector(snapshot: Snapshot, text: str, embedder: Embedder | None) -> Floats:
    if embedder is None or not text or embedder.space != snapshot.space:
        return np.zeros(snapshot.vectors.shape[1], dtype=np.float32)
    return np.asarray(embedder.embed([text])[0], dtype=np.float32)


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)


def _unit_row(row: csr_array) -> csr_array:
    length = float(np.sqrt((row.data**2).sum()))
    return csr_array(row / length) if length else row


def _columns(matrix: csr_array, row: int) -> list[int]:
    columns: list[int] = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist()
    return columns
