"""`goal17 search`: words, names and meaning, with filters."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.opened import asking
from api.cli.options import Date, F, answers
from api.cli.output import Page, label, name, plain, print_json, some, status
from graph.model.status import NOT_ENDED, STATUSES
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire import SearchAnswer
    from graph.search.answer import Excerpt, FacetValue, Hit

_EXCERPT = 240
"""Characters of a passage that are shown."""

_FACET_VALUES = 5
"""Values of a facet that are shown."""


def filters(command: F) -> F:
    """The filters of a search, each repeatable."""
    for option, metavar, what in (
        ("--portfolio", "CODE", "of this portfolio (vocabulary portfolios)"),
        ("--register", "NAME", "named by this register"),
        ("--type", "CODE", "that are, or have, partners of this type (vocabulary types)"),
        ("--theme", "CODE", "on this theme (vocabulary themes)"),
        ("--country", "COUNTRY", "of this country: a code or a name"),
        ("--sdg", "N", "on this goal, 1 to 17"),
        ("--status", "STATUS", f"of this status on the asking date: {', '.join((*STATUSES, NOT_ENDED))}"),
        ("--kind", "KIND", "of this kind: partnership, partner, country, sdg, target, theme …"),
    ):
        command = click.option(option, multiple=True, metavar=metavar, help=f"Only entries {what}.")(command)
    return command


@click.command(
    epilog="Several values of one filter mean any of them, several filters all of them."
    " Example: goal17 search coastal erosion --country Kenya --country Tanzania --sdg 14"
)
@click.argument("text", nargs=-1)
@filters
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="Entries on a page.")
@click.option("--cursor", metavar="CURSOR", help="The page after the one that named this cursor.")
@click.option(
    "--as-of",
    type=Date(),
    metavar="DATE",
    help="The day on which a partnership's status is told. Default: today.",
)
@answers
def search(
    text: tuple[str, ...],
    limit: int,
    cursor: str | None,
    as_of: datetime | None,
    url: str | None,
    as_json: bool,
    **where: tuple[str, ...],
) -> None:
    """Find entries by words, names and meaning. Without TEXT: everything that passes the filters."""
    asked = " ".join(text)
    with asking(url, meaning=bool(asked)) as service:
        found = service.search(asked, where, limit, cursor, as_of.date() if as_of else None)
        empty = not found.total and not service.registers()
        no_meaning = service.why_no_meaning() if asked else ""
    if as_json:
        print_json(found)
        return
    page = Page()
    _headline(page, found, asked, where)
    if no_meaning:
        page.line(no_meaning)
    if empty:
        page.line("The store is empty: `goal17 ingest FILE` reads a register into it.")
    elif found.understood.like_nothing:
        near = ", and nothing is near in meaning" if found.understood.spaces else ""
        page.line(f"Nothing like it was found: no word and no name meets{near}. Try other words, or fewer filters.")
    elif not found.total:
        page.line("Try other words, or fewer filters.")
    for place, hit in enumerate(found.hits, start=1):
        _hit(page, place, hit)
    if len(found.hits) < found.total or any(where.values()):
        _facets(page, found.facets, where)
    if found.next:
        page.line()
        page.exact(f"Next page: {_again(asked, where, limit, as_of, found.next)}")
    page.sources(found.registers)


def _headline(page: Page, found: SearchAnswer, asked: str, where: Mapping[str, Sequence[str]]) -> None:
    filtered = "; ".join(f"{field} {' or '.join(values)}" for field, values in where.items() if values)
    what = f"“{plain(asked)}”" if asked else "Everything"
    page.line(f"{what}{f' ({filtered})' if filtered else ''}: {number(found.total, 'entry', 'entries')}", style="bold")
    hidden = next((each.count for each in found.facets["status"] if each.value == "ended"), 0)
    if hidden and NOT_ENDED in where["status"] and "ended" not in where["status"]:
        page.line(f"{number(hidden, 'that has ended is', 'that have ended are')} hidden; --status ended shows them.")
    read = found.understood
    if found.total and asked and not read.every and read.words:
        page.line("No entry has all these words; the nearest are shown.")
    if read.widened:
        page.line("Nothing that matches passes the filters; shown is what is nearest in meaning within them.")
    if read.cut:
        page.line("The question was too long; only its beginning was read.")


def _hit(page: Page, place: int, hit: Hit) -> None:
    page.line()
    ended = " [has ended]" if hit.status == "ended" else ""
    page.item(f"{place:>3}.", Text.assemble(f"{label('kind', hit.kind)}: ", (f"{name(hit.name)}{ended}", "bold")))
    goals = sorted(hit.facets.get("sdg", ()), key=int)
    about = [
        status(hit.status) if hit.status not in {"", "ended"} else "",
        f"SDG {some(goals, 4)}" if goals and hit.kind != "sdg" else "",
        some([label("country", code) for code in hit.facets.get("country", ())], 3) if hit.kind != "country" else "",
        some([label("type", code) for code in hit.facets.get("type", ())], 1) if hit.kind == "partner" else "",
        number(hit.degree, "partner" if hit.kind == "partnership" else "partnership") if hit.degree else "",
        f"found by {', '.join(hit.found_by)}" if hit.found_by else "",
    ]
    if any(about):
        page.line(" · ".join(part for part in about if part), indent=5)
    if hit.excerpt is not None:
        page.line(_marked(hit.excerpt), indent=5)
    page.exact(f"goal17 show {shlex.quote(hit.id)}", indent=5, style="dim")


def _marked(excerpt: Excerpt) -> Text:
    """The stretch of a passage around the first word that was asked for, these words bold."""
    first = excerpt.marks[0][0] if excerpt.marks else 0
    start = 0 if first < _EXCERPT // 2 else excerpt.text.rfind(" ", 0, first - _EXCERPT // 4) + 1
    end = len(excerpt.text)
    if end - start > _EXCERPT:
        cut = excerpt.text.rfind(" ", start, start + _EXCERPT)
        end = cut if cut > start else start + _EXCERPT
    shown = Text("… " if start else "")
    at = start
    for begin, finish in [mark for mark in excerpt.marks if start <= mark[0] and mark[1] <= end]:
        shown.append(_piece(excerpt.text[at:begin]))
        shown.append(plain(excerpt.text[begin:finish]), "bold")
        at = finish
    shown.append(_piece(excerpt.text[at:end]))
    return shown.append(" …" if end < len(excerpt.text) else "")


def _piece(text: str) -> str:
    """A piece of a line, `plain`, with the blanks at its ends."""
    return (" " if text[:1].isspace() else "") + plain(text) + (" " if text.strip() and text[-1:].isspace() else "")


def _facets(page: Page, facets: Mapping[str, Sequence[FacetValue]], where: Mapping[str, Sequence[str]]) -> None:
    """What choosing a value would leave; other choices of a filtered field stand apart, for they narrow nothing."""
    open_, chosen = [], []
    for field, values in facets.items():
        stated = [value for value in values if value.value]
        shown = [f"{_value(field, value)} {value.count:,}" for value in stated]
        if where.get(field):
            if len(stated) > 1:
                chosen.append((f"--{field}", some(shown, _FACET_VALUES)))
        elif len(stated) > 1 or (stated and len(values) > 1):
            open_.append((f"--{field}", some(shown, _FACET_VALUES)))
    for heading, rows in (("Narrow it down", open_), ("Or choose otherwise", chosen)):
        if rows:
            page.heading(heading)
            page.rows(rows)


def _value(field: str, value: FacetValue) -> str:
    """A value as the option takes it, with its label where the value is a code that says little."""
    if field == "country":
        return plain(value.label)
    return value.value if field in {"kind", "status", "register"} else f"{value.value} ({plain(value.label)})"


def _again(asked: str, where: Mapping[str, Sequence[str]], limit: int, as_of: datetime | None, cursor: str) -> str:
    parts = ["goal17", "search", *([asked] if asked else [])]
    parts += [part for field, values in where.items() for value in values for part in (f"--{field}", value)]
    parts += [] if limit == 20 else ["--limit", str(limit)]
    parts += ["--as-of", as_of.date().isoformat()] if as_of else []
    return shlex.join([*parts, "--cursor", cursor])
