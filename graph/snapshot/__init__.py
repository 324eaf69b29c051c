"""One version of a store as arrays: what matching and analytics read, so that both engines give the same answers."""
