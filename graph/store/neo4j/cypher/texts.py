"""Passages, vector spaces and vectors."""

from __future__ import annotations

from graph.store.neo4j.cypher.names import KIND_LABELS, vector_index, vector_label

STALE_PASSAGES = """
UNWIND $rows AS row
OPTIONAL MATCH (entity:Entity {id: row.id})
WITH row.id AS id, entity IS NULL AS missing, coalesce(entity.passages, '') <> row.passages AS stale
RETURN {
  missing: collect(CASE WHEN missing THEN id END)[..3], stale: collect(CASE WHEN stale THEN id END)
} AS answer
"""
"""Of entities with the digests of their passages: which aren't there, and which have other passages now."""

CLEAR_PASSAGES = """
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.passages = row.passages
WITH entity
MATCH (entity)-[:HAS_PASSAGE]->(passage:Passage)
OPTIONAL MATCH (vector:Vector {hash: passage.hash})
SET vector:Loose
WITH DISTINCT passage
DETACH DELETE passage
"""

PUT_PASSAGES = """
UNWIND $rows AS row
MATCH (entity:Entity {id: row.entity})
CREATE (entity)-[:HAS_PASSAGE]->(passage:Passage)
SET passage = row
"""

_PASSAGE = "[passage.entity, passage.field, passage.number, passage.text, passage.language, passage.hash]"

PASSAGES = f"""
UNWIND $ids AS id
MATCH (:Entity {{id: id}})-[:HAS_PASSAGE]->(passage:Passage)
WITH passage ORDER BY passage.entity, passage.number
RETURN collect({_PASSAGE}) AS answer
"""


def all_passages(kind: str | None) -> str:
    """The passages of the next entities by id that have some: of one kind, or of all."""
    narrowed = f"entity:{KIND_LABELS[kind]} AND " if kind else ""
    return f"""
MATCH (entity:Entity)
WHERE {narrowed}entity.id > $after
WITH entity ORDER BY entity.id LIMIT $limit
CALL (entity) {{
  OPTIONAL MATCH (entity)-[:HAS_PASSAGE]->(passage:Passage)
  WITH passage ORDER BY passage.number
  RETURN [passage IN collect(passage) | {_PASSAGE}] AS passages
}}
RETURN collect([entity.id, passages]) AS answer
"""


PUT_SPACE = """
MERGE (space:VectorSpace {name: $name})
  ON CREATE SET space.dimension = $dimension
RETURN space.dimension AS answer
"""

SPACES = """
MATCH (space:VectorSpace)
WITH space ORDER BY space.name
RETURN collect([space.name, space.dimension]) AS answer
"""


def put_vectors(space: str, dimension: int, *, packed: bool) -> str:
    """Keep vectors by the hash of their text, as arrays of single precision."""
    vector = "toFloatList(row.vector)" if packed else "row.vector"
    return f"""
UNWIND $rows AS row
MERGE (vector:{vector_label(space, dimension)} {{hash: row.hash}})
SET vector:Vector, vector.at = row.at
WITH vector, row
CALL db.create.setNodeVectorProperty(vector, 'embedding', {vector})
"""


KEEP_VECTORS = """
MATCH (vector:Loose)
WHERE EXISTS { MATCH (:Passage {hash: vector.hash}) }
REMOVE vector:Loose
"""
"""`:Loose` are vectors of a text whose passage was removed since the last derivation; another passage may have it."""

DROP_LOOSE_VECTORS = "MATCH (vector:Loose) DETACH DELETE vector"


def vectors_since(space: str, dimension: int, *, packed: bool) -> str:
    """The next vectors in the order in which they were put, and how many there are in all."""
    label = vector_label(space, dimension)
    return f"""
CALL () {{
  MATCH (vector:{label})
  WHERE vector.at > $after
  WITH vector ORDER BY vector.at LIMIT $limit
  RETURN collect([vector.at, vector.hash, {_travelling(dimension, packed)}]) AS vectors
}}
RETURN {{vectors: vectors, total: COUNT {{ MATCH (:{label}) }}}} AS answer
"""


def hashes(space: str, dimension: int) -> str:
    """The hashes of all texts that have a vector."""
    return f"MATCH (vector:{vector_label(space, dimension)}) RETURN collect(vector.hash) AS answer"


def vectors(space: str, dimension: int, *, packed: bool) -> str:
    """The vectors of some texts, in no order."""
    return f"""
UNWIND $hashes AS hash
MATCH (vector:{vector_label(space, dimension)} {{hash: hash}})
RETURN collect([hash, {_travelling(dimension, packed)}]) AS answer
"""


def count_vectors(space: str, dimension: int) -> str:
    """How many texts have a vector."""
    return f"RETURN COUNT {{ MATCH (:{vector_label(space, dimension)}) }} AS answer"


def nearest_texts(space: str, dimension: int) -> str:
    """Hashes and cosines of the nearest texts, by the index: approximate. Its score is (1 + cosine) / 2."""
    return f"""
CALL db.index.vector.queryNodes('{vector_index(space, dimension)}', $limit, $vector) YIELD node, score
RETURN collect([node.hash, 2 * score - 1]) AS answer
"""


def without_vectors(label: str) -> str:
    """For the next texts by hash: the passage, the first by entity and number, if the text has no vector."""
    return f"""
MATCH (passage:Passage)
WHERE passage.hash > $after
WITH DISTINCT passage.hash AS hash ORDER BY hash LIMIT $limit
CALL (hash) {{
  MATCH (passage:Passage {{hash: hash}})
  WHERE NOT EXISTS {{ MATCH (:{label} {{hash: hash}}) }}
  WITH passage ORDER BY passage.entity, passage.number LIMIT 1
  RETURN collect({_PASSAGE}) AS found
}}
RETURN collect([hash, found]) AS answer
"""


def _travelling(dimension: int, packed: bool) -> str:
    """A vector on its way out: as bytes where the server can."""
    return f"vector(vector.embedding, {dimension:d}, FLOAT32)" if packed else "vector.embedding"
