"""What a register's desk has to look after: stale, contradictory, missing, read by a machine; and how much of it."""
