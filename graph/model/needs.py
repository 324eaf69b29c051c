"""What an action of a country's plan is: a need, which depends on support, or a priority, which doesn't."""

from __future__ import annotations

_UNCONDITIONAL = "unconditional"
"""The value of `conditionality` by which a country does something without support."""


def standing(conditionality: object) -> str:
    """What an action of a plan is: a `need` where it depends on support, a `priority` otherwise.

    What doesn't say whether it depends on support was entered as a need, and is one.

    >>> standing("both"), standing("unconditional"), standing(None)
    ('need', 'priority', 'need')
    """
    return "priority" if conditionality == _UNCONDITIONAL else "need"
