"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["name", "words", "meaning"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that shows why an entry was found.

    Attributes:
        text: the passage as the register says it (mended, without persons' data).
        field: which text of the entry it is cut from.
        marks: [start, end) of the words of the question in it, in characters.
    """

    text: str
    field: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found.

    Attributes:
        kind: what it is.
        id: its id.
        name: its name.
        score: between 0 and 1: reciprocal ranks of the ways that found it, added up and divided by the highest sum
            possible; 0 where nothing was asked and entries are listed by how well connected they are.
        found_by: the ways that found it.
        excerpt: the passage to show; None for an entry without text.
        facets: its own facet values.
        degree: partners of a partnership, partnerships of a partner.
        status: of a partnership on the asking date (vocabulary `statuses`); empty for what has none.
    """

    kind: str
    id: str
    name: str
    score: float
    found_by: tuple[Way, ...] = ()
    excerpt: Excerpt | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    degree: int = 0
    status: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that would leave `count` entries if it were chosen; `value` empty: not stated, or without a status."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read, so that a person can see what to change.

    Attributes:
        language: code of the question's language.
        words: the terms looked for.
        every: whether the words count where all of them stand; otherwise no entry has them all, and the best partial
            matches were taken.
        names: id and name of the entries that the question names.
        spaces: vector spaces asked.
        widened: nothing that matches is left by the filters, so the nearest in meaning within them are shown.
        like_nothing: no word and no name of the question meets, and nothing is nearer in meaning than it would
            be to nonsense: so nothing is shown.
        cut: the question was too long and only its beginning was read.
    """

    language: str = "und"
    words: tuple[str, ...] = ()
    every: bool = True
    names: tuple[tuple[str, str], ...] = ()
    spaces: tuple[str, ...] = ()
    widened: bool = False
    like_nothing: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of a search.

    Attributes:
        total: entries found, after the filters.
        start: how many of them stand before this page.
        hits: this page.
        facets: field to its values with counts, highest first, "not stated" last; statuses as on the asking date.
        next: cursor of the next page; None on the last one.
        understood: how the question was read.
        version: version of the store that the answer rests on.
    """

    total: int
    start: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    next: str | None
    understood: Understood
    version: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner that a written name may mean.

    Attributes:
        id: of the partner.
        name: its name.
        score: likeness of the names, 0 to 1; 1 for the same name.
        same: whether it is this one: true, false, or None where that can't be told.
        reasons: why, in words.
        type: its type code, "" where unknown.
        country: its country's alpha-3 code, "" where unknown.
        degree: how many partnerships it takes part in.
    """

    id: str
    name: str
    score: float
    same: bool | None
    reasons: tuple[str, ...]
    type: str = ""
    country: str = ""
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An entry of a reference register that a name may mean; no partner.

    Attributes:
        register: code of its register.
        record: id of its record there.
        scheme: list of its identifier: ROR, for the Research Organization Registry.
        identifier: its identifier.
        name: the name shown.
        countries: alpha-3 codes, sorted.
        type: code of the vocabulary `types`, or empty.
        score: how likely it is meant, 0 to 1.
        same: true where nobody else there is nearly as likely; None where that is open.
        reasons: why, in words.
    """

    register: str
    record: str
    scheme: str
    identifier: str
    name: str
    countries: tuple[str, ...]
    type: str
    score: float
    same: bool | None
    reasons: tuple[str, ...]
