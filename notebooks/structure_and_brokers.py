# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # Structure and brokers
#
# Who works with whom, and through whom. A register gives a network of two kinds of vertices: partners, and the
# partnerships that they take part in. Most measures are taken of its projection on partners, who are tied where they
# share a partnership.
#
# Two things to keep in mind. A list of partners makes everybody on it a neighbour of everybody, so a partnership of 200
# makes 19,900 ties: ties are weighed by Newman's rule, which gives each partner one for each partnership. And an
# organisation whose name wasn't recognised under another spelling counts twice, and separates those whom it joins.

# %%
import networkx as nx
import numpy as np
import pandas as pd
from at_hand import open_register
from showing import MARKERS, by_ratio, canvas, nothing, say, show_plot, show_table

from graph.analytics.network.describe import describe, loss_of
from graph.analytics.network.method import Method
from graph.analytics.network.parts import periods
from graph.analytics.network.table import table
from graph.analytics.network.two_mode import two_mode
from graph.analytics.network.words import of_loss

register = open_register()
snapshot = register.snapshot
print(register)

# %% [markdown]
# ## The whole
#
# `Method` holds everything that a value depends on beside the network: the asking date, weights, seeds, how many
# networks of chance.

# %%
method = Method(as_of=register.as_of)
PARTS = ("ties", "components", "leaders", "cores", "cuts", "communities", "clustering", "types")
described = describe(snapshot, method, PARTS)
for part in ("size", "ties", "components", "cores"):
    say(*described.sentences.get(part, ()))

# %%
network = two_mode(snapshot)
figure, axes = canvas(3.2)
degrees = {"partnerships of a partner": network.partner_degrees}
degrees["partners of a partnership"] = network.partnership_degrees
for (label, of), marker in zip(degrees.items(), MARKERS, strict=False):
    values, counts = np.unique(of, return_counts=True)
    shares = counts[::-1].cumsum()[::-1] / max(len(of), 1)
    axes.loglog(values, shares, marker, color="black", markerfacecolor="white", label=label, markersize=5)
axes.set_xlabel("number, or more")
axes.set_ylabel("share")
axes.legend()
population = described.population
show_plot(
    figure,
    "structure-degrees",
    f"Share of {population.partners:,} partners that are in so many partnerships or more, and of"
    f" {population.partnerships:,} partnerships that have so many partners or more. Left out:"
    f" {population.partners_without_partnership:,} partners and"
    f" {population.partnerships_without_partner:,} partnerships without a link.",
)

# %% [markdown]
# The same network in networkx, for whatever goal17 doesn't measure. As a check, both count the components.

# %%
graph = nx.bipartite.from_biadjacency_matrix(network.links)
say(f"networkx finds {nx.number_connected_components(graph):,} components, goal17 {described.components.number:,}.")

# %% [markdown]
# ## Communities, and whether they are found again
#
# Twenty runs with other seeds look for the division with most ties inside its groups. A network of chance can be
# divided so too: what one run finds stands beside what one finds there. That is told of the division, and of no single
# group. `found again` is how much of a community the other runs find: **a low value is one way to cut, not a fact.**

# %%
say(*described.sentences.get("communities", ()))
communities = [
    (each.size, each.found_again, "; ".join(member.name for member in each.members[:2]))
    for each in described.communities.largest[:8]
]
show_table(
    pd.DataFrame(communities, columns=["partners", "found again", "its partners in most partnerships"]),
    f"The largest of {described.communities.several:,} communities of {population.partners:,} partners.",
)

# %% [markdown]
# ## Beside chance
#
# A hub meets everybody and a large partnership is a mixed one, whatever anybody prefers. So each measure stands beside
# 100 networks in which every partner has as many partnerships, every partnership as many partners, and all else is
# chance.

# %%
say(*described.sentences.get("clustering", ()), *described.sentences.get("types", ()))
beside = {
    "partners meet again": described.clustering.reinforcement_beside,
    "lists are alike": described.clustering.pairwise_beside,
    "types mix (E-I index)": described.types.index,
}

# %%
figure, axes = canvas(2.6, columns=3)
for ax, (name, against) in zip(axes, beside.items(), strict=True):
    if against.value is None or against.expected is None:
        nothing(ax, f"{name}: not defined here.")
        continue
    ax.errorbar(0, against.expected, yerr=2 * against.deviation, fmt="_", color="black", capsize=6, markersize=14)
    ax.plot(1, against.value, "D", color="black")
    ax.set_xticks([0, 1], ["chance", "here"])
    ax.set_xlim(-0.6, 1.6)
    ax.set_title(f"{name}\n{against.value:.2g}, by chance {against.expected:.2g}")
show_plot(
    figure,
    "structure-chance",
    f"Three measures of {population.partnerships:,} partnerships with {population.partners:,} partners (diamonds)"
    f" beside the mean of {method.draws} networks of chance with the same degrees, ± two standard deviations (seed"
    f" {method.seed}). E-I index: -1 all ties within a type, 1 all between types; of"
    f" {described.known.partners_with_type:,} partners the type is known.",
)

# %% [markdown]
# ## Brokers
#
# A broker stands between others who don't meet without it. Three views of that: `betweenness`, the share of shortest
# ways that lead through it (estimated from a sample, with its standard error); `effective size`, its neighbours less
# those whom its other neighbours reach as well; and `pairs separated`, the pairs that no longer would be connected at
# all. Who leads by all three is a broker by any view; who leads by one is so by that view.

# %%
MEASURES = ("partnerships", "neighbours", "betweenness", "betweenness_error", "effective_size", "pairs_separated")
measured = table(snapshot, method, MEASURES)
brokers = pd.DataFrame({"id": measured.ids, "name": measured.names, **measured.columns})
brokers = brokers.sort_values("betweenness", ascending=False)
show_table(
    brokers.drop(columns="id").head(12),
    f"The twelve of {len(brokers):,} partners through whom most shortest ways lead: by the lists, which don't say who"
    " introduced whom.",
)

# %%
figure, axes = canvas(4.2)
holds = brokers["pairs_separated"] > 0
for some, marker, label in ((~holds, "o", "nobody falls off without it"), (holds, "^", "others fall off without it")):
    chosen = brokers[some & (brokers["betweenness"] > 0)]
    axes.plot(
        chosen["partnerships"], chosen["betweenness"], marker, color="black", markerfacecolor="none", ls="", label=label
    )
named = brokers[brokers["betweenness"] > 0].head(6)
sampled = f"; estimated from {method.sources:,} (seed {method.seed})" if method.sources < len(brokers) else ""
key = "; ".join(f"{number} {name}" for number, name in enumerate(named["name"], start=1))
for number, row in enumerate(named.itertuples(), start=1):
    axes.annotate(f" {number}", (row.partnerships, row.betweenness), (4, 2), textcoords="offset points", weight="bold")
by_ratio(axes)
axes.set_xlabel("partnerships")
axes.set_ylabel("betweenness")
axes.legend(loc="upper left")
show_plot(
    figure,
    "structure-brokers",
    f"Partners with any betweenness, of {len(brokers):,}{sampled}. The highest: {key or 'nobody'}.",
)

# %% [markdown]
# ## What would fall apart without one
#
# By the lists alone: whether the others would go on without it, no register says.

# %%
say(*described.sentences.get("cuts", ()))
columns = ["name", "partnerships", "left_with_one", "left_empty", "parts", "separated"]
losses = [[getattr(each, column) for column in columns] for each in described.fragility.losses]
show_table(
    pd.DataFrame(losses, columns=columns),
    "On whom most pairs of others hang: partnerships that would have one partner left, or none; parts into which the"
    " others would fall; pairs that would no longer be connected.",
)

# %% [markdown]
# Any other can be asked about, by its id (`goal17 search NAME --kind partner` finds it); here it is the first broker.

# %%
PARTNER = brokers["id"].iloc[0] if len(brokers) else ""

if PARTNER:
    say(of_loss(loss_of(snapshot, PARTNER), population))

# %% [markdown]
# ## How it grew
#
# By the year in which partnerships began, all that had begun until then. Partners are those of today's lists: who came
# later than the start, or has left, no register says.

# %%
grown = periods(snapshot, "cumulative")
rows = [
    (each.name, each.population.partnerships, each.population.partners, each.newcomers, each.in_largest)
    for each in grown.parts
]
growth = pd.DataFrame(rows, columns=["period", "partnerships", "partners", "new partners", "in the largest component"])
say(f"{len(grown.in_no_part):,} of {len(snapshot.partnerships):,} partnerships are in no period: {grown.why}.")
show_table(growth.tail(12), "The network by the year of the start, the last twelve years that have one.")

# %% [markdown]
# The same in windows of five years, each for itself: what began then, with whom, and how many of them had been in none
# of the windows before.

# %%
windows = [
    (
        each.name,
        each.population.partnerships,
        each.population.partners,
        each.newcomers,
        each.partners_each,
        each.in_largest,
    )
    for each in periods(snapshot, "window", years=5).parts
]
columns = ["begun", "partnerships", "partners", "of them new", "partners a partnership", "in the largest component"]
show_table(pd.DataFrame(windows, columns=columns).tail(12), "The network in windows of five years, the last twelve.")

# %%
figure, axes = canvas(3.6, rows=2, sharex=True)
years = [int(name.removeprefix("until ")) for name in growth["period"]]
if years:
    axes[0].plot(years, growth["partners"], "o-", color="black", markersize=3, label="partners")
    axes[0].plot(years, growth["partnerships"], "s--", color="black", markersize=3, label="partnerships")
    axes[0].legend()
    axes[1].plot(years, growth["in the largest component"], "^-", color="black", markersize=3)
    axes[1].set_ylabel("share in largest")
    axes[1].set_ylim(0, 1.05)
    axes[1].xaxis.get_major_locator().set_params(integer=True)
else:
    nothing(axes[0], "No partnership here states when it began.")
    axes[1].set_axis_off()
show_plot(
    figure,
    "structure-growth",
    f"Above: partners and partnerships of all that had begun. Below: share of those partners in the largest component."
    f" Of {len(snapshot.partnerships):,} partnerships {len(grown.in_no_part):,} state no start and are in neither.",
)
