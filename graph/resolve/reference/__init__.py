"""Reference registers: which entry of a register of organisations a written name is, and what follows from it.

Their entries are no partners. They give names and identifiers to organisations that other registers name.
"""
