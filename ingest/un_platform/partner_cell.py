"""The cell `Partners`: the text of the section "Partner(s)", then names that the platform's desk has curated."""

from __future__ import annotations

import html
import re

_IGNORED = re.compile(r"_x000D_|[\s;\u00a0]+")


def curated_part(cell: str, section: str) -> str | None:
    r"""What the desk added behind the section's text.

    The export writes the section's line breaks as `"; "`, as `_x000D_` or not at all, and decodes its entities once, so
    both texts are compared without escapes, white space and semicolons.

    Args:
        cell: the cell as written.
        section: the section "Partner(s)" as written.

    Returns:
        The rest of the cell as written, without the leading semicolon; empty where there is none. None where the cell
        doesn't begin with the section.

    >>> curated_part("FAO; Rare_x000D_WHO; World Health Organization (WHO)", "FAO\nRare\nWHO")
    'World Health Organization (WHO)'
    """
    wanted = _IGNORED.sub("", html.unescape(section))
    at = count = 0
    for ignored in _IGNORED.finditer(cell):
        run = ignored.start() - at
        if count + run >= len(wanted):
            break
        count, at = count + run, ignored.end()
    end = at + len(wanted) - count
    if end > len(cell) or _IGNORED.sub("", cell[:end]) != wanted:
        return None
    return cell[end:].lstrip("; \t\n\r").removeprefix("_x000D_").strip()
