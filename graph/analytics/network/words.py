"""What measures say, as sentences that can be quoted: the number, of whom, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from graph.analytics.network.betweenness import Betweenness
from graph.analytics.network.brokerage import Loss
from graph.analytics.network.clustering import Closure, Reinforcement
from graph.analytics.network.cohesion import Components
from graph.analytics.network.description import CommunitiesTold, Core, Ranked, Ties
from graph.analytics.network.health import DAYS_A_YEAR, FEWEST, Spread
from graph.analytics.network.mixing import Mixing, sides
from graph.analytics.network.null_models import Against
from graph.analytics.network.parts import Parts
from graph.analytics.network.projection import Weights
from graph.analytics.network.two_mode import Population
from graph.text.percent import part_of, percent
from graph.text.sentence import listed, number

UNRESOLVED = (
    "a partner whose name was not recognised under another spelling counts twice, and two bodies under one general name"
    " may count as one"
)
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


def of_all(population: Population) -> str:
    """What the network leaves out, as a sentence for a page on which every figure has the same limit."""
    return f"Of all measures: {missing(population)}."


def of_nothing(population: Population) -> str:
    """That there is nothing to measure, and why: without a partner, or without a tie; "" of any other network.

    >>> of_nothing(Population(0, 0, 0, 0, 1))
    'There is no network: none of 1 partnership names a partner.'
    >>> of_nothing(Population(3, 2, 5))
    ''
    """
    if population.has_ties:
        return ""
    if population.partners:
        return (
            f"There are no ties to measure: none of {number(population.partnerships, 'partnership')} names more than"
            f" one of {number(population.partners, 'partner')} ({missing(population)})."
        )
    unnamed = population.partnerships_without_partner
    why = f"none of {number(unnamed, 'partnership')} names a partner" if unnamed else "there is no partnership"
    return f"There is no network: {why}."


def of_size(population: Population) -> str:
    """How large a network of somebody is."""
    mean = population.links / population.partnerships
    return (
        f"The network has {of_whom(population)}, with {number(population.links, 'link')}: {mean:.1f} partners a"
        f" partnership on average ({missing(population)})."
    )


def of_ties(ties: Ties, population: Population) -> str:
    """How many pairs of partners share a partnership."""
    return (
        f"Among {of_whom(population)} {number(ties.pairs, 'pair')} of partners share a partnership, and"
        f" {number(ties.without, 'partner')} share{'s' if ties.without == 1 else ''} none with anybody"
        f" ({missing(population)})."
    )


def of_components(found: Components, population: Population) -> str:
    """How far the network is connected."""
    parts = len(found.sizes) - 1
    rest = f"; the rest stand in {number(parts, 'part')} of {'its' if parts == 1 else 'their'} own" if parts else ""
    return (
        f"{part_of(int(found.sizes[0]), population.partners)} partners of"
        f" {number(population.partnerships, 'partnership')} are connected with one another, directly or through"
        f" others{rest} ({missing(population)})."
    )


WEIGHED: Mapping[Weights, str] = {
    "count": "ties weighted by the partnerships that two share",
    "newman": "ties weighted by 1/(k - 1) for each partnership of k partners that two share",
    "hyperbolic": "ties weighted by 1/k for each partnership of k partners that two share",
}
"""How strong a tie is, in every sentence about a measure that depends on it."""

_LEADS: Mapping[str, str] = {
    "partnerships": "{name} takes part in {value:,.0f} of {partnerships}, and none of the {partners} in more",
    "neighbours": "{name} shares a partnership with {value:,.0f} other partners, and none of the {partners} of"
    " {partnerships} with more",
    "strength": "Of {partners} of {partnerships}, {name} has the ties of most weight, {value:,.4g} in all, and no other"
    " has more; {weighed}",
    "pagerank": "A random walker along the ties of {partners} of {partnerships} would spend {share} of its time"
    " at {name}, and at no other more; {weighed}",
    "eigenvector": "Of {partners} of {partnerships}, {name} is tied most to those that are central themselves, with an"
    " eigenvector centrality of {value:.2g} within the largest component, and no other more; {weighed}",
    "effective_size": "{name} has {value:,.0f} neighbours beyond those that its others reach as well (Burt's effective"
    " size), and none of the {partners} of {partnerships} has more",
}
"""What is said of who leads by a measure; several may lead alike."""


def of_leader(measure: str, name: str, value: float, population: Population, weights: Weights) -> str:
    """Who leads by a measure.

    Args:
        measure: its name: one of partnerships, neighbours, strength, pagerank, eigenvector and effective_size.
        name: the partner's.
        value: its value.
        population: of the network.
        weights: of its ties.

    >>> of_leader("pagerank", "Reef Watch", 0.25, Population(8, 2, 9), "newman")[:74]
    'A random walker along the ties of 8 partners of 2 partnerships would spend'
    """
    told = _LEADS[measure].format(
        name=name,
        value=value,
        share=percent(value, 2),
        weighed=WEIGHED[weights],
        partners=number(population.partners, "partner"),
        partnerships=number(population.partnerships, "partnership"),
    )
    return f"{told} ({missing(population)})."


def of_betweenness(first: Ranked | None, found: Betweenness, population: Population) -> str:
    """Who is most often between others, with the error of a sample.

    Args:
        first: who leads; None where nobody was found between others.
        found: betweenness of all.
        population: of the network.
    """
    drawn = f"estimated from {number(found.sources, 'partner')} drawn with seed {found.seed}"
    if first is None:
        nobody = f"Among {of_whom(population)} nobody was found between two others"
        return f"{nobody}{'' if found.seed is None else f', {drawn}'} ({missing(population)})."
    error = "" if first.error is None else f", ± {200 * first.error:.2g} points (two standard errors), {drawn}"
    return (
        f"On average over all pairs of others among {of_whom(population)}, connected or not, {percent(first.value, 2)}"
        f" of the shortest ways lead through {first.name}{error} ({missing(population)})."
    )


def of_core(found: Core, population: Population) -> str:
    """The innermost core, beside the one that the largest partnership makes by itself."""
    return (
        f"{part_of(found.partners, population.partners)} partners of {number(population.partnerships, 'partnership')}"
        f" form the innermost core, in which everybody shares a partnership with {found.core:,} of the others or more;"
        f" the largest partnership, of {number(found.largest_partnership, 'partner')}, makes one of"
        f" {found.largest_partnership - 1:,} by itself ({missing(population)})."
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
    left = (
        f"of its {number(loss.partnerships, 'partnership')} {loss.left_with_one:,} would be left with one partner and"
        f" {loss.left_empty:,} with none; so it is by the lists, which don't say who would go on without it"
        f" ({missing(population)})."
    )
    if not loss.connected:
        return f"No two others of {of_whom(population)} are connected, with {loss.name} or without; {left}"
    return (
        f"Without {loss.name} {part_of(loss.separated, loss.connected)} connected pairs of the others among"
        f" {of_whom(population)} would be connected no longer, and {left}"
    )


def of_communities(found: CommunitiesTold, population: Population, weights: Weights) -> str:
    """How well the network divides into communities, beside chance, and whether the division is found again.

    It speaks of the division as a whole: that of chance has communities too, and none of these is tested by itself.
    """
    if found.modularity is None or found.stability is None:
        return f"Among {of_whom(population)} there are no ties, so there are no communities ({missing(population)})."
    stable, beside = found.stability, found.beside_chance
    chance = f"; one run finds {beside.value:.2f}, and {of_chance(beside)}" if beside.value is not None else ""
    again = (
        "; other seeds were not tried"
        if stable.rand is None
        else f"; two runs agree to {stable.rand:.2f} on average (adjusted Rand index: 1 the same, 0 as by chance)"
    )
    return (
        f"{of_whom(population).capitalize()} can be divided into {number(found.several, 'group')} of two and more with"
        f" a modularity of {found.modularity:.2f}, the best of {number(len(stable.seeds), 'run')}{chance}{again}; that"
        f" is told of the whole division, and of no single group; {WEIGHED[weights]} ({missing(population)})."
    )


def of_reinforcement(found: Reinforcement, beside: Against, population: Population) -> str:
    """Whether pairs of partners meet again, beside chance."""
    if found.value is None:
        return f"Among {of_whom(population)} nobody could meet again ({missing(population)})."
    return (
        f"Of {number(found.paths, 'way')} in which two of {of_whom(population)} could meet in a second partnership,"
        f" {percent(found.value, 2)} are closed: they do{_after(of_chance(beside, share=True))}"
        f" ({missing(population)})."
    )


def of_closure(found: Closure, population: Population) -> str:
    """Whether partners' partners work together."""
    if found.value is None:
        return f"Among {of_whom(population)} nobody links two others through two partnerships ({missing(population)})."
    return (
        f"Of {number(found.paths, 'way')} in which two of {of_whom(population)} work with the same third in two"
        f" partnerships, {percent(found.value, 2)} are closed by another partnership of the two"
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
        f" (-1: all ties within groups, 1: all between; {WEIGHED[found.weights]}){_after(beside)}; {told}"
        f" ({missing(population)})."
    )


def _after(told: str) -> str:
    return f"; {told}" if told else ""


def of_chance(found: Against, high: str = "more", low: str = "less", *, share: bool = False) -> str:
    """What chance gives beside a value, as a part of a sentence; "" where that can't be said.

    Args:
        found: the value beside chance.
        high: what it means that the value is higher than chance gives.
        low: what it means that it is lower.
        share: whether the value is a share, and written as one.

    >>> of_chance(Against(0.5, 0.25, 0.1, 2.5, 0, 50, 17))
    '50 networks of chance with the same degrees (curveball, seed 17) give 0.25 ± 0.1 (standard deviation): 2.5
    deviations more'
    """
    if found.value is None or found.expected is None or found.deviation is None:
        return ""
    of = f"{number(found.draws, 'network')} of chance with the same degrees ({found.model}, seed {found.seed})"
    expected, deviation = (percent(each, 2) if share else f"{each:.2g}" for each in (found.expected, found.deviation))
    if found.z is None:
        return f"{of} all give {expected}"
    # Two deviations either way hold what chance gives nineteen times in twenty.
    said = "as chance gives" if abs(found.z) < 2 else f"{abs(found.z):.1f} deviations {high if found.z > 0 else low}"
    return f"{of} give {expected} ± {deviation} (standard deviation): {said}"


def of_sides(found: Mixing, population: Population) -> str:
    """How many pairs of partners are South-South by a list, how many of other sides, and of how many it isn't known."""
    by, told = found.by.partition(": ")[2], sides(found)
    partners = part_of(sum(each.partners for each in found.ties if each.compared), population.partners)
    whose = "of a known country that are no bodies of several States"
    counted = "a pair counts once for every partnership that lists both"
    if not told.compared:
        return (
            f"By {by}, nothing can be told of {number(told.all, 'pair')} of {of_whom(population)}: {partners} partners"
            f" are {whose}, and no two of them share a partnership ({missing(population)})."
        )
    split = zip(
        (
            "are South-South (both on the list)",
            "of one on it and one on no list of the South",
            "of two on no list of the South",
            "of others (one in transition, or on another list of the South)",
        ),
        (told.both, told.one, told.neither, told.others),
        strict=True,
    )
    return (
        f"By {by}, of {number(told.compared, 'pair')} of partners"
        f" {listed([f'{pairs:,} ({percent(pairs / told.compared)}) {what}' for what, pairs in split])}; these are all"
        f" pairs among {partners} partners, those {whose}, and {percent(told.compared / told.all)} of the"
        f" {number(told.all, 'pair')} of {of_whom(population)}; {counted} ({missing(population)})."
    )


def of_periods(found: Parts) -> str:
    """How the network grew, and what stands in no period."""
    left = _left(found)
    if not found.parts:
        return of_nothing(found.population) or f"By {found.by} nothing can be told{left} ({UNRESOLVED})."
    last = found.parts[-1]
    return (
        f"By {found.by} there are {number(len(found.parts), 'period')}; the last one ({last.name}) has"
        f" {of_whom(last.population)}{left} ({missing(last.population)})."
    )


def of_registers(found: Parts) -> str:
    """How large the network of each register is, and how many partners several of them name."""
    if not found.parts:
        return of_nothing(found.population) or f"By {found.by} nothing can be told{_left(found)} ({UNRESOLVED})."
    each = listed([f"{of_whom(part.population)} ({part.name})" for part in found.parts])
    several = f"; {part_of(found.in_several or 0, found.population.partners)} partners stand in several of them"
    return (
        f"By {found.by} there are {each}{several if len(found.parts) > 1 else ''}{_left(found)}"
        f" ({missing(found.population)})."
    )


def _left(found: Parts) -> str:
    without = len(found.in_no_part)
    stand = f"{number(without, 'partnership')} stand{'s' if without == 1 else ''}"
    return f"; {stand} in none: {found.why}" if without else ""


def of_few(partnerships: int) -> str:
    """That health isn't told of so few."""
    return (
        f"The health of {number(partnerships, 'partnership')} isn't told: of fewer than {FEWEST} a distribution would"
        " tell of each of them."
    )


_HEALTH: Mapping[str, tuple[str, str]] = {
    "years_left": ("state an end", "the median of these ends is {day}"),
    "partners": ("are counted, those that name nobody too", "the median list has {partners}"),
    "types": ("list a partner of known type", "the median list has {types}"),
    "countries": ("list a partner of known country", "the median list has partners of {countries}"),
    "connected_partners": ("name a partner", "on the median list {percent} of them are in another partnership too"),
    "dependence": (
        "name two partners or more, one of them in another partnership too",
        "on the median list one partner alone holds {percent} of all their other memberships",
    ),
}
"""Of which partnerships a measure is known, and where its middle lies."""


def of_health(found: Spread, as_of: date) -> str:
    """Of how many partnerships a measure of health is known, where its middle lies, and its limit.

    >>> of_health(Spread("partners", "", "a list may be old", 9, 0, 1, 1, 3, 4, 8), date(2026, 1, 1))
    '9 of 9 (100 %) partnerships are counted, those that name nobody too; the median list has 3 partners; a list may be
    old.'
    """
    every = found.known + found.unknown
    if found.median is None:
        return f"Not known of any of {number(every, 'partnership')}: {found.says}; {found.limit}."
    known, half = _HEALTH[found.measure]
    day = as_of + timedelta(days=round(found.median * DAYS_A_YEAR)) if found.measure == "years_left" else as_of
    count = int(found.median)
    told = half.format(
        day=day.isoformat(),
        partners=number(count, "partner"),
        types=number(count, "type"),
        countries=number(count, "country", "countries"),
        percent=percent(found.median),
    )
    return f"{part_of(found.known, every)} partnerships {known}; {told}; {found.limit}."
