"""The options by which a command is asked of a slice of the store."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import Any

import click

from api.cli.options import F
from graph.errors import InputError

_OPTIONS = (
    click.option(
        "--register", "registers", multiple=True, metavar="CODE", help="Records of this register; repeatable."
    ),
    click.option("--portfolio", "portfolios", multiple=True, metavar="CODE", help="Of this portfolio; repeatable."),
    click.option(
        "--theme",
        "themes",
        multiple=True,
        metavar="CODE",
        help="With this theme as stated, or as the primary one of a text where none is stated; repeatable.",
    ),
    click.option("--sdg", "goals", multiple=True, type=click.IntRange(1, 17), help="With this goal; repeatable."),
    click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Working there; repeatable."),
    click.option(
        "--region",
        "regions",
        multiple=True,
        metavar="CODE",
        help="Working in this region of M49 or group of countries (014, ldc); repeatable.",
    ),
    click.option("--since", type=click.IntRange(1, 9999), metavar="YEAR", help="Begun in this year or later."),
    click.option("--until", type=click.IntRange(1, 9999), metavar="YEAR", help="Begun in this year or before."),
    click.option(
        "--records",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Only the records (REGISTER:KEY) or partnerships whose ids stand in FILE, one a line.",
    ),
)


def sliced(command: F) -> F:
    """The options of a slice; the command gets it as `slice`."""

    @wraps(command)
    def run(**given: Any) -> object:
        from graph.analytics.slices import Slice

        records = given.pop("records")
        names = ("registers", "portfolios", "themes", "goals", "countries", "regions", "since", "until")
        values = {name: given.pop(name) for name in names}
        return command(slice=Slice(**values, records=_ids(records) if records else ()), **given)

    made: Any = run
    for option in reversed(_OPTIONS):
        made = option(made)
    return made  # type: ignore[no-any-return]  # click's options take and give whatever they decorate


def _ids(file: Path) -> tuple[str, ...]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is no text in UTF-8: byte {error.start + 1} can't be read.") from error
    ids = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not ids:
        raise InputError(f"{file} names no records or partnerships.")
    return ids
