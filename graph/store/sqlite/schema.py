"""The tables, and the steps by which a file written by an older goal17 becomes one of today.

`PRAGMA application_id` says that a file is ours, `PRAGMA user_version` how many steps it has taken.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence

from graph.errors import StoreVersionError

APPLICATION = 0x676F3137
"""The letters "go17": marks a file as a store of goal17 (https://www.sqlite.org/pragma.html#pragma_application_id)."""

# The `ascii` tokenizer takes every character beyond ASCII for part of a word, whatever Unicode says of it, so that
# with ASCII's punctuation declared too, terms of any script are split at spaces only.
_TOKENIZER = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # One row. `vectors` is the version of the last batch that changed vectors or passages.
        """
        CREATE TABLE store (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            derived INTEGER NOT NULL,
            pending INTEGER NOT NULL,
            vectors INTEGER NOT NULL
        )
        """,
        "CREATE TABLE register (code TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE problem (
            register TEXT NOT NULL,
            "row" INTEGER NOT NULL,
            place INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (register, "row", place)
        ) WITHOUT ROWID
        """,
        # A record's versions are numbered as they came; the last is the current one, whose hash stands here too.
        """
        CREATE TABLE record (
            n INTEGER PRIMARY KEY,
            register TEXT NOT NULL,
            key TEXT NOT NULL,
            state TEXT NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (register, key)
        )
        """,
        "CREATE INDEX record_order ON record (register, n)",
        """
        CREATE TABLE version (
            n INTEGER PRIMARY KEY,
            record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
            hash TEXT NOT NULL,
            document TEXT NOT NULL
        )
        """,
        "CREATE INDEX version_record ON version (record, n)",
        """
        CREATE TABLE redaction (
            n INTEGER PRIMARY KEY,
            record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
            document TEXT NOT NULL
        )
        """,
        "CREATE INDEX redaction_record ON redaction (record)",
        """
        CREATE TABLE draft (
            record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
            reader TEXT NOT NULL,
            document TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE judgement (
            id TEXT PRIMARY KEY,
            at TEXT NOT NULL,
            stands INTEGER NOT NULL,
            document TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        # Without a document: named by a relation or a passage, and to be put before the batch ends.
        """
        CREATE TABLE entity (
            n INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL DEFAULT '',
            name TEXT NOT NULL DEFAULT '',
            degree INTEGER NOT NULL DEFAULT 0,
            document TEXT
        )
        """,
        "CREATE INDEX entity_degree ON entity (degree DESC, id)",
        "CREATE INDEX entity_kind ON entity (kind, id)",
        "CREATE INDEX entity_kind_degree ON entity (kind, degree DESC, id)",
        "CREATE INDEX entity_missing ON entity (id) WHERE document IS NULL",
        """
        CREATE TABLE alias (
            folded TEXT NOT NULL,
            entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
            place INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (folded, entity, place)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX alias_entity ON alias (entity)",
        # A value that a facet field can take; "" is had by every entity that states nothing in the field.
        """
        CREATE TABLE choice (
            n INTEGER PRIMARY KEY,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            entities INTEGER NOT NULL, -- how many have it
            UNIQUE (field, value)
        )
        """,
        """
        CREATE TABLE facet (
            choice INTEGER NOT NULL,
            entity INTEGER NOT NULL,
            PRIMARY KEY (choice, entity)
        ) WITHOUT ROWID
        """,
        # The same by entity: numbers of its choices, four bytes each, little-endian.
        "CREATE TABLE chosen (entity INTEGER PRIMARY KEY, choices BLOB NOT NULL)",
        f'CREATE VIRTUAL TABLE words USING fts5 (names, rest, tokenize = "{_TOKENIZER}")',
        """
        CREATE TABLE relation (
            n INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
            relation TEXT NOT NULL,
            target INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
            role TEXT NOT NULL,
            document TEXT NOT NULL,
            UNIQUE (source, relation, target, role)
        )
        """,
        "CREATE INDEX relation_target ON relation (target, relation, source, role)",
        "CREATE TABLE redirect (id TEXT PRIMARY KEY, heir TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE text (n INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE passage (
            n INTEGER PRIMARY KEY,
            entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
            number INTEGER NOT NULL,
            text INTEGER NOT NULL REFERENCES text,
            document TEXT NOT NULL,
            UNIQUE (entity, number)
        )
        """,
        "CREATE INDEX passage_text ON passage (text, entity, number)",
        "CREATE TABLE space (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL)",
        """
        CREATE TABLE block (
            n INTEGER PRIMARY KEY,
            space INTEGER NOT NULL REFERENCES space,
            rows INTEGER NOT NULL,
            data BLOB NOT NULL
        )
        """,
        "CREATE INDEX block_space ON block (space, n, rows)",
        """
        CREATE TABLE vector (
            space INTEGER NOT NULL REFERENCES space,
            text INTEGER NOT NULL REFERENCES text,
            slot INTEGER NOT NULL,
            PRIMARY KEY (space, text)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX vector_text ON vector (text)",
        "CREATE INDEX vector_slot ON vector (slot)",
        # Texts that lost a passage since the graph was last derived: perhaps their last.
        "CREATE TABLE loose (text INTEGER PRIMARY KEY)",
        """
        CREATE TRIGGER passage_gone AFTER DELETE ON passage
        BEGIN INSERT OR IGNORE INTO loose VALUES (old.text); END
        """,
    ),
    (
        # `sources` is the version of the last batch that changed records, drafts or judgements, `mark` the random
        # word of the last batch.
        "ALTER TABLE store ADD COLUMN sources INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE store ADD COLUMN mark TEXT NOT NULL DEFAULT ''",
        "UPDATE store SET sources = version",
        # By the record's id, as a redaction outlasts its record.
        "ALTER TABLE redaction RENAME TO redaction_of_record",
        "CREATE TABLE redaction (n INTEGER PRIMARY KEY, record TEXT NOT NULL, document TEXT NOT NULL)",
        """
        INSERT INTO redaction SELECT old.n, record.register || ':' || record.key, old.document
        FROM redaction_of_record AS old JOIN record ON record.n = old.record
        """,
        "DROP TABLE redaction_of_record",
    ),
    (
        # What entities have chosen is read into memory as a whole; by choice it is found there.
        "DROP TABLE facet",
        # What scores have decided is derived; persons' judgements stand apart.
        "CREATE TABLE scored (n INTEGER PRIMARY KEY, document TEXT NOT NULL)",
    ),
    (
        # Texts put aside under short ids, and when each was last asked for.
        "CREATE TABLE saved (id TEXT PRIMARY KEY, used TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX saved_used ON saved (used DESC, id)",
        # When its first version was read: what is new is asked for by it.
        "ALTER TABLE record ADD COLUMN first_read TEXT NOT NULL DEFAULT ''",
        """
        UPDATE record SET first_read = coalesce((
            SELECT json_extract(document, '$.read_at') FROM version WHERE record = record.n ORDER BY version.n LIMIT 1
        ), '')
        """,
        "CREATE INDEX record_first_read ON record (first_read DESC, register, key, state)",
    ),
    (
        # Reports of errors, as visitors write them and the desk settles them.
        "CREATE TABLE correction (id TEXT PRIMARY KEY, at TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX correction_at ON correction (at, id)",
    ),
    (
        # When partnerships run: the first day on which each may have begun and the last on which it may have ended,
        # as YYYY-MM-DD, by its chosen facts (`graph.model.status.period_of`).
        """
        CREATE TABLE period (
            entity INTEGER PRIMARY KEY,
            first_day TEXT,
            last_day TEXT,
            open_ended INTEGER NOT NULL
        )
        """,
        """
        WITH chosen AS (
            SELECT
                entity.n,
                json_extract(fact.value, '$.field') AS field,
                json_extract(fact.value, '$.value') AS value,
                min(fact.key) -- of several the first
            FROM entity JOIN json_each(entity.document, '$.facts') AS fact
            WHERE entity.kind = 'partnership' AND coalesce(json_extract(fact.value, '$.chosen'), 1)
            GROUP BY entity.n, json_extract(fact.value, '$.field')
        )
        INSERT INTO period
        SELECT
            entity.n,
            max(CASE WHEN field = 'start' THEN substr(value || '-01-01', 1, 10) END),
            max(CASE WHEN field = 'end' THEN CASE length(value)
                WHEN 4 THEN value || '-12-31'
                WHEN 7 THEN date(value || '-01', '+1 month', '-1 day')
                ELSE value
            END END),
            coalesce(max(field = 'open-ended' AND value), 0)
        FROM entity LEFT JOIN chosen ON chosen.n = entity.n
        WHERE entity.kind = 'partnership'
        GROUP BY entity.n
        """,
    ),
)
"""What makes a file of version n one of version n + 1; the first step makes a new file. Steps are never edited."""


def migrate(connection: sqlite3.Connection, file: str, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Bring a file to the newest version, all steps in one transaction; an empty file becomes a new store.

    Args:
        connection: in autocommit mode (`isolation_level=None`).
        file: its name, for messages.
        steps: all steps from the first on.

    Raises:
        StoreVersionError: it is a newer store, or an SQLite database of something else; it is left as it was.
        sqlite3.Error: as SQLite says.
    """
    if check(connection, file, len(steps)) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker.
        version = check(connection, file, len(steps))
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        if version == 0:
            connection.execute(
                "INSERT INTO store (one, id, version, derived, pending, vectors) VALUES (1, ?, 0, 0, 1, 0)",
                [uuid.uuid4().hex],
            )
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check(connection: sqlite3.Connection, file: str, newest: int = len(STEPS)) -> int:
    """The version of a file, 0 for an empty one.

    Raises:
        StoreVersionError: it is newer than `newest`, or an SQLite database of something else.
        sqlite3.Error: as SQLite says.
    """
    application, version, tables = (
        int(connection.execute(statement).fetchone()[0])
        for statement in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    )
    if tables == 0 and application in {0, APPLICATION}:
        return 0
    if application != APPLICATION:
        raise StoreVersionError(f"{file} is an SQLite database, but not a store of goal17. It was left as it was.")
    if version > newest:
        raise StoreVersionError(
            f"{file} was written by a newer goal17 (store version {version}; this one knows up to {newest})."
            " Update goal17 to open it."
        )
    return version
