"""Written names: partner lists split into names, and the form in which names are compared."""
