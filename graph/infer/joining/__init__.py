"""Whether one can join a partnership, by what its records and texts say of that (D0; D3 §§20, 21, 36, 54, 62)."""
