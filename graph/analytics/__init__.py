"""Figures, gaps and network measures, over one version of a store as arrays."""
