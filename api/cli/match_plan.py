"""`goal17 match plan`: who could serve whom, within limits."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from api.cli.opened import asking
from api.cli.options import answers, dated
from api.cli.output import Page, label, name, plain, print_json
from graph.errors import InputError
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.wire_needs import PlanAnswer, ScenarioAnswer


_HELP = """Plan which offer could serve which need, within limits.

FILE holds a request as the HTTP API takes it; - reads it from standard input. An id stands for what is stored:

\b
  {"needs": [{"country": "Togo", "text": "solid waste", "cost": 2}, "ID"],
   "offers": [{"text": "Recycling", "regions": ["Africa"], "capacity": 3}],
   "constraints": {"budget": 10, "per_country": 1, "least": {"ldc": 1}}}

Options add to it. Several drafts are made; each says what stays unserved, and why. Where no plan keeps all limits, it
says which of them can't hold together.
"""


@click.command(
    help=_HELP,
    epilog="Examples: goal17 match plan request.json --csv plan.csv"
    " — goal17 match plan --need ID --need ID --offer ID=3 --per-country 1 --least ldc=2",
)
@click.argument("request", required=False, metavar="[FILE]", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--need", "needs", multiple=True, metavar="ID", help="A need to plan for; repeatable.")
@click.option("--offer", "offers", multiple=True, metavar="ID[=N]", help="An offer, and how many needs it can serve.")
@click.option("--budget", type=click.FloatRange(min=0), help="The most that all may cost together.")
@click.option(
    "--pot", "pots", multiple=True, metavar="POT=SHARE", help="Share of global or countries, such as global=0.35."
)
@click.option(
    "--least", multiple=True, metavar="GROUP=N", help="Needs of a group to be served at least, such as ldc=2."
)
@click.option("--per-country", type=click.IntRange(min=0), help="Needs of one country to be served at most.")
@click.option("--serve", type=click.IntRange(min=0), help="Needs to be served at least.")
@click.option("--fix", multiple=True, metavar="NEED~OFFER", help="A pair, by ids, that is to be in the plan.")
@click.option("--forbid", multiple=True, metavar="NEED~OFFER", help="A pair, by ids, that isn't to be in it.")
@click.option("--open-only", is_flag=True, help="Only offers whose window is stated to be open.")
@dated
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write the plan as CSV too.")
@answers
def plan(
    request: str | None,
    needs: tuple[str, ...],
    offers: tuple[str, ...],
    budget: float | None,
    pots: tuple[str, ...],
    least: tuple[str, ...],
    per_country: int | None,
    serve: int | None,
    fix: tuple[str, ...],
    forbid: tuple[str, ...],
    open_only: bool,
    as_of: datetime | None,
    table: Path | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Plan which offer could serve which need."""
    body = _read(request)
    body["needs"] = [*body.get("needs", []), *needs]
    body["offers"] = [*body.get("offers", []), *(_offer(written) for written in offers)]
    given: dict[str, Any] = {
        "budget": budget,
        "pots": _shares(pots, float),
        "least": _shares(least, int),
        "per_country": per_country,
        "serve": serve,
        "open_only": open_only or None,
    }
    for what, pairs in (("fix", fix), ("forbid", forbid)):
        body[what] = [*body.get(what, []), *(_pair(written, f"--{what}") for written in pairs)]
    body["constraints"] = {**body.get("constraints", {}), **_given(given)}
    for what, option in (("needs", "--need ID"), ("offers", "--offer ID")):
        if not body[what]:
            raise click.UsageError(f"There are no {what} to plan: give {option}, or a FILE with `{what}`.")
    from pydantic import ValidationError

    from api.needs import NeedsService
    from api.routes.needs import PlanRequest
    from graph.matching.plan.planner import PlannedNeed, PlannedOffer

    try:
        asked = PlanRequest.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"The request can't be understood at {place}: {first['msg']}.") from error
    day = as_of.date() if as_of is not None else asked.as_of or datetime.now(UTC).date()
    with asking(url, meaning=True) as service:
        made = NeedsService(service).plan(
            [PlannedNeed(each) if isinstance(each, str) else each.planned() for each in asked.needs],
            [PlannedOffer(each) if isinstance(each, str) else each.planned() for each in asked.offers],
            asked.limits(),
            as_of=day,
            open_only=asked.constraints.open_only,
        )
    if table is not None:
        from api.tables import plan_table

        table.write_text(plan_table(made), encoding="utf-8")
    if as_json:
        print_json(made)
    else:
        _print(Page(), made)


def _read(request: str | None) -> dict[str, Any]:
    if request is None:
        return {}
    try:
        text = sys.stdin.read() if request == "-" else Path(request).read_text(encoding="utf-8")
        body = json.loads(text)
    except (OSError, ValueError) as error:
        raise InputError(f"{request} can't be read as JSON: {error}.") from error
    if not isinstance(body, dict):
        raise InputError(f"{request} holds no request: an object with `needs` and `offers`.")
    for key, kind, said in (
        ("needs", list, "list"),
        ("offers", list, "list"),
        ("constraints", dict, "object"),
        ("fix", list, "list"),
        ("forbid", list, "list"),
    ):
        if not isinstance(body.get(key, kind()), kind):
            raise InputError(f"In {request}, `{key}` is no {said}.")
    return body


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given; 0 is a limit like any other."""
    return {key: value for key, value in options.items() if value is not None and value != {}}


def _offer(written: str) -> dict[str, Any] | str:
    id, sign, capacity = written.rpartition("=")
    if not sign:
        return written
    if not capacity.isdecimal():
        raise click.BadParameter(f"{capacity!r} is no number of needs.", param_hint="--offer")
    return {"id": id, "capacity": int(capacity)}


def _pair(written: str, option: str) -> dict[str, str]:
    need, sign, offer = written.partition("~")
    if not (need and sign and offer):
        raise click.BadParameter(f"{written!r}: write the id of a need, ~ and the id of an offer.", param_hint=option)
    return {"need": need, "offer": offer}


def _shares(written: Sequence[str], read: type[int | float]) -> dict[str, float]:
    found = {}
    for each in written:
        key, _, value = each.partition("=")
        try:
            found[key] = read(value)
        except ValueError as error:
            raise click.BadParameter(f"{each!r}: write a name, = and a number.") from error
    return found


def _print(page: Page, made: PlanAnswer) -> None:
    page.line(
        f"A plan for {number(made.needs, 'need')} and {number(made.offers, 'offer')}, as of {made.as_of}", style="bold"
    )
    page.line(made.notice)
    if made.conflict:
        page.line("No plan keeps all limits. These can't hold together; giving up any one of them would end this:")
        for each in made.conflict:
            page.item("-", plain(each.why), indent=2)
        if made.remark:
            page.line(made.remark)
        for left in made.unserved:
            page.item("-", f"No offer for {name(left.need.name)}. {plain(left.why)}", indent=2)
        return
    for place, scenario in enumerate(made.scenarios):
        alike = next((each for each in made.scenarios[:place] if each.assignment == scenario.assignment), None)
        _scenario(page, scenario, alike.code if alike else "")


def _scenario(page: Page, scenario: ScenarioAnswer, alike: str) -> None:
    """One draft; where it is the same as another, no more than that."""
    page.heading(f"{scenario.code}: {scenario.total} served, cost {scenario.cost:g}, fit {scenario.fit:.2f}")
    page.line(scenario.wish + ("" if scenario.best else " Not proven to be the best in the time there was."))
    if alike:
        page.line(f"The same as {alike}.")
        return
    if scenario.by_pot:
        page.line(f"Pots: {_listed(scenario.by_pot)}.")
    for use in scenario.limits:
        if not use.used and use.least is None:
            continue
        bounds = [f"at least {use.least:g}"] if use.least is not None else []
        bounds += [f"at most {use.most:g}, {use.left:g} left"] if use.most is not None else []
        page.item("-", f"{plain(use.why)} Used: {use.used:g} ({', '.join(bounds)}).", indent=2)
    for each in scenario.assignment:
        where = f" ({label('country', each.country)})" if each.country else ""
        page.item("-", Text(f"{name(each.need.name)}{where}", "bold"), indent=2)
        fixed = " · fixed" if each.fixed else ""
        page.line(f"by {name(each.offer.name)} · fit {each.fit:.2f} · {each.pot}{fixed}", indent=4)
        for why in each.why:
            page.line(plain(why), indent=4)
    for left in scenario.unserved:
        page.item("-", f"Not served: {name(left.need.name)}. {plain(left.why)}", indent=2)


def _listed(amounts: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:g}" for key, value in amounts.items())
