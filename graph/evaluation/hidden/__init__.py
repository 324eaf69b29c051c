"""What is hidden is to be found again: partners of an initiative, initiatives of a partner, newcomers (P1 to P4)."""
