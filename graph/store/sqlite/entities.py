"""Entities with their names, facets and terms; relations; redirects of merged ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.errors import MovedError, NotFoundError
from graph.model.entities import Alias, Entity, Relation
from graph.store.documents import chunks, key, listed, read, written
from graph.store.interface import Direction, Neighbour, Profile
from graph.store.redirects import last_heir
from graph.store.sqlite.connections import Batch, Readers
from graph.store.sqlite.facets import Facets
from graph.store.sqlite.statuses import put_periods

_GROUPS = """
    SELECT relation, 'in' AS direction, count(*) FROM relation WHERE target = ?1 AND source <> ?1 GROUP BY relation
    UNION ALL
    SELECT relation, 'out', count(*) FROM relation WHERE source = ?1 GROUP BY relation
    ORDER BY relation, direction
"""

_PAGE = """
    SELECT relation.n, other.id, other.name, other.kind FROM relation JOIN entity AS other ON {joined}
    WHERE relation = ?2 AND (?3 IS NULL OR (role, other.name, other.id) > (?3, ?4, ?5))
    ORDER BY role, other.name, other.id LIMIT ?6
"""

_AROUND: dict[Direction, str] = {
    "in": _PAGE.format(joined="other.n = source AND target = ?1 AND source <> ?1"),
    "out": _PAGE.format(joined="other.n = target AND source = ?1"),
}


class EntityWriter:
    """The part of a Writer that keeps the graph; see `graph.store.interface.Writer`."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._facets = Facets(batch)

    def put_entities(self, entities: Iterable[Entity], terms: Mapping[str, tuple[str, str]]) -> None:
        """Keep entities with their searchable terms."""
        (last,) = self._batch.run("SELECT coalesce(max(n), 0) FROM entity").fetchone()
        for chunk in chunks(entities):
            numbered = {self._number(entity): entity for entity in chunk}
            self._clear(n for n in numbered if n <= last)
            last = max(last, *numbered)
            self._batch.run_many(
                "INSERT INTO alias VALUES (?, ?, ?, ?)",
                (
                    (key(alias.folded), n, place, written(alias))
                    for n, entity in numbered.items()
                    for place, alias in enumerate(entity.aliases)
                ),
            )
            self._facets.put(numbered)
            put_periods(self._batch, numbered)
            self._batch.run_many(
                "INSERT INTO words (rowid, names, rest) VALUES (?, ?, ?)",
                ((n, *terms[entity.id]) for n, entity in numbered.items() if entity.id in terms),
            )
            self._batch.graph = True

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Keep relations; both ends must be in the store at the end of the batch."""
        for chunk in chunks(relations, 2000):
            numbers = self._numbers({id for relation in chunk for id in (relation.source, relation.target)})
            self._batch.run_many(
                "INSERT INTO relation (source, relation, target, role, document) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (source, relation, target, role) DO UPDATE SET document = excluded.document",
                ((numbers[one.source], one.relation, numbers[one.target], one.role, written(one)) for one in chunk),
            )
            self._batch.graph = True

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Remove entities with their relations and passages."""
        for chunk in chunks(ids):
            asked = "SELECT n FROM entity WHERE id IN (SELECT value FROM json_each(?))"
            gone = self._batch.run(asked, [listed(chunk)]).fetchall()
            self._clear(n for (n,) in gone)
            self._batch.run_many("DELETE FROM entity WHERE n = ?", gone)
            if gone:
                self._batch.graph = self._batch.vectors = True

    def drop_relations(self, relations: Iterable[Relation]) -> None:
        """Remove relations, known by source, relation, target and role."""
        for relation in relations:
            self._batch.run(
                "DELETE FROM relation WHERE source = (SELECT n FROM entity WHERE id = ?) AND relation = ?"
                " AND target = (SELECT n FROM entity WHERE id = ?) AND role = ?",
                [relation.source, relation.relation, relation.target, relation.role],
            )
            self._batch.graph = True

    def put_redirects(self, heirs: Mapping[str, str]) -> None:
        """Let merged ids answer with their heir; an heir of "" removes the redirect."""
        for id, heir in heirs.items():
            if heir:
                self._batch.run("INSERT OR REPLACE INTO redirect VALUES (?, ?)", [key(id), heir])
            else:
                self._batch.run("DELETE FROM redirect WHERE id = ?", [id])
            self._batch.graph = True

    def _number(self, entity: Entity) -> int:
        (n,) = self._batch.run(
            "INSERT INTO entity (id, kind, name, degree, document) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,"
            " degree = excluded.degree, document = excluded.document"
            " RETURNING n",
            [key(entity.id), entity.kind, entity.name, entity.degree, written(entity)],
        ).fetchone()
        return int(n)

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        asked = listed(key(id) for id in sorted(ids))
        # An id that isn't there yet gets its number now and its document later in the batch.
        self._batch.run("INSERT OR IGNORE INTO entity (id) SELECT value FROM json_each(?)", [asked])
        return dict(
            self._batch.run("SELECT id, n FROM entity WHERE id IN (SELECT value FROM json_each(?))", [asked]).fetchall()
        )

    def _clear(self, numbers: Iterable[int]) -> None:
        old = [(n,) for n in numbers]
        self._batch.run_many("DELETE FROM alias WHERE entity = ?", old)
        self._batch.run_many("DELETE FROM words WHERE rowid = ?", old)
        self._batch.run_many("DELETE FROM period WHERE entity = ?", old)
        self._facets.drop(n for (n,) in old)


class EntityReader:
    """The part of a View that reads the graph; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def get(self, ids: Sequence[str]) -> list[Entity]:
        """The entities that exist among these, in the order asked; merged ids are not followed."""
        with self._readers.transaction() as sql:
            found = dict(
                sql.execute(
                    "SELECT id, document FROM entity WHERE id IN (SELECT value FROM json_each(?))", [listed(ids)]
                ).fetchall()
            )
        return [read(Entity, found[id]) for id in ids if id in found]

    def entity(self, id: str) -> Entity:
        """One entity. Raises NotFoundError, or MovedError that names the heir of a merged id."""
        with self._readers.transaction() as sql:
            return _found(sql, id)[1]

    def profile(self, id: str, limit: int = 500) -> Profile:
        """One entity with the first `limit` of each of its relations and directions."""
        with self._readers.transaction() as sql:
            n, entity = _found(sql, id)
            totals: dict[tuple[str, Direction], int] = {
                (relation, direction): number for relation, direction, number in sql.execute(_GROUPS, [n])
            }
            # To sort what nobody asks for takes long where thousands are tied to one goal.
            around = [one for group in (totals if limit else ()) for one in _around(sql, n, *group, limit, None)]
        return Profile(
            entity,
            tuple(one.relation for one in around),
            {one.id: (one.name, one.kind) for one in around},
            sum(totals.values()),
            totals,
        )

    def relations_of(
        self,
        id: str,
        relation: str,
        direction: Direction,
        limit: int = 500,
        after: tuple[str, str, str] | None = None,
    ) -> list[Neighbour]:
        """A page of an entity's relations of one name and direction, by role, name of the other end, id."""
        with self._readers.transaction() as sql:
            n, _ = _found(sql, id)
            return _around(sql, n, relation, direction, limit, after)

    def redirects(self) -> dict[str, str]:
        """Every merged id with its heir, as it was put."""
        with self._readers.transaction() as sql:
            return dict(sql.execute("SELECT id, heir FROM redirect ORDER BY id").fetchall())

    def named(self, folded: Sequence[str]) -> dict[str, list[tuple[str, Alias]]]:
        """Folded names to the (entity id, alias) that bear them, ordered by degree (highest first), then id."""
        found: dict[str, list[tuple[str, Alias]]] = {}
        with self._readers.transaction() as sql:
            for name, id, document in sql.execute(
                "SELECT folded, id, alias.document FROM alias JOIN entity ON entity.n = alias.entity"
                " WHERE folded IN (SELECT value FROM json_each(?)) ORDER BY folded, degree DESC, id, place",
                [listed(folded)],
            ):
                found.setdefault(name, []).append((id, read(Alias, document)))
        return found

    def terms(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The searchable terms of entities, as they were put; those that have none are missing."""
        with self._readers.transaction() as sql:
            found = sql.execute(
                "SELECT entity.id, names, rest FROM json_each(?) AS asked JOIN entity ON entity.id = asked.value"
                " JOIN words ON words.rowid = entity.n",
                [listed(ids)],
            )
            return {id: (names, rest) for id, names, rest in found}

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """All entities by id."""
        with self._readers.transaction() as sql:
            found = (
                sql.execute("SELECT document FROM entity ORDER BY id")
                if kind is None
                else sql.execute("SELECT document FROM entity WHERE kind = ? ORDER BY id", [kind])
            )
            for (document,) in found:
                yield read(Entity, document)

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """All relations by source, relation, target, role."""
        with self._readers.transaction() as sql:
            for (document,) in sql.execute(
                "SELECT relation.document FROM entity AS source CROSS JOIN relation ON relation.source = source.n"
                " JOIN entity AS target ON target.n = relation.target WHERE ?1 IS NULL OR relation = ?1"
                " ORDER BY source.id, relation, target.id, role",
                [relation],
            ):
                yield read(Relation, document)


def _around(
    sql: sqlite3.Connection,
    n: int,
    relation: str,
    direction: Direction,
    limit: int,
    after: tuple[str, str, str] | None,
) -> list[Neighbour]:
    rows = sql.execute(_AROUND[direction], [n, relation, *(after or (None, None, None)), max(limit, 0)]).fetchall()
    # Read last: documents of relations that the sorting leaves out are never touched.
    document = "SELECT document FROM relation WHERE n = ?"
    return [Neighbour(read(Relation, sql.execute(document, [at]).fetchone()[0]), *other) for at, *other in rows]


def _found(sql: sqlite3.Connection, id: str) -> tuple[int, Entity]:
    found = sql.execute("SELECT n, document FROM entity WHERE id = ?", [id]).fetchone()
    if found:
        return int(found[0]), read(Entity, found[1])
    heir = last_heir(id, dict(sql.execute("SELECT id, heir FROM redirect").fetchall()))
    raise NotFoundError("entity", id) if heir is None else MovedError(id, heir)
