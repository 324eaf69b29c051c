"""Entities with their names; relations; redirects of merged ids."""

from __future__ import annotations

from collections.abc import Sequence

from graph.store.interface import Direction
from graph.store.neo4j.cypher.names import ANY_RELATION, KIND_LABELS, RELATION_TYPES

CLEAR_ENTITIES = f"""
UNWIND $ids AS id
MATCH (entity:Entity {{id: id}})
REMOVE entity:{":".join(KIND_LABELS.values())}
WITH entity
MATCH (entity)-[:WRITTEN_AS]->(alias:Alias)
DETACH DELETE alias
"""
"""Of entities that are about to be put anew: kinds and names."""

PUT_ENTITIES = {
    kind: f"UNWIND $rows AS row MERGE (entity:Entity {{id: row.id}}) SET entity:{label}, entity += row"
    for kind, label in KIND_LABELS.items()
}

PUT_ALIASES = """
UNWIND $rows AS row
MATCH (entity:Entity {id: row.entity})
CREATE (entity)-[:WRITTEN_AS]->(alias:Alias)
SET alias = row.properties
"""

DROP_ENTITIES = """
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (entity) {
  MATCH (entity)-[:WRITTEN_AS|HAS_PASSAGE]->(part)
  OPTIONAL MATCH (vector:Vector {hash: part.hash})
  SET vector:Loose
  WITH DISTINCT part
  DETACH DELETE part
}
DETACH DELETE entity
RETURN count(*) AS answer
"""

PUT_RELATIONS = {
    relation: f"""
UNWIND $rows AS row
MATCH (source:Entity {{id: row.source}})
MATCH (target:Entity {{id: row.target}})
MERGE (source)-[relation:{type} {{role: row.role}}]->(target)
SET relation = row.properties
RETURN count(*) AS answer
"""
    for relation, type in RELATION_TYPES.items()
}

DROP_RELATIONS = {
    relation: f"""
UNWIND $rows AS row
MATCH (:Entity {{id: row.source}})-[relation:{type} {{role: row.role}}]->(:Entity {{id: row.target}})
DELETE relation
"""
    for relation, type in RELATION_TYPES.items()
}

MISSING = """
UNWIND $ids AS id
OPTIONAL MATCH (entity:Entity {id: id})
WITH id, entity
WHERE entity IS NULL
WITH id ORDER BY id LIMIT 3
RETURN collect(id) AS answer
"""

PUT_REDIRECTS = "UNWIND $rows AS row MERGE (n:Redirect {id: row.id}) SET n = row"

DROP_REDIRECTS = "UNWIND $ids AS id MATCH (n:Redirect {id: id}) DELETE n"

REDIRECTS = "MATCH (n:Redirect) WITH n ORDER BY n.id RETURN collect([n.id, n.heir]) AS answer"

GET = """
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN collect([id, entity.document]) AS answer
"""

HEIRS = """
MATCH (first:Redirect {id: $id})
RETURN collect([first.id, first.heir]) AS answer
"""
"""The next heir of a merged id; empty for an id that was never merged."""

ENTITY = """
MATCH (entity:Entity {id: $id})
RETURN collect(entity.document)[0] AS answer
"""

GROUPS = f"""
MATCH (entity:Entity {{id: $id}})-[relation:{ANY_RELATION}]-(:Entity)
WITH type(relation) AS type, startNode(relation) = entity AS outgoing, count(*) AS number
RETURN collect([type, outgoing, number]) AS answer
"""
"""The relations and directions of an entity, and how many there are of each."""

NAMED = """
UNWIND $folded AS folded
MATCH (alias:Alias {folded: folded})<-[:WRITTEN_AS]-(entity:Entity)
WITH alias, entity ORDER BY entity.degree DESC, entity.id, alias.place
RETURN collect([entity.id, alias.document]) AS answer
"""

TERMS = """
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE entity.name_terms IS NOT NULL
RETURN collect([id, entity.name_terms, entity.text_terms]) AS answer
"""


def around(groups: Sequence[tuple[str, Direction]]) -> str:
    """For each of some relations and directions, by their place among them: the first `$limit` after `$after`."""
    parts = "\nUNION ALL\n".join(
        f"""
  MATCH (entity){"<" if direction == "in" else ""}-[relation:{RELATION_TYPES[name]}]-{"" if direction == "in" else ">"}
    (other:Entity)
  WHERE {"other <> entity AND " if direction == "in" else ""}($after IS NULL
    OR relation.role > $after[0] OR relation.role = $after[0]
    AND (other.name > $after[1] OR other.name = $after[1] AND other.id > $after[2]))
  WITH relation, other ORDER BY relation.role, other.name, other.id LIMIT $limit
  RETURN {place} AS place, collect([relation.document, other.id, other.name, other.kind]) AS rows"""
        for place, (name, direction) in enumerate(groups)
    )
    return f"""
MATCH (entity:Entity {{id: $id}})
CALL (entity) {{{parts}
}}
RETURN collect([place, rows]) AS answer
"""


def entities(kind: str | None) -> str:
    """A page of entities by id: of one kind, or of all."""
    narrowed = f" AND entity:{KIND_LABELS[kind]}" if kind else ""
    return f"""
MATCH (entity:Entity)
WHERE entity.id > $after{narrowed}
WITH entity ORDER BY entity.id LIMIT $limit
RETURN collect([entity.id, entity.document]) AS answer
"""


def relations(relation: str | None) -> str:
    """The relations of the next entities by id, in no order among themselves: of one kind, or all."""
    types = RELATION_TYPES[relation] if relation else ANY_RELATION
    return f"""
MATCH (source:Entity)
WHERE source.id > $after
WITH source ORDER BY source.id LIMIT $limit
CALL (source) {{
  MATCH (source)-[relation:{types}]->(:Entity)
  RETURN collect(relation.document) AS documents
}}
RETURN collect([source.id, documents]) AS answer
"""
