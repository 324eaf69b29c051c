"""The protocols of `goal17 benchmark`: each module gives the figures of what it was given."""
