"""What a text says that nobody declared: goals, themes, roles, kinds of partnership; guessed, and never called declared."""
