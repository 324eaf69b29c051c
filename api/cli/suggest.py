"""`goal17 suggest`: the goals, targets and themes that a text speaks of."""

from __future__ import annotations

import click

from api.cli.inferred import print_inferred, print_typology
from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, print_json


@click.command(
    epilog='Example: goal17 suggest "We plant mangroves with fishing villages and train their women as divers"'
)
@click.argument("text", default="")
@click.option("--title", default="", help="Title of the partnership.")
@answers
def suggest(text: str, title: str, url: str | None, as_json: bool) -> None:
    """Suggest which goals, targets and themes a partnership could be registered under, from its TEXT.

    A main goal and at most five others, each with its probability, the words and the passage that say so; and what the
    text says of its mechanisms, targets and funding. A lone - reads the text from standard input. Nothing is stored.
    """
    if text == "-":
        with click.open_file("-", encoding="utf-8-sig", errors="replace") as lines:
            text = lines.read()
    with asking(url) as service:
        answer = service.suggest(title, text)
    if as_json:
        print_json(answer)
        return
    page = Page()
    print_inferred(page, answer.inferred)
    if answer.note:
        page.line(answer.note)
    print_typology(page, answer.typology)
