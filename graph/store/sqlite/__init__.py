"""The embedded engine: one file, no server, nothing but the standard library's SQLite and numpy.

Documents (JSON of the model) lie beside the few columns that are searched: ids, names, degrees, facets, terms. Entities
are numbered inside the file, so that relations, facets and passages are pairs of small integers and walks touch indexes
only. Vectors are packed into blocks. No SQL leaves this package.
"""
