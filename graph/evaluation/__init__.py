"""The quality protocols: how well goal17 does what it does, measured on rows that people have labelled.

Each protocol is a module of its own. It takes labelled rows and what is to be measured, and gives figures with their
intervals beside those of simple baselines; where rows come from and how figures are shown is the caller's.
"""
