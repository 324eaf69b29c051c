"""P5: which entries are the same, follow or overlap each other; measured on labelled pairs."""
