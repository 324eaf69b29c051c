"""Readers: a source file becomes records and drafts, and every row is accounted for."""
