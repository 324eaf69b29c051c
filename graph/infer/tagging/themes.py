"""Themes that a text speaks of, by declared phrases in English, French and Spanish.

Of the schemes of the vocabulary, those that partnerships are registered by: the Commission on Sustainable Development's
and One Planet's. No register declares themes beside a text, so nothing could be learnt: a theme's score is

    1 - 0.4^(phrases in the title) x 0.75^(sentences with a phrase)

so that a title alone, or three sentences, are enough. Example: "Solar lamps for schools", with one sentence on solar
energy: 1 - 0.4 x 0.75 = 0.7 for energy.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from graph.infer.phrases import Phrases
from graph.infer.sentences import sentences
from graph.infer.tagging.document import Document, Passage
from graph.infer.tagging.goals import Suggestion
from graph.text.fold import fold
from graph.text.language import language

IN_TITLE = 0.4
IN_SENTENCE = 0.75
"""What is left of the doubt after a phrase in the title, and after a sentence with one."""

LEAST = 0.55
"""Score from which a theme is suggested."""

MOST = 5


def theme_suggestions(document: Document) -> tuple[Suggestion, ...]:
    """The themes that a text speaks of, the surest first, at most `MOST`; none where it speaks of none."""
    doubt: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    telling: dict[str, Passage] = {}
    whole = " ".join(passage.text for passage in document.passages)
    spoken = language(whole)
    for passage in document.passages:
        for sentence in sentences(passage.text):
            found: dict[str, str] = {}
            for phrase, said in _phrases().found_in(fold(sentence).split(), spoken):
                found.setdefault(phrase.code, said)
            for code, said in found.items():
                doubt[code] = doubt.get(code, 1.0) * (IN_TITLE if passage.field == "title" else IN_SENTENCE)
                words.setdefault(code, []).append(said)
                shown = Passage(passage.field, sentence, passage.source)
                if code not in telling or telling[code].field == "title":
                    telling[code] = shown
    ranked = sorted((code for code in doubt if 1 - doubt[code] >= LEAST), key=lambda code: (doubt[code], code))
    return tuple(
        Suggestion(
            "theme",
            code,
            "",
            round(1 - doubt[code], 3),
            "phrases in its title and sentences",
            tuple(dict.fromkeys(words[code]))[:5],
            telling[code],
        )
        for code in ranked[:MOST]
    )


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(resources.files("graph.infer.tagging").joinpath("data", "theme-phrases.csv"))
