"""The desk: one place that a command, a route or a page asks, and tells what a person decided."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.errors import InputError, NotFoundError
from graph.model.entities import Entity
from graph.model.judgements import Judgement, Name, Verdict
from graph.progress import Progress, silent
from graph.resolve.judged import standing
from graph.resolve.pairs import read_written
from graph.resolve.read import ReadName, read_name
from graph.resolve.reference.linking import entry_name
from graph.resolve.scorer import Weights, score
from graph.resolve.twins.clusters import record_name
from graph.review.bearers import Bearers, gather_bearers
from graph.review.effect import Effect, joining, parting
from graph.review.queue import Question, Queue, Wanted, open_questions, question, queue
from graph.review.reference_effect import linking, unlinking
from graph.review.sides import Side, parts, reference_side, side, ties_of
from graph.review.words import Pair, Said, Undone, history, pair_id, pair_of, say, undo
from graph.store.interface import Store, View
from graph.store.redirects import last_heir
from graph.text.fold import fold


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question with both sides and what each answer would do.

    Attributes:
        question: the question.
        a: the side of the first name.
        b: the other side. Where one entry bears both names, each side is the part of it that is written so.
        same: what "same" would do.
        different: what "different" would do.
        words: what persons have said of the pair, the last first, with what was undone.
        pending: something was decided or read since the graph was derived, which this doesn't show yet.
    """

    question: Question
    a: Side
    b: Side
    same: Effect
    different: Effect
    words: tuple[Judgement, ...]
    pending: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked at a version of the store, and how many pairs are decided."""

    version: int
    bearers: Bearers
    questions: tuple[Question, ...]
    decided: int


class Desk:
    """The desk over one store.

    Args:
        store: the store; the desk reads it, and writes judgements.
        weights: by which names are compared; by default those that come with goal17.
    """

    def __init__(self, store: Store, weights: Weights | None = None) -> None:
        self._store = store
        self._weights = weights
        self._gathering = threading.Lock()
        self._bearers: Bearers | None = None
        self._version = -1
        self._known: _Asked | None = None

    @property
    def _view(self) -> View:
        return self._store.view()

    def gather(self, progress: Progress = silent) -> int:
        """Work out what is asked, so that the desk answers at once: of 30,000 records a quarter of a minute.

        Args:
            progress: told how far the reading of names is.

        Returns:
            The version of the store that it holds for.
        """
        self.bearers(progress)
        return self._asked().version

    def bearers(self, progress: Progress = silent) -> Bearers:
        """Who bears which name; read again when the graph was derived again.

        While one thread reads them again, the others go on with those from before.

        Args:
            progress: told how far the reading is.
        """
        before = self._bearers
        if not self._gathering.acquire(blocking=before is None):
            return before or self.bearers(progress)
        try:
            version = self._view.version()
            if self._bearers is None or version != self._version:
                if self._bearers is None or self._view.status().derived != self._bearers.derived:
                    self._bearers = gather_bearers(self._view, progress)
                self._version = version
            return self._bearers
        finally:
            self._gathering.release()

    def queue(self, wanted: Wanted | None = None, limit: int = 20, cursor: str | None = None) -> Queue:
        """A page of the open questions; see `graph.review.queue.queue`."""
        asked = self._asked()
        return queue(asked.questions, asked.decided, wanted or Wanted(), limit, cursor)

    def open(self, wanted: Wanted | None = None) -> list[Question]:
        """All open questions that pass, in the order in which they are asked."""
        wanted = wanted or Wanted()
        return [each for each in self._asked().questions if wanted.passes(each)]

    def _asked(self) -> _Asked:
        """The open questions, worked out once for a version of the store."""
        view, bearers = self._view, self.bearers()
        version = view.version()
        known = self._known
        if known is None or known.version != version or known.bearers is not bearers:
            judgements = view.judgements()
            decided = sum(word.verdict != "unsure" for word in standing(judgements).values())
            known = _Asked(version, bearers, tuple(open_questions(view, bearers, judgements)), decided)
            self._known = known
        return known

    def pair(self, id: str) -> Pair:
        """The names of a question by its id: an open one, one that a score settled, or one that a person decided.

        Raises:
            NotFoundError: there is none.
        """
        view = self._view
        for judgement in (*view.scored(), *view.judgements()):
            if pair_id(judgement.a, judgement.b) == id:
                return (judgement.a, judgement.b)
        raise NotFoundError("question", id)

    def names(self, a: str, b: str) -> Pair:
        """Any two names to be judged, each said by an id of an entry, a record's id, or a written name.

        Of an entry that is said by its id, the best known name is taken; beside a written name of the same entry
        another one of it. An entry of a reference register is said by its record, or the record's key in its register
        (for ROR the address of the entry).

        Raises:
            InputError: both mean the same name, or one an organisation and the other a partnership, or both entries of
                a reference register, or nobody can tell whom a name means.
            NotFoundError: nobody bears it.
        """
        bearers = self.bearers()
        meant = [self._meant(bearers, text) for text in (a, b)]
        if (meant[0][1] is None) != (meant[1][1] is None):
            # The entry's other names, where the name is one of its own: "this name doesn't belong to this entry".
            named = next(name for _, name in meant if name is not None)
            meant = [(id, name or bearers.best(id, {named}) or bearers.best(id)) for id, name in meant]
        names = [name or bearers.best(id) for id, name in meant]
        first, second = names
        if first is None or second is None:
            said = a if first is None else b
            raise NotFoundError("organisation or partnership that a record names", said)
        if first == second:
            raise InputError(f"{a!r} and {b!r} are one name already, “{bearers.written(first)}”.")
        if bearers.reference(first) is not None and bearers.reference(second) is not None:
            raise InputError(f"{a!r} and {b!r} are entries of reference registers, which tell them apart themselves.")
        if (first.kind == "partnership") != (second.kind == "partnership"):
            raise InputError(f"Of {a!r} and {b!r} one is an organisation and the other a partnership.")
        return pair_of(first, second)

    def _meant(self, bearers: Bearers, text: str) -> tuple[str, Name | None]:
        """The entry that is meant, and the name where it was said by a name."""
        id = last_heir(text, bearers.redirects) or text
        if id in bearers.names:
            return id, None
        if record_name(text) in bearers.ids:
            return bearers.ids[record_name(text)], record_name(text)
        for entry in bearers.references.values():
            if text in {entry.record, entry.record.partition(":")[2]}:
                return entry.record, entry_name(entry)
        folded = fold(text)
        names = [name for name in bearers.known if name.folded == folded and name in bearers.ids]
        if not names:
            raise NotFoundError("organisation or partnership that a record names", text)
        if len({bearers.ids[name] for name in names}) > 1:
            ids = ", ".join(sorted({bearers.ids[name] for name in names}))
            raise InputError(f"Several organisations are written {text!r}; say which by its id: {ids}.")
        return bearers.ids[names[0]], names[0]

    def inquire(self, pair: Pair) -> Inquiry:
        """A question with both sides and what each answer would do.

        Raises:
            NotFoundError: no record that was read has one of the names any more.
        """
        view, bearers = self._view, self.bearers()
        ids = [bearers.bearer(name) for name in pair]
        for name, id in zip(pair, ids, strict=True):
            if id is None:
                raise NotFoundError("name in the graph", name.folded)
        references = [bearers.reference(name) for name in pair]
        entities = {entity.id: entity for entity in view.get([id for id in ids if id is not None])}
        for id, entry in zip(ids, references, strict=True):
            if entry is None and id not in entities:
                raise NotFoundError("entry", str(id))
        judgements = view.judgements()
        words = standing(judgements)
        known, reasons = self._scored(view, pair, words.get(pair))
        asked = question(pair, known, reasons, bearers, entities, words.get(pair))
        stand = [word for word in words.values() if (word.a, word.b) != pair]
        if any(references):
            shown = _about_entry(view, pair, entities, bearers, stand)
        else:
            ends = [entities[bearers.ids[name]] for name in pair]
            shown = _about_names(view, pair, ends, bearers, stand, self._weights)
        said = tuple(each for each in history(judgements) if (each.a, each.b) == pair)
        return Inquiry(asked, *shown, said, view.status().pending)

    def _scored(self, view: View, pair: Pair, word: Judgement | None) -> tuple[float | None, tuple[str, ...]]:
        """How sure the scorer is, and why; organisations that it didn't compare are compared now."""
        for judgement in view.scored():
            if (judgement.a, judgement.b) == pair:
                return judgement.score, judgement.reasons
        bearers = self.bearers()
        read = [_readings(bearers, name) for name in pair]
        found = [score(a, b, self._weights) for a, b in product(*read)]
        if found:
            best = max(found, key=lambda one: one.probability)
            return round(best.probability, 4), best.reasons
        return (word.score, word.reasons) if word is not None else (None, ())

    def decide(self, pair: Pair, verdict: Verdict, by: str, *, note: str = "", replacing: bool = False) -> Said:
        """Store what a person says of two names, with what spoke for and against it; see `graph.review.words.say`."""
        known, reasons = self._scored(self._view, pair, None)
        return say(self._store, pair, verdict, by, note=note, reasons=reasons, score=known, replacing=replacing)

    def undo(self, id: str, by: str) -> Undone:
        """Take back what a person said; see `graph.review.words.undo`."""
        return undo(self._store, id, by)

    def history(self, by: str = "") -> list[Judgement]:
        """What persons have said, the last first."""
        return history(self._view.judgements(), by)


def _readings(bearers: Bearers, name: Name) -> list[ReadName]:
    """A name as the scorer compares it; of a reference register's entry all its names, of anything else none."""
    entry = bearers.reference(name)
    if entry is not None:
        return [read_name(each.name, entry.acronyms, entry.countries) for each in entry.full_names]
    if name.kind == "organisation" and name in bearers.known:
        return [read_written(name, bearers.known[name])]
    return []


def _about_names(
    view: View,
    pair: Pair,
    ends: Sequence[Entity],
    bearers: Bearers,
    words: Sequence[Judgement],
    weights: Weights | None,
) -> tuple[Side, Side, Effect, Effect]:
    """Both sides of two names that registers write, and what "same" and "different" would do."""
    ties = [ties_of(view, end) for end in ends]
    if ends[0].id != ends[1].id:
        a, b = (
            side(end, name, own, other, bearers)
            for end, name, own, other in zip(ends, pair, ties, reversed(ties), strict=True)
        )
    else:
        a, b = parts(ends[0], pair, ties[0], bearers)
    return a, b, joining(pair, ends, ties, bearers, words), parting(pair, ends, ties, bearers, words, weights)


def _about_entry(
    view: View, pair: Pair, entities: Mapping[str, Entity], bearers: Bearers, words: Sequence[Judgement]
) -> tuple[Side, Side, Effect, Effect]:
    """The same of a name and an entry of a reference register, in the order of the pair."""
    name, known = pair if bearers.reference(pair[0]) is None else (pair[1], pair[0])
    entry, partner = bearers.references[known.record], entities[bearers.ids[name]]
    others = view.get([id for id in bearers.linked.get(entry.record, ()) if id != partner.id])
    own = ties_of(view, partner)
    theirs = {id: tie for other in others for id, tie in ties_of(view, other).items()}
    sides = [side(partner, name, own, theirs, bearers), reference_side(entry, theirs, own)]
    a, b = sides if pair[0] == name else reversed(sides)
    return a, b, linking(pair, partner, entry, bearers, words, others), unlinking(partner, entry, bearers, words)
