# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # Change between registers
#
# What came, what went, and what stayed, between two registers, or two states of one. Read both into one store first,
# under a name of their own, and what stands in both becomes one entry with two records:
#
#     goal17 ingest before.xlsx --register before
#     goal17 ingest after.jsonl --register after
#
# Where the store holds one register only, its earlier entries are held against its later ones, by the year of their
# start. Of those two no entry can be in both, but partners can.
#
# **An entry that is missing from a register has not ended by that.** It may have been taken down, renamed past
# recognition, or never been asked for again.

# %%
import numpy as np
import pandas as pd
from at_hand import open_register
from showing import bars, canvas, nothing, say, show_plot, show_table, stacked

from graph.analytics.network.describe import describe
from graph.analytics.network.description import NetworkDescription
from graph.analytics.network.method import Method
from graph.analytics.slices import Slice, cut
from graph.model.vocabularies import vocabulary

register = open_register()
snapshot = register.snapshot
print(register)

# %% [markdown]
# ## Which two
#
# Of several registers the first two: by the day for which they hold, where they state one, and by when they were read.
# Any two slices can be named in their place.

# %%
registers = sorted(register.view.registers(), key=lambda each: (each.as_of or "9999", each.read_at, each.code))
codes = [each.code for each in registers if each.code in snapshot.recorded.registers]
years = snapshot.recorded.begins[:, 0]
middle = int(np.median(years[years > 0])) if (years > 0).any() else 0
if len(codes) > 1:
    slices = Slice(registers=(codes[0],)), Slice(registers=(codes[1],))
    say(f"Of {len(codes)} registers: {', '.join(codes)}.")
elif middle:
    slices = Slice(until=middle), Slice(since=middle + 1)
else:
    slices = Slice(), Slice()
    say("There is one register, and none of its entries says when it began: it is held against itself, and all stays.")
before, after = (cut(snapshot, each) for each in slices)

# %%
for name, part in (("Before", before), ("After", after)):
    say(f"{name}: {part.said}: {len(part):,} partnerships in {len(part.recorded):,} records.", *part.notes)

# %% [markdown]
# ## Entries: added, gone, in both

# %%
rows_before, rows_after = set(before.partnerships.tolist()), set(after.partnerships.tolist())
fate = pd.Series(
    {
        "only before": len(rows_before - rows_after),
        "in both, one entry": len(rows_before & rows_after),
        "only after": len(rows_after - rows_before),
    }
)
figure, axes = canvas(1.9)
bars(axes, list(fate.index), fate.to_list(), [f"{each:,} of {len(rows_before | rows_after):,}" for each in fate])
axes.set_xlabel("partnerships")
show_plot(
    figure,
    "change-entries",
    f"Partnerships of the two ({before.said}; {after.said}), {len(rows_before | rows_after):,} together. In both:"
    " records that goal17 joined as one initiative.",
)

# %% [markdown]
# ## What one entry says in both
#
# Two records of one initiative rarely name the same partners. What differs may have changed, or only be written
# otherwise: of a name that wasn't recognised it looks as if one left and another came.


# %%
def partners_by_entry(part):
    """Partnership row to the rows of the partners that its records in a part name."""
    links = part.recorded.partners.tocoo()
    rows = part.recorded.partnership[links.row]
    return pd.Series(links.col, dtype=int).groupby(rows).agg(set).to_dict()


named = partners_by_entry(before), partners_by_entry(after)
shared = [
    (snapshot.titles[row], len(was - now), len(was & now), len(now - was))
    for row in sorted(rows_before & rows_after)
    for was, now in [(named[0].get(row, set()), named[1].get(row, set()))]
]
joined = pd.DataFrame(shared, columns=["partnership", "only before", "in both", "only after"])
differ = joined[(joined["only before"] > 0) | (joined["only after"] > 0)]
show_table(
    differ.sort_values(["only before", "only after"], ascending=False).head(10),
    f"{len(differ):,} of {len(joined):,} entries that stand in both name other partners; those that differ most.",
)

# %% [markdown]
# ## Partners: who left, who stayed, who came
#
# *Left* says that no record of the second names it, and nothing about why.

# %%
here = [set(part.recorded.partners.tocoo().col.tolist()) for part in (before, after)]
groups = {"left": here[0] - here[1], "stayed": here[0] & here[1], "came": here[1] - here[0]}
types = vocabulary("types")
kinds = [(types.label(snapshot.partner_types[row] or "unknown"), fate) for fate, rows in groups.items() for row in rows]
by_type = pd.crosstab(*(pd.Series([kind[at] for kind in kinds], dtype=str) for at in (0, 1)))
by_type = by_type.reindex(columns=list(groups), fill_value=0)
by_type = by_type.loc[by_type.sum(axis=1).sort_values(ascending=False).index]
show_table(by_type.rename_axis("type").reset_index(), f"{len(kinds):,} partners by type.")

# %%
figure, axes = canvas(4)
if kinds:
    stacked(axes, by_type)
    axes.set_xlabel("partners")
else:
    nothing(axes, "Neither names a partner.")
show_plot(
    figure,
    "change-partners",
    f"Partners named in one or both ({before.said}; {after.said}): {len(here[0]):,} and {len(here[1]):,},"
    f" {len(groups['stayed']):,} of them in both. One whose name wasn't recognised under another spelling counts as one"
    " that left and one that came.",
)

# %% [markdown]
# ## Who is in more, who in fewer
#
# Among those who stayed, in the number of partnerships; beside it the share, since the two differ in size. A partner
# counts where records of that side name it: what only the other side's record says of an entry in both is left out.

# %%
networks = {"before": before.sliced, "after": after.sliced}
stayed = sorted(groups["stayed"])
degrees = [np.diff(each.links.indptr)[stayed] for each in networks.values()]

# %%
moved = pd.DataFrame(
    {
        "partner": [snapshot.partner_names[row] for row in stayed],
        "before": degrees[0],
        "% before": 100 * degrees[0] / max(len(before), 1),
        "after": degrees[1],
        "% after": 100 * degrees[1] / max(len(after), 1),
    }
)
moved["change, points"] = moved["% after"] - moved["% before"]
moved = moved.sort_values("change, points", ascending=False, kind="stable")
show_table(moved.head(8), f"Up most, of {len(moved):,} partners in both.")
show_table(moved.tail(8).iloc[::-1], "Down most.")

# %% [markdown]
# ## How the network changed
#
# Each as a network of its own. Density and the size of the largest component hang on how many there are, so the last
# rows stand beside networks of chance with the same degrees: *z* says how many deviations off chance a value is.

# %%
PARTS = ("ties", "components", "communities", "clustering", "types")


def measures(told: NetworkDescription) -> dict[str, float | None]:
    """The measures that are held against each other."""
    again, mixing, stability = told.clustering.reinforcement_beside, told.types.index, told.communities.stability
    return {
        "partners": told.population.partners,
        "partnerships": told.population.partnerships,
        "partners a partnership": told.population.links / max(told.population.partnerships, 1),
        "share in the largest component": told.components.share,
        "density": told.ties.density,
        "modularity": told.communities.modularity,
        "agreement of communities' runs (Rand)": stability.rand if stability else None,
        "partners meet again": again.value,
        "partners meet again, z beside chance": again.z,
        "E-I index by type": mixing.value,
        "E-I index by type, z beside chance": mixing.z,
    }


method = Method(as_of=register.as_of)
compared = pd.DataFrame({name: measures(describe(network, method, PARTS)) for name, network in networks.items()})
show_table(compared.rename_axis("measure").reset_index(), f"Before: {before.said}. After: {after.said}.")
