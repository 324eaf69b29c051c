"""The pages of the matchmaker: how a question is read from an address, and what stands on them beside the answer."""
