"""`goal17 match`: whom a partnership should invite, and what a partner should join."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from api.cli.asked import day, filters, one_way
from api.cli.match_fair import fair
from api.cli.match_needs import needs, offers
from api.cli.match_overlaps import overlaps
from api.cli.match_plan import plan
from api.cli.match_triples import replication, triples
from api.cli.matches import print_partners, print_partnerships
from api.cli.opened import asking
from api.cli.options import dated, matches, why_not
from api.cli.output import Page, print_json
from api.cli.why_not import print_why_not

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


@click.group()
def match() -> None:
    """Ask the matchmaker: whom to invite, what to join, what meets a need.

    A match is a list of reasons before it is a number: every reason says what it adds to the score, and --explain
    shows what it rests on.
    """


match.add_command(offers)
match.add_command(needs)
match.add_command(plan)
match.add_command(fair)
match.add_command(overlaps)
match.add_command(triples)
match.add_command(replication)


_ONLY_STATED = "Only as stated; repeatable."
_OF_KIND = (
    ("--mechanism", "CODE", "Offer only partnerships that work in this way; repeatable."),
    ("--goal-type", "CODE", "Offer only those driven by this: task, policy, innovation, accountability; repeatable."),
    ("--business-type", "CODE", "Offer only those of this type of the UN Guidelines; repeatable."),
    ("--funding-type", "CODE", "Offer only those funded in this way: pooled, loose; repeatable."),
    ("--non-cash", "CODE", f"Offer only those with this contribution that isn't money. {_ONLY_STATED}"),
)


def _of_kind(command: F) -> F:
    """Filters by what kind of partnership it is."""
    for name, metavar, help in reversed(_OF_KIND):
        command = click.option(name, multiple=True, metavar=metavar, help=help)(command)
    return command


_with_business = click.option(
    "--with-business",
    type=click.Choice(["yes", "no"]),
    multiple=True,
    help=f"Offer only those willing to work with business, or not. {_ONLY_STATED}",
)


@match.command(
    epilog="Examples: goal17 match partners un-platform-7471"
    ' — goal17 match partners --title "Mangrove nurseries" --country Kenya --sdg 14 --partner UNEP --type academic'
)
@click.argument("id", required=False)
@click.option("--title", default="", help="Title of the partnership.")
@click.option("--text", default="", help="What it does, in a sentence or a page.")
@click.option(
    "--partner", "partners_", multiple=True, metavar="NAME", help="Takes part already, as written; repeatable."
)
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it addresses; repeatable.")
@click.option("--country", "countries", multiple=True, help="Where it works: a code or a name; repeatable.")
@click.option("--theme", "themes", multiple=True, metavar="CODE", help="A theme of it; repeatable.")
@click.option("--type", "types", multiple=True, metavar="CODE", help="Offer only partners of this type; repeatable.")
@click.option("--in-country", multiple=True, metavar="COUNTRY", help="Offer only partners of this country; repeatable.")
@click.option("--bringing", multiple=True, metavar="CODE", help=f"Offer only partners that bring this. {_ONLY_STATED}")
@_with_business
@click.option(
    "--spread",
    type=click.FloatRange(0, 2),
    help="How much less readily those are offered who take part in much. Default: as the weights have it.",
)
@why_not
@matches
def partners(
    id: str | None,
    title: str,
    text: str,
    partners_: tuple[str, ...],
    sdgs: tuple[int, ...],
    countries: tuple[str, ...],
    themes: tuple[str, ...],
    types: tuple[str, ...],
    in_country: tuple[str, ...],
    bringing: tuple[str, ...],
    with_business: tuple[str, ...],
    spread: float | None,
    why_not: str,
    limit: int,
    exclude: tuple[str, ...],
    explain: bool,
    url: str | None,
    as_json: bool,
) -> None:
    """Find whom a partnership should invite.

    Give the ID of a stored partnership, or describe one; its own partners are never offered.
    """
    described = (title, text, partners_, sdgs, countries, themes)
    one_way(id, described, "the ID of a partnership", "--title, --text, --partner, --sdg, --country or --theme")
    from api.matching import Further
    from graph.matching.subject import PartnershipDescription

    where = filters(type=types, country=in_country, brings=bringing, with_business=with_business)
    with asking(url) as service:
        found = service.invite(
            id or PartnershipDescription(title, text, partners_, sdgs, countries, themes),
            limit=limit,
            exclude=exclude,
            where=where,
            spread=spread,
            further=Further(why_not=why_not),
        )
        known = service.view.status().entities.get("partner", 0)
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        page = Page()
        print_partners(page, found, id or title, known, no_meaning, explain=explain)
        print_why_not(page, found.why_not, explain=explain)
        page.sources(found.registers)


@match.command(
    epilog="Examples: goal17 match partnerships wwf-963ea38d"
    ' — goal17 match partnerships --name "Coast Youth" --text "We replant mangroves." --as-of 2026-05-31'
)
@click.argument("id", required=False)
@click.option("--name", default="", help="Name of the partner; where it is known, its ties count too.")
@click.option("--text", default="", help="What it does, offers or looks for.")
@click.option("--type", "type", default="", metavar="CODE", help="What it is (vocabulary types).")
@click.option("--country", default="", help="Where it is: a code or a name.")
@click.option("--sdg", "sdgs", type=click.IntRange(1, 17), multiple=True, help="A goal that it works on; repeatable.")
@click.option(
    "--brings",
    multiple=True,
    metavar="CODE",
    help="What it brings (vocabulary contributions); repeatable. Says which role it could play.",
)
@click.option("--seeks", multiple=True, metavar="WORDS", help="What it looks for; repeatable.")
@dated
@click.option("--include", type=click.Choice(["ended"]), multiple=True, help="Ended ones too, to learn from.")
@click.option("--on-sdg", multiple=True, metavar="N", help="Offer only partnerships on this goal; repeatable.")
@click.option("--in-country", multiple=True, metavar="COUNTRY", help="Offer only those that work here; repeatable.")
@click.option("--on-theme", multiple=True, metavar="CODE", help="Offer only partnerships on this theme; repeatable.")
@_of_kind
@_with_business
@click.option("--joinable", is_flag=True, help="Leave out what a source says can't be joined; keep what isn't stated.")
@why_not
@matches
def partnerships(
    id: str | None,
    name: str,
    text: str,
    type: str,
    country: str,
    sdgs: tuple[int, ...],
    brings: tuple[str, ...],
    seeks: tuple[str, ...],
    as_of: datetime | None,
    include: tuple[str, ...],
    on_sdg: tuple[str, ...],
    in_country: tuple[str, ...],
    on_theme: tuple[str, ...],
    joinable: bool,
    why_not: str,
    limit: int,
    exclude: tuple[str, ...],
    explain: bool,
    url: str | None,
    as_json: bool,
    **of_kind: tuple[str, ...],
) -> None:
    """Find what a partner should join, and in which role.

    Give the ID of a stored partner, or say who you are: a name and a sentence are enough. Gates tell what a register
    says about joining; what it doesn't say is "not stated". A filter keeps what says what it asks for, and the answer
    tells how many say anything of it. Ended partnerships come only with --include ended, marked
    as to learn from.
    """
    described = (name, text, type, country, sdgs, brings, seeks)
    one_way(id, described, "the ID of a partner", "--name and --text")
    from api.matching import Further
    from graph.matching.subject import PartnerDescription

    said = "\n".join([text, *seeks]).strip()
    with asking(url) as service:
        found = service.join(
            id or PartnerDescription(name, said, type, country, sdgs, brings),
            limit=limit,
            exclude=exclude,
            where=filters(sdg=on_sdg, country=in_country, theme=on_theme, **of_kind),
            as_of=day(as_of),
            ended="ended" in include,
            joinable=joinable,
            further=Further(why_not=why_not),
        )
        known = service.view.status().entities.get("partnership", 0)
        no_meaning = service.why_no_meaning()
    if as_json:
        print_json(found)
    else:
        page = Page()
        print_partnerships(page, found, id or name, known, no_meaning, explain=explain)
        print_why_not(page, found.why_not, explain=explain)
        page.sources(found.registers)
