"""Records, drafts and judgements become the graph: the one derivation, for a file, a form, a review and an undo.

The derivation is a function of what the store holds of records: run twice, it changes nothing the second time; run
after an undo, it gives back what was there before.
"""
