"""The service behind every surface: commands, routes and pages call these functions and so give the same answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from api.gate import Gate
from api.held import Held
from api.missing import missing
from api.references import is_reference, linked_partners
from api.wire import (
    EntityAnswer,
    PartnerMatches,
    PartnershipMatches,
    SearchAnswer,
    entity_answer,
    search_answer,
)
from graph.build.terms import term_entity
from graph.embed.embedder import Embedder
from graph.embed.spaces import Embedders, load, widest
from graph.errors import Goal17Error, InputError, MovedError, NotFoundError, NotReadyError
from graph.model.entities import Kind
from graph.model.identifiers import partnership_id, term_id
from graph.model.records import Register
from graph.model.status import NOT_ENDED, STATUSES
from graph.model.vocabularies import groups_of, read_country, vocabulary
from graph.progress import Progress, silent
from graph.search.answer import Hit
from graph.search.search import Listed, Order, list_all, search
from graph.search.whole import whole
from graph.store.interface import DayOfReading, Profile, Status, Store, View
from graph.store.query import Query
from graph.store.redirects import last_heir
from graph.text.fold import fold
from graph.text.language import language

if TYPE_CHECKING:
    from api.inferring import Habits
    from api.matching import Further
    from api.wire_inferred import DimensionAnswer, Inferred, SuggestAnswer
    from graph.matching.fair.programme import Programme, Room
    from graph.matching.matcher import Matcher
    from graph.matching.subject import PartnerDescription, PartnershipDescription
    from graph.resolve.reference.index import ReferenceIndex
    from graph.resolve.scorer import Weights
    from graph.snapshot.keep import Snapshots
    from graph.snapshot.snapshot import Snapshot

_TERMS: Sequence[Kind] = ("sdg", "target", "theme")
"""Kinds of entities that are terms of vocabularies and have their kind in their id."""

_REGISTERED: Sequence[Kind] = ("partnership", "need", "offer")
"""Kinds of entities that a record has an id of its own for."""

_FILTERS = {"sdg": "goals", "theme": "themes", "type": "types", "kind": "kinds", "portfolio": "portfolios"}


def today() -> date:
    """The asking date where none is given: the day in UTC."""
    return datetime.now(UTC).date()


class Service:
    """What goal17 can be asked, over one store.

    Args:
        store: the store; the service doesn't close it.
        models: folder of the exported embedding models; where there are none, words and names still answer.
        cache: folder for snapshots.
        weights: by which names are compared; by default those that come with goal17.

    Attributes:
        store: the store.
        weights: by which names are compared; None for those that come with goal17.
        measuring: the gate before what can take minutes: measures and exports of the network.
        counting: the gate before what takes seconds: figures, gaps, niches, ways from one partner to another, plans
            and programmes of fairs.
    """

    def __init__(
        self,
        store: Store,
        models: Path,
        cache: Path,
        weights: Weights | None = None,
        matching: Path | None = None,
    ) -> None:
        self.store = store
        self.measuring = Gate()
        self.counting = Gate()
        self._models = models
        self._cache = cache
        self.weights = weights
        self._weights_of_matching = matching
        self._loading = threading.Lock()
        self._opening = threading.Lock()
        self._loaded: tuple[Embedders | None] | None = None
        self._snapshots: Snapshots | None = None
        self._habits: Habits | None = None
        self._matcher: Held[Matcher] = Held()
        self._registers: Held[list[Register]] = Held()
        self._references: Held[ReferenceIndex | None] = Held()
        self._days: Held[list[DayOfReading]] = Held()
        self._status: Held[Status] = Held()

    @property
    def view(self) -> View:
        """The store, for reading."""
        return self.store.view()

    def status(self) -> Status:
        """What is in the store, counted once for each of its versions: to count 100,000 partnerships takes a second."""
        return self._status.of(self.view.version(), self.view.status)

    @property
    def embedders(self) -> Embedders | None:
        """The embedding models, loaded once, whichever thread asks first; None where none were built.

        Raises:
            InputError: a model is damaged.
        """
        with self._loading:
            if self._loaded is None:
                try:
                    self._loaded = (load(self._models),)
                except NotReadyError:
                    self._loaded = (None,)
            return self._loaded[0]

    def why_no_meaning(self, *, to_operator: bool = True) -> str:
        """Why nothing is found by meaning; empty where it can be.

        Args:
            to_operator: who reads it can mend it, and is told which folder is looked in: nobody else's business.
        """
        if self.embedders is None:
            if not to_operator:
                return "Meaning doesn't count here, only words and names: this service has no embedding models."
            return (
                f"Meaning doesn't count here, only words and names: there are no embedding models in {self._models}."
                " GOAL17_MODELS says where they are; `make model` makes them."
            )
        held = {space.name for space in self.status().spaces if space.vectors}
        if held.isdisjoint(embedder.space for embedder in self.embedders.all):
            return "Meaning doesn't count here, only words and names: the store holds no vectors of these models."
        return ""

    def asking(self, text: str) -> tuple[Embedder, ...]:
        """The models that read a question: those of its language, or all where it is too short to tell."""
        if self.embedders is None or not text.strip():
            return ()
        told = language(text)
        return self.embedders.all if told == "und" else self.embedders.reading(told)

    def search(
        self,
        text: str,
        where: Mapping[str, Sequence[str]] | None = None,
        limit: int = 20,
        cursor: str | None = None,
        as_of: date | None = None,
        *,
        order: Order = "relevance",
        start: int = 0,
    ) -> SearchAnswer:
        """Find entries; filters are codes, countries also names or alpha-2; statuses are those of today or of a day.

        Raises:
            InputError: a filter, the limit, the start or the cursor can't be.
        """
        day = as_of or today()
        filters = self.filters(where or {})
        found = search(self.view, text, self.asking(text), filters, limit, cursor, as_of=day, order=order, start=start)
        return search_answer(found, day, self.registers())

    def search_all(
        self,
        text: str,
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date | None = None,
        order: Order = "relevance",
    ) -> tuple[Listed, Iterator[Hit]]:
        """All that `search` would page through, one after the other: how many there are, and the entries.

        Raises:
            InputError: a filter can't be.
        """
        view = self.view
        day = as_of or today()
        listed = list_all(view, text, self.asking(text), self.filters(where or {}), order, day)
        return listed, whole(view, listed, day)

    def filters(self, where: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """Filters as codes that exist.

        Raises:
            InputError: a value is none of its vocabulary's, or no register of the store.
        """
        return {field: tuple(self.code(field, value) for value in values) for field, values in where.items() if values}

    def code(self, field: str, value: str) -> str:
        """The code that a value of a filter means.

        Raises:
            InputError: it means none of its vocabulary's, or no register of the store.
        """
        if not value and field != "kind":  # "not stated", as a facet offers it; everything is of some kind
            return value
        if field == "country":
            code = read_country(value)
            if code is None:
                raise InputError(f"{value!r} is no country known by name or ISO 3166 code.")
            return code
        if field == "status" and value not in {*STATUSES, NOT_ENDED}:
            raise InputError(f"{value!r} is no status to filter by; there are {', '.join((*STATUSES, NOT_ENDED))}.")
        if field in _FILTERS and vocabulary(_FILTERS[field]).get(value) is None:
            raise InputError(f"{value!r} is no {field}; the vocabulary `{_FILTERS[field]}` lists those there are.")
        if field == "register" and value not in {register.code for register in self.view.registers()}:
            raise InputError(f"{value!r} is no register of this store; it has {self._registered()}.")
        return value

    def _registered(self) -> str:
        """The codes of the registers, in words."""
        return ", ".join(sorted(each.code for each in self.view.registers())) or "none"

    def show(self, id: str, kind: Kind | None = None) -> EntityAnswer:
        """One entity with its relations.

        Args:
            id: of an entity; where no kind is given also a term's of a vocabulary that no register names, a country
                by any of its names, or a record's (`register:key`), which leads to its partnership; that of a reference
                register's entry to the partner that is linked with it.
            kind: what it has to be.

        Raises:
            NotFoundError: nobody of this kind has this id; the message says what it is instead, or what is like it.
            MovedError: it was merged into another.
        """
        try:
            profile = self.view.profile(id)
        except NotFoundError as unknown:
            found = self._otherwise(id) if kind is None else None
            if found is None:
                raise missing(self.view, id, kind or "") from unknown
            return found
        if kind is not None and profile.entity.kind != kind:
            raise missing(self.view, id, kind)
        if profile.entity.kind == "country":
            return self.term("country", id)
        records = {
            source.record: self.view.record(source.record)
            for source in {
                each for relation in profile.relations if relation.relation == "plays" for each in relation.sources
            }
            if profile.entity.kind == "partnership"
        }
        inferred, typology = self._inferred(profile)
        return entity_answer(
            profile,
            self.registers(),
            self.view.version(),
            today(),
            records=records,
            inferred=inferred,
            typology=typology,
        )

    def _inferred(self, profile: Profile) -> tuple[Inferred | None, tuple[DimensionAnswer, ...]]:
        """What a partnership's text speaks of, and what kind of partnership it is; nothing of another kind."""
        if profile.entity.kind != "partnership":
            return None, ()
        # Reading the weights of words takes longer than many a question.
        from api.inferring import Habits, inferred_of, typology_of

        if self._habits is None:
            self._habits = Habits()
        own = [each for each in profile.relations if each.relation == "addresses" and each.basis != "inferred"]
        declared = {each.target for each in own if each.source == profile.entity.id}
        return inferred_of(self.view, profile.entity, declared, self._habits), typology_of(profile.entity)

    def suggest(self, title: str, text: str) -> SuggestAnswer:
        """The goals, targets and themes that a described partnership could be registered under, and its typology.

        Raises:
            InputError: nothing was said.
        """
        from api.inferring import suggest

        return suggest(title, text, self.embedders)

    def _otherwise(self, id: str) -> EntityAnswer | None:
        """What an id that no entity of the store has may stand for: a term, a record, a name that one entry bears."""
        wanted: list[tuple[Kind, str]] = [
            (kind, id.removeprefix(f"{kind}-")) for kind in _TERMS if id.startswith(f"{kind}-")
        ]
        country = read_country(id)
        if country:
            wanted.append(("country", country))
        for kind, code in wanted:
            with suppress(NotFoundError):
                return self.term(kind, code)
        register, colon, key = id.partition(":")
        if colon:
            for registered in _REGISTERED:
                with suppress(NotFoundError):
                    return self.show(partnership_id(register, key), registered)
            linked = linked_partners(self.view, id) if is_reference(self.view, register) else []
            if len(linked) == 1:
                return self.show(linked[0].id, "partner")
        bearers = [bearer for bearer, _ in self.view.named([fold(id)]).get(fold(id), ())]
        return self.show(bearers[0]) if len(set(bearers)) == 1 else None

    def term(self, kind: Kind, code: str, limit: int = 500) -> EntityAnswer:
        """The entity of a vocabulary's term; one that no register names is there too, with nothing tied to it.

        Args:
            kind: of the term.
            code: its code.
            limit: how many of each of its relations are shown.

        Raises:
            NotFoundError: the vocabulary has no such term.
        """
        try:
            profile = self.view.profile(term_id(kind, code), limit)
        except NotFoundError:
            profile = Profile(term_entity(kind, code), ())
        groups = tuple(group.dated_name() for group in groups_of(code)) if kind == "country" else ()
        return entity_answer(profile, self.registers(), self.view.version(), today(), groups)

    def invite(
        self,
        asked: str | PartnershipDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        spread: float | None = None,
        further: Further | None = None,
    ) -> PartnerMatches:
        """Whom a partnership should invite: see `graph.matching.matcher.Matcher.partners`."""
        from api.matching import Further, invite

        further = further or Further()
        return invite(self, asked, limit=limit, exclude=exclude, where=where, spread=spread, further=further)

    def join(
        self,
        asked: str | PartnerDescription,
        *,
        limit: int = 10,
        exclude: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
        ended: bool = False,
        joinable: bool = False,
        further: Further | None = None,
    ) -> PartnershipMatches:
        """What a partner should join: see `graph.matching.matcher.Matcher.partnerships`."""
        from api.matching import Further, join

        return join(
            self,
            asked,
            limit=limit,
            exclude=exclude,
            where=where,
            as_of=as_of,
            ended=ended,
            joinable=joinable,
            further=further or Further(),
        )

    def programme(self, attendees: Sequence[str], room: Room, as_of: date, progress: Progress = silent) -> Programme:
        """Who should meet whom at a fair: see `graph.matching.fair.plan.plan`. An id that was merged means its heir.

        One at a time, whoever asks.

        Raises:
            NotReadyError: too many wait already.
        """
        from graph.matching.fair.plan import plan

        redirects = self.view.redirects()
        heirs = {each: last_heir(each.strip(), redirects) or each for each in (*attendees, *room.away)}
        away = {heirs[who]: slots for who, slots in room.away.items()}
        with self.counting.one(progress):
            return plan(self.matcher(), [heirs[each] for each in attendees], replace(room, away=away), as_of, progress)

    def registers(self) -> list[Register]:
        """The registers of the store."""
        return self.view.registers()

    def registers_with(self, snapshot: Snapshot) -> list[Register]:
        """The same, read once for a snapshot: an answer that rests on it needn't ask a store far away again."""
        return self._registers.of(snapshot, self.registers)

    def heir(self, id: str, *kinds: Kind) -> str:
        """The id that answers for this one now.

        Args:
            id: of an entity, perhaps one that was merged into another.
            kinds: of which it has to be, the likeliest first.

        Raises:
            NotFoundError: it is nobody's of these kinds.
        """
        try:
            found = self.view.entity(id)
        except MovedError as moved:
            found = self.view.entity(moved.heir)
        except NotFoundError as unknown:
            raise missing(self.view, id, kinds[0]) from unknown
        if found.kind not in kinds:
            raise missing(self.view, found.id, kinds[0])
        return found.id

    def heirs(self, ids: Sequence[str]) -> list[str]:
        """The ids with those of the entities that they were merged into."""
        if not ids:
            return []
        redirects = self.view.redirects()
        return [*ids, *(heir for id in ids if (heir := last_heir(id, redirects)) is not None)]

    def unknown(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of some ids that the store has, and had, nothing of."""
        if not ids:
            return ()
        known = {entity.id for entity in self.view.get(list(ids))} | self.view.redirects().keys()
        return tuple(dict.fromkeys(id for id in ids if id not in known))

    def snapshot(self, *having: str) -> Snapshot:
        """The store as arrays; one that has moved on is answered for as it was before, while the new one is made.

        Args:
            having: ids of entities that have to be in it, if the store has them: then it is waited for.
        """
        # What a search from the shell doesn't need isn't imported for it: scipy alone takes a tenth of a second.
        from graph.snapshot.keep import Snapshots

        with self._opening:
            if self._snapshots is None:
                # The model that was taught most languages: entries and descriptions in all of them can be compared.
                # It also finds hidden partners of real entries better than the English one.
                space = ""
                with suppress(NotReadyError):
                    space = widest(self._models).space
                self._snapshots = Snapshots(self.store, self._cache / "snapshots", space)
        snapshot = self._snapshots.latest()
        if not all(snapshot.holds(each) for each in having if each):
            snapshot = self._snapshots.current()
        return snapshot

    @property
    def widest_embedder(self) -> Embedder | None:
        """The model of the snapshot's space, which was taught most languages; None where none was built."""
        return self.embedders.reading(None)[0] if self.embedders else None

    def matcher(self, *having: str) -> Matcher:
        """The matcher on a snapshot of the store: see `snapshot`."""
        from graph.matching.matcher import Matcher
        from graph.matching.model import read_model_file

        snapshot = self.snapshot(*having)

        def make() -> Matcher:
            file = self._weights_of_matching
            return Matcher(snapshot, self.widest_embedder, read_model_file(file) if file else None, self.weights)

        return self._matcher.of(snapshot, make)

    def days_of_reading(self) -> list[DayOfReading]:
        """How many records of which register were first read on which day, kept as long as no record changes.

        Reference registers are left out: what stands in them is no entry.
        """

        def read() -> list[DayOfReading]:
            references = {each.code for each in self.registers() if is_reference(self.view, each.code)}
            return [each for each in self.view.days_of_reading() if each.register not in references]

        return self._days.of(self.view.sources(), read)

    @property
    def matching_name(self) -> str:
        """Name and version of the weights of matches."""
        from graph.matching.model import read_model_file, shipped

        return (read_model_file(self._weights_of_matching) if self._weights_of_matching else shipped()).name

    def references(self) -> ReferenceIndex | None:
        """The entries of reference registers, kept as long as no record changes; None where there are none."""
        from graph.search.elsewhere import reference_index

        return self._references.of(self.view.sources(), lambda: reference_index(self.view))

    def warm(self) -> None:
        """Load what the first question would otherwise wait for; a store that can't be read yet is left to it."""
        with suppress(Goal17Error):
            if self.embedders is not None and self.status().entities.get("partnership"):
                self.matcher().snapshot.prepare()
                self.search("partnership", limit=1)
            for id, _ in self.view.page(Query({"kind": ("partnership",)}), 1):
                # The weights by which goals are read from a text.
                self.show(id)
            if (references := self.references()) is not None:
                references.prepare()
