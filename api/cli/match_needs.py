"""`goal17 match offers` and `goal17 match needs`: what could meet a need, and whose need an offer could meet."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.asked import day, filters, one_way
from api.cli.filtered import print_unknown, to_leave_out
from api.cli.opened import asking
from api.cli.options import F, dated, matches
from api.cli.output import Page, label, name, plain, print_json, some, status
from api.cli.reasons import print_reasons
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.wire_needs import NeedMatches, OfferMatches
    from graph.matching.match import Gate
    from graph.matching.needs.answer import NeedUnderstood

_SAID = {True: "yes", False: "no", None: "not documented here"}


def _fits(command: F) -> F:
    """`--fit`, `--only`, the day, and the options of every match."""
    only = click.option(
        "--only", multiple=True, metavar="ID", help="Answer of this one alone, whatever fits better; repeatable."
    )
    fit = click.option(
        "--fit", "fits", multiple=True, metavar="FIT", help="Only these fits, such as meets; repeatable."
    )
    return matches(dated(fit(only(command))))


@click.command(
    epilog="Examples: goal17 match offers climate-plans-tgo-mitigation-waste-8d606ea1"
    ' — goal17 match offers --country Kenya --text "drip irrigation, storage of grain" --kind offer'
)
@click.argument("id", required=False)
@click.option("--country", default="", help="Whose need it is: a code or a name.")
@click.option("--text", default="", help="What is needed; a list is read piece by piece.")
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it serves; repeatable.")
@click.option("--theme", "themes", multiple=True, metavar="CODE", help="A theme of it; repeatable.")
@click.option("--kind", "kinds", type=click.Choice(["offer", "partnership"]), multiple=True, help="Only these.")
@click.option("--standing", "standings", type=click.Choice(["offer", "experience"]), multiple=True, help="Only these.")
@_fits
def offers(
    id: str | None,
    country: str,
    text: str,
    sdgs: tuple[int, ...],
    themes: tuple[str, ...],
    kinds: tuple[str, ...],
    standings: tuple[str, ...],
    limit: int,
    exclude: tuple[str, ...],
    only: tuple[str, ...],
    explain: bool,
    fits: tuple[str, ...],
    as_of: datetime | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Find what could meet a need.

    Give the ID of a stored need, or say whose need it is and what is needed. Offers are answered, and partnerships and
    projects whose experience could serve again. Gates tell what a dated source says (a window, a list of countries, the
    route of asking); what none says is not documented here.
    """
    one_way(id, (country, text, sdgs, themes), "the ID of a need", "--country and --text")
    from api.needs import NeedsService
    from graph.matching.needs.described import NeedDescription

    with asking(url, meaning=True) as service:
        found = NeedsService(service).offers(
            id or NeedDescription(country, text, sdgs, themes),
            limit=limit,
            exclude=exclude,
            only=only,
            where=filters(kind=kinds, standing=standings, fit=fits),
            as_of=day(as_of),
        )
        held = service.view.status().entities
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        _print_offers(Page(), found, id or text, held, no_meaning, explain=explain)


@click.command(
    epilog="Examples: goal17 match needs gef-9137"
    ' — goal17 match needs --text "Training on drip irrigation" --region Africa --until 2027 --eligible ldc'
)
@click.argument("id", required=False)
@click.option("--text", default="", help="What is offered, in a sentence or two.")
@click.option("--programme", default="", help="The programme that offers it.")
@click.option("--partner", default="", help="Who offers it.")
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it serves; repeatable.")
@click.option("--theme", "themes", multiple=True, metavar="CODE", help="A theme of it; repeatable.")
@click.option(
    "--region", "regions", multiple=True, metavar="PLACE", help="Where it can work: country or part of the world."
)
@click.option("--until", default="", metavar="DATE", help="Until when it is open.")
@click.option(
    "--eligible", multiple=True, metavar="GROUP", help="A group of countries it is for, such as ldc; repeatable."
)
@click.option(
    "--country", "countries", multiple=True, metavar="COUNTRY", help="Only needs of this country; repeatable."
)
@click.option("--group", "groups", multiple=True, metavar="CODE", help="Only of countries in this group; repeatable.")
@click.option("--sector", "sectors", multiple=True, metavar="NAME", help="Only of this sector; repeatable.")
@click.option("--standing", "standings", type=click.Choice(["need", "priority"]), multiple=True, help="Only these.")
@_fits
def needs(
    id: str | None,
    text: str,
    programme: str,
    partner: str,
    sdgs: tuple[int, ...],
    themes: tuple[str, ...],
    regions: tuple[str, ...],
    until: str,
    eligible: tuple[str, ...],
    countries: tuple[str, ...],
    groups: tuple[str, ...],
    sectors: tuple[str, ...],
    standings: tuple[str, ...],
    limit: int,
    exclude: tuple[str, ...],
    only: tuple[str, ...],
    explain: bool,
    fits: tuple[str, ...],
    as_of: datetime | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Find whose need an offer could meet.

    Give the ID of a stored offer or partnership, or say what is offered. Needs are told by fit and then by country:
    countries are grouped, and never ranked.
    """
    described = (text, programme, partner, sdgs, themes, regions, until, eligible)
    one_way(id, described, "the ID of an offer or a partnership", "--text")
    from api.needs import NeedsService
    from graph.matching.needs.described import OfferDescription

    with asking(url, meaning=True) as service:
        found = NeedsService(service).needs(
            id or OfferDescription(text, programme, partner, sdgs, themes, regions, until, eligible),
            limit=limit,
            exclude=exclude,
            only=only,
            where=filters(country=countries, group=groups, sector=sectors, standing=standings, fit=fits),
            as_of=day(as_of),
        )
        held = service.view.status().entities
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        _print_needs(Page(), found, id or text, held, no_meaning, explain=explain)


def _print_offers(
    page: Page, found: OfferMatches, asked: str, held: Mapping[str, int], no_meaning: str, *, explain: bool
) -> None:
    page.line(f"What could meet “{plain(asked)}”: {number(len(found.matches), 'match', 'matches')}", style="bold")
    page.line(f"As of {found.as_of}. {found.notice}")
    _to_choose_from(page, held, "offer", "partnership")
    _understood(page, found.understood, no_meaning)
    for place, each in enumerate(found.matches, start=1):
        page.line()
        page.item(f"{place:>3}.", Text(f"{name(each.offer.name)} [{each.offer.standing}]", "bold"))
        shown = status(each.offer.status) if each.offer.kind == "partnership" else plain(each.offer.status)
        about = [
            each.fit,
            label("kind", each.offer.kind).lower(),
            shown,
            some([label("country", code) for code in each.offer.countries], 3),
            some([name(maker.label) for maker in each.offer.partners], 2),
            f"score {each.score:.2f}",
        ]
        page.line(" · ".join(part for part in about if part), indent=5)
        if each.offer.url:
            page.exact(plain(each.offer.url), indent=5, style="dim")
        page.exact(f"goal17 show {shlex.quote(each.offer.id)}", indent=5, style="dim")
        print_reasons(page, each.reasons, explain=explain)
        _gates(page, each.gates, explain=explain)
    page.sources(found.registers)


def _print_needs(
    page: Page, found: NeedMatches, asked: str, held: Mapping[str, int], no_meaning: str, *, explain: bool
) -> None:
    page.line(f"Needs that “{plain(asked)}” could meet: {number(len(found.matches), 'match', 'matches')}", style="bold")
    page.line(f"As of {found.as_of}. By fit, then by country. {found.notice}")
    _to_choose_from(page, held, "need")
    _understood(page, found.understood, no_meaning)
    before = ""
    for each in found.matches:
        if each.fit != before:
            page.heading(each.fit.capitalize())
            before = each.fit
        page.line()
        page.item("-", Text(f"{name(each.need.name)} [{each.need.standing}]", "bold"))
        about = [some([plain(group) for group in each.need.groups], 2), f"score {each.score:.2f}"]
        page.line(" · ".join(part for part in about if part), indent=5)
        page.exact(f"goal17 show {shlex.quote(each.need.id)}", indent=5, style="dim")
        print_reasons(page, each.reasons, explain=explain)
        _gates(page, each.gates, explain=explain)
    page.sources(found.registers)


def _to_choose_from(page: Page, held: Mapping[str, int], *kinds: str) -> None:
    """How many entries of some kinds the store holds; where it holds none, that none of the filters is to blame."""
    counted = " and ".join(number(held.get(kind, 0), kind) for kind in kinds)
    missing = [f"{kind}s" for kind in kinds if not held.get(kind)]
    none = f" `goal17 ingest FILE` reads a register of {' and '.join(missing)}." if missing else ""
    page.line(f"To choose from: {counted}.{none}")


def _understood(page: Page, understood: NeedUnderstood, no_meaning: str) -> None:
    if no_meaning:
        page.line(no_meaning)
    for written, code in understood.countries.items():
        if code and code != written and not code.startswith("~"):
            page.line(f"“{name(written)}”: taken for {label('country', code)} ({code}).")
    print_unknown(page, understood.unknown)
    if understood.fields:
        page.line(f"Fields: {', '.join(understood.fields)}.")
    if understood.advice:
        page.line(understood.advice)
    if understood.relax:
        page.line(to_leave_out(understood.relax, understood.together, options={}))


def _gates(page: Page, gates: Sequence[Gate], *, explain: bool) -> None:
    for gate in gates:
        if gate.passed is not None or explain:
            page.line(f"{label('gate', gate.code)}: {_SAID[gate.passed]}. {plain(gate.why)}", indent=5)
    rest = [label("gate", gate.code).lower() for gate in gates if gate.passed is None]
    if rest and not explain:
        page.line(f"Not documented here: {', '.join(rest)}.", indent=5)
