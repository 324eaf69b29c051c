"""Gather the words of the pages for translators: `make messages`.

    python scripts/messages.py

Reads every `_("…")`, `gettext("…")` and `ngettext("…", "…", n)` of the templates and of the Python code of the pages,
and brings `api/pages/locale/*.po` up to it: what is new is there untranslated, what isn't said any more is gone, and
nothing is guessed from what is like it. The files are sorted and have neither line numbers nor dates, so that a
difference between two of them is one of words.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from api.pages.languages import CODES
from api.pages.rendering import templates

PAGES = Path(__file__).resolve().parent.parent / "api" / "pages"
LOCALE = PAGES / "locale"
TRANSLATED = tuple(code for code in CODES if code != "en")
_FUNCTIONS = {"_": 1, "gettext": 1, "ngettext": 2}
"""Names of what marks words, and how many of its first arguments are words."""


class NotWordsError(Exception):
    """What is marked as words isn't written out where it stands, so that nobody could gather it."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """Words of the pages.

    Attributes:
        words: as they stand in the code; of what is counted those of one and of many.
        file: in which they stand, below `api/pages`.
    """

    words: tuple[str, ...]
    file: str


def messages() -> list[Message]:
    """All words, in alphabetical order.

    Raises:
        NotWordsError: see there.
    """
    found: set[Message] = set()
    for file in sorted(PAGES.rglob("*.html")):
        found |= set(_of_template(file))
    for file in sorted(PAGES.rglob("*.py")):
        found |= set(_of_code(file))
    return sorted(found)


def _of_template(file: Path) -> Iterator[Message]:
    parsed = templates("en").parse(file.read_text(encoding="utf-8"))
    for call in parsed.find_all(nodes.Call):
        number = _FUNCTIONS.get(call.node.name, 0) if isinstance(call.node, nodes.Name) else 0
        words = [argument.value if isinstance(argument, nodes.Const) else None for argument in call.args[:number]]
        yield from _message(words, number, file, call.lineno)


def _of_code(file: Path) -> Iterator[Message]:
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            number = _FUNCTIONS.get(name, 0)
            # Either of two is as good as one: gettext("a" if this else "b").
            choices = [call.args[0].body, call.args[0].orelse] if _chooses(call, number) else []
            for arguments in [[choice] for choice in choices] or [call.args[:number]]:
                words = [argument.value if isinstance(argument, ast.Constant) else None for argument in arguments]
                yield from _message(words, number, file, call.lineno)


def _chooses(call: ast.Call, number: int) -> bool:
    return number == 1 and bool(call.args) and isinstance(call.args[0], ast.IfExp)


def _message(words: list[object], number: int, file: Path, line: int) -> Iterator[Message]:
    if not number:
        return
    said = tuple(each for each in words if isinstance(each, str))
    if len(said) != number:
        raise NotWordsError(f"{file}:{line}: words for translators have to be written out where they are marked")
    yield Message(said, str(file.relative_to(PAGES)))


def catalog(language: str) -> Catalog:
    """What is translated into a language."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def gathered(language: str) -> str:
    """The catalog of a language as it should be written: of all words, with the translations that there are."""
    every = Catalog(locale=language)
    for message in messages():
        id = message.words[0] if len(message.words) == 1 else message.words
        every.add(id, locations=[(message.file, 0)])
    known = catalog(language)
    known.update(every, no_fuzzy_matching=True)
    stream = io.BytesIO()
    write_po(stream, known, width=100, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return _header(known) + stream.getvalue().decode("utf-8")


def _header(known: Catalog) -> str:
    lines = (
        "Content-Type: text/plain; charset=UTF-8",
        f"Language: {known.locale}",
        f"Plural-Forms: {known.plural_forms}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def main() -> int:
    """The command line; returns the exit status."""
    try:
        for language in TRANSLATED:
            text = gathered(language)
            (LOCALE / f"{language}.po").write_text(text, encoding="utf-8")
            known = [message for message in catalog(language) if message.id]
            done = sum(1 for message in known if _is_translated(message.string))
            print(f"{language}: {done} of {len(known)} translated")
    except NotWordsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _is_translated(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
