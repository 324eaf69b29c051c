"""`goal17 match overlaps`: what is the same as an entry, follows or overlaps it; and of a whole register at once."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.asked import day, filters
from api.cli.filtered import left_out, print_filters, print_unknown, to_leave_out
from api.cli.opened import asking
from api.cli.options import dated, matches, why_not
from api.cli.output import Page, label, name, plain, print_json, some, status
from api.cli.progress import progress
from api.cli.reasons import print_reasons
from api.cli.why_not import print_why_not
from graph.text.cells import as_cell
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire_overlaps import OverlapMatchAnswer, OverlapMatches, OverlapReport
    from graph.matching.overlaps.holdings import Holdings
    from graph.matching.overlaps.register import Group

SHOWN = 5
"""Members of a campaign, and pairs of a group, shown where not all are asked for."""

EXCERPT = 240
"""Characters of a passage shown."""

GROUPS = 20
"""Groups of each kind shown where not all are asked for."""

COLUMNS = ("group", "kind", "members", "relation", "score", "a", "a_title", "b", "b_title", "why", "reasons")
"""Of the table that --csv writes: one row a pair; of a campaign one row a member, with the one it is nearest to."""

_STATES = {"same": "same", "follow-up": "follow-up", "overlapping": "overlapping", "sibling": "of one campaign"}


@click.command(
    epilog="Examples: goal17 match overlaps un-platform-7471"
    ' — goal17 match overlaps --title "Blue nurseries" --text "We replant seagrass." --country Kenya'
    " — goal17 match overlaps --all --csv overlaps.csv"
)
@click.argument("id", required=False)
@click.option("--title", default="", help="Title of the partnership.")
@click.option("--text", default="", help="What it does, in a sentence or a page.")
@click.option(
    "--partner", "partners", multiple=True, metavar="NAME", help="Takes part already, as written; repeatable."
)
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it addresses; repeatable.")
@click.option("--country", "countries", multiple=True, help="Where it works: a code or a name; repeatable.")
@click.option("--theme", "themes", multiple=True, metavar="CODE", help="A theme of it; repeatable.")
@click.option("--on-sdg", multiple=True, metavar="N", help="Answer only partnerships on this goal; repeatable.")
@click.option("--in-country", multiple=True, metavar="COUNTRY", help="Only those that work here; repeatable.")
@click.option("--on-theme", multiple=True, metavar="CODE", help="Only partnerships on this theme; repeatable.")
@dated
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Of all entries of the store, in groups; takes no entry. With --explain: every group.",
)
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="With --all: write it as CSV.")
@why_not
@matches
def overlaps(
    id: str | None,
    title: str,
    text: str,
    partners: tuple[str, ...],
    sdgs: tuple[int, ...],
    countries: tuple[str, ...],
    themes: tuple[str, ...],
    on_sdg: tuple[str, ...],
    in_country: tuple[str, ...],
    on_theme: tuple[str, ...],
    as_of: datetime | None,
    whole: bool,
    table: Path | None,
    why_not: str,
    limit: int,
    exclude: tuple[str, ...],
    explain: bool,
    url: str | None,
    as_json: bool,
) -> None:
    """Find what is the same as an entry, follows or overlaps it, completes it, or is of one campaign with it.

    Give the ID of a stored partnership, or describe one: before it is registered, what is there already is seen. With
    --all the entries of the whole store are compared, and put together into works and campaigns.
    """
    described = (title, text, partners, sdgs, countries, themes)
    if whole and (id or any(described)):
        raise click.UsageError("--all compares all entries: leave out the ID and the description.")
    if table is not None and not whole:
        raise click.UsageError("--csv writes the overlaps of a whole store: add --all.")
    if whole:
        _report(url, table, as_json=as_json, explain=explain)
        return
    if bool(id) == any(described):
        raise click.UsageError(
            "Give the ID of a partnership, or a description"
            " (--title, --text, --partner, --sdg, --country or --theme), or --all."
        )
    from api.matching import Further
    from api.overlaps import OverlapsService
    from graph.matching.subject import PartnershipDescription

    with asking(url) as service:
        found = OverlapsService(service).matches(
            id or PartnershipDescription(title, text, partners, sdgs, countries, themes),
            limit=limit,
            exclude=exclude,
            where=filters(sdg=on_sdg, country=in_country, theme=on_theme),
            as_of=day(as_of),
            further=Further(why_not=why_not),
        )
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        _print(Page(), found, no_meaning, explain=explain)


def _print(page: Page, found: OverlapMatches, no_meaning: str, *, explain: bool) -> None:
    page.line(plain(found.says), style="bold")
    for line in (no_meaning, found.understood.advice):
        if line:
            page.line(line)
    for written, code in found.understood.countries.items():
        if code is None:
            page.line(left_out(written))
    print_unknown(page, found.understood.unknown)
    print_filters(page, found.understood.filters, "entries")
    if found.understood.relax:
        page.line(to_leave_out(found.understood.relax, found.understood.together))
    for place, match in enumerate(found.matches, start=1):
        _print_match(page, place, match, explain=explain)
    print_why_not(page, found.why_not, explain=explain)
    page.sources(found.registers)


def _print_match(page: Page, place: int, match: OverlapMatchAnswer, *, explain: bool) -> None:
    page.line()
    page.item(f"{place:>3}.", Text(name(match.partnership.name), "bold"))
    about = [
        match.relation,
        status(match.status),
        some([label("country", code) for code in match.partnership.countries], 3),
        f"led by {some([name(lead.label) for lead in match.partnership.leads], 2)}" if match.partnership.leads else "",
        f"score {match.score:.2f}",
    ]
    page.line(" · ".join(part for part in about if part), indent=5)
    if match.partnership.url:
        page.exact(plain(match.partnership.url), indent=5, style="dim")
    page.exact(f"goal17 show {shlex.quote(match.partnership.id)}", indent=5, style="dim")
    if match.why:
        page.line(plain(match.why), indent=5)
    print_reasons(page, match.reasons, explain=explain)
    if match.passages is not None and explain:
        page.line(f"Nearest passages, {match.passages.likeness:.2f} of 1:", indent=5)
        for passage in (match.passages.asked, match.passages.match):
            page.item("-", f"“{shorten(plain(passage), EXCERPT, placeholder=' …')}”", indent=5)
    for what, held in (("Both", match.both), ("Only asked about", match.only_asked), ("Only it", match.only_match)):
        if said := _held(held):
            page.rows([(f"{what}:", said)], indent=5)


def _held(held: Holdings) -> str:
    parts = [
        some([name(each.label) for each in held.partners], 3),
        some([label("country", code) for code in held.countries], 3),
        some([label("sdg", code) for code in held.sdgs], 4),
        some([label("theme", code) for code in held.themes], 3),
        f"words {', '.join(plain(word) for word in held.words)}" if held.words else "",
    ]
    return " · ".join(part for part in parts if part)


def _report(url: str | None, table: Path | None, *, as_json: bool, explain: bool) -> None:
    from api.overlaps import OverlapsService

    with asking(url) as service, progress() as bars:
        found = OverlapsService(service).report(bars)
    if table is not None:
        with table.open("w", encoding="utf-8", newline="") as file:
            written = csv.writer(file)
            written.writerow(COLUMNS)
            written.writerows(_rows(found))
    if as_json:
        print_json(found)
    else:
        _print_report(Page(), found, explain=explain)


def _rows(found: OverlapReport) -> Iterator[Sequence[object]]:
    for place, group in enumerate(found.groups, start=1):
        for tie in group.ties:
            why = " ".join(f"{reason.text} ({reason.contribution:+.2f})" for reason in tie.reasons)
            told = (as_cell(each) for each in (tie.a.id, tie.a.name, tie.b.id, tie.b.name, tie.why, why))
            yield place, group.kind, len(group.members), tie.relation, f"{tie.score:.2f}", *told


def _print_report(page: Page, found: OverlapReport, *, explain: bool) -> None:
    works = [group for group in found.groups if group.kind == "work"]
    campaigns = [group for group in found.groups if group.kind == "campaign"]
    page.line(
        f"{number(found.entries, 'entry', 'entries')}: {number(len(works), 'group')} of one work or overlapping works,"
        f" {number(len(campaigns), 'campaign')}",
        style="bold",
    )
    pairs = [f"{found.relations[code]:,} {says}" for code, says in _STATES.items() if found.relations.get(code)]
    if pairs:
        page.line(f"Pairs: {', '.join(pairs)}.")
    _print_groups(page, "One work, or works that follow or overlap each other", works, explain=explain)
    _print_groups(page, "Campaigns: entries of one template", campaigns, explain=explain)
    page.sources(found.registers)


def _print_groups(page: Page, heading: str, groups: Sequence[Group], *, explain: bool) -> None:
    if not groups:
        return
    page.heading(heading)
    for place, group in enumerate(groups if explain else groups[:GROUPS], start=1):
        shown = group.members if explain else group.members[:SHOWN]
        page.line()
        page.item(f"{place:>3}.", Text(number(len(group.members), "entry", "entries"), "bold"))
        for member in shown:
            page.item("-", f"{name(member.name)}  ({member.id})", indent=5)
        if len(group.members) > len(shown):
            page.line(f"{len(group.members) - len(shown):,} more with --explain", indent=5)
        ties = group.ties if explain else group.ties[:SHOWN]
        for tie in ties if explain or group.kind == "work" else ():
            page.line(f"{tie.relation}, {tie.score:.2f}: “{name(tie.a.name)}”, “{name(tie.b.name)}”", indent=5)
            page.line(plain(tie.why), indent=7)
            if explain:
                print_reasons(page, tie.reasons, explain=False)
    if len(groups) > GROUPS and not explain:
        page.line()
        page.line(f"{len(groups) - GROUPS:,} more with --explain; all pairs with --csv FILE or --json.")
