"""`goal17 resolve`: which known organisation a written name is."""

from __future__ import annotations

import click

from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, label, name, plain, print_json
from api.wire import WrittenName
from graph.text.sentence import number

_SAME = {True: "the same", False: "another", None: "perhaps"}


@click.command(epilog='Example: goal17 resolve "UN Environment" WWF --country Kenya')
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--type", "type", default="", metavar="CODE", help="What it is, if known (vocabulary types).")
@click.option("--country", default="", metavar="COUNTRY", help="Its country, if known: a code or a name.")
@answers
def resolve(names: tuple[str, ...], type: str, country: str, url: str | None, as_json: bool) -> None:
    """Say which known organisation each written NAME is, with a score from 0 to 1 and reasons.

    A lone - reads the names from standard input, one a line. Called the same is who alone bears the name or an acronym
    of it, or is so like that a register's entry would be joined to it; others are offered as perhaps the same, or not.
    """
    if names == ("-",):
        with click.open_file("-", encoding="utf-8-sig", errors="replace") as lines:
            names = tuple(line.strip() for line in lines if line.strip())
    # What compares names takes a quarter of a second to import, which --help needn't wait for.
    from api.resolving import resolve as resolve_names

    with asking(url) as service:
        for field, code in (("type", type), ("country", country)):
            service.filters({field: [code]} if code else {})
        answer = resolve_names(service, (WrittenName(each, type, country) for each in names), thorough=False)
    if as_json:
        print_json(answer)
        return
    page = Page()
    for result in answer.results:
        page.line(f"“{name(result.name)}”", style="bold")
        if result.problem:
            page.line(result.problem, indent=2)
        elif not result.candidates:
            page.line("Nobody in the store has a name like this.", indent=2)
        for each in result.candidates:
            page.line(f"{each.score:.2f}  {_SAME[each.same]}: {name(each.name)}", indent=2)
            about = [
                label("type", each.type) if each.type else "",
                label("country", each.country) if each.country else "",
                number(each.degree, "partnership"),
            ]
            page.line(" · ".join(part for part in about if part), indent=8)
            page.line(" ".join(plain(reason) for reason in each.reasons), indent=8)
            page.exact(each.id, indent=8, style="dim")
        for known in result.elsewhere:
            about = [plain(known.identifier), *(label("country", code) for code in known.countries)]
            page.line(f"no partner here, but {'' if known.same else 'perhaps '}known to {known.register}:", indent=2)
            page.line(f"{name(known.name)} ({' · '.join(about)})", indent=8)
        page.line()
