"""Texts put aside under short ids."""

from __future__ import annotations

PUT_ASIDE = """
UNWIND $rows AS row
MERGE (n:SavedText {id: row.id})
SET n = row
"""

LET_GO = """
MATCH (n:SavedText)
WITH n ORDER BY n.used DESC, n.id SKIP $most
DELETE n
"""

SAVED = "OPTIONAL MATCH (n:SavedText {id: $id}) RETURN [n.id, n.text, n.used] AS answer"

ALL_SAVED = """
MATCH (n:SavedText)
WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN collect([n.id, n.text, n.used]) AS answer
"""
