"""Statements around a batch: the lock that lets one writer in, the gate that lets readers see whole batches."""

from __future__ import annotations

LOCK = """
MATCH (store:Goal17Store)
SET store.mark = $token
RETURN store.version AS answer
"""
"""Writing to the store's node locks it until the transaction ends, so writers follow one another. What is written is
the batch's random word."""

COUNT_ON = """
MATCH (store:Goal17Store)
SET store.version = $version, store.sources = CASE WHEN $sourced THEN $version ELSE store.sources END
WITH store
SET store.derived = CASE WHEN $reached IS NULL THEN store.derived ELSE $version END,
    store.pending = CASE
      WHEN $reached IS NULL THEN store.pending OR $sourced OR $graph
      ELSE store.sources > $reached OR $graph
    END
"""
"""`reached` is what the graph was derived from, null unless it was said to be complete."""

ANNOUNCE = """
MATCH (gate:Goal17Gate)
SET gate.committing = $token, gate.since = timestamp()
"""

GO_THROUGH = """
MATCH (gate:Goal17Gate)
SET gate.passed = $token
"""
"""Locks the gate for the commit that follows."""

CLEAR = """
MATCH (gate:Goal17Gate)
WHERE gate.committing = $token
REMOVE gate.committing, gate.since
"""

HOLD = """
MATCH (gate:Goal17Gate)
SET gate.held = true
REMOVE gate.held
WITH gate
WHERE gate.committing = gate.passed OR gate.since < timestamp() - 10000
REMOVE gate.committing, gate.since
"""
"""Waits until nobody commits and keeps it so until the transaction ends. A mark whose batch has passed is wiped, and so
is one that a writer left behind when it died: between announcing and passing lie milliseconds."""

WENT_THROUGH = """
MATCH (gate:Goal17Gate)
SET gate.held = true
REMOVE gate.held
RETURN gate.passed = $token AS answer
"""
"""Whether a batch was stored whose commit was never answered; waits for it if it is under way."""


def framed(body: str) -> str:
    """A reading statement that also tells the version before and after it, and whether a batch was being committed.

    Neo4j reads what is committed at the moment of reading, so one statement can meet a half-applied batch. It has not
    if nobody was committing before and after, and the version is the same. What the subquery imports, and names that
    the end doesn't share with the beginning, keep the three parts in their order.
    """
    return f"""
MATCH (store:Goal17Store), (gate:Goal17Gate)
WITH store.version AS seen, gate.committing IS NOT NULL AS closed
CALL (seen, closed) {{
{body}
}}
WITH answer, seen, closed
MATCH (later:Goal17Store), (afterwards:Goal17Gate)
RETURN answer, seen, closed OR afterwards.committing IS NOT NULL OR later.version <> seen AS torn
"""
