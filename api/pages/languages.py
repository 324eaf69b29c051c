"""Languages of the pages: which one a reader gets, and its words, numbers and dates.

The interface's own words stand in `locale/LANGUAGE.po` (gettext); names of goals, countries and types come from the
vocabularies. What registers say stays in the language in which they say it.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.requests import Request

CODES: Sequence[str] = ("en", "fr", "es", "ar", "zh", "ru")
"""The six languages of the United Nations; what a catalog lacks is said in English."""

COOKIE = "lang"
"""Remembers the language that a reader chose; nothing else is kept of them."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages.

    Attributes:
        code: of ISO 639.
        name: in the language itself.
        direction: `ltr` or `rtl`.
        locale: how it writes numbers and dates.
        words: its catalog.
        complete: nothing in its catalog is left in English.
    """

    code: str
    name: str
    direction: str
    locale: Locale
    words: gettext.NullTranslations
    complete: bool


@cache
def languages() -> Mapping[str, Language]:
    """All languages by their codes, read once."""
    return {code: _read(code) for code in CODES}


def _read(code: str) -> Language:
    plain = Locale.parse(code)
    # Days before months: the English of the United Nations.
    locale = Locale.parse("en_GB") if code == "en" else plain
    words, complete = gettext.NullTranslations(), True
    if code != "en":
        with (files("api.pages") / "locale" / f"{code}.po").open("rb") as file:
            catalog = read_po(file, locale=code)
        said = [message.string for message in catalog if message.id]
        complete = bool(said) and all(all(each) if isinstance(each, tuple) else each for each in said)
        compiled = io.BytesIO()
        # gettext reads compiled catalogs only; compiling one takes less than keeping it in step with its source.
        write_mo(compiled, catalog)
        compiled.seek(0)
        words = gettext.GNUTranslations(compiled)
    name = plain.get_display_name() or code
    return Language(code, name[:1].upper() + name[1:], plain.text_direction, locale, words, complete)


def chosen(request: Request) -> Language:
    """The language of an answer: asked for in the address, else chosen before, else what the browser likes best."""
    known = languages()
    for said in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if said in known:
            return known[said]
    for code in _liked(request.headers.get("accept-language", "")):
        if code in known and known[code].complete:
            return known[code]
    return known["en"]


def _liked(header: str) -> list[str]:
    """Codes of an Accept-Language header, the most liked first.

    >>> _liked("de, fr-CA;q=0.8, en;q=0.9, *;q=0.1")
    ['de', 'en', 'fr', '*']
    """
    weighed = []
    for place, part in enumerate(header[:1000].split(",")):
        tag, _, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, tag.split("-")[0].lower()))
    return [code for _, _, code in sorted(weighed) if code]
