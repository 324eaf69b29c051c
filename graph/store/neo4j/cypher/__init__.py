"""Every statement that goal17 sends to Neo4j, and the few lines that put statements together.

Statements run on Neo4j 5.26 (Cypher 5) and on 2026.08 (Cypher 5 and 25) alike; the one difference between the two, how
vectors travel, is in `vectors`. Values always travel as parameters; only labels, relationship types and index names,
made here from the model's own vocabularies, are written into statements.

Statements that read end with one row and one column, `answer`: the driver's cost is per row, so a thousand rows
gathered into one list arrive five times faster, and `connection` can frame the statement with its check of versions.
"""
