"""South-South and South-South-North cooperation (D4 §8), and replication: who did this in a comparable country."""
