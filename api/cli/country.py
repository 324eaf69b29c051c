"""`goal17 country`: everything that registers hold of one country, to be read or printed."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import TYPE_CHECKING

import click

from api.cli.asked import day
from api.cli.gaps import print_slice
from api.cli.opened import asking
from api.cli.options import answers, dated
from api.cli.output import Page, label, name, plain, print_json, some, status
from api.cli.sliced import sliced
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire_gaps import CountryAnswer
    from graph.analytics.country.answer import Bodies, CountryView, Entries, Needs
    from graph.analytics.slices import Slice


@click.command(epilog="Examples: goal17 country Togo — goal17 country KEN --window 90 --limit 50 --register un-ocean")
@click.argument("country", metavar="COUNTRY")
@click.option(
    "--window",
    type=click.IntRange(0, 36_500),
    default=365,
    show_default=True,
    metavar="DAYS",
    help="Show what ends in so many days.",
)
@click.option(
    "--limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="Items of each list to show at most."
)
@sliced
@dated
@answers
def country(
    country: str, window: int, limit: int, slice: Slice, as_of: datetime | None, url: str | None, as_json: bool
) -> None:
    """Show what is active in a COUNTRY, what ends soon, what it asked for, who is here and what has ended.

    COUNTRY is a code or a name. National, regional and global are told apart by the countries that an entry states;
    what names only a larger part of the world stands by itself. What nobody states is counted.
    """
    from api.gaps import country_view

    with asking(url) as service:
        answer = country_view(service, slice, country, window=window, most=limit, as_of=day(as_of))
    if as_json:
        print_json(answer)
    else:
        _print(Page(), answer)


def _print(page: Page, answer: CountryAnswer) -> None:
    made = answer.view
    page.line(f"{plain(made.name)} ({made.country}) on {made.as_of}", style="bold")
    if made.regions:
        page.line(f"In {plain(', '.join(made.regions))} (M49).")
    for group in made.groups:
        page.item("-", plain(group), indent=2)
    print_slice(page, answer, made.notice)
    of_all = f"Of {number(made.entries, 'partnership')} {made.here:,} state {plain(made.name)}"
    counts = f"{made.active.total:,} active, {made.planned.total:,} planned, {made.ended.total:,} ended"
    page.line(f"{of_all}: {counts}, {made.unclear.total:,} that can't be told.")
    page.line(made.rule)
    _entries(page, "Active, national (states this country alone)", made.active.national)
    _entries(page, "Active, regional (several countries of one region)", made.active.regional)
    _entries(page, "Active, global (several regions, or worldwide)", made.active.world)
    _entries(page, "Active, for a larger part of the world that holds it", made.wider)
    _ending(page, made)
    _entries(page, "To begin", made.planned)
    _entries(page, "May or may not run: no end is stated", made.unclear)
    _needs(page, made.asked)
    _bodies(page, "Based here", made.based)
    _bodies(page, "Working here, based elsewhere or nobody knows where", made.others)
    _entries(page, "Ended, to learn from", made.ended)
    _not_stated(page, made)
    page.sources(answer.registers)


def _entries(page: Page, heading: str, entries: Entries) -> None:
    if not entries.total:
        return
    page.heading(f"{heading}: {number(entries.total, 'entry', 'entries')}")
    for each in entries.shown:
        times = f"{each.start or '?'} to {each.end or '?'}" if each.start or each.end else ""
        about = [
            status(each.status),
            times,
            f"SDG {', '.join(map(str, each.goals))}" if each.goals else "",
            each.why,
            number(each.partners, "partner") + (f", {each.based_here} based here" if each.based_here else ""),
            f"led by {some([name(lead.name) for lead in each.leads], 2)}" if each.leads else "",
        ]
        page.item("-", name(each.title), indent=2)
        page.line(" · ".join(plain(part) for part in about if part), indent=4)
        page.exact(f"goal17 show {shlex.quote(each.id)}", indent=4, style="dim")
    _more(page, entries.total - len(entries.shown))


def _ending(page: Page, made: CountryView) -> None:
    within = f"Ending within {number(made.window, 'day')}"
    if made.ending.total or not made.active.total:
        _entries(page, within, made.ending)
        return
    after = f"the next stated end is {made.next_end}" if made.next_end else "what is active states no end"
    page.heading(f"{within}: none; {after}")


def _needs(page: Page, asked: Needs) -> None:
    if not asked.total:
        return
    page.heading(
        f"What it has asked for: {number(asked.needs, 'need')} that depend on support,"
        f" {number(asked.priorities, 'priority', 'priorities')} that it does by itself"
    )
    for each in asked.shown:
        here = number(each.entries_here, "entry", "entries")
        page.item("-", f"{plain(each.name)} [{each.standing}]; {here} here on its goals not ended", indent=2)
        page.exact(f"goal17 match offers {shlex.quote(each.id)}", indent=4, style="dim")
    _more(page, asked.total - len(asked.shown))


def _bodies(page: Page, heading: str, bodies: Bodies) -> None:
    if not bodies.total:
        return
    page.heading(f"{heading}: {number(bodies.total, 'partner')}")
    for each in bodies.shown:
        known = [
            label("type", each.type) if each.type else "",
            label("country", each.country) if each.country else "",
            f"{number(each.entries_here, 'entry', 'entries')} here, {each.not_ended_here:,} not ended",
            f"{each.entries:,} in all",
        ]
        page.item("-", f"{name(each.name)}: {'; '.join(part for part in known if part)}", indent=2)
    _more(page, bodies.total - len(bodies.shown))


def _more(page: Page, more: int) -> None:
    if more:
        page.line(f"and {more:,} more (--limit)", indent=4)


def _not_stated(page: Page, made: CountryView) -> None:
    told = made.not_stated
    page.heading("Not stated")
    entry, entries = "entry", "entries"
    counted = (
        (told.no_place, "that name no place at all, and may work here"),
        (told.named_only, "that only name it in title or text (read, not stated)"),
        (told.no_status, "here of which nobody can tell whether they run"),
        (told.no_partner, "here of which no partner is known"),
    )
    page.rows(((f"{count:,}", f"{entry if count == 1 else entries} {what}") for count, what in counted), right=True)
    page.line(
        f"{number(told.partners_nowhere, 'partner')} of those working here are based nobody knows where", indent=2
    )
    for note in made.notes:
        page.line(plain(note), indent=2)
