"""Search: names, words and meaning fused into one list, with facets that count what their filter would give."""
