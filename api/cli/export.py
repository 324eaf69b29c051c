"""`goal17 export`: the network of the store as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.opened import asking
from api.cli.options import stored
from api.cli.output import Page
from api.cli.replacing import replacing
from api.cli.sliced import sliced

if TYPE_CHECKING:
    from graph.analytics.slices import Slice
    from graph.export.network import Kind


@click.command(epilog="Examples: goal17 export network.gexf — goal17 export ocean.csv.zip --register un-ocean")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "named",
    metavar="NAME",
    help="graphml, gexf, cytoscape, csv, parquet or jsonld. Default: as the name of FILE ends.",
)
@click.option(
    "--network",
    "kind",
    type=click.Choice(["graph", "two-mode", "partners"]),
    default="graph",
    show_default=True,
    help="Everything; partners and partnerships; or partners, tied by the partnerships that they share.",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="Add this measure of the network of partners as a column, such as pagerank or community; repeatable.",
)
@sliced
@stored
def export(file: Path, named: str | None, kind: Kind, measures: tuple[str, ...], slice: Slice, url: str | None) -> None:
    """Write the network of the store, or of a slice of it, to FILE.

    GraphML (.graphml), GEXF (.gexf), Cytoscape JSON (.cyjs), tables of CSV (.csv.zip) or Parquet (.parquet.zip) with
    what their columns mean, or JSON-LD (.jsonld). Sources, credit and terms stand inside. FILE takes its place when it
    is whole; - writes to standard output.
    """
    from api.exporting import network_for
    from api.wire import credited
    from graph.export.formats import format_of

    format = format_of(named or str(file))
    with asking(url) as service, replacing(file) as stream:
        network = network_for(service, kind, slice, measures)
        format.write(network, stream)
    if str(file) == "-":
        return
    page = Page()
    page.exact(f"{file}: {format.name}, for {format.readers}", style="bold")
    for sentence in network.about.contents():
        page.line(sentence, indent=2)
    page.sources(credited(network.about.registers))
