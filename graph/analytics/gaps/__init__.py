"""Gaps, underserved areas and niches (S21): where a register has fewer entries than a baseline gives, or none."""
