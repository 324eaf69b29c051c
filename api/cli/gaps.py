"""`goal17 gaps`: where a register has fewer entries than a named baseline gives, and a country's niches."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.asked import day
from api.cli.opened import asking
from api.cli.options import answers, dated
from api.cli.output import Page, label, name, plain, print_json, some
from api.cli.sliced import sliced
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire_gaps import GapsAnswer, NichesAnswer
    from api.wire_slice import OfSlice
    from graph.analytics.gaps.answer import Cell, Coverage, LineTold
    from graph.analytics.gaps.baselines import Baseline
    from graph.analytics.gaps.lines import Of
    from graph.analytics.gaps.niches import Among, Niche
    from graph.analytics.slices import Slice

_WIDE = 8
"""Areas that a table on a page has room for; more stand in several tables."""

_MARKS = {"fewer": "−", "more": "+", "too-few": "·", "within": "", "not-compared": "?"}


@click.command(
    epilog="Examples: goal17 gaps --by csd-regions --baseline countries — goal17 gaps --for Togo — goal17 gaps --csv"
)
@click.option("--for", "country", metavar="COUNTRY", default="", help="The niches of a country instead.")
@click.option("--of", type=click.Choice(["goals", "themes"]), default="goals", show_default=True, help="What to count.")
@click.option(
    "--by",
    default="m49",
    show_default=True,
    metavar="SCHEME",
    help="Regions or groups of countries: m49, m49-subregions, csd-regions, un-regional-groups, unep-south, categories,"
    " south-lists, world-bank-income.",
)
@click.option(
    "--baseline",
    type=click.Choice(["independence", "countries", "needs"]),
    default="independence",
    show_default=True,
    help="What counts are held against.",
)
@click.option(
    "--ids", type=click.IntRange(0, 1000), default=20, show_default=True, help="Ids of entries in each cell of --json."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print every cell as a line of comma-separated values.")
@sliced
@dated
@answers
def gaps(
    country: str,
    of: Of,
    by: str,
    baseline: Baseline,
    ids: int,
    as_csv: bool,
    slice: Slice,
    as_of: datetime | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Count goals or themes by region, beside what a named baseline would expect.

    Counted is what entries state. A gap here is one in the register, not in the world. With --for: what has no entry in
    a country and has some in its sub-region, or in a group that it is in, with who works there.
    """
    from api.gaps import gaps as covered
    from api.gaps import niches

    if as_csv and (as_json or country):
        raise click.UsageError("--csv prints the cells of the table: neither --json nor --for goes with it.")
    if country:
        with asking(url) as service:
            found = niches(service, slice, country, of=of, as_of=day(as_of))
        if as_json:
            print_json(found)
        else:
            _print_niches(Page(), found)
        return
    with asking(url) as service:
        answer = covered(service, slice, of=of, regions=by, baseline=baseline, ids=ids, as_of=day(as_of))
    if as_json:
        print_json(answer)
    elif as_csv:
        from graph.analytics.gaps.files import cells_csv

        click.echo(cells_csv(answer.coverage, answer.slice), nl=False)
    else:
        _print(Page(), answer)


def print_slice(page: Page, answer: OfSlice, notice: str) -> None:
    """What an answer is of, and what every such answer says."""
    page.line(f"Slice: {plain(answer.slice)}.")
    for note in answer.notes:
        page.line(plain(note))
    page.line(notice)


def _print(page: Page, answer: GapsAnswer) -> None:
    made = answer.coverage
    people = made.population
    what = "goal" if made.of == "goals" else "theme"
    page.line(f"{what.capitalize()}s by {plain(made.scheme.name)} ({made.scheme.date})", style="bold")
    print_slice(page, answer, made.notice)
    page.line(
        f"Of {number(people.entries, 'partnership')} {people.state_line:,} state a {what}, {people.state_area:,} a"
        f" country of the scheme, {people.state_both:,} both: only these are counted by {what}."
    )
    if people.read_area or people.read_line:
        page.line(
            f"Read from title or text where nothing is stated, and not counted: a country for {people.read_area:,}"
            + (f", a theme for {people.read_line:,}." if made.of == "themes" else ".")
        )
    page.line(f"{made.baseline.expected} {made.baseline.interval}")
    page.line(made.baseline.correction)
    if people.state_both:
        _print_tables(page, made)
    for verdict, heading in (("fewer", "Fewer than expected"), ("more", "More than expected")):
        cells = [cell for cell in made.cells if cell.verdict == verdict]
        if cells:
            page.heading(f"{heading}: {number(len(cells), 'cell')} of {len(made.cells):,}")
            _print_cells(page, made, cells)
    if made.notes:
        page.heading("To know")
    for note in made.notes:
        page.line(note, indent=2)
    page.sources(answer.registers)


def _print_tables(page: Page, made: Coverage) -> None:
    from graph.analytics.gaps.answer import VERDICTS

    page.line()
    for place, (area, whole) in enumerate(zip(made.areas, made.whole, strict=True), start=1):
        entries = number(whole.count, "entry", "entries")
        stated = f"{area.countries_stated} of {number(area.countries, 'country', 'countries')} stated"
        beside = "" if whole.expected is None else f"; {_beside(made, whole)}, {VERDICTS[whole.verdict]}"
        page.item(str(place), f"{plain(area.name)}: {entries}, {stated}{beside}", indent=2)
    told = {(cell.line, cell.area) for cell in made.cells if cell.count or (cell.expected or 0) >= 1}
    lines = [line for line in made.lines if any((line.code, area.code) in told for area in made.areas)]
    places = [at for at, area in enumerate(made.areas) if any((line.code, area.code) in told for line in made.lines)]
    for first in range(0, len(places), _WIDE):
        _print_table(page, made, lines, places[first : first + _WIDE])
    legend = "− fewer and + more than expected, · too few are expected to tell, ? the baseline says nothing"
    page.line(f"{legend}; all: those that state a country, of all that state the {made.of[:-1]}", indent=2, style="dim")
    left_out = [
        *(f"{made.of[:-1]} {line.code}" for line in made.lines if line not in lines),
        *(f"area {at + 1}" for at in range(len(made.areas)) if at not in places),
    ]
    if left_out:
        cells = number(len(made.cells) - len(lines) * len(places), "cell")
        page.line(
            f"Left out are {cells} without an entry and without as many as one expected: {', '.join(left_out)}.",
            indent=2,
            style="dim",
        )


def _print_table(page: Page, made: Coverage, lines: list[LineTold], places: list[int]) -> None:
    """Some areas side by side."""
    by_place = {(cell.line, cell.area): cell for cell in made.cells}
    rows = [(*(Text(str(place + 1), "bold") for place in places), Text("all", "bold"), Text(""))]
    for line in lines:
        cells = [by_place[line.code, made.areas[place].code] for place in places]
        counts = (f"{cell.count:,}{_MARKS[cell.verdict]}" for cell in cells)
        rows.append(
            (*map(Text, counts), Text(f"{line.entries:,} of {line.state_it:,}"), Text(_line_name(made, line.code)))
        )
    page.line()
    page.rows(rows)


def _print_cells(page: Page, made: Coverage, cells: list[Cell]) -> None:
    areas = {area.code: area.name for area in made.areas}
    for cell in cells:
        page.item(
            "-",
            f"{_line_name(made, cell.line)}, {plain(areas[cell.area])}: {cell.count:,}; {_beside(made, cell)};"
            f" {cell.read:,} more only read",
            indent=2,
        )


def _beside(made: Coverage, cell: Cell) -> str:
    """What is held against what."""
    shared_out = "" if made.baseline.code == "independence" else f"{cell.compared:,} shared out, "
    return f"{shared_out}expected {cell.expected:,} ({cell.low:,} to {cell.high:,})"


def _line_name(made: Coverage, code: str) -> str:
    line = next(each for each in made.lines if each.code == code)
    return f"{code} {plain(line.label)}"


def _print_niches(page: Page, answer: NichesAnswer) -> None:
    made = answer.niches
    what = "goal" if made.of == "goals" else "theme"
    told = f"niches can't be told: no entry states both a {what} and a country"
    if made.state_both:
        told = number(len(made.niches), "niche")
    page.line(f"{plain(made.name)}: {told}", style="bold")
    print_slice(page, answer, made.notice)
    page.line(
        f"Of {number(made.entries, 'partnership')} {made.here:,} state {plain(made.name)}; those that have not ended"
        f" have {made.lines_here} of {number(made.lines, what)}. {made.no_country:,} state no country and may work here"
        " too."
    )
    for peer in made.peers:
        others = f"{peer.countries} other {'country' if peer.countries == 1 else 'countries'}"
        page.item("-", f"{plain(peer.name)}: {others}, {number(peer.entries, 'entry', 'entries')}", indent=2)
    for niche in made.niches:
        _print_niche(page, niche)
    if made.nowhere and made.state_both:
        page.heading(
            f"Without an entry here that has not ended, and without another among them: {', '.join(made.nowhere)}"
        )
    if made.notes:
        page.heading("To know")
    for note in made.notes:
        page.line(plain(note), indent=2)
    page.sources(answer.registers)


def _print_niche(page: Page, niche: Niche) -> None:
    page.heading(f"{niche.line} {plain(niche.label)}")
    if niche.ended_here:
        ended = number(len(niche.ended_here), "entry here has ended", "entries here have ended")
        page.line(f"{ended} ({some(niche.ended_here, 3)})", indent=2)
    if niche.needs:
        page.line(f"Asked for: {number(len(niche.needs), 'stated need or priority', 'stated needs or priorities')}"
                  f" ({some(niche.needs, 3)})", indent=2)  # fmt: skip
    if niche.read:
        page.line(f"Read to be about it here, and not stating so: {number(niche.read, 'entry', 'entries')}", indent=2)
    for among in niche.among:
        _print_among(page, among)


def _print_among(page: Page, among: Among) -> None:
    countries = some([label("country", code) for code in among.countries], 5)
    entries = f"{number(among.entries, 'entry', 'entries')}, {among.not_ended:,} not ended"
    if among.ended_here_too:
        entries += f" (without {among.ended_here_too:,} of those that have ended here)"
    page.line(f"{plain(among.name)}: {entries}, in {countries}", indent=2)
    page.exact(f"goal17 show {shlex.quote(among.partnerships[0])}", indent=4, style="dim")
    for partner in among.partners:
        about = [
            label("country", partner.country) if partner.country else "",
            label("type", partner.type) if partner.type else "",
        ]
        known = ", ".join(
            part for part in (*about, "works here on something else" if partner.works_here else "") if part
        )
        page.item(
            "-",
            f"{name(partner.name)} ({number(partner.entries, 'entry', 'entries')}{'; ' if known else ''}{known})",
            indent=4,
        )
    if among.partners_in_all > len(among.partners):
        page.line(f"and {among.partners_in_all - len(among.partners):,} more", indent=6)
    if among.partners_not_stated:
        page.line(f"{number(among.partners_not_stated, 'entry names', 'entries name')} no partner", indent=4)
