"""Walks along `takes-part`: who works together, and through whom one reaches another."""

from __future__ import annotations

EXPAND = """
MATCH (:Entity {id: $id})-[:TAKES_PART]->(shared:Entity)
WITH DISTINCT shared
MATCH (shared)<-[:TAKES_PART]-(other:Entity)
WHERE other.id <> $id
WITH DISTINCT shared, other
WITH other, count(*) AS number, collect(shared.id) AS shared
WITH other, number, shared ORDER BY number DESC, other.id LIMIT $limit
CALL (shared) {
  UNWIND shared AS id
  WITH id ORDER BY id LIMIT $shown
  RETURN collect(id) AS via
}
RETURN collect([other.id, other.name, number, via]) AS answer
"""

EXISTING = """
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN collect(id) AS answer
"""

STEPS = """
UNWIND $ids AS id
MATCH (:Entity {id: id})-[:TAKES_PART]-(other:Entity)
RETURN collect(DISTINCT [id, other.id]) AS answer
"""
