"""What profiles say beside the entry itself, one module for each sort; all but `around` read the store alone.

A profile is asked for most of all pages, so nothing of it goes over the whole store: what needs a snapshot (overlaps,
whom to invite, what to join) stands around it, under an address of its own.
"""
