"""What a person reads, and what a program reads.

Texts come from registers that anybody may have written to, in any script. So control characters (a terminal would obey
them) are taken out, and a name in a right-to-left script ends with a mark that keeps what follows it in its place.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click
from rich.console import Console
from rich.text import Text

from graph.model.vocabularies import country, vocabulary

if TYPE_CHECKING:
    from api.wire import Credit

_LEFT_TO_RIGHT = "\u200e"
_OVERRIDES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Characters that turn the direction of all that follows; in a single name they are a mistake or a trick."""


def print_json(answer: Any) -> None:
    """Print an answer as JSON: the document that the HTTP API sends, with line breaks."""
    from pydantic_core import to_json

    click.echo(to_json(answer, indent=2).decode())


def plain(text: str) -> str:
    r"""Text as one line that a terminal only shows.

    >>> plain("Clean\x1b[31m  water\nnow")
    'Clean[31m water now'
    """
    kept = "".join(
        " " if character in "\t\r\n\x85\u2028\u2029" else character
        for character in text
        if character in "\t\r\n\x85\u2028\u2029"
        or (unicodedata.category(character) not in {"Cc", "Cs"} and ord(character) not in _OVERRIDES)
    )
    return " ".join(kept.split())


def name(text: str) -> str:
    """A name, `plain`, after which the line goes on from left to right."""
    shown = plain(text)
    strong = (unicodedata.bidirectional(character) for character in reversed(shown))
    last = next((direction for direction in strong if direction in {"L", "R", "AL"}), "L")
    return shown if last == "L" else shown + _LEFT_TO_RIGHT


_VOCABULARIES = {"theme": "themes", "type": "types", "kind": "kinds", "role": "roles", "gate": "gates"}


def label(field: str, code: str) -> str:
    """A code in words, the code itself where no vocabulary knows it.

    >>> label("country", "KEN"), label("sdg", "14"), label("role", "funder")
    ('Kenya', 'SDG 14', 'Funder')
    """
    if field == "country":
        known = country(code)
        return known.name("en") if known else code
    if field == "sdg":
        return f"SDG {code}"
    term = vocabulary(_VOCABULARIES[field]).get(code)
    return term.label() if term else code


def status(code: str) -> str:
    """A partnership's status on the asking date, in words.

    >>> status("ended"), status("running"), status("not-stated")
    ('has ended', 'running', 'status not stated')
    """
    return {"ended": "has ended", "not-stated": "status not stated"}.get(code, code)


def some(values: Sequence[str], most: int) -> str:
    """The first few values, and how many more there are.

    >>> some(["a", "b", "c"], 2)
    'a, b +1'
    """
    more = f" +{len(values) - most:,}" if len(values) > most else ""
    return ", ".join(values[:most]) + more


class Page:
    """Writes for a person, on stdout: as wide as the terminal, 80 columns where there is none, bold where it can."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)

    def line(self, text: str | Text = "", *, indent: int = 0, style: str = "") -> None:
        """A paragraph, wrapped between words."""
        self._beside(Text(" " * indent), _styled(text, style))

    def exact(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """A line that has to be copied (a URL, a command): never broken."""
        self._console.print(Text(" " * indent) + Text(text, style), soft_wrap=True)

    def item(self, mark: str, text: str | Text, *, indent: int = 0) -> None:
        """A paragraph after a number or a dash, its further lines beside its first word."""
        self._beside(Text(f"{' ' * indent}{mark} "), _styled(text))

    def heading(self, text: str) -> None:
        """A heading, with a blank line before it."""
        self.line()
        self.line(text, style="bold")

    def rows(self, rows: Iterable[Sequence[str | Text]], *, indent: int = 2, right: bool = False) -> None:
        """Rows in columns; the last column takes the room that is left and is wrapped within it.

        Args:
            rows: cells of each row, as many in each.
            indent: columns left of it.
            right: set the first column (a number) to the right.
        """
        made = [[_styled(cell) for cell in row] for row in rows]
        widths = [max(cell.cell_len for cell in column) for column in zip(*made, strict=True)][:-1]
        for row in made:
            before = Text(" " * indent)
            for place, (cell, width) in enumerate(zip(row, widths, strict=False)):
                room = " " * (width - cell.cell_len)
                before += Text(room) + cell if right and not place else cell + Text(room)
                before += Text("  ")
            self._beside(before, row[-1])

    def sources(self, registers: Sequence[Credit]) -> None:
        """What has to be said of the registers that an answer draws on."""
        if not registers:
            return
        self.heading("Sources")
        for each in registers:
            parts = [each.title or each.register, f"as of {each.as_of}" if each.as_of else "", each.licence]
            self.line(" · ".join(plain(part) for part in parts if part), indent=2)
            if each.attribution:
                self.line(plain(each.attribution), indent=4)
        self.line("Listed as submitted to the registers named, not endorsed.", indent=2)

    def _beside(self, before: Text, text: Text) -> None:
        """What stands before a paragraph, and the paragraph, all of its lines beginning at the same column."""
        width = max(self._console.width - before.cell_len, 20)
        # An address is only of use in one piece; other long words are broken.
        overflow: Literal["ignore", "fold"] = "ignore" if "://" in text.plain else "fold"
        for place, line in enumerate(text.wrap(self._console, width, overflow=overflow) or [Text()]):
            line.rstrip()
            start = before if not place else Text(" " * before.cell_len)
            shown = start + line
            shown.rstrip()
            self._console.print(shown, soft_wrap=True)


def _styled(text: str | Text, style: str = "") -> Text:
    return text if isinstance(text, Text) else Text(text, style)
