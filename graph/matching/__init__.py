"""Matches: a list of reasons before it is a number, for partners of a partnership and partnerships of a partner."""
