"""Measures of the network that partners and partnerships make: two-mode, projected, over time; all over a snapshot."""
