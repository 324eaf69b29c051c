"""How a question is read: its language, its words, and the names that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store.interface import View
from graph.text.fold import fold, is_acronym, terms
from graph.text.language import language

LONGEST = 5000
"""Characters of a question that are read; the rest is left out, and the answer says so."""

_LONGEST_NAME = 12
"""Words of the longest name looked for inside a question."""

_WORDS_OF_NAMES = 60
"""Words at the beginning of a question in which names are looked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    Attributes:
        text: what was asked, cut at `LONGEST`.
        language: code of its language, `und` where it is too short to tell.
        terms: its distinct terms, in order.
        named: ids of entities whose name is the whole question, best first.
        mentioned: ids of entities whose name stands in it beside other words, longest name first.
        cut: whether something was left out.
    """

    text: str
    language: str
    terms: tuple[str, ...]
    named: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    cut: bool = False


def read_question(text: str, view: View) -> Question:
    """Read a question against the names that a store knows.

    A name is recognised when it is the whole question, in whatever case; inside a longer question when it has at least
    two words, is an acronym in capitals (so that "who works in Kenya" doesn't ask for the WHO), or is a word of at
    least four letters that begins with a capital ("Kenya").

    Args:
        text: as asked, of any length; read up to `LONGEST` characters.
        view: the store whose names are looked for.

    Returns:
        The question; of a blank text one without words or names.
    """
    shown = " ".join(text[:LONGEST].split())
    whole = fold(shown)
    spans = _spans(shown)
    found = view.named(list(dict.fromkeys([whole, *spans]))) if whole else {}
    named = [id for id, _ in found.get(whole, ())]
    mentioned = [
        id
        for span in sorted(spans, key=lambda span: (-len(span), span))
        if span != whole
        for id, _ in found.get(span, ())
    ]
    return Question(
        text=shown,
        language=language(shown),
        terms=tuple(dict.fromkeys(terms(shown))),
        named=tuple(dict.fromkeys(named)),
        mentioned=tuple(id for id in dict.fromkeys(mentioned) if id not in set(named)),
        cut=len(text) > LONGEST,
    )


def _spans(text: str) -> list[str]:
    """Folded runs of words, and single words, that could be names."""
    written = text.split()[:_WORDS_OF_NAMES]
    folded = [fold(word) for word in written]
    spans = [
        " ".join(piece for piece in folded[start : start + size] if piece)
        for size in range(2, _LONGEST_NAME + 1)
        for start in range(len(folded) - size + 1)
    ]
    shouted = text.isupper()
    acronyms = [fold(word) for word in written if is_acronym(word.strip(".,;:!?()'\"")) and not shouted]
    capitalised = [fold(word) for word in written if word[:1].isupper() and len(word) > 3 and not shouted]
    return list(dict.fromkeys(span for span in (*spans, *acronyms, *capitalised) if span))
