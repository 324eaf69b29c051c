"""`goal17 network`: the network of partners and partnerships, described and measured."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from api.cli.asked import day
from api.cli.opened import asking
from api.cli.options import F, WithDefault, answers, dated
from api.cli.output import Page, label, name, plain, print_json, status
from api.cli.sliced import sliced
from graph.text.percent import percent
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.network import NetworkService
    from api.wire_network import (
        MeasuredPartner,
        MeasuredPartnership,
        NetworkAnswer,
        PartnersAnswer,
        PartnershipsAnswer,
        PartsAnswer,
    )
    from api.wire_slice import OfSlice
    from graph.analytics.network.method import Method
    from graph.analytics.network.projection import Weights
    from graph.analytics.slices import Slice

_METHOD = (
    click.option(
        "--weights",
        type=click.Choice(["newman", "count", "hyperbolic"]),
        default="newman",
        show_default=True,
        help="Of the tie of two partners: 1/(k-1) for each partnership of k partners that they share; their number;"
        " or as hyperbolic geometry has it.",
    ),
    click.option(
        "--sources",
        type=click.IntRange(min=0),
        default=256,
        show_default=True,
        metavar="N",
        help="Partners that betweenness is sampled from; 0: exact.",
    ),
    click.option("--seed", type=click.IntRange(min=0), default=17, show_default=True, help="Of samples and of chance."),
    click.option(
        "--draws",
        type=click.IntRange(1, 10_000),
        default=100,
        show_default=True,
        help="Networks of chance, 20 or more.",
    ),
)


def measured(command: F) -> F:
    """The options that say how measures are taken; the command gets them as `method`."""

    @wraps(command)
    def run(weights: Weights, sources: int, seed: int, draws: int, as_of: datetime | None, **given: Any) -> object:
        from graph.analytics.network.method import Method

        method = Method(as_of=day(as_of), weights=weights, sources=sources or None, seed=seed, draws=draws)
        return command(method=method, **given)

    made: Any = dated(run)
    for option in reversed(_METHOD):
        made = option(made)
    return made  # type: ignore[no-any-return]  # click's options take and give whatever they decorate


@click.group(cls=WithDefault, epilog="Example: goal17 network partners --by betweenness --limit 20")
def network() -> None:
    """Describe the network that partners and partnerships make, or measure its partners.

    `goal17 network` alone describes it: size, components, who leads, what it hangs on, communities and whether they are
    found again, mixing by type and by lists of the South beside chance, health of partnerships without names. Every
    sentence can be quoted.
    """


@network.command(epilog="Example: goal17 network describe components communities --register un-ocean")
@click.argument("parts", nargs=-1, metavar="[PART]…")
@sliced
@measured
@answers
def describe(parts: tuple[str, ...], slice: Slice, method: Method, url: str | None, as_json: bool) -> None:
    """Describe the network: all of it, or some PARTs.

    Parts: ties, components, leaders, cores, cuts, communities, clustering, types, south, health.
    """
    answer = _asked(url, lambda service: service.describe(slice, method, parts))
    if as_json:
        print_json(answer)
    else:
        _print_described(Page(), answer)


_OF_PARTNERS = ("partnerships", "neighbours", "pagerank", "betweenness")
_OF_PARTNERSHIPS = ("partners", "neighbours", "betweenness")
"""Measures on a page, unless others are asked for: all seventeen are for a table."""


def _paged(command: F) -> F:
    """The options of a table of measures."""
    for option in (
        click.option("--csv", "as_csv", is_flag=True, help="Print all of them as comma-separated values."),
        click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to pass over first."),
        click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="To show at most."),
        click.option("--by", default="", metavar="NAME", help="Order by this measure. Default: the first."),
        click.option(
            "--measure",
            "measures",
            multiple=True,
            metavar="NAME",
            help="This measure; repeatable. Default: some on the page, all with --csv and --json.",
        ),
    ):
        command = option(command)
    return command


@network.command(epilog="Example: goal17 network partners --measure pagerank --measure community --csv > partners.csv")
@_paged
@sliced
@measured
@answers
def partners(
    measures: tuple[str, ...],
    by: str,
    limit: int,
    offset: int,
    as_csv: bool,
    slice: Slice,
    method: Method,
    url: str | None,
    as_json: bool,
) -> None:
    """Measure partners: degree, PageRank, betweenness, core, constraint, community, what falls apart without them."""
    from graph.analytics.network.files import partners_csv

    answer = _tabled(
        url,
        as_csv=(lambda service: partners_csv(service.table(slice, method, measures)[0])) if as_csv else None,
        as_json=as_json,
        page=lambda service: service.partners(
            slice, method, measures or (() if as_json else _OF_PARTNERS), by, limit, offset
        ),
    )
    if answer is None:
        return
    page = Page()
    page.line(f"{number(answer.total, 'partner')} of {_named(answer)}, by {answer.by}", style="bold")
    _print_measures(page, answer)
    for place, each in enumerate(answer.partners, start=offset + 1):
        where = f" [{label('country', each.country)}]" if each.country else ""
        _print_measured(page, place, f"{name(each.name)}{where}", each)
    page.sources(answer.registers)


@network.command(epilog="Example: goal17 network partnerships --by betweenness --limit 5")
@_paged
@sliced
@measured
@answers
def partnerships(
    measures: tuple[str, ...],
    by: str,
    limit: int,
    offset: int,
    as_csv: bool,
    slice: Slice,
    method: Method,
    url: str | None,
    as_json: bool,
) -> None:
    """Measure partnerships, tied by the partners that they share."""
    from graph.analytics.network.files import partnerships_csv

    answer = _tabled(
        url,
        as_csv=(lambda service: partnerships_csv(service.partnership_table(slice, method, measures)[0]))
        if as_csv
        else None,
        as_json=as_json,
        page=lambda service: service.partnerships(
            slice, method, measures or (() if as_json else _OF_PARTNERSHIPS), by, limit, offset
        ),
    )
    if answer is None:
        return
    page = Page()
    page.line(f"{number(answer.total, 'partnership')} of {_named(answer)}, by {answer.by}", style="bold")
    _print_measures(page, answer)
    for place, each in enumerate(answer.partnerships, start=offset + 1):
        _print_measured(page, place, f"{name(each.title)} ({status(each.status)})", each)
    page.sources(answer.registers)


def _tabled(
    url: str | None,
    *,
    as_csv: Callable[[NetworkService], str] | None,
    as_json: bool,
    page: Callable[[NetworkService], Any],
) -> Any:
    """Print a table for programs; or give what a page is made of."""
    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two ways to print; choose one.")
    if as_csv:
        click.echo(_asked(url, as_csv), nl=False)
        return None
    answer = _asked(url, page)
    if as_json:
        print_json(answer)
        return None
    return answer


def _print_measures(page: Page, answer: PartnersAnswer | PartnershipsAnswer) -> None:
    for note in answer.notes:
        page.line(note)
    for each, said in answer.measures.items() if answer.total else ():
        page.line(f"{each}: {said.says}{f' ({said.source})' if said.source else ''}", indent=2, style="dim")


def _print_measured(page: Page, place: int, title: str, each: MeasuredPartner | MeasuredPartnership) -> None:
    page.line()
    page.item(f"{place:>3}.", Text(title, "bold"))
    page.line(", ".join(f"{measure} {_value(value)}" for measure, value in each.measures.items()), indent=5)
    page.exact(f"goal17 show {shlex.quote(each.id)}", indent=5, style="dim")


@network.command(epilog="Example: goal17 network without reef-watch-network-3b9a1c20")
@click.argument("partner")
@sliced
@answers
def without(partner: str, slice: Slice, url: str | None, as_json: bool) -> None:
    """Say what would fall apart without PARTNER (an id), by the lists."""
    answer = _asked(url, lambda service: service.without(slice, partner))
    if as_json:
        print_json(answer)
        return
    page = Page()
    page.line(answer.sentence)
    for note in answer.notes:
        page.line(note)


@network.command(epilog="Example: goal17 network years --span 5 --window")
@click.option("--span", type=click.IntRange(1, 100), default=1, show_default=True, help="Years of a period.")
@click.option("--window", is_flag=True, help="Only what began in each period, and not all until then.")
@sliced
@answers
def years(span: int, window: bool, slice: Slice, url: str | None, as_json: bool) -> None:
    """Show the network over time, by the year in which partnerships began."""
    answer = _asked(url, lambda service: service.periods(slice, "window" if window else "cumulative", span))
    _print_parts(answer, as_json=as_json)


@network.command(epilog="Example: goal17 network registers --theme csd:oceans")
@sliced
@answers
def registers(slice: Slice, url: str | None, as_json: bool) -> None:
    """Show the networks of the registers side by side."""
    _print_parts(_asked(url, lambda service: service.registers(slice)), as_json=as_json)


@network.command(epilog="Example: goal17 network health coast-7")
@click.argument("partnership")
@dated
@answers
def health(partnership: str, as_of: datetime | None, url: str | None, as_json: bool) -> None:
    """Show what is known of the health of PARTNERSHIP (an id).

    For its focal point and the desk: measured by a register's lists alone it would be read as a judgement.
    """
    answer = _asked(url, lambda service: service.health(partnership, day(as_of)))
    if as_json:
        print_json(answer)
        return
    page = Page()
    found = answer.health
    page.line(f"{name(found.title)}, as of {answer.as_of}: {status(found.status)}", style="bold")
    for measure, value in found.values.items():
        said = answer.measures[measure]
        page.line()
        page.line(f"{_value(value) if value is not None else 'not known'}: {said.says}", indent=2)
        page.line(f"Its limit: {said.limit}.", indent=4, style="dim")
    if found.leans_on:
        page.line()
        page.line(
            f"Of its partners' other memberships none holds more than {name(found.leans_on_name)} ({found.leans_on}).",
            indent=2,
        )


def _asked(url: str | None, ask: Callable[[NetworkService], Any]) -> Any:
    from api.network import NetworkService

    with asking(url) as service:
        return ask(NetworkService(service))


def _print_described(page: Page, answer: NetworkAnswer) -> None:
    from graph.analytics.network.words import missing, of_all

    described = answer.network
    caveat = missing(described.population)
    page.line(f"The network of {_named(answer)}", style="bold")
    if described.population.partners:
        page.line(of_all(described.population))
    for note in answer.notes:
        page.line(note)
    for part, sentences in described.sentences.items():
        page.heading(part.capitalize())
        for sentence in sentences:
            # On a page the caveat of all stands once; in JSON every sentence carries it, to be quoted alone.
            page.item("-", plain(sentence.removesuffix(f" ({caveat}).") + "." * sentence.endswith(f" ({caveat}).")))
    for leading in (each for each in described.leaders or () if each.partners):
        page.heading(f"By {leading.measure}: {leading.says}")
        page.rows([(_value(each.value), f"{name(each.name)}  ({each.id})") for each in leading.partners], right=True)
    page.sources(answer.registers)


def _print_parts(answer: PartsAnswer, *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    page = Page()
    page.line(f"The network of {_named(answer)}, by {answer.by}", style="bold")
    for note in answer.notes:
        page.line(note)
    page.line(answer.sentence)
    last = "newcomers" if answer.by != "register" else "in others too"
    rows: list[Sequence[str]] = [
        ("", "partnerships", "partners", "links", "a partnership", "in the largest component", last)
    ]
    for each in answer.parts:
        population = each.population
        rows.append(
            (
                plain(each.name),
                f"{population.partnerships:,}",
                f"{population.partners:,}",
                f"{population.links:,}",
                _value(each.partners_each),
                percent(each.in_largest),
                _value(each.newcomers if answer.by != "register" else each.in_others),
            )
        )
    if answer.parts:
        page.line()
        page.rows(rows)
    page.sources(answer.registers)


def _named(answer: OfSlice) -> str:
    return answer.slice if answer.slice == "everything" else f"a slice ({plain(answer.slice)})"


def _value(value: float | None) -> str:
    """A measure as a reader compares it: four digits, whole numbers whole.

    >>> _value(2500.0), _value(0.083333), _value(None)
    ('2,500', '0.08333', '–')
    """
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.4g}"
