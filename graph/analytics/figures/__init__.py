"""Figures of a register or of any slice of it: each with its denominator, its rule, and the rows behind every bar."""
