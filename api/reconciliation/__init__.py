"""The Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group, over the graph.

OpenRefine and its like send the names of a table's column and get the entities that they may mean; the specification
is at https://reconciliation-api.github.io/specs/0.2/. `docs/reconciliation.md` says how it is used.
"""
