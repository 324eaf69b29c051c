"""What a partner list says of itself in place of a name: "Open to additional partners"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model.drafts import DraftFact
from graph.text.mend import mend, squash

_OPEN = re.compile(
    r"\bopen to (?:(?:all|any|additional|other|new|more|further) )+partners(?:hips)?\b"
    r"|\b(?:additional|other|new|more|further) partners (?:are )?(?:very )?(?:welcome|sought|invited)\b",
    re.IGNORECASE,
)


def open_facts(written: str, column: str) -> Iterator[DraftFact]:
    """The fact that a partnership takes further partners, where its list says so; nothing where it doesn't.

    Args:
        written: the list as written.
        column: where it stands.

    >>> [(fact.field, fact.value, fact.written) for fact in open_facts("IBM.  Open to new partners.", "Partners")]
    [('open-to-partners', True, 'Open to new partners')]
    >>> list(open_facts("Partners for open oceans", "Partners"))
    []
    """
    found = _OPEN.search(squash(mend(written)))
    if found:
        yield DraftFact("open-to-partners", True, found.group(), column)
