"""What measures say, as sentences that can be quoted: the number, of whom, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.analytics.network.betweenness import Betweenness
from graph.analytics.network.brokerage import Loss
from graph.analytics.network.clustering import Closure, Reinforcement
from graph.analytics.network.cohesion import Components
from graph.analytics.network.communities import Communities
from graph.analytics.network.health import FEWEST, Spread
from graph.analytics.network.mixing import Mixing
from graph.analytics.network.null_models import Against
from graph.analytics.network.parts import Parts
from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Population
from graph.text.percent import part_of
from graph.text.sentence import number

UNRESOLVED = "a partner whose name was not recognised under another spelling counts twice"
"""What no measure can see."""


def of_whom(population: Population) -> str:
    """The network in words.

    >>> of_whom(Population(3, 2, 5, 0, 1))
    '3 partners of 2 partnerships'
    """
    return f"{number(population.partners, 'partner')} of {number(population.partnerships, 'partnership')}"


def missing(population: Population) -> str:
    """What the network leaves out, in words."""
    without = population.partnerships_without_partner
    named = f"{number(without, 'partnership')} name{'s' if without == 1 else ''} no partner and"
    return f"{named} {'is' if without == 1 else 'are'} left out; {UNRESOLVED}" if without else UNRESOLVED


def of_size(population: Population) -> str:
    """How large the network is; that there is none, of nobody."""
    if not population.partners:
        named = f"none of {number(population.partnerships_without_partner, 'partnership')} names a partner"
        return (
            f"There is no network: {named if population.partnerships_without_partner else 'there is no partnership'}."
        )
    mean = population.links / population.partnerships
    return (
        f"The network has {of_whom(population)}, with {number(population.links, 'link')}: {mean:.1f} partners a"
        f" partnership on average ({missing(population)})."
    )


def of_ties(ties: OneMode, population: Population) -> str:
    """How many pairs of partners share a partnership."""
    alone = int((ties.degrees == 0).sum())
    return (
        f"Among {of_whom(population)} {number(ties.edges, 'pair')} of partners share a partnership, and"
        f" {number(alone, 'partner')} share{'s' if alone == 1 else ''} none with anybody ({missing(population)})."
    )


def of_components(found: Components, population: Population) -> str:
    """How far the network is connected."""
    if not len(found.sizes):
        return of_size(population)
    return (
        f"{part_of(int(found.sizes[0]), population.partners)} partners of"
        f" {number(population.partnerships, 'partnership')} are connected with one another, directly or through"
        f" others; the rest stand in {number(len(found.sizes) - 1, 'part')} of their own ({missing(population)})."
    )


_LEADS: Mapping[str, str] = {
    "partnerships": "{name} takes part in {value:,.0f} of {partnerships}, and none of the {partners} in more",
    "neighbours": "{name} shares a partnership with {value:,.0f} other partners, and none of the {partners} of"
    " {partnerships} with more",
    "strength": "Of {partners} of {partnerships}, {name} has the ties of most weight, {value:,.4g} in all, and no other"
    " has more",
    "pagerank": "A random walker along the ties of {partners} of {partnerships} would spend {percent:.2g} % of its time"
    " at {name}, and at no other more",
    "eigenvector": "Of {partners} of {partnerships}, {name} is tied most to those that are central themselves, with an"
    " eigenvector centrality of {value:.2g} within the largest component, and no other more",
    "effective_size": "{name} has {value:,.0f} neighbours beyond those that its others reach as well (Burt's effective"
    " size), and none of the {partners} of {partnerships} has more",
}
"""What is said of who leads by a measure; several may lead alike."""


def of_leader(measure: str, name: str, value: float, population: Population) -> str:
    """Who leads by a measure.

    Args:
        measure: its name: one of partnerships, neighbours, strength, pagerank, eigenvector and effective_size.
        name: the partner's.
        value: its value.
        population: of the network.

    >>> of_leader("pagerank", "Reef Watch", 0.25, Population(8, 2, 9))[:74]
    'A random walker along the ties of 8 partners of 2 partnerships would spend'
    """
    told = _LEADS[measure].format(
        name=name,
        value=value,
        percent=100 * value,
        partners=number(population.partners, "partner"),
        partnerships=number(population.partnerships, "partnership"),
    )
    return f"{told} ({missing(population)})."


def of_betweenness(name: str, value: float, error: float, found: Betweenness, population: Population) -> str:
    """Who is most often between others, with the error of a sample."""
    if not value:
        return f"Among {of_whom(population)} nobody stands between two others ({missing(population)})."
    sampled = (
        ""
        if found.seed is None
        else f", ± {200 * error:.2g} points (two standard errors), estimated from {number(found.sources, 'partner')}"
        f" drawn with seed {found.seed}"
    )
    return (
        f"{100 * value:.2g} % of the shortest ways between two others of {of_whom(population)} lead through"
        f" {name}{sampled} ({missing(population)})."
    )


def of_core(core: int, inside: int, population: Population) -> str:
    """The innermost core."""
    return (
        f"{part_of(inside, population.partners)} partners of {number(population.partnerships, 'partnership')} form the"
        f" innermost core, in which everybody shares a partnership with {core:,} of the others or more; one large"
        " partnership makes such a core by itself"
        f" ({missing(population)})."
    )


def of_cuts(points: int, bridges: int, population: Population) -> str:
    """On how many single partners and ties the network hangs."""
    return (
        f"Without any one of {part_of(points, population.partners)} partners of"
        f" {number(population.partnerships, 'partnership')} others would lose their only connection, and"
        f" {number(bridges, 'tie')} between two partners {'is' if bridges == 1 else 'are'} the only way between two"
        f" parts ({missing(population)})."
    )


def of_loss(loss: Loss, population: Population) -> str:
    """What would fall apart without one partner."""
    return (
        f"Without {loss.name} {part_of(loss.separated, loss.connected)} connected pairs of {of_whom(population)} would"
        f" be connected no longer, and of its {number(loss.partnerships, 'partnership')} {loss.left_with_one:,} would"
        f" be left with one partner and {loss.left_empty:,} with none; so it is by the lists, which don't say who would"
        f" go on without it ({missing(population)})."
    )


def of_communities(found: Communities, population: Population) -> str:
    """Into how many communities the network falls, and whether they are found again."""
    if found.modularity is None:
        return f"Among {of_whom(population)} there are no ties, so there are no communities ({missing(population)})."
    stable = found.stability
    again = (
        ""
        if stable is None or stable.rand is None
        else f"; {number(len(stable.seeds), 'run')} with other seeds agree to {stable.rand:.2f} (adjusted Rand index:"
        " 1 the same, 0 as by chance)"
    )
    return (
        f"{of_whom(population).capitalize()} fall into {number(found.several, 'group')} of two and more that work"
        f" together more than chance would give, with a modularity of {found.modularity:.2f}{again}"
        f" ({missing(population)})."
    )


def of_reinforcement(found: Reinforcement, beside: Against, population: Population) -> str:
    """Whether pairs of partners meet again, beside chance."""
    if found.value is None:
        return f"Among {of_whom(population)} nobody could meet again ({missing(population)})."
    return (
        f"Of {number(found.paths, 'way')} in which two of {of_whom(population)} could meet in a second partnership,"
        f" {100 * found.value:.2g} % are closed: they do{of_chance(beside)} ({missing(population)})."
    )


def of_closure(found: Closure, population: Population) -> str:
    """Whether partners' partners work together."""
    if found.value is None:
        return f"Among {of_whom(population)} nobody has partners in two partnerships ({missing(population)})."
    return (
        f"Of {number(found.paths, 'way')} in which two of {of_whom(population)} work with the same third in two"
        f" partnerships, {100 * found.value:.2g} % are closed by another partnership of the two"
        f" ({missing(population)})."
    )


def of_mixing(found: Mixing, population: Population) -> str:
    """Whether groups keep to themselves, beside chance, and how many can't be compared."""
    known = sum(each.partners for each in found.ties if each.compared)
    apart = ", ".join(f"{each.group} {each.partners:,}" for each in found.ties if not each.compared)
    told = f"{part_of(known, population.partners)} partners can be compared{f' (apart: {apart})' if apart else ''}"
    if found.index.value is None:
        return f"By {found.by} nothing can be said of who works with whom: {told} ({missing(population)})."
    beside = of_chance(found.index, "towards others", "towards their own")
    return (
        f"By {found.by}, the E-I index of {number(population.partnerships, 'partnership')} is {found.index.value:.2f}"
        f" (-1: all ties within groups, 1: all between){beside}; {told} ({missing(population)})."
    )


def of_chance(found: Against, high: str = "more", low: str = "less") -> str:
    """What chance gives beside a value, as a part of a sentence; "" where that can't be said.

    Args:
        found: the value beside chance.
        high: what it means that the value is higher than chance gives.
        low: what it means that it is lower.

    >>> told = of_chance(Against(0.5, 0.25, 0.1, 2.5, 0, 50, 17))
    >>> told[:66]
    '; 50 networks of chance with the same degrees (curveball, seed 17)'
    >>> told[66:]
    ' give 0.25 ± 0.1 (one standard deviation): 2.5 deviations more'
    """
    if found.value is None or found.expected is None or found.deviation is None:
        return ""
    of = f"{number(found.draws, 'network')} of chance with the same degrees ({found.model}, seed {found.seed})"
    if found.z is None:
        return f"; {of} all give {found.expected:.2g}"
    # Two deviations either way hold what chance gives nineteen times in twenty.
    said = "as chance gives" if abs(found.z) < 2 else f"{abs(found.z):.1f} deviations {high if found.z > 0 else low}"
    return f"; {of} give {found.expected:.2g} ± {found.deviation:.2g} (one standard deviation): {said}"


def of_parts(found: Parts) -> str:
    """What the parts hold and what stands in none."""
    without = len(found.in_no_part)
    stand = f"{number(without, 'partnership')} stand{'s' if without == 1 else ''}"
    left = f"; {stand} in none: {found.why}" if without else ""
    if not found.parts:
        return f"Divided by {found.by}, the network has no parts{left} ({UNRESOLVED})."
    last = found.parts[-1]
    return (
        f"Divided by {found.by}, the network has {number(len(found.parts), 'part')}, the last of which"
        f" ({last.name}) has {of_whom(last.population)}{left} ({missing(last.population)})."
    )


def of_few(partnerships: int) -> str:
    """That health isn't told of so few."""
    return (
        f"The health of {number(partnerships, 'partnership')} isn't told: of fewer than {FEWEST} a distribution would"
        " tell of each of them."
    )


def of_health(found: Spread, as_of: date) -> str:
    """How one measure of health is spread, with its limit."""
    known = f"Known of {part_of(found.known, found.known + found.unknown)} partnerships as of {as_of.isoformat()}"
    half = "" if found.median is None else f", of which half have {found.median:.3g} or less"
    return f"{known}: {found.says}{half}; {found.limit}."
