"""Templates, and the words that they have beside their own: numbers, dates, labels and addresses in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import cast

from babel import dates, numbers
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from api.pages.assets import asset_path
from api.pages.languages import Language, languages
from api.pages.links import anchor, path_of, record_path
from api.pages.paging import by_offset
from graph.model.status import NOT_ENDED
from graph.model.vocabularies import country, vocabulary
from graph.search.labels import facet_label


@cache
def templates(language: str) -> Environment:
    """The templates in a language, compiled once; what a template doesn't know is an error and never a blank."""
    spoken = languages()[language]
    made = Environment(
        loader=PackageLoader("api.pages"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja's own words for this: the extension adds the method when it is loaded.
    made.install_gettext_translations(spoken.words, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= _filters(spoken)
    made.globals["ngettext"] = _counted(made, spoken)
    made.globals |= {
        "language": spoken,
        "languages": [each for each in languages().values() if each.complete or each.code == language],
        "asset_path": asset_path,
        "anchor": anchor,
        "by_offset": by_offset,
        "path_of": path_of,
        "record_path": record_path,
    }
    return made


def _counted(made: Environment, language: Language) -> Callable[..., object]:
    """Words for a number of things, with the number as the language writes it."""
    plain = cast(Callable[..., object], made.globals["ngettext"])

    @pass_context
    def counted(context: Context, one: str, many: str, number: int, **said: object) -> object:
        written = str(numbers.format_decimal(number, locale=language.locale))
        return plain(context, one, many, number, **{"num": written, **said})

    return counted


def _filters(language: Language) -> Mapping[str, object]:
    def number(value: float, digits: int = 0) -> str:
        """A number as it is written in this language."""
        return str(numbers.format_decimal(round(value, digits), locale=language.locale))

    def percent(share: float, digits: int = 0) -> str:
        """A share of one, in hundredths."""
        # The locale's own format has no digits after the point; as many as the share has are kept.
        exact = round(share, digits + 2)
        return str(numbers.format_percent(exact, locale=language.locale, decimal_quantization=not digits))

    def day(written: str) -> str:
        """A date as exactly as it is stated: a day, a month or a year."""
        return in_words(written, language)

    def label(code: str, vocabulary_name: str) -> str:
        """What a code of a vocabulary is called; the code itself where it isn't known."""
        term = vocabulary(vocabulary_name).get(code)
        return term.label(language.code) if term else code

    def country_name(code: str) -> str:
        """What a country is called."""
        known = country(code)
        return known.name(language.code) if known else code

    def facet(value: str, field: str) -> str:
        """What a value of a facet is called."""
        return facet_words(value, field, language)

    return {
        "number": number,
        "percent": percent,
        "day": day,
        "label": label,
        "country_name": country_name,
        "facet": facet,
    }


def facet_words(value: str, field: str, language: Language) -> str:
    """What a value of a facet is called; the empty one stands for what states nothing."""
    if field == "status" and value == NOT_ENDED:
        return language.words.gettext("not ended")
    if value:
        return facet_label(field, value, language.code)
    # Every partnership has a status on a day, if only that it can't be told.
    return language.words.gettext("not a partnership" if field == "status" else "not stated")


def in_words(written: str, language: Language) -> str:
    """A date as exactly as it is stated; what isn't one stays as it is written.

    >>> english = languages()["en"]
    >>> in_words("2026-11-22", english), in_words("2019-03", english), in_words("2019", english)
    ('22 November 2026', 'March 2019', '2019')
    """
    parts = written[:10].split("-")
    try:
        exact = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return written
    if len(parts) == 1:
        return written
    if len(parts) == 2:
        return str(dates.format_skeleton("yMMMM", exact, locale=language.locale))
    return str(dates.format_date(exact, "long", locale=language.locale))
