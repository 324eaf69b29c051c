"""Running text and short texts as drafts carry them: mended, without persons' data, their language told."""

from __future__ import annotations

import re

from graph.model.drafts import Text
from graph.text.language import language
from graph.text.mend import looks_cut, mend, squash, was_mended
from graph.text.personal import without_personal
from ingest.notes import Notes

# Spanish words that lost their last vowel with its accent; the commonest trace of an encoding that dropped letters.
_LETTERS_LOST = re.compile(r"[cs]in\b(?<=[^\W\d_]{3}(?:[aeiounc]c|[riaeu]s)in)")

_ENOUGH_TO_TELL = 400
"""Characters from which a language is told; more cost time and change nothing."""


def clean(written: str, column: str, notes: Notes) -> str:
    """A written text mended and without persons' data; both are noted where they changed something.

    Args:
        written: as written.
        column: where, for the notes.
        notes: of the row.
    """
    if not written:
        return ""
    mended = mend(written)
    if mended != written and was_mended(written.replace("_x000D_", " "), mended):
        notes.flag(column, "text-mended", "Noise of encodings was mended; the record keeps what was written.")
    if _lost_letters(mended):
        notes.flag(column, "letters-lost", "Accented letters were dropped before this register was published.")
    return impersonal(mended, column, notes)


def _lost_letters(mended: str) -> bool:
    lowered = mended.lower()
    return ("cin" in lowered or "sin" in lowered) and _LETTERS_LOST.search(lowered) is not None


def impersonal(mended: str, column: str, notes: Notes) -> str:
    """A mended text without persons' data."""
    public = without_personal(mended)
    if public != mended:
        notes.flag(column, "personal-data", "Persons' data stand here; they stay in the record and go no further.")
    return public


def one_line(written: str, column: str, notes: Notes) -> str:
    """A short text on one line, cleaned."""
    return squash(clean(written, column, notes))


def note_cut(written: str, column: str, notes: Notes, what: str) -> bool:
    """Note a value that fills its database field to the last character, so that its end is probably missing."""
    if not looks_cut(written):
        return False
    notes.flag(column, "value-cut", f"{what} is 255 characters long and was probably cut there.")
    return True


def text(field: str, cleaned: str, column: str) -> Text | None:
    """A cleaned text as the draft carries it; None for an empty one."""
    return Text(field, cleaned, language(cleaned[:_ENOUGH_TO_TELL]), column) if cleaned else None
