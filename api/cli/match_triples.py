"""`goal17 match triples` and `goal17 match replication`: who in the South could help, who did this elsewhere."""

from __future__ import annotations

import shlex
from datetime import datetime
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.asked import day
from api.cli.filtered import print_unknown
from api.cli.opened import asking
from api.cli.options import F, dated, matches
from api.cli.output import Page, label, name, plain, print_json, some, status
from api.cli.reasons import print_reasons
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire_triples import ReplicaMatches, TripleMatches
    from graph.matching.triples.answer import TripleUnderstood

EXCERPT = 240
"""Characters of a result or a lesson shown where not all is asked for."""


def _asked(command: F) -> F:
    """The options of both questions."""
    for option in (
        click.option("--country", default="", help="Who asks: a code or a name; may be left out with --need."),
        click.option("--text", default="", help="What is needed; a list is read piece by piece."),
        click.option("--need", default="", metavar="ID", help="A stored need of the country, in place of --text."),
        click.option(
            "--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it serves; repeatable."
        ),
        click.option("--theme", "themes", multiple=True, metavar="CODE", help="A theme of it; repeatable."),
    )[::-1]:
        command = option(command)
    return matches(dated(command))


@click.command(epilog='Example: goal17 match triples --country Togo --text "solid waste, recycling"')
@_asked
@click.option("--no-facilitator", is_flag=True, help="South-South pairs alone.")
@click.option("--pivotal", default="", metavar="ID", help="Hold a pivotal partner: all who could facilitate for it.")
@click.option("--facilitator", default="", metavar="ID", help="Hold a facilitating partner: all for whom it could.")
def triples(
    country: str,
    text: str,
    need: str,
    sdgs: tuple[int, ...],
    themes: tuple[str, ...],
    limit: int,
    exclude: tuple[str, ...],
    explain: bool,
    as_of: datetime | None,
    no_facilitator: bool,
    pivotal: str,
    facilitator: str,
    url: str | None,
    as_json: bool,
) -> None:
    """Find who in the South could help a country with its need, and who could facilitate.

    A country asks: say which, and what it needs, or give a stored need. Answered are partners of other countries of the
    South that took part in what is needed, each with a multilateral, regional or other partner that has ties to them.
    The dated lists say under which a country counts as one of the South.
    """
    from api.triples import TriplesService
    from graph.matching.triples.asking import Question

    with asking(url, meaning=True) as service:
        found = TriplesService(service).triples(
            Question(country, text, need, "", sdgs, themes),
            limit=limit,
            exclude=exclude,
            facilitated=not no_facilitator,
            pivotal=pivotal,
            facilitator=facilitator,
            as_of=day(as_of),
        )
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        _print_triples(Page(), found, no_meaning, explain=explain)


@click.command(
    epilog='Examples: goal17 match replication --country Togo --text "solid waste"'
    " — goal17 match replication --country Togo --partnership coast-7"
)
@_asked
@click.option("--partnership", default="", metavar="ID", help="A partnership that does it, in place of --text.")
def replication(
    country: str,
    text: str,
    need: str,
    sdgs: tuple[int, ...],
    themes: tuple[str, ...],
    limit: int,
    exclude: tuple[str, ...],
    explain: bool,
    as_of: datetime | None,
    partnership: str,
    url: str | None,
    as_json: bool,
) -> None:
    """Find who did this in a comparable country, with which stated result and lesson.

    Ended partnerships are answered too: there is most to learn from them. Where nobody states a result, that is said.
    """
    from api.triples import TriplesService
    from graph.matching.triples.asking import Question

    with asking(url, meaning=True) as service:
        found = TriplesService(service).replication(
            Question(country, text, need, partnership, sdgs, themes), limit=limit, exclude=exclude, as_of=day(as_of)
        )
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        _print_replication(Page(), found, no_meaning, explain=explain)


def _print_triples(page: Page, found: TripleMatches, no_meaning: str, *, explain: bool) -> None:
    page.line(f"Who in the South could help: {number(len(found.matches), 'match', 'matches')}", style="bold")
    page.line(f"As of {found.as_of}. {found.notice}")
    _understood(page, found.understood, no_meaning)
    for place, each in enumerate(found.matches, start=1):
        page.line()
        page.item(f"{place:>3}.", Text(f"{name(each.pivotal.name)} [{label('country', each.pivotal.country)}]", "bold"))
        about = [f"experience {each.pivotal.experience}", label("role", each.pivotal.role), f"score {each.score:.2f}"]
        page.line(" · ".join(part for part in about if part), indent=5)
        page.exact(f"goal17 show {shlex.quote(each.pivotal.id)}", indent=5, style="dim")
        if each.facilitator is None:
            page.line("A South-South pair.", indent=5)
        else:
            page.line(f"Facilitated by: {name(each.facilitator.name)}  ({each.facilitator.id})", indent=5)
        for via in each.via:
            where = some([label("country", code) for code in via.countries], 3)
            told = " · ".join(part for part in (name(via.name), status(via.status), where) if part)
            page.item("-", f"{told}  ({via.id})", indent=5)
        lists = "; ".join(plain(each_list) for each_list in each.south_lists) or "no list has both countries"
        page.line(f"Both of the South by: {lists}.", indent=5)
        print_reasons(page, each.reasons, explain=explain)
    page.sources(found.registers)


def _print_replication(page: Page, found: ReplicaMatches, no_meaning: str, *, explain: bool) -> None:
    page.line(f"Who did this elsewhere: {number(len(found.matches), 'match', 'matches')}", style="bold")
    page.line(f"As of {found.as_of}. {found.notice}")
    _understood(page, found.understood, no_meaning)
    for place, each in enumerate(found.matches, start=1):
        partnership = each.partnership
        page.line()
        mark = f" [{partnership.mark}]" if partnership.mark else ""
        page.item(f"{place:>3}.", Text(f"{name(partnership.name)}{mark}", "bold"))
        about = [
            status(partnership.status),
            some([label("country", code) for code in partnership.countries], 3),
            some([name(lead.label) for lead in partnership.leads], 2),
            f"score {each.score:.2f}",
        ]
        page.line(" · ".join(part for part in about if part), indent=5)
        page.exact(f"goal17 show {shlex.quote(partnership.id)}", indent=5, style="dim")
        page.line(f"Comparable: {label('country', each.comparable)} ({plain(each.comparability)}).", indent=5)
        page.line(each.result, indent=5)
        long = None if explain else EXCERPT
        for result in each.results:
            page.item("-", f"{_excerpt(result.text, long)} [{result.standing}]", indent=5)
        for lesson in each.lessons:
            page.item("-", f"Lesson: {_excerpt(lesson.text, long)}", indent=5)
        print_reasons(page, each.reasons, explain=explain)
    page.sources(found.registers)


def _excerpt(text: str, long: int | None) -> str:
    return plain(text) if long is None else shorten(plain(text), long, placeholder=" …")


def _understood(page: Page, understood: TripleUnderstood, no_meaning: str) -> None:
    if no_meaning:
        page.line(no_meaning)
    who = understood.beneficiary
    if who is not None:
        when = f", {who.need.on}" if who.need.on else ""
        page.line(
            f"{name(who.name)} asks for “{plain(who.need.name)}” ({who.need.standing}; {plain(who.need.by)}{when})."
        )
        if who.south_lists:
            page.line(f"Of the South by: {'; '.join(plain(each) for each in who.south_lists)}.")
    if understood.fields:
        page.line(f"Fields: {', '.join(understood.fields)}.")
    if understood.advice:
        page.line(understood.advice)
    print_unknown(page, understood.unknown)
