"""The questions that are open: what scores could not settle and no person has decided, weightiest first.

What matters most is asked first. A question weighs `score * sqrt(a * b)`, a and b being the numbers of partnerships (of
partners, for two partnerships) of both sides: how many links would come together, and how near the scorer was to
joining the two itself. Questions that a person called unsure come after all others.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Literal

from graph.errors import InputError
from graph.model.entities import Entity
from graph.model.judgements import Judgement, Name
from graph.resolve.judged import standing
from graph.review.bearers import Bearers
from graph.review.words import Pair, pair_id
from graph.store.interface import View
from graph.text.fold import fold

Sort = Literal["partner", "reference", "partnership"]
"""What a question is about: two organisations, an organisation and an entry of a reference register, or two records of
partnerships."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entry that bears a name in question, in short.

    Attributes:
        id: its id; of a reference register's entry, that of its record.
        kind: `partner`, `partnership`, or `reference`: an entry of a reference register, which is no partner.
        name: the name shown.
        written: the name in question, as it is written most often; for a partnership the id of the record.
        type: code of its type, or "".
        countries: alpha-3 codes: where an organisation is, where a partnership works.
        registers: codes of the registers that name it.
        degree: its partnerships; of a partnership, its partners; of a reference register's entry, 0.
    """

    id: str
    kind: Sort
    name: str
    written: str
    type: str
    countries: tuple[str, ...]
    registers: tuple[str, ...]
    degree: int


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two names are one.

    Attributes:
        id: of the pair of names; it stays when registers are read again.
        kind: `partner` for two organisations, `reference` for an organisation and an entry of a reference register,
            `partnership` for two records.
        pair: the names, the lesser first.
        a: who bears the first.
        b: who bears the other.
        score: 0 to 1, how sure the scorer is; None where it wasn't asked.
        reasons: what speaks for and against it, in words.
        weight: how much the answer matters; higher is asked earlier.
        unsure: the word of the person who could not tell, or None.
    """

    id: str
    kind: Sort
    pair: Pair
    a: Bearer
    b: Bearer
    score: float | None
    reasons: tuple[str, ...]
    weight: float
    unsure: Judgement | None = None

    @property
    def place(self) -> tuple[bool, float, str]:
        """Where it stands in the queue."""
        return (self.unsure is not None, -self.weight, self.id)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions to show; what is empty leaves all.

    Attributes:
        kind: `partner`, `reference` or `partnership`.
        country: alpha-3 code that one side has.
        register: code of a register that names one side.
        minimum: least score; a question without one has none.
        text: words that stand in the names of the sides, in any order; letters with and without accents are one.
    """

    kind: str = ""
    country: str = ""
    register: str = ""
    minimum: float = 0.0
    text: str = ""

    def passes(self, question: Question) -> bool:
        """Whether a question is to be shown."""
        sides = (question.a, question.b)
        words = fold(" ".join(part for side in sides for part in (side.name, side.written, side.id))).split()
        return (
            self.kind in {"", question.kind}
            and (not self.country or any(self.country in side.countries for side in sides))
            and (not self.register or any(self.register in side.registers for side in sides))
            and (question.score or 0.0) >= self.minimum
            and all(any(word.startswith(sought) for word in words) for sought in fold(self.text).split())
        )


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        questions: the page.
        total: open questions that pass the filters.
        unsure: how many of these a person has looked at and called unsure.
        decided: pairs of names that persons have decided so far, whatever the filters.
        next: cursor of the next page; None on the last.
    """

    questions: tuple[Question, ...]
    total: int
    unsure: int
    decided: int
    next: str | None


def queue(
    questions: Iterable[Question], decided: int, wanted: Wanted, limit: int = 20, cursor: str | None = None
) -> Queue:
    """A page of the open questions.

    Args:
        questions: all open ones, in the order in which they are asked.
        decided: how many pairs persons have decided.
        wanted: which questions.
        limit: at most so many.
        cursor: `next` of the page before. A question that was decided meanwhile doesn't disturb it.

    Raises:
        InputError: the cursor is none, or another queue's.
    """
    open_ = [each for each in questions if wanted.passes(each)]
    asked = hashlib.sha256(repr(astuple(wanted)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    after = _read_cursor(cursor, asked) if cursor else None
    rest = [each for each in open_ if after is None or each.place > after]
    page = rest[:limit]
    return Queue(
        tuple(page),
        len(open_),
        sum(each.unsure is not None for each in open_),
        decided,
        _cursor(page[-1].place, asked) if len(rest) > limit else None,
    )


def open_questions(view: View, bearers: Bearers, judgements: Iterable[Judgement]) -> list[Question]:
    """All open questions in the order in which they are asked.

    A question is answered by a person's word on its pair, and by words that put its two sides together, also before the
    graph follows them.
    """
    words = standing(judgements)
    settled = _Settled(bearers, words.values())
    asked: dict[Pair, tuple[float | None, tuple[str, ...]]] = {
        (each.a, each.b): (each.score, each.reasons) for each in view.scored() if each.verdict == "unsure"
    }
    for pair, word in words.items():
        if word.verdict == "unsure":
            asked.setdefault(pair, (word.score, word.reasons))
        else:
            asked.pop(pair, None)
    asked = {pair: found for pair, found in asked.items() if settled.leaves(pair)}
    ids = {bearers.ids[name] for pair in asked for name in pair if name in bearers.ids}
    entities = {entity.id: entity for entity in view.get(sorted(ids))}
    made = [
        question(pair, score, reasons, bearers, entities, words.get(pair))
        for pair, (score, reasons) in asked.items()
        if all(bearers.bearer(name) in entities or bearers.reference(name) is not None for name in pair)
    ]
    return sorted(made, key=lambda each: each.place)


def question(
    pair: Pair,
    score: float | None,
    reasons: tuple[str, ...],
    bearers: Bearers,
    entities: Mapping[str, Entity],
    word: Judgement | None = None,
) -> Question:
    """The question of a pair.

    Args:
        pair: the names.
        score: of the scorer.
        reasons: of the scorer.
        bearers: who bears which name.
        entities: at least those that bear these; the entries of reference registers are none.
        word: what a person said of the pair last.
    """
    a, b = (_bearer(name, bearers, entities) for name in pair)
    weight = (1.0 if score is None else score) * math.sqrt(max(a.degree, 1) * max(b.degree, 1))
    kind: Sort = "reference" if "reference" in {a.kind, b.kind} else a.kind
    unsure = word if word is not None and word.verdict == "unsure" else None
    return Question(pair_id(*pair), kind, pair, a, b, score, reasons, round(weight, 4), unsure)


def _bearer(name: Name, bearers: Bearers, entities: Mapping[str, Entity]) -> Bearer:
    entry = bearers.reference(name)
    if entry is not None:
        countries = tuple(sorted(entry.countries))
        return Bearer(entry.record, "reference", entry.name, entry.name, entry.type, countries, (entry.register,), 0)
    entity = entities[bearers.ids[name]]
    return Bearer(
        entity.id,
        "partnership" if entity.kind == "partnership" else "partner",
        entity.name,
        bearers.written(name),
        str(entity.fact("type") or ""),
        entity.facets.get("country", ()),
        entity.facets.get("register", ()),
        entity.degree,
    )


class _Settled:
    """What the words of persons settle beyond the pairs that they are about, also before the graph follows them.

    Two entries that they put together are asked about no more; nor is a partner that they say to be one entry of a
    reference register about any other, nor, by another of its names, about one that they say it isn't.
    """

    def __init__(self, bearers: Bearers, words: Iterable[Judgement]) -> None:
        self._bearers = bearers
        self._parent: dict[str, str] = {}
        about_entries: list[tuple[str, str, Judgement]] = []
        for word in words:
            a, b = (bearers.bearer(name) for name in (word.a, word.b))
            if a is None or b is None:
                continue
            if a in bearers.references or b in bearers.references:
                partner, record = (b, a) if a in bearers.references else (a, b)
                about_entries.append((partner, record, word))
            elif word.verdict == "same":
                self._parent[self._root(a)] = self._root(b)
        self._are = {self._root(partner) for partner, _, word in about_entries if word.verdict == "same"}
        self._are_not = {
            (self._root(partner), record) for partner, record, word in about_entries if word.verdict == "different"
        }

    def _root(self, id: str) -> str:
        while id in self._parent and self._parent[id] != id:
            id = self._parent[id]
        return id

    def leaves(self, pair: Pair) -> bool:
        """Whether two names are borne, by different entries, and the question about them is left open."""
        a, b = (self._bearers.bearer(name) for name in pair)
        if a is None or b is None:
            return False
        references = self._bearers.references
        if a not in references and b not in references:
            return self._root(a) != self._root(b)
        partner, record = (b, a) if a in references else (a, b)
        root = self._root(partner)
        linked = partner in self._bearers.linked.get(record, ())
        return not linked and root not in self._are and (root, record) not in self._are_not


def _cursor(place: tuple[bool, float, str], asked: str) -> str:
    document = json.dumps([*place, asked], separators=(",", ":"))
    return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")


def _read_cursor(text: str, asked: str) -> tuple[bool, float, str]:
    try:
        later, weight, id, of = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        place = (bool(later), float(weight), str(id))
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise InputError(f"{text!r} is no cursor of a review; leave it out to begin at the first page.") from error
    if of != asked:
        raise InputError("This cursor belongs to another review; leave it out to begin at the first page.")
    return place
