"""A country's own view (S25): what is active here, what ends soon, what it asked for, who is here, what has ended."""
