"""Goals, targets and themes that a text speaks of, whether or not its register declares them."""
