# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # North and South
#
# Whom do partners of the South work with? There is no standard flag for the South: the United Nations' own list of
# regions dropped developed and developing in 2021. So named, dated lists stand side by side here, and every value says
# under which it holds.
#
# Three things that this notebook doesn't do. It calls nobody "North": a country on no list is on no list, which is all
# that is known. It puts economies in transition into a class of their own, whatever list they are on. And it groups
# countries and never ranks them.

# %%
from textwrap import fill

import numpy as np
import pandas as pd
from at_hand import open_register
from showing import canvas, nothing, say, show_plot, show_table, stacked

from graph.analytics.gaps.answer import VERDICTS
from graph.analytics.gaps.coverage import coverage
from graph.analytics.network.describe import describe
from graph.analytics.network.method import Method
from graph.analytics.network.mixing import south_list_names

register = open_register()
snapshot = register.snapshot
print(register)

# %% [markdown]
# ## Of whom it is known
#
# A partner's country is stated by a record, or follows from its name by a rule; of the others nothing can be said, and
# bodies of several States are in no country.

# %%
method = Method(as_of=register.as_of)
described = describe(snapshot, method, ["south"])
population, mixings = described.population, described.south
say(
    f"Of {population.partners:,} partners with a partnership {described.known.partners_with_country:,} have a known"
    f" country; {described.known.bodies_of_several_states:,} are bodies of several States, in no country. The lists, as"
    f" of {register.as_of}: {'; '.join(south_list_names(register.as_of).values())}."
)

# %%
counted = {mixing.by.partition(": ")[2]: mixing for mixing in mixings}
side_by_side = {
    name: {each.group.partition(" (")[0]: each.partners for each in mixing.ties} for name, mixing in counted.items()
}
lists = pd.DataFrame(side_by_side).T.fillna(0).astype(int)
show_table(
    lists.rename_axis("list").reset_index(),
    f"Where {population.partners:,} partners are based. The partners are the same in every row; only the list differs.",
)

# %% [markdown]
# ## Who works with whom
#
# Pairs of partners in the same partnership; each partnership gives every pair 1/(k - 1), k being its partners, so that
# a partnership of 200 doesn't outweigh all others. `South-South` are pairs of which both are on the list.


# %%
def pairs_of(mixing):
    """Weights of pairs: both on the list, one on it, none on it; and those that can't be told."""
    on = next((at for at, each in enumerate(mixing.ties) if each.group.startswith("on the list")), None)
    both = mixing.pairs[on][on] if on is not None else 0.0
    one = mixing.ties[on].between if on is not None else 0.0
    return {
        "South-South": both,
        "one on the list": one,
        "none on the list": mixing.compared - both - one,
        "not told": mixing.not_compared,
    }


pairs = pd.DataFrame({name: pairs_of(mixing) for name, mixing in counted.items()}).T
show_table(pairs.rename_axis("list").reset_index(), "Weight of pairs, by each list.")

# %%
figure, axes = canvas(2.8)
if population.partners:
    stacked(axes, pairs)
    axes.set_xlabel("weight of pairs")
else:
    nothing(axes, "Nobody takes part in anything here.")
show_plot(
    figure,
    "south-pairs",
    f"Pairs of {population.partners:,} partners in {population.partnerships:,} partnerships, by who of the two is on"
    " each list. Not told: a partner whose country isn't known, or a body of several States.",
)

# %% [markdown]
# ## Beside chance
#
# The E-I index is -1 where all pairs are within a group and 1 where all are between groups. By itself it says little: a
# large group meets itself more often whatever it prefers. So it stands beside networks in which every partner has as
# many partnerships and every partnership as many partners, and all else is chance. Below chance: partners work with
# their own group more than chance would give. Why they do (a common tongue, a region, a donor) it doesn't say.

# %%
indices = [
    (name, index.value, index.expected, index.deviation, index.beyond, each.compared, each.not_compared)
    for name, each, index in ((name, each, each.index) for name, each in counted.items())
]
columns = ["list", "E-I index", "by chance", "deviation", f"as far off, of {method.draws}", "compared", "not compared"]
show_table(pd.DataFrame(indices, columns=columns), "The E-I index by each list, beside chance.")

# %%
figure, axes = canvas(2.6)
shown = [row for row in indices if row[1] is not None and row[2] is not None]
for at, (_, value, expected, deviation, *_) in enumerate(shown):
    axes.errorbar(expected, at, xerr=2 * deviation, fmt="|", color="black", capsize=5, markersize=12)
    axes.plot(value, at, "D", color="black")
    axes.annotate(f"{value:.2f}", (value, at), (0, 7), textcoords="offset points", ha="center", fontsize=8)
axes.set_yticks(range(len(shown)), [name for name, *_ in shown])
axes.set_xlabel("E-I index: -1 all pairs within a group, 1 all between groups")
axes.margins(x=0.12, y=0.3)
axes.invert_yaxis()
if not shown:
    nothing(axes, "No two partners whose groups are known work together here, or all are of one group.")
show_plot(
    figure,
    "south-chance",
    f"The E-I index of {population.partnerships:,} partnerships by each list (diamonds), beside the mean of"
    f" {method.draws} networks of chance ± two standard deviations (bars; seed {method.seed}). Compared are partners of"
    f" whom a country is known: {described.known.partners_with_country:,} of {population.partners:,}, bodies of several"
    " States left out.",
)

# %% [markdown]
# ## Which sides partnerships bring together
#
# South-South cooperation stands alone here; it isn't a rest of what the North left.

# %%
FIRST = next(iter(counted), "")
compositions = counted[FIRST].compositions if counted else ()
SOUTH = ["on the list"]
SHORT = {"on no list of the South": "no list", "on another list of the South": "another list"}
SHORT |= {"economy in transition": "transition", "body of several States": "several States", "country not known": "?"}
rows = [
    (" + ".join(SHORT.get(group, group.partition(" (")[0]) for group in each.groups), each.partnerships)
    for each in compositions
]
show_table(
    pd.DataFrame(rows, columns=["partners of", "partnerships"]).head(10),
    f"Which groups meet, by {FIRST or 'no list'}: the commonest of {population.partnerships:,} partnerships. A “?” is a"
    " partner whose country isn't known, and may hide any of the others.",
)
alone = sum(each.partnerships for each in compositions if [group.partition(" (")[0] for group in each.groups] == SOUTH)
say(f"{alone:,} partnerships bring together partners of this list alone, and nobody of whom the country isn't known.")

# %% [markdown]
# ## Gaps by region
#
# Goals by the regional groups of the United Nations. A cell is called *fewer* or *more* where it is further from what
# the baseline expects than chance and the number of cells explain. No baseline is the right one: `countries` spreads a
# goal's entries as countries are spread, each shared out evenly among its own, `independence` as goals and regions are
# in the register itself. A count is of all entries that state the goal and a country of the region.
#
# **A gap in this register is not one in the world**: it holds what was submitted to it, and many entries state no
# country.

# %%
REGIONS, BASELINE = "un-regional-groups", "countries"

gaps = coverage(snapshot, register.as_of, regions=REGIONS, baseline=BASELINE)
told = gaps.population
say(
    f"{told.state_both:,} of {told.entries:,} partnerships state a goal and a country of the scheme, and only these are"
    f" counted; {told.read_area:,} more only name a country in title or text.",
    gaps.notice,
    *gaps.notes,
)

# %%
names = {area.code: area.name for area in gaps.areas}
cells = pd.DataFrame([(each.line, names[each.area], each.count, each.verdict) for each in gaps.cells])
cells.columns = ["goal", "area", "count", "verdict"]
order = [line.code for line in gaps.lines], list(names.values())
counts = cells.pivot(index="goal", columns="area", values="count").reindex(index=order[0], columns=order[1])
verdicts = cells.pivot(index="goal", columns="area", values="verdict").reindex(index=order[0], columns=order[1])
off = cells[cells["verdict"].isin(["fewer", "more"])]
show_table(off, f"Cells that are other than expected, of {len(cells):,}: {gaps.baseline.expected}")

# %%
SIGNS = {"fewer": " −", "more": " +", "too-few": " ·"}

figure, axes = canvas(5.4)
if told.state_both:
    shades = np.sqrt(counts.to_numpy(dtype=float))  # of counts themselves the largest would leave all others white
    axes.imshow(shades, cmap="Greys", aspect="auto", vmin=0, vmax=1 + 1.6 * shades.max())
    axes.set_yticks(range(len(counts)), [f"{line.code} {line.label}"[:44] for line in gaps.lines])
    axes.set_xticks(range(counts.shape[1]), [fill(name, 16) for name in counts.columns], fontsize=8)
else:
    nothing(axes, "No entry states both a goal and a country, so nothing is counted.")
for (row, column), count in np.ndenumerate(counts.to_numpy()) if told.state_both else ():
    sign = SIGNS.get(verdicts.iat[row, column], "")
    weight = "bold" if sign in {SIGNS["fewer"], SIGNS["more"]} else "normal"
    axes.text(column, row, f"{count}{sign}", ha="center", va="center", fontsize=8, weight=weight)
show_plot(
    figure,
    "south-gaps",
    f"Entries by goal and region ({gaps.scheme.name}, {gaps.scheme.date}): {told.state_both:,} of {told.entries:,} that"
    f" state both; one counts in each of its cells. − {VERDICTS['fewer']}, + {VERDICTS['more']}, ·"
    f" {VERDICTS['too-few']}. A gap in this register, not in the world.",
)
