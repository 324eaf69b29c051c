"""The description of an entry, which the platform writes as five sections under fixed headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADINGS = (
    ("description", "Description/achievement of initiative"),
    ("methods", "Implementation methodologies"),
    ("capacity-building", "Arrangements for Capacity-Building and Technology Transfer"),
    ("governance", "Coordination mechanisms/governance structure"),
    ("partners", "Partner(s)"),
)
"""Field and heading, in the order of the platform."""

_SECTIONS = re.compile(
    r"\A\s*"
    + "".join(rf"^{re.escape(heading)}[ \t]*$(?P<s{at}>.*?)" for at, (_, heading) in enumerate(HEADINGS))
    + r"\Z",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Sections:
    """A description taken apart, everything as written.

    Attributes:
        description: the first section; the whole text where it isn't written in sections.
        methods: how it is implemented.
        capacity_building: capacity-building and technology transfer.
        governance: coordination and governance.
        partners: the partner list.
        split: whether all five headings stand there, each on a line of its own, in order.
    """

    description: str
    methods: str = ""
    capacity_building: str = ""
    governance: str = ""
    partners: str = ""
    split: bool = False


def read_sections(written: str) -> Sections:
    """Take a description apart at its five headings.

    A text that lacks one of them, or has them in another order, is one section: a line that merely looks like a heading
    ("Implementation methodologies" in an entry of another form) separates nothing.
    """
    text = written.replace("_x000D_", "\n") if "_x000D_" in written else written
    found = _SECTIONS.match(text)
    if not found:
        return Sections(text)
    description, methods, capacity_building, governance, partners = (part.strip() for part in found.groups())
    return Sections(description, methods, capacity_building, governance, partners, split=True)
