"""Texts to vectors: what an embedder is, the two models that answer, and how they are built."""
