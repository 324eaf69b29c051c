"""What a text says that nobody declared: goals, themes, roles, kinds; guessed, and never called declared."""
