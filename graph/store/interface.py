"""The store: one interface, two engines.

A store is opened by its URL (`graph.store.open_store`). It is written in batches through a Writer, each all or
nothing, and read through a View. No engine's query language and no engine's exception passes this door: every method
takes and returns types of `graph.model` and `graph.store.query`, and raises errors of `graph.errors`.

Both engines give the same answers for filters, facets, expansions and paths, in the same order; ranked search by words
and by vectors agrees as far as their scoring does (`tests/conformance` tells how far).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from graph.model.corrections import Correction
from graph.model.drafts import Draft
from graph.model.entities import Alias, Entity, Passage, Relation
from graph.model.judgements import Judgement
from graph.model.records import Problem, Record, Register
from graph.store.query import CoPartner, FacetCount, Near, Query, Scored

Vectors = NDArray[np.float32]
"""Shape (n, dimension), float32, rows of length 1."""

SCHEMA = 6
"""Version of what is written; a store of a newer one is refused, one of an older one is migrated when it is opened."""


@dataclass(frozen=True, slots=True)
class Space:
    """A vector space that the store holds vectors of.

    Attributes:
        name: model, variant and version, as `graph.embed` names it.
        dimension: length of its vectors.
        vectors: how many passages' texts have one.
    """

    name: str
    dimension: int
    vectors: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a store.

    Attributes:
        engine: `sqlite` or `neo4j`, with its version.
        store_id: random name given when the store was made; snapshots are kept by it. A backup and a restored store
            have names of their own: they may develop differently from here on.
        schema: version of what is written.
        version: grows by one with every batch; an answer names the version that it rests on.
        mark: random word of the last batch, empty before the first: tells apart two stores that have one `store_id`
            (because a file was copied) and came to the same version by different batches.
        sources: the version of the last batch that changed what the graph is derived from (records, drafts,
            judgements); 0 before the first.
        derived: the version at which a derivation was last completed; while it is 0 or a derivation was interrupted,
            `pending` is true.
        pending: the graph may not be what the records give: none was derived yet, or records, drafts or judgements
            came after those that the last `mark_derived` names, or parts of the graph were written after it
            (registers, problems and vectors don't count).
        entities: kind to number.
        relations: name to number.
        records: current records.
        drafts: drafts.
        judgements: judgements that stand.
        passages: passages of text.
        spaces: vector spaces.
    """

    engine: str
    store_id: str
    schema: int
    version: int
    mark: str
    sources: int
    derived: int
    pending: bool
    entities: Mapping[str, int]
    relations: Mapping[str, int]
    records: int
    drafts: int
    judgements: int
    passages: int
    spaces: tuple[Space, ...] = ()


Direction = Literal["in", "out"]
"""Of a relation, seen from one entity: `out` where it is the source (also of a relation to itself), else `in`."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with its relations and the names of those at their other ends.

    Attributes:
        entity: the entity.
        relations: its relations in both directions, ordered by relation, direction, role, name of the other end, id;
            of every relation and direction the first ones, so that one of which there are thousands hides no other.
        names: id to name and kind for every entity at the other end.
        total: how many relations there are.
        totals: (relation, direction) to how many of them there are, in the order of `relations`; what isn't shown is
            read with `View.relations_of`.
    """

    entity: Entity
    relations: tuple[Relation, ...]
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    total: int = 0
    totals: Mapping[tuple[str, Direction], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relation of an entity with what is at its other end.

    Attributes:
        relation: the relation.
        id: id of the other end.
        name: its name.
        kind: its kind.
    """

    relation: Relation
    id: str
    name: str
    kind: str

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands among those of its relation and direction: by role, name, id."""
        return (self.relation.role, self.name, self.id)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record as a store keeps it.

    Attributes:
        record: the version, redactions applied.
        hash: content hash of the row as it was read: a redaction empties columns and leaves the hash, so that the
            same row still counts as unchanged when it is read again.
    """

    record: Record
    hash: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """Columns of a record that were emptied, and why.

    Attributes:
        record: id of the record.
        columns: the columns, by their written names.
        reason: why, in words.
        by: who did it.
        at: when, ISO 8601 in UTC.
    """

    record: str
    columns: tuple[str, ...]
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A text that was put aside under a short id, such as a question too long for an address.

    Attributes:
        id: the short id.
        text: the text.
        used: when it was last asked for, ISO 8601, as exactly as that is noted.
    """

    id: str
    text: str
    used: str


MOST_SAVED = 10_000
"""Texts that are kept aside; of more, those that were last asked for longest ago go."""


@dataclass(frozen=True, slots=True)
class FirstRead:
    """When a record was first read.

    Attributes:
        record: its id.
        at: time of the reading, ISO 8601 in UTC; empty where it isn't known.
    """

    record: str
    at: str


@dataclass(frozen=True, slots=True)
class DayOfReading:
    """How many current records of a register were first read on a day; the day is empty where it isn't known."""

    register: str
    day: str
    records: int


class Writer(Protocol):
    """Writes one batch. What is put replaces what was there under the same id; nothing is seen until the batch ends.

    What is to be removed and isn't there is passed over in silence.

    A batch is one transaction, which a server holds in its memory: who writes much writes batches of some thousand
    things. A Neo4j of 512 MB (358 MB for transactions) takes some 50,000 records with their drafts at once, and refuses
    more with a StoreError that names the setting to raise (`dbms.memory.transaction.total.max`).

    Raises (all methods): StoreUnavailableError, StoreFullError, and InputError for what can't be kept (such as text
    that isn't Unicode); then nothing of the batch was stored.
    """

    def put_register(self, register: Register) -> None:
        """Remember a register and the figures of its last reading."""

    def put_records(self, records: Iterable[Record]) -> None:
        """Keep records; a changed one becomes a new version, the older one is kept in its history.

        Changed means another content hash than that of the row last read. An unchanged one takes over only `row`,
        `url` and `state` of what is put; its `read_at` stays. What was redacted of a record stays redacted, also where
        it comes again after its register was deleted.
        """

    def put_versions(self, versions: Iterable[Version]) -> None:
        """Append versions to the histories of their records, oldest first and uncompared: for copies of a store."""

    def vanish_records(self, register: str, keys: Iterable[str]) -> None:
        """Mark records that the last reading did not have, and drop their drafts; the records stay.

        Many are marked in several batches, as any other writing.
        """

    def drop_records(self, records: Iterable[str]) -> None:
        """Remove records by their ids, with their histories and drafts; their redactions stay."""

    def redact(self, record: str, columns: Sequence[str], reason: str, by: str, at: str) -> None:
        """Empty columns of a record in all its versions, drop its draft, and remember that and why it was done.

        Reading the same row again must not bring the columns back: the redaction outlasts it, and outlasts deleting
        and reading the whole register again. The message of a problem that was noted at one of these columns of its
        row is emptied too: it may quote it; and so is the record's `url`, where it was written in one of them.

        Raises:
            NotFoundError: there is no such record.
        """

    def put_redactions(self, redactions: Iterable[Redaction]) -> None:
        """Remember redactions for records that are put later; what is there already stays: for copies of a store."""

    def put_drafts(self, drafts: Iterable[Draft]) -> None:
        """Keep what was understood of records.

        Raises:
            InputError: a draft's record isn't in the store.
        """

    def drop_drafts(self, records: Iterable[str]) -> None:
        """Forget what was understood of records, by their ids: a row that was readable and isn't any more."""

    def put_problems(self, register: str, problems: Iterable[Problem]) -> None:
        """Replace the account of the register's last reading."""

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; one with the same id is replaced (an undo sets `undone_at`)."""

    def put_scored(self, judgements: Iterable[Judgement]) -> None:
        """Replace what scores have decided, or ask a person: derived from the rest, so no source of anything."""

    def put_entities(self, entities: Iterable[Entity], terms: Mapping[str, tuple[str, str]]) -> None:
        """Keep entities with their searchable terms.

        Args:
            entities: the entities.
            terms: id to (terms of its names, terms of everything else), each joined by single spaces, made by
                `graph.text.fold.terms`; an entity without them is not found by words.

        Raises:
            InputError: a partnership's start or end is no date.
        """

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Keep relations; both ends must be in the store at the end of the batch, or it ends with an InputError."""

    def put_passages(self, entity: str, passages: Sequence[Passage]) -> None:
        """Replace the passages of an entity, which must be in the store at the end of the batch (else InputError)."""

    def put_vectors(self, space: str, hashes: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors of passages by the hash of their text.

        Raises:
            InputError: the vectors' dimension isn't the space's, or they aren't finite.
        """

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Remove entities with their relations and passages."""

    def drop_relations(self, relations: Iterable[Relation]) -> None:
        """Remove relations, known by source, relation, target and role."""

    def put_redirects(self, heirs: Mapping[str, str]) -> None:
        """Let merged ids answer with their heir; an heir of "" removes the redirect.

        Redirects are kept as they are put: where a becomes part of b and b of c, undoing the second restores the first.
        """

    def delete_register(self, code: str) -> None:
        """Remove a register with its records, drafts and problems in one batch. The graph is derived anew after.

        `graph.store.removal.remove_register` does it for one of any size, in batches of `drop_records`.

        Redactions stay, and hold again when the register is read again: who asked to be taken out didn't ask for the
        time until then.
        """

    def mark_derived(self, sources: int) -> None:
        """Say that the graph now is what the records and judgements gave at a number.

        Vectors of texts that no passage has any longer are let go.

        Args:
            sources: what `View.sources` gave before the drafts and judgements were read. What was stored since, by
                this batch or by another process, isn't in the graph, and a derivation stays pending.
        """


class View(Protocol):
    """Reads. Every call sees a whole number of batches."""

    def status(self) -> Status:
        """What is in the store."""

    def version(self) -> int:
        """Number of the last batch; cheap."""

    def sources(self) -> int:
        """Number of the last batch that changed records, drafts or judgements; cheap. See `Status.sources`."""

    def registers(self) -> list[Register]:
        """The registers, by code."""

    def problems(self, register: str) -> list[Problem]:
        """The account of a register's last reading, in row order."""

    def hashes(self, register: str) -> dict[str, tuple[str, str]]:
        """Key to (content hash, reader of its draft or "") of the register's current records."""

    def record(self, record: str) -> Record:
        """The current version of a record, redactions applied. Raises NotFoundError."""

    def history(self, record: str) -> list[Record]:
        """All versions of a record, newest first. Raises NotFoundError."""

    def versions(self, register: str | None = None) -> Iterator[Version]:
        """All versions of all records, vanished ones too: by register, first reading of the record, oldest first."""

    def days_of_reading(self) -> list[DayOfReading]:
        """How many of the current records were first read on which day: by day (latest first), then register."""

    def first_read(
        self,
        registers: Sequence[str],
        since: str = "",
        until: str = "",
        limit: int = 50,
        after: FirstRead | None = None,
    ) -> list[FirstRead]:
        """The current records of some registers that were first read in a time: latest first, then by register and key.

        Args:
            registers: their codes; none of them gives nothing.
            since: the first day, ISO 8601; empty: from the beginning.
            until: the last day; empty: until now.
            limit: at most so many.
            after: the last one seen.
        """

    def redactions(self) -> list[Redaction]:
        """All redactions, in the order in which they were made. A reader drafts nothing from these columns.

        Those of records that went with a deleted register are among them.
        """

    def drafts(self, register: str | None = None) -> Iterator[Draft]:
        """Drafts in order of register and first reading of the record."""

    def judgements(self) -> list[Judgement]:
        """All judgements, undone ones included, oldest first."""

    def scored(self) -> list[Judgement]:
        """What scores have decided, or ask a person, in the order in which it was put."""

    def get(self, ids: Sequence[str]) -> list[Entity]:
        """The entities that exist among these, in the order asked; merged ids are not followed."""

    def entity(self, id: str) -> Entity:
        """One entity. Raises NotFoundError, or MovedError that names the heir of a merged id (the last of a chain)."""

    def profile(self, id: str, limit: int = 500) -> Profile:
        """One entity with the first `limit` of each of its relations and directions; with 0 how many there are alone.

        Raises as `entity`.
        """

    def relations_of(
        self,
        id: str,
        relation: str,
        direction: Direction,
        limit: int = 500,
        after: tuple[str, str, str] | None = None,
    ) -> list[Neighbour]:
        """A page of an entity's relations of one name and direction, by role, name of the other end, id.

        Args:
            id: the entity.
            relation: name of the relation; one that the model doesn't have gives nothing.
            direction: `out` from the entity, or `in` to it.
            limit: at most so many.
            after: the `place` of the last one seen; it needn't be there any longer.

        Raises:
            NotFoundError, MovedError: as `entity`.
        """

    def redirects(self) -> dict[str, str]:
        """Every merged id with its heir, as it was put."""

    def named(self, folded: Sequence[str]) -> dict[str, list[tuple[str, Alias]]]:
        """Folded names to the (entity id, alias) that bear them, ordered by degree (highest first), then id."""

    def terms(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The searchable terms of entities, as they were put; those that have none are missing."""

    def count(self, query: Query) -> int:
        """How many entities the query gives. Raises InputError, as all that take a query, as `Query.check`."""

    def page(self, query: Query, limit: int, after: tuple[int, str] | None = None) -> list[tuple[str, int]]:
        """Ids and degrees of what the query gives, by degree (highest first), then id; `after` is the last one seen."""

    def facets(self, query: Query, fields: Sequence[str]) -> dict[str, list[FacetCount]]:
        """For every field, how many each value would leave: the field's own choices are ignored, the others hold.

        Ordered by count (highest first), then value; the last one, of value "", counts what states nothing. Values
        that would leave nothing are left out. Statuses are those on the query's day.
        """

    def rank(self, query: Query, limit: int) -> list[Scored]:
        """Of the entities that contain the query's terms and pass its filters, the best by BM25, names weighted 4 to 1.

        `query.ids` adds nothing here. Equal scores by id. Without terms: an empty list.
        """

    def nearest(self, space: str, vector: Vectors, query: Query, limit: int) -> list[Near]:
        """Of the entities that the query gives, those with the nearest passages; exact, also for few candidates.

        Scores are rounded to six decimals, equal ones ordered by id; of equally near passages the first is named. A
        space that the store doesn't hold: an empty list. Vectors may be kept in half precision.

        Args:
            space: name of the vector space.
            vector: shape (dimension,), of length 1.
            query: only these; its terms and ids are candidates as everywhere.
            limit: at most so many entities, each once, by its nearest passage.

        Raises:
            InputError: the vector's dimension isn't the space's.
        """

    def passages(self, ids: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of entities, by number."""

    def expand(self, id: str, limit: int = 50) -> list[CoPartner]:
        """The partners that share partnerships with this one: by number shared (highest first), then id.

        An unknown id, or one that isn't a partner's: an empty list.
        """

    def paths(self, start: str, end: str, longest: int = 4, limit: int = 10) -> list[tuple[str, ...]]:
        """Shortest paths along `takes-part`, as ids alternating partner and partnership, ordered by their ids.

        Only paths of the shortest length, at most `longest` steps (a step is one relation); the first `limit` of them
        in the order of their ids. From an entity to itself: one path, of it alone. None, or unknown ids: an empty list.
        """

    def saved(self, id: str) -> Saved:
        """A text that was put aside. Raises NotFoundError."""

    def all_saved(self) -> Iterator[Saved]:
        """All of them, by id."""

    def correction(self, id: str) -> Correction:
        """A report of an error, by its id. Raises NotFoundError."""

    def corrections(self) -> list[Correction]:
        """All reports, settled ones too, oldest first."""

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """All entities by id, for snapshots, exports and derivation."""

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """All relations by source, relation, target, role."""

    def all_passages(self, kind: str | None = None) -> Iterator[Passage]:
        """All passages by entity and number."""

    def vectors(self, space: str, hashes: Sequence[str]) -> tuple[list[str], Vectors]:
        """The hashes that have a vector in this space, in the order asked, and their vectors."""

    def without_vectors(self, space: str) -> Iterator[Passage]:
        """One passage for every text that has no vector in this space yet."""


class Store(Protocol):
    """An open store. Close it, or use it as a context manager."""

    @property
    def url(self) -> str:
        """Where it is, without a password: fit to be shown."""

    @property
    def engine(self) -> str:
        """`sqlite` or `neo4j`."""

    def view(self) -> View:
        """Read; views are safe to use from several threads."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Write one batch: all of it is stored when the block ends, nothing if it raises."""

    def put_aside(self, texts: Iterable[Saved]) -> None:
        """Keep texts under their ids, outside of batches: no answer rests on them, so the version stays as it is.

        One with the same id is replaced. Where there are more than MOST_SAVED, those used longest ago go.

        Raises:
            StoreUnavailableError: another is writing; it isn't waited for as long as for a batch.
            StoreFullError: there is no room.
            InputError: a text isn't Unicode.
        """

    def put_corrections(self, corrections: Iterable[Correction]) -> None:
        """Keep reports of errors, outside of batches: no answer rests on them, so the version stays as it is.

        One with the same id is replaced (settling it erases how to reach its author).

        Raises:
            StoreUnavailableError, StoreFullError: as for a batch.
            InputError: a text isn't Unicode.
        """

    def close(self) -> None:
        """Let go of files and connections."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...
