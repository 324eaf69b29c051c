"""The places, one module for each."""
