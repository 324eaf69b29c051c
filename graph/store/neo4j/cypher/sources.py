"""Registers, records with their history, redactions, drafts, problems, judgements."""

from __future__ import annotations

PUT_REGISTERS = "UNWIND $rows AS row MERGE (n:Register {code: row.code}) SET n = row"

REGISTERS = "MATCH (n:Register) WITH n ORDER BY n.code RETURN collect(n.document) AS answer"

PUT_RECORDS = """
UNWIND $rows AS row
MERGE (record:Record {id: row.id})
  ON CREATE SET record.register = row.register, record.key = row.key, record.sequence = row.sequence,
    record.first_read = row.read_at, record.number = 0
WITH record, row, record.number > 0 AND (record.hash <> row.hash OR $uncompared) AS replaced
FOREACH (_ IN CASE WHEN replaced THEN [1] ELSE [] END |
  CREATE (record)-[:REPLACED]->(:PastRecord {
    record: record.id, register: record.register, number: record.number, hash: record.hash, row: record.row,
    url: record.url, state: record.state, document: record.document
  })
)
WITH record, row, replaced OR record.number = 0 AS fresh
WITH record, row, fresh, fresh OR record.row <> row.row OR record.url <> row.url OR record.state <> row.state AS changed
FOREACH (_ IN CASE WHEN fresh THEN [1] ELSE [] END |
  SET record.number = record.number + 1, record.hash = row.hash, record.document = row.document
)
FOREACH (_ IN CASE WHEN row.state = 'vanished' THEN [1] ELSE [] END | SET record:Vanished)
FOREACH (_ IN CASE WHEN row.state = 'vanished' THEN [] ELSE [1] END | REMOVE record:Vanished)
SET record.row = row.row, record.url = row.url, record.state = row.state
RETURN count(CASE WHEN changed THEN 1 END) AS answer
"""
"""Rows of one statement are of different records. Answers how many were new or changed."""

VANISH = """
UNWIND $ids AS id
MATCH (record:Record {id: id})
SET record:Vanished, record.state = 'vanished'
WITH record
OPTIONAL MATCH (draft:Draft {record: record.id})
DELETE draft
RETURN count(*) AS answer
"""

DROP_RECORDS = """
UNWIND $ids AS id
MATCH (record:Record {id: id})
CALL (record) {
  MATCH (record)-[:REPLACED]->(past:PastRecord)
  DETACH DELETE past
}
CALL (record) {
  MATCH (draft:Draft {record: record.id})
  DELETE draft
}
DETACH DELETE record
RETURN count(*) AS answer
"""

EXISTING = """
UNWIND $ids AS id
MATCH (record:Record {id: id})
RETURN collect(id) AS answer
"""

REDACTED = """
UNWIND $ids AS id
MATCH (redaction:Redaction {record: id})
RETURN collect([id, redaction.columns]) AS answer
"""


DOCUMENTS = """
CALL () {
  MATCH (n:Record {id: $record})
  RETURN n
  UNION ALL
  MATCH (n:PastRecord {record: $record})
  RETURN n
}
WITH n ORDER BY n.number
RETURN collect([n.number, n.hash, n.row, n.url, n.state, n.document]) AS answer
"""
"""The versions of a record, oldest first."""

REWRITE = """
CALL () {
  MATCH (n:Record {id: $record})
  RETURN n
  UNION ALL
  MATCH (n:PastRecord {record: $record})
  RETURN n
}
UNWIND $rows AS row
WITH n, row
WHERE n.number = row.number
SET n.document = row.document, n.url = row.url
"""

PUT_REDACTIONS = "UNWIND $rows AS row CREATE (n:Redaction) SET n = row"

DROP_DRAFT = "MATCH (n:Draft {record: $record}) DELETE n"

DROP_DRAFTS = """
UNWIND $rows AS row
MATCH (n:Draft {record: row.record})
DELETE n
RETURN count(*) AS answer
"""

SILENCE = """
MATCH (n:Problem {register: $register})
WHERE n.row IN $rows AND n.column IN $columns
RETURN collect([n.number, n.document]) AS answer
"""

REWRITE_PROBLEMS = """
UNWIND $rows AS row
MATCH (n:Problem {register: $register, number: row.number})
SET n.document = row.document
"""

REDACTIONS = "MATCH (n:Redaction) WITH n ORDER BY n.sequence RETURN collect(n.document) AS answer"

PUT_DRAFTS = """
UNWIND $rows AS row
MATCH (record:Record {id: row.record})
MERGE (draft:Draft {record: row.record})
SET draft = row, draft.sequence = record.sequence
RETURN count(*) AS answer
"""

CLEAR_PROBLEMS = "MATCH (n:Problem {register: $register}) DELETE n"

PUT_PROBLEMS = "UNWIND $rows AS row CREATE (n:Problem) SET n = row"

PROBLEMS = """
MATCH (n:Problem {register: $register})
WITH n ORDER BY n.row, n.number
RETURN collect(n.document) AS answer
"""

PUT_JUDGEMENTS = """
UNWIND $rows AS row
MERGE (n:Judgement {id: row.id})
SET n = row
FOREACH (_ IN CASE WHEN row.undone_at = '' THEN [] ELSE [1] END | SET n:Undone)
FOREACH (_ IN CASE WHEN row.undone_at = '' THEN [1] ELSE [] END | REMOVE n:Undone)
RETURN count(*) AS answer
"""

JUDGEMENTS = "MATCH (n:Judgement) WITH n ORDER BY n.at, n.id RETURN collect(n.document) AS answer"

CLEAR_SCORED = "MATCH (n:Scored) DELETE n"

PUT_SCORED = "UNWIND $rows AS row CREATE (n:Scored) SET n = row RETURN count(*) AS answer"

SCORED = "MATCH (n:Scored) WITH n ORDER BY n.number RETURN collect(n.document) AS answer"

HASHES = """
MATCH (record:Record)
WHERE record.register = $register AND record.sequence > $after
WITH record ORDER BY record.sequence LIMIT $limit
OPTIONAL MATCH (draft:Draft {record: record.id})
RETURN collect([record.sequence, record.state, record.key, record.hash, coalesce(draft.reader, '')]) AS answer
"""

DRAFTS = """
MATCH (n:Draft)
WHERE n.register = $register AND n.sequence > $after
WITH n ORDER BY n.sequence LIMIT $limit
RETURN collect([n.sequence, n.document]) AS answer
"""

VERSIONS = """
MATCH (record:Record)
WHERE record.register = $register AND record.sequence > $after
WITH record ORDER BY record.sequence LIMIT $limit
CALL (record) {
  OPTIONAL MATCH (record)-[:REPLACED]->(past:PastRecord)
  WITH past ORDER BY past.number
  RETURN [past IN collect(past) | [past.hash, past.row, past.url, past.state, past.document]] AS older
}
RETURN collect([
  record.sequence, older + [[record.hash, record.row, record.url, record.state, record.document]]
]) AS answer
"""
"""A page of a register's records, each with its versions, oldest first."""

DAYS_OF_READING = """
MATCH (record:Record)
WHERE record.state = 'current'
WITH record.register AS register, left(record.first_read, 10) AS day, count(*) AS records
ORDER BY day DESC, register
RETURN collect([register, day, records]) AS answer
"""

FIRST_READ = """
MATCH (record:Record)
WHERE record.first_read >= $since AND record.first_read <= $until AND record.state = 'current'
  AND record.register IN $registers
  AND (record.first_read < $until OR record.register > $register OR (record.register = $register AND record.key > $key))
WITH record ORDER BY record.first_read DESC, record.register, record.key LIMIT $limit
RETURN collect([record.id, record.first_read]) AS answer
"""
"""A page of records, latest first; `until` is the time of the last one seen, where there was one."""

CODES = """
MATCH (n:Record)
WITH DISTINCT n.register AS register ORDER BY register
RETURN collect(register) AS answer
"""
"""Registers that have records, by code; one may have some before it is put itself."""

DELETE_REGISTER = {
    what: f"MATCH (n:{what} {{{key}: $code}}) WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS answer"
    for what, key in {
        "PastRecord": "register",
        "Record": "register",
        "Draft": "register",
        "Problem": "register",
        "Register": "code",
    }.items()
}
"""For each label, a statement that deletes some and answers how many: repeated until there are none."""
