"""Answers pasted into the documentation, compared with what is answered, and brought up to date.

    python scripts/pasted_answers.py        # after `make demo`: rewrites README.md, docs/index.md and docs/api.md

A pasted command (`$ goal17 …`) is followed by what it prints, up to its second entry. A pasted answer of a route
follows its request, with `…` for what is left out of an object or an array. What is left out stays left out.
"""

from __future__ import annotations

import json
import math
import re
import shlex
from collections.abc import Callable, Mapping
from json.decoder import scanstring
from pathlib import Path
from typing import Any

import click

PAGES = ("README.md", "docs/index.md", "docs/api.md")

Run = Callable[[list[str]], str]
"""What a command prints, given its arguments."""

Ask = Callable[[str, str, str], Any]
"""What a route answers, given its verb, path and body."""

_FENCED = re.compile(r"(?ms)^(?P<indent>)\$ goal17 (?P<told>[^\n]+)\n(?P<shown>.*?)(?=^```)")
_INDENTED = re.compile(r"(?m)^(?P<indent> {4,})\$ goal17 (?P<told>.+)\n(?P<shown>(?:(?P=indent).*\n|\n)*)")
_ROUTE = re.compile(
    r"```http\n(GET|POST) (\S+)\n(?:Content-Type: application/json\n\n(.*?))?```\n\n```json\n(.*?)```", re.DOTALL
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_NEAR = 1e-3
"""Numbers with a fraction may differ by so much of their value: another processor, another last digit."""


class StaleError(Exception):
    """A pasted answer can't be brought up to date by itself: it shows what is answered no longer."""


def renewed(page: str, run: Run, ask: Ask) -> str:
    """A page with its answers as they are now; the page itself if nothing has changed.

    Raises:
        StaleError: an answer has another shape, so that somebody has to choose again what to show.
    """

    def printed(found: re.Match[str]) -> str:
        lines = run(shlex.split(found["told"])).splitlines()
        second = next((place for place, line in enumerate(lines) if line.startswith("  2. ")), len(lines))
        kept = "\n".join(f"{found['indent']}{line}".rstrip() for line in lines[:second]).rstrip()
        after = found["shown"][len(found["shown"].rstrip()) :]
        return f"{found['indent']}$ goal17 {found['told']}\n{kept}{after}"

    def answered(found: re.Match[str]) -> str:
        verb, path, body, pasted = found.groups()
        head = found[0][: found.start(4) - found.start()]
        try:
            return f"{head}{Pasted(pasted).renew(ask(verb, path, body or ''))}```"
        except StaleError as error:
            raise StaleError(f"{verb} {path}: {error}") from error

    return _ROUTE.sub(answered, _INDENTED.sub(printed, _FENCED.sub(printed, page)))


class Pasted:
    """The text of a JSON document with `…` for what is left out.

    >>> Pasted('{"a": [1, …], "b": 0.50001, …}').renew({"a": [2, 3], "b": 0.5, "c": None})
    '{"a": [2, …], "b": 0.50001, …}'
    >>> Pasted('{"a": [1]}').renew({"a": [1, 2]})
    Traceback (most recent call last):
    ...
    pasted_answers.StaleError: after 1 items there are more
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._made: list[str] = []

    def renew(self, actual: Any) -> str:
        """The same text with the values of an answer. Raises StaleError."""
        self._value(actual)
        self._made.append(self._text[self._at :])
        return "".join(self._made)

    def _keep(self, pattern: str = r"\s*") -> str:
        """Pass over what matches, keeping it as it is."""
        found = re.compile(pattern).match(self._text, self._at)
        if found is None:
            raise StaleError(f"{self._text[self._at : self._at + 30]!r} is no JSON")
        self._at = found.end()
        self._made.append(found[0])
        return found[0].strip()

    def _next(self) -> str:
        self._keep()
        return self._text[self._at]

    def _value(self, actual: Any) -> None:
        opening = self._next()
        if opening == "{":
            self._object(actual)
        elif opening == "[":
            self._array(actual)
        elif opening == '"':
            _, self._at = scanstring(self._text, self._at + 1)
            self._made.append(json.dumps(actual, ensure_ascii=False))
        else:
            found = _NUMBER.match(self._text, self._at)
            if found is None:
                raise StaleError(f"{self._text[self._at : self._at + 30]!r} is no JSON")
            self._at = found.end()
            pasted = json.loads(found[0])
            near = (
                isinstance(pasted, float) and isinstance(actual, float) and math.isclose(pasted, actual, rel_tol=_NEAR)
            )
            self._made.append(found[0] if near else json.dumps(actual, ensure_ascii=False))

    def _object(self, actual: Any) -> None:
        if not isinstance(actual, Mapping):
            raise StaleError(f"an object is pasted where {actual!r} is answered")
        self._keep(r"\{")
        told, short = set[str](), False
        while self._next() != "}":
            if self._text[self._at] == "…":
                self._keep("…")
                short = True
            else:
                key, self._at = self._key()
                if key not in actual:
                    raise StaleError(f"there is no {key!r} any more")
                told.add(key)
                self._keep(r"\s*:\s*")
                self._value(actual[key])
            self._keep(r"\s*,?")
        self._keep(r"\}")
        if not short and told != set(actual):
            raise StaleError(f"there is {sorted(set(actual) - told)} too, beside {sorted(told)}")

    def _key(self) -> tuple[str, int]:
        key, end = scanstring(self._text, self._at + 1)
        self._made.append(self._text[self._at : end])
        return key, end

    def _array(self, actual: Any) -> None:
        if not isinstance(actual, list):
            raise StaleError(f"an array is pasted where {actual!r} is answered")
        self._keep(r"\[")
        place, short = 0, False
        while self._next() != "]":
            if self._text[self._at] == "…":
                self._keep("…")
                short = True
            else:
                place = self._found(actual, place) if short else place
                if place >= len(actual):
                    raise StaleError(f"there are only {len(actual)} items")
                self._value(actual[place])
                place, short = place + 1, False
            self._keep(r"\s*,?")
        self._keep(r"\]")
        if not short and place < len(actual):
            raise StaleError(f"after {place} items there are more")

    def _found(self, actual: list[Any], place: int) -> int:
        """Where the item that follows something left out stands: the first that begins with the same value."""
        begins = re.compile(r'\{"(\w+)": ("[^"]*")').match(self._text, self._at)
        for number, item in enumerate(actual[place:], start=place):
            if begins and isinstance(item, Mapping) and item.get(begins[1]) == json.loads(begins[2]):
                return number
        return len(actual) - 1


@click.command()
@click.option("--folder", default="build/demo", type=click.Path(file_okay=False, path_type=Path), show_default=True)
@click.option("--models", default="build/models", type=click.Path(file_okay=False, path_type=Path), show_default=True)
def main(folder: Path, models: Path) -> None:
    """Rewrite the answers in the documentation from the store of `make demo`."""
    from fastapi.testclient import TestClient

    from api.app import create_app
    from api.settings import Settings
    from graph.store import open_store

    root = Path(__file__).parents[1]
    settings = Settings(store=f"sqlite:///{folder / 'goal17.db'}", models=models, cache=folder / "cache")
    with open_store(settings.store) as store:
        client = TestClient(create_app(settings, store))

        def ask(verb: str, path: str, body: str) -> Any:
            return client.request(verb, path, content=body or None, headers={"Content-Type": "application/json"}).json()

        for name in PAGES:
            page = root / name
            page.write_text(renewed(page.read_text(encoding="utf-8"), printed_by(settings), ask), encoding="utf-8")


def printed_by(settings: Any) -> Run:
    """Commands over a store, run in this process, as wide as a terminal of 80 columns."""
    from click.testing import CliRunner

    from api.cli.program import goal17

    environment = {
        "GOAL17_STORE": settings.store,
        "GOAL17_MODELS": str(settings.models),
        "GOAL17_CACHE": str(settings.cache),
        "COLUMNS": "80",
    }

    def run(told: list[str]) -> str:
        ended = CliRunner().invoke(goal17, told, env=environment)
        if ended.exit_code:
            raise StaleError(f"goal17 {shlex.join(told)}: {ended.stderr}")
        return ended.stdout

    return run


if __name__ == "__main__":
    main()
