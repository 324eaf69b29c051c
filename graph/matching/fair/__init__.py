"""The programme of a partnerships fair: who should meet whom, when and at which table, and why (D1 §§58-61)."""
