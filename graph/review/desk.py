"""The desk: one place that a command, a route or a page asks, and tells what a person decided."""

from __future__ import annotations

import threading
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.errors import InputError, NotFoundError
from graph.model.codec import Json
from graph.model.entities import Alias, Entity, EntityText, Fact
from graph.model.judgements import Judgement, Name, Verdict
from graph.model.records import Source
from graph.resolve.pairs import read_written
from graph.resolve.scorer import score
from graph.resolve.twins.clusters import record_name
from graph.review.bearers import Bearers, gather_bearers
from graph.review.effect import Effect, joining, parting
from graph.review.queue import Question, Queue, Wanted, open_questions, question, queue
from graph.review.words import Pair, Said, Undone, history, pair_id, pair_of, say, standing, undo
from graph.store.interface import Direction, Store, View
from graph.store.redirects import last_heir
from graph.text.fold import fold

MOST_TIES = 100
"""Partnerships (or partners) of a side that are listed; those that both sides have come first."""

_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership of an organisation, or a partner of a partnership.

    Attributes:
        id: its id.
        name: its name.
        roles: codes of the vocabulary `roles`.
        shared: both sides have it.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class Side:
    """All that is known of one side of a question.

    Attributes:
        id: id of the entry.
        kind: `partner` or `partnership`.
        name: the name shown.
        asked: the name in question as it is written most often; of a partnership, the id of its record.
        aliases: how it is written, how often and where; commonest first.
        facts: what is known of it, with sources.
        texts: of a partnership, its texts.
        facets: goals, countries, registers and the like.
        ties: its first partnerships (partners): those that both sides have, then those that write the name in question.
        links: how many there are.
        records: ids of its records.
    """

    id: str
    kind: str
    name: str
    asked: str
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]
    texts: tuple[EntityText, ...]
    facets: dict[str, tuple[str, ...]]
    ties: tuple[Tie, ...]
    links: int
    records: tuple[str, ...]

    def fact(self, field: str) -> Json:
        """The value shown first, or None."""
        return next((fact.value for fact in self.facts if fact.field == field and fact.chosen), None)

    @property
    def places(self) -> tuple[Source, ...]:
        """Where the name in question is written."""
        folded = fold(self.asked)
        return next((alias.sources for alias in self.aliases if alias.folded == folded), ())


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
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._gathering = threading.Lock()
        self._bearers: Bearers | None = None
        self._version = -1
        self._known: _Asked | None = None

    @property
    def _view(self) -> View:
        return self._store.view()

    def bearers(self) -> Bearers:
        """Who bears which name; read again when the graph was derived again.

        While one thread reads them again, the others go on with those from before.
        """
        before = self._bearers
        if not self._gathering.acquire(blocking=before is None):
            return before or self.bearers()
        try:
            version = self._view.version()
            if self._bearers is None or version != self._version:
                if self._bearers is None or self._view.status().derived != self._bearers.derived:
                    self._bearers = gather_bearers(self._view)
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
        another one of it.

        Raises:
            InputError: both mean the same name, or one an organisation and the other a partnership, or nobody can tell
                whom a name means.
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
        for name in pair:
            if name not in bearers.ids:
                raise NotFoundError("name in the graph", name.folded)
        entities = {entity.id: entity for entity in view.get([bearers.ids[name] for name in pair])}
        if any(bearers.ids[name] not in entities for name in pair):
            raise NotFoundError("entry", next(bearers.ids[name] for name in pair if bearers.ids[name] not in entities))
        judgements = view.judgements()
        words = standing(judgements)
        known, reasons = self._scored(view, pair, words.get(pair))
        asked = question(pair, known, reasons, bearers, entities, words.get(pair))
        ends = [entities[bearers.ids[name]] for name in pair]
        ties = [_ties(view, end) for end in ends]
        if ends[0].id != ends[1].id:
            a, b = (
                _side(end, bearers.written(name), own, other, _of_name(bearers, name))
                for end, name, own, other in zip(ends, pair, ties, reversed(ties), strict=True)
            )
        else:
            a, b = _parts(ends[0], pair, ties[0], bearers)
        stand = [word for word in words.values() if (word.a, word.b) != pair]
        return Inquiry(
            asked,
            a,
            b,
            joining(pair, ends, ties, bearers, stand),
            parting(pair, ends, ties, bearers, stand),
            tuple(each for each in history(judgements) if (each.a, each.b) == pair),
            view.status().pending,
        )

    def _scored(self, view: View, pair: Pair, word: Judgement | None) -> tuple[float | None, tuple[str, ...]]:
        """How sure the scorer is, and why; two organisations that it didn't compare are compared now."""
        for judgement in view.scored():
            if (judgement.a, judgement.b) == pair:
                return judgement.score, judgement.reasons
        known = self.bearers().known
        if all(name.kind == "organisation" and name in known for name in pair):
            a, b = (read_written(name, known[name]) for name in pair)
            found = score(a, b)
            return round(found.probability, 4), found.reasons
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


def _ties(view: View, entity: Entity) -> dict[str, Tie]:
    """The partnerships of an organisation, or the partners of a partnership, by id."""
    direction: Direction = "out" if entity.kind == "partner" else "in"
    found: dict[str, Tie] = {}
    for each in view.relations_of(entity.id, "takes-part", direction, _ALL):
        roles = (*found[each.id].roles, each.relation.role) if each.id in found else (each.relation.role,)
        found[each.id] = Tie(each.id, each.name, roles, shared=False)
    return found


def _of_name(bearers: Bearers, name: Name) -> set[str]:
    """The partnerships whose records write a name; of a record, the partners that it writes."""
    if name.kind == "partnership":
        return {bearers.ids[each] for each, said in bearers.known.items() if name.folded in said.records}
    records = bearers.known[name].records if name in bearers.known else ()
    return {bearers.ids[record_name(record)] for record in records if record_name(record) in bearers.ids}


def _side(entity: Entity, asked: str, own: dict[str, Tie], other: Iterable[str], of_name: Container[str]) -> Side:
    others = set(other)
    ties: Sequence[Tie] = sorted(
        (Tie(tie.id, tie.name, tie.roles, tie.id in others) for tie in own.values()),
        key=lambda tie: (not tie.shared, tie.id not in of_name),
    )
    return Side(
        entity.id,
        entity.kind,
        entity.name,
        asked,
        entity.aliases,
        entity.facts,
        entity.texts,
        dict(entity.facets),
        tuple(ties[:MOST_TIES]),
        len(own),
        entity.records,
    )


def _parts(entity: Entity, pair: Pair, ties: dict[str, Tie], bearers: Bearers) -> list[Side]:
    """What of an entry that bears both names goes with each of them."""
    own = [{id: ties[id] for id in _of_name(bearers, name) if id in ties} for name in pair]
    made = []
    for name, of_name, other in zip(pair, own, reversed(own), strict=True):
        records = tuple(bearers.known[name].records) if name in bearers.known else (name.folded,)
        aliases = tuple(
            alias
            for alias in entity.aliases
            if alias.folded == name.folded or name.folded in {each.record for each in alias.sources}
        )
        side = _side(entity, bearers.written(name), of_name, other, of_name)
        shown = aliases[0].name if aliases else side.asked
        made.append(replace(side, name=shown, aliases=aliases, records=records))
    return made
