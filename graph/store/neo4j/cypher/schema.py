"""What makes a database a store: its two marks, constraints and indexes."""

from __future__ import annotations

from graph.store.neo4j.cypher.names import TERMS_INDEX, vector_index, vector_label

_UNIQUE = {
    "goal17_store": ("Goal17Store", "name"),
    "goal17_gate": ("Goal17Gate", "name"),
    "goal17_register": ("Register", "code"),
    "goal17_record": ("Record", "id"),
    "goal17_draft": ("Draft", "record"),
    "goal17_judgement": ("Judgement", "id"),
    "goal17_entity": ("Entity", "id"),
    "goal17_redirect": ("Redirect", "id"),
    "goal17_space": ("VectorSpace", "name"),
    "goal17_saved": ("SavedText", "id"),
    "goal17_correction": ("Correction", "id"),
}

_INDEXED = {
    "goal17_record_order": ("Record", "register, sequence"),
    "goal17_record_first_read": ("Record", "first_read"),
    "goal17_past_record": ("PastRecord", "record"),
    "goal17_past_register": ("PastRecord", "register"),
    "goal17_draft_order": ("Draft", "register, sequence"),
    "goal17_problem": ("Problem", "register"),
    "goal17_redaction": ("Redaction", "record"),
    "goal17_alias": ("Alias", "folded"),
    "goal17_degree": ("Entity", "degree"),
    "goal17_passage": ("Passage", "hash"),
    "goal17_vector": ("Vector", "hash"),
}


def _properties(names: str) -> str:
    return ", ".join(f"n.{name.strip()}" for name in names.split(","))


SCHEMA: dict[str, str] = {
    **{
        name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for name, (label, key) in _UNIQUE.items()
    },
    **{
        name: f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({_properties(keys)})"
        for name, (label, keys) in _INDEXED.items()
    },
    # Terms are folded and stemmed before they come here, so that both engines find alike: the index only splits at
    # spaces. Facets are in it because Lucene's lists of matches are how a filter over a million entities stays quick.
    TERMS_INDEX: f"CREATE FULLTEXT INDEX {TERMS_INDEX} IF NOT EXISTS FOR (n:Entity)"
    " ON EACH [n.name_terms, n.text_terms, n.facets]"
    " OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
}
"""Index or constraint name to the statement that makes it."""

INDEXES = "SHOW INDEXES YIELD name, state RETURN collect([name, state]) AS answer"

AWAIT = "CALL db.awaitIndexes(600)"
"""Until every index is filled; ten minutes are for a large database that lost one."""

SERVER = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS answer"

MARK = """
OPTIONAL MATCH (store:Goal17Store)
WITH collect(store {.*})[0] AS store
RETURN {store: store, nodes: COUNT { MATCH () }} AS answer
"""
"""The store's own node, and how many nodes there are (known to Neo4j without counting)."""

MAKE = """
MERGE (store:Goal17Store {name: 'goal17'})
  ON CREATE SET store.id = $id, store.schema = $schema, store.version = 0, store.mark = '', store.sources = 0,
    store.derived = 0, store.pending = true
MERGE (gate:Goal17Gate {name: 'goal17'})
"""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "DROP INDEX goal17_redaction_register IF EXISTS",
        """
        MATCH (store:Goal17Store)
        WHERE store.schema = 1
        SET store.schema = 2, store.sources = store.version, store.mark = coalesce(store.writer, '')
        REMOVE store.writer
        """,
    ),
    # The third is SQLite's alone.
    ("MATCH (store:Goal17Store) WHERE store.schema = 2 SET store.schema = 3",),
    (
        # What a document says of its own stands last: a field of the row may have the same name.
        """
        MATCH (record:Record)
        WHERE record.first_read IS NULL
        CALL (record) {
          OPTIONAL MATCH (record)-[:REPLACED]->(past:PastRecord {number: 1})
          WITH record, split(coalesce(past.document, record.document), '"read_at":"') AS parts
          SET record.first_read = CASE WHEN size(parts) > 1 THEN split(last(parts), '"')[0] ELSE '' END
        } IN TRANSACTIONS OF 10000 ROWS
        """,
        "MATCH (store:Goal17Store) WHERE store.schema = 3 SET store.schema = 4",
    ),
    # The constraint on reports of errors is made with what is missing.
    ("MATCH (store:Goal17Store) WHERE store.schema = 4 SET store.schema = 5",),
    # Before it, partnerships are told when they run (`FIRST_WITH_PERIODS`).
    ("MATCH (store:Goal17Store) WHERE store.schema = 5 SET store.schema = 6",),
)
"""What makes a store of schema 1 one of 2, and so on. Each statement can be repeated; the last one takes the step."""

FIRST_WITH_PERIODS = 6
"""The schema from which on the nodes of partnerships say when they run. Only Python can read that in a document."""


def make_space(space: str, dimension: int) -> list[str]:
    """The statements that prepare a vector space: each can be repeated, and none touches data.

    Quantisation is off, so that the index's scores are the vectors' own.
    """
    label, index = vector_label(space, dimension), vector_index(space, dimension)
    return [
        f"CREATE CONSTRAINT {index}_hash IF NOT EXISTS FOR (n:{label}) REQUIRE n.hash IS UNIQUE",
        f"CREATE INDEX {index}_at IF NOT EXISTS FOR (n:{label}) ON (n.at)",
        (
            f"CREATE VECTOR INDEX {index} IF NOT EXISTS FOR (n:{label}) ON (n.embedding) OPTIONS {{indexConfig: {{"
            f"`vector.dimensions`: {dimension:d}, `vector.similarity_function`: 'cosine',"
            " `vector.quantization.enabled`: false}}"
        ),
    ]
