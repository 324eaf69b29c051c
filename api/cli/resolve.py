"""`goal17 resolve`: which known organisation a written name is."""

from __future__ import annotations

import click

from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, label, name, number, plain, print_json
from api.wire import WrittenName

_SAME = {True: "the same", False: "another", None: "perhaps"}


@click.command(epilog='Example: goal17 resolve "UN Environment" WWF --country Kenya')
@click.argument("names", nargs=-1, required=True)
@click.option("--type", "type", default="", metavar="CODE", help="What it is, if known (vocabulary types).")
@click.option("--country", default="", metavar="COUNTRY", help="Its country, if known: a code or a name.")
@answers
def resolve(names: tuple[str, ...], type: str, country: str, url: str | None, as_json: bool) -> None:
    """Say which known organisation each written NAME is, with a score from 0 to 1 and reasons.

    Only the same name, or an acronym that one organisation alone bears, is called the same; what is merely alike is
    offered as another, or as perhaps the same.
    """
    with asking(url) as service:
        answer = service.resolve(WrittenName(each, type, country) for each in names)
    if as_json:
        print_json(answer)
        return
    page = Page()
    for result in answer.results:
        page.line(f"“{name(result.name)}”", style="bold")
        if not result.candidates:
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
        page.line()
