"""Reports of errors, as visitors write them and the desk settles them."""

from __future__ import annotations

PUT = """
UNWIND $rows AS row
MERGE (n:Correction {id: row.id})
SET n = row
"""

ONE = "OPTIONAL MATCH (n:Correction {id: $id}) RETURN n.document AS answer"

ALL = "MATCH (n:Correction) WITH n ORDER BY n.at, n.id RETURN collect(n.document) AS answer"
