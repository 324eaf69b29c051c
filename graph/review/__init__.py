"""The review desk: where a person decides whether two names are one organisation, or two records one partnership.

A decision is a judgement about two names. It is stored at once and changes the graph when that is derived the next time
(`graph.build.rebuild`); everything that the desk shows is what the last derivation gave, with the words since then
counted in where they answer a question.
"""
