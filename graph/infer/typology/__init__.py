"""What kind of partnership it is, by declared rules over what it says: mechanisms, goal types, targets, funding."""
