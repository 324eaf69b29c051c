"""What is in a store. Neo4j keeps count of nodes by label and of relationships by type: nothing here is scanned."""

from __future__ import annotations

from graph.store.neo4j.cypher.names import KIND_LABELS, RELATION_TYPES

VERSION = "MATCH (store:Goal17Store) RETURN store.version AS answer"

SOURCES = "MATCH (store:Goal17Store) RETURN store.sources AS answer"

_ENTITIES = ", ".join(f"[{kind!r}, COUNT {{ MATCH (:{label}) }}]" for kind, label in KIND_LABELS.items())
_RELATIONS = ", ".join(f"[{name!r}, COUNT {{ MATCH ()-[:{type}]->() }}]" for name, type in RELATION_TYPES.items())

STATUS = f"""
MATCH (store:Goal17Store)
CALL () {{
  MATCH (space:VectorSpace)
  WITH space ORDER BY space.name
  RETURN collect([space.name, space.dimension]) AS spaces
}}
RETURN {{
  store: store {{.*}},
  entities: [{_ENTITIES}],
  relations: [{_RELATIONS}],
  records: COUNT {{ MATCH (:Record) }} - COUNT {{ MATCH (:Vanished) }},
  drafts: COUNT {{ MATCH (:Draft) }},
  judgements: COUNT {{ MATCH (:Judgement) }} - COUNT {{ MATCH (:Undone) }},
  passages: COUNT {{ MATCH (:Passage) }},
  spaces: spaces
}} AS answer
"""
