"""Which partnerships are the same, follow each other, overlap, complete each other, or are of one campaign."""
