"""What a question is about: a stored entry, or a description of something that no register holds yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from graph.embed.chance import floor
from graph.embed.embedder import Embedder
from graph.errors import InputError
from graph.infer.places import places
from graph.matching.codes import read_code
from graph.matching.match import Absent, ReadName, Understood
from graph.matching.named import meant_by, read_name
from graph.model.vocabularies import read_country, vocabulary
from graph.resolve.scorer import Weights
from graph.resolve.types import type_of
from graph.snapshot.make import placed, weigh
from graph.snapshot.rows import entries
from graph.snapshot.snapshot import Floats, Snapshot
from graph.text.fold import terms


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, as rows of a snapshot.

    Attributes:
        partnership: row of the partnership asked about, if it is stored.
        partner: row of the partner asked about, if it is stored.
        partners: rows of the partners on its list; of a partner itself.
        own: rows of the partnerships that the partner asked about takes part in.
        tags: columns of its goals, targets, countries and themes.
        terms: (1, w) TF-IDF row of its text; of a stored partner of all that it takes part in; zero without one.
        vector: (d,) vector of the same; zero where there is none.
        about: (p,) how surely it is about each country; of a partner the shares of what it does, summing to 1.
        type: type code of the partner asked about; "" where unknown.
        country: alpha-3 code of its country; "" where unknown.
        name: (1, w) TF-IDF row of its names; zero for a partnership.
        said: (1, w) and (d,) of the text by which a partner describes itself; zero where it doesn't.
        barred: rows of further partners that aren't to be offered, and count for nothing else.
        known: share of the distinct words of its text that two entries or more have; 1 for a stored entry.
    """

    partnership: int | None
    partner: int | None
    partners: Sequence[int]
    own: Sequence[int]
    tags: Sequence[int]
    terms: csr_array
    vector: Floats
    about: Floats
    type: str
    country: str
    name: csr_array
    said: tuple[csr_array, Floats]
    barred: Sequence[int] = ()
    known: float = 1.0


@dataclass(frozen=True, slots=True)
class PartnershipDescription:
    """A partnership in words.

    Attributes:
        title: its title.
        text: what it does.
        partners: names of those that take part already, as written, or ids of known partners.
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
        name: its name, or the id of a known partner.
        text: what it does, offers or looks for.
        type: its type code; where none is given, the one that its name tells.
        country: where it is: a code or a name.
        sdgs: goals that it works on.
        brings: codes of what it brings: they tell the role that it could play, and weigh nothing, as no entry states
            what it seeks.
    """

    name: str = ""
    text: str = ""
    type: str = ""
    country: str = ""
    sdgs: tuple[int, ...] = ()
    brings: tuple[str, ...] = ()


def stored_partnership(snapshot: Snapshot, id: str) -> tuple[Subject, Understood]:
    """A partnership of the store. Raises KeyError where the snapshot doesn't have it."""
    row = snapshot.partnership_row[id]
    subject = partnership_of(
        snapshot,
        row=row,
        partners=snapshot.partners_of(row).tolist(),
        tags=_columns(snapshot.tagged, row),
        terms=csr_array(snapshot.terms[[row], :]),
        vector=np.asarray(snapshot.vectors[row], dtype=np.float32),
        about=snapshot.placed[[row], :].toarray().ravel(),
    )
    return subject, Understood(text=bool(subject.terms.nnz))


def partnership_of(
    snapshot: Snapshot,
    *,
    row: int | None,
    partners: Sequence[int],
    tags: Sequence[int],
    terms: csr_array,
    vector: Floats,
    about: Floats,
    barred: Sequence[int] = (),
    known: float = 1.0,
) -> Subject:
    """A partnership by its parts: see `Subject` for what each is."""
    nothing = _no_words(snapshot)
    return Subject(
        partnership=row,
        partner=None,
        partners=partners,
        own=(),
        tags=tags,
        terms=terms,
        vector=vector,
        about=about,
        type="",
        country="",
        name=nothing,
        said=(nothing, np.zeros_like(vector)),
        barred=barred,
        known=known,
    )


def stored_partner(snapshot: Snapshot, id: str) -> tuple[Subject, Understood]:
    """A partner of the store: its text and tags are those of the partnerships it takes part in. Raises KeyError.

    One that takes part in none (the government over a ministry) goes by its name and country.
    """
    row = snapshot.partner_row[id]
    own = snapshot.partnerships_of(row).tolist()
    place = snapshot.partner_countries[row]
    if own:
        words = csr_array(snapshot.terms[own, :].sum(axis=0).reshape(1, -1))
        tags = np.unique(snapshot.tagged.indices[entries(snapshot.tagged, np.array(own))[0]]).tolist()
    else:
        words = _terms(snapshot, snapshot.partner_names[row])
        tags, _ = _tags(snapshot, (), [place], ())
    vector = np.asarray(snapshot.vectors[own].sum(axis=0), dtype=np.float32)
    subject = Subject(
        partnership=None,
        partner=row,
        partners=[row],
        own=own,
        tags=tags,
        terms=_unit_row(words),
        vector=_unit(vector),
        about=_shares(np.asarray(snapshot.placed[own, :].sum(axis=0)).ravel() + _home(snapshot, place, bool(own))),
        type=snapshot.partner_types[row],
        country=place,
        name=csr_array(snapshot.name_terms[[row], :]),
        said=(_no_words(snapshot), np.zeros_like(vector)),
    )
    return subject, Understood(text=bool(words.nnz))


def described_partnership(
    snapshot: Snapshot,
    described: PartnershipDescription,
    embedder: Embedder | None,
    names: Weights | None = None,
) -> tuple[Subject, Understood]:
    """A partnership in words; `names` are the weights by which names are compared.

    Raises:
        InputError: nothing was said to go by, or a goal or theme doesn't exist.
    """
    written = [name for name in dict.fromkeys(described.partners) if name.strip()]
    meant = [meant_by(snapshot, name, weights=names) for name in written]
    named = tuple(each.told(snapshot, name) for each, name in zip(meant, written, strict=True))
    countries = {written: read_country(written) for written in described.countries if written.strip()}
    sdgs = _goals(described.sdgs)
    for theme in described.themes:
        if vocabulary("themes").get(theme) is None:
            raise InputError(f"There is no theme {theme!r}; the vocabulary `themes` lists those there are.")
    text = f"{described.title}\n{described.text}".strip()
    if not (text or named or countries or sdgs or described.themes):
        raise InputError("Describe the partnership: a title, a text, partners, goals, countries or themes.")
    codes = [code for code in countries.values() if code]
    tags, absent = _tags(snapshot, sdgs, codes, described.themes)
    said = _said(snapshot, text, embedder)
    subject = partnership_of(
        snapshot,
        row=None,
        partners=sorted({each.taken for each in meant if each.taken is not None}),
        # A written name may mean several: whichever is meant, none of them is to be offered.
        barred=sorted({row for each in meant for row in each.rows()}),
        tags=tags,
        terms=said.terms,
        vector=said.vector,
        about=_about(snapshot, described.title, described.text, codes),
        known=said.known,
    )
    return subject, Understood(
        names=_ids(named),
        named=named,
        countries=countries,
        sdgs=sdgs,
        themes=described.themes,
        absent=absent,
        text=bool(text),
        like_nothing=said.like_nothing,
        advice=said.advice,
    )


def in_codes(described: PartnerDescription) -> PartnerDescription:
    """The same with its type and what it brings as the vocabularies have them. Raises InputError for what they lack."""
    return replace(
        described,
        type=read_code("types", described.type) if described.type else "",
        brings=tuple(read_code("contributions", code) for code in described.brings if code),
    )


def described_partner(
    snapshot: Snapshot, described: PartnerDescription, embedder: Embedder | None, names: Weights | None = None
) -> tuple[Subject, Understood]:
    """A partner in words; where its name is known, its ties count too. `names` weighs how names are compared.

    A name alone says nothing of what its bearer does: that of a partner that isn't known is read as a text only beside
    a text.

    Raises:
        InputError: neither a name nor a text was given, or the type, a goal or a contribution doesn't exist.
    """
    if not (described.name.strip() or described.text.strip()):
        raise InputError("Say who you are: a name, and best a sentence on what you do.")
    described = in_codes(described)
    countries = {described.country: read_country(described.country)} if described.country.strip() else {}
    sdgs = _goals(described.sdgs)
    where = next((code for code in countries.values() if code), "")
    written = [described.name] if described.name.strip() else []
    named = tuple(read_name(snapshot, name, described.type, where, names) for name in written)
    told, absent = _tags(snapshot, sdgs, [where] if where else [], ())
    if (chosen := snapshot.partner_row.get(described.name.strip())) is not None:
        # Its id has no words; its name has.
        described = replace(described, name=snapshot.partner_names[chosen])
    text = f"{described.name}\n{described.text}".strip() if described.text.strip() else ""
    said = _said(snapshot, text, embedder)
    taken = next((each.taken for each in named if each.taken), None)
    about = _about(snapshot, described.name, described.text, [where] if where else [])
    if taken is not None:
        known, _ = stored_partner(snapshot, taken.id)
        subject = replace(
            known,
            tags=sorted({*known.tags, *told}),
            terms=_unit_row(csr_array(said.terms + known.terms)),
            vector=_unit(said.vector + known.vector),
            about=_shares(known.about + about),
            type=known.type or described.type,
            country=known.country or where,
            said=(said.terms, said.vector),
        )
    else:
        subject = newcomer(
            snapshot,
            name=described.name if text else "",
            type=described.type or type_of(described.name),
            country=where,
            tags=told,
            terms=said.terms,
            vector=said.vector,
            about=about,
            known=said.known,
        )
    return subject, Understood(
        names=_ids(named),
        named=named,
        countries=countries,
        sdgs=sdgs,
        absent=absent,
        text=bool(text),
        like_nothing=said.like_nothing,
        advice="" if taken is not None else _advice(named, text, said),
    )


def newcomer(
    snapshot: Snapshot,
    *,
    name: str,
    type: str,
    country: str,
    tags: Sequence[int],
    terms: csr_array,
    vector: Floats,
    about: Floats,
    known: float = 1.0,
) -> Subject:
    """A partner of which nothing is known but what it says: see `Subject` for what each part is."""
    return Subject(
        partnership=None,
        partner=None,
        partners=(),
        own=(),
        tags=tags,
        terms=terms,
        vector=vector,
        about=_shares(about),
        type=type,
        country=country,
        name=_terms(snapshot, name) if name else _no_words(snapshot),
        said=(terms, vector),
        known=known,
    )


def _about(snapshot: Snapshot, title: str, text: str, declared: Sequence[str]) -> Floats:
    return np.asarray(placed([places(title, text, declared)], snapshot.places).toarray().ravel(), dtype=np.float32)


def _home(snapshot: Snapshot, code: str, has_own: bool) -> Floats:
    """A partner of which nothing else is known works at home."""
    weights = {} if has_own or not code else {code: 1.0}
    return np.asarray(placed([weights], snapshot.places).toarray().ravel(), dtype=np.float32)


def _shares(weights: Floats) -> Floats:
    total = float(weights.sum())
    return np.asarray(weights / total if total else weights, dtype=np.float32)


def _no_words(snapshot: Snapshot) -> csr_array:
    return csr_array((1, len(snapshot.vocabulary)), dtype=np.float32)


_LIKE_NOTHING = (
    "Nothing like what was said was found: no two entries have a word of it, and none is nearer in meaning than by"
    " chance. Say it in other words."
)

_ONLY_WORDS = (
    "No entry is nearer in meaning to what was said than by chance: what is answered shares single words with it, or"
    " fits in other ways."
)


def _advice(named: Sequence[ReadName], text: str, said: _Said) -> str:
    """What someone of whom nothing is known has to say for an answer that means something."""
    if text:
        return said.advice
    asks = "say in a sentence or two what it does, offers or looks for: an answer that means something needs that."
    if named and named[0].possible:
        return f"Choose one of those that it may mean by its id, or {asks}"
    return f"Nothing is known of it beside its name; {asks}"


def _ids(named: Sequence[ReadName]) -> dict[str, str | None]:
    return {each.written: each.taken.id if each.taken else None for each in named}


def _goals(goals: Sequence[int]) -> tuple[str, ...]:
    for goal in goals:
        if not 1 <= goal <= 17:
            raise InputError(f"There is no goal {goal}; the goals are 1 to 17.")
    return tuple(str(goal) for goal in dict.fromkeys(goals))


def _tags(
    snapshot: Snapshot, sdgs: Sequence[str], countries: Sequence[str], themes: Sequence[str]
) -> tuple[list[int], tuple[Absent, ...]]:
    """Columns of what was asked for, and what of it no partnership states."""
    wanted = [("sdg", code) for code in sdgs] + [("country", code) for code in countries]
    wanted += [("theme", code) for code in themes]
    absent = tuple(Absent(*tag) for tag in dict.fromkeys(wanted) if tag not in snapshot.tag_row)
    return sorted({snapshot.tag_row[tag] for tag in wanted if tag in snapshot.tag_row}), absent


@dataclass(frozen=True, slots=True)
class _Said:
    """A text as rows of a snapshot: zeros where there is none; a vector of zeros where it is near to nothing."""

    terms: csr_array
    vector: Floats
    known: float
    like_nothing: bool
    advice: str


def _said(snapshot: Snapshot, text: str, embedder: Embedder | None) -> _Said:
    words, vector = _terms(snapshot, text), _vector(snapshot, text, embedder)
    nearest = float((snapshot.vectors @ vector).max(initial=0.0))
    near = nearest >= max(floor(snapshot.space), _SOME)
    like_nothing = bool(text) and not words.nnz and not near
    known = readable(snapshot, text)
    only_words = not like_nothing and not near and bool(vector.any())
    advice = _LIKE_NOTHING if like_nothing else _ONLY_WORDS if only_words else ""
    return _Said(words, vector if near else np.zeros_like(vector), known, like_nothing, advice)


def readable(snapshot: Snapshot, text: str) -> float:
    """Share of the distinct words of a text that two entries or more have, 0 to 1; 1 for a text without words."""
    distinct = set(terms(text))
    return sum(term in snapshot.vocabulary for term in distinct) / len(distinct) if distinct else 1.0


_SOME = 1e-6
"""A cosine that is more than none."""


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
