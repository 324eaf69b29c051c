"""Any table, by a mapping: a file that says which column is the title, which the partners, which the dates.

`mapping` is the file's format, `guess` makes one from a header and some rows, `reader` reads a table by it.
"""
