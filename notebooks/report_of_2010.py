# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # The figures of the report of 2010
#
# In 2010 the United Nations counted the 348 partnerships that were registered with its Commission on Sustainable
# Development (E/CN.17/2010/13). This notebook counts a register, or a part of it, in the same way, with what was
# published beside it. Some 190 rows are left of the register of 2010; where the store has them (portfolio `csd`, as the
# sample does), they are what is counted here.
#
# A share always has its denominator: the entries of which it could be read at all.

# %%
from io import StringIO

import pandas as pd
from at_hand import open_register
from showing import canvas, say, series_bars, show_plot, show_table

from graph.analytics.figures.every import figures
from graph.analytics.figures.files import bars_csv
from graph.analytics.figures.words import apart, beside, chosen, denominator, name, title, value
from graph.analytics.slices import Slice, cut

register = open_register()
snapshot = register.snapshot
print(register)

# %% [markdown]
# ## What is counted
#
# Any slice can be: `Slice(registers=…, portfolios=…, themes=…, goals=…, countries=…, regions=…, since=…, until=…)`.

# %%
PORTFOLIO = "csd"

portfolios = (PORTFOLIO,) if PORTFOLIO in snapshot.recorded.portfolios else ()
part = cut(snapshot, Slice(portfolios=portfolios))
counted = figures(part)
say(f"Counted: {part.said}, which is {len(part):,} partnerships in {len(part.recorded):,} records.", *part.notes)

# %% [markdown]
# ## How much could be read
#
# Before any share: a figure of which little could be read says little. Of the rows that are left of the register of
# 2010 the fields for themes, scope, leads and start are gone.
#
# *Stated* is a field of the register; *rule* follows from such fields; *read* is concluded from running text, and
# nobody declared it. The three are never in one bar.

# %%
read = [
    (each.code, series.title, series.basis, series.readable, series.population, series.unit)
    for each in counted
    for series in each.series
]
show_table(
    pd.DataFrame(read, columns=["figure", "series", "basis", "readable", "of", "unit"]),
    f"What could be read of {part.said}.",
)

# %% [markdown]
# ## Beside what was published
#
# Everything that was published of the same register, also what can't be counted any more (a dash). The denominators
# differ, and what is left is no sample of what was there: nobody drew it at random.

# %%
published = [
    (
        *(each.code, series.code, name(each, was)),
        *((bar.count, 100 * bar.share) if bar and bar.share is not None else (None, None)),
        *(series.readable, value(was), was.source.rpartition(", ")[2], was.note),
    )
    for each in counted
    for series in each.series
    for was, bar in beside(each, series)
]
columns = ["figure", "series", "bar", "counted", "%", "of", "published", "where", "note"]
show_table(pd.DataFrame(published, columns=columns), f"Counted ({part.said}), and published.")
for each in counted:
    say(*apart(each))
if not published:
    say("Nothing was published of what is counted here: the report of 2010 counted another register.")

# %% [markdown]
# ## Where the report contradicts itself
#
# Both places are shown, and nothing is settled.

# %%
contradictions = [(each.code, contradiction) for each in counted for contradiction in each.contradictions]
for code, contradiction in contradictions:
    say(f"{code}: {contradiction.said} ({contradiction.source})")
if not contradictions:
    say("No contradiction is known of a source about what is counted here.")

# %% [markdown]
# ## Partners by type (Figure VI)
#
# Above what records state, below what goal17 knows of each partner, from any record or from its name by a
# rule. Where few could be read above, its bars are those of few, and an empty one is no finding.

# %%
sixth = next(each for each in counted if each.code == "VI")
figure, axes = canvas(4.4, rows=2, sharex=True)
stated = series_bars(axes[0], sixth, "sectors")
known = series_bars(axes[1], sixth, "known-sectors", published_as="sectors")
axes[0].set_title("as stated")
axes[1].set_title("as goal17 knows them")
show_plot(
    figure,
    "report-partners",
    f"Figure VI, partnerships with a partner of each type ({part.said}). Above: {denominator(stated)} Below:"
    f" {denominator(known)}{' Diamonds: published in 2010, of 348.' if sixth.published else ''}",
)

# %% [markdown]
# ## A thematic cluster (Figures VII and VIII)
#
# The report looked closer at one cluster of themes: transport, chemicals, waste management, mining, and consumption
# and production. Which themes an entry has is gone from what is left, so it is *read* from titles and texts here, and
# the notes say of how many. The report counted 74 partnerships; how many are found below is no measure of what became
# of them.

# %%
THEMES = ("csd:transport", "csd:chemicals", "csd:waste-management", "csd:mining", "csd:consumption-production")

cluster = cut(snapshot, Slice(portfolios=portfolios, themes=THEMES))
say(f"{len(cluster):,} of {len(part):,} partnerships: {cluster.said}.", *cluster.notes)
seventh, eighth, size = figures(cluster, ["VII", "VIII", "size"])

# %%
for each in (seventh, eighth, size):
    series = chosen(each)
    rows = [(bar.label, bar.count, 100 * bar.share if bar.share is not None else None) for bar in series.bars]
    show_table(
        pd.DataFrame(rows, columns=[each.title.lower(), series.unit, "%"]),
        f"{title(each)} {series.title} ({series.basis}). {denominator(series)} {series.rule}",
    )

# %%
figure, axes = canvas(4.2, rows=2)
began, means = series_bars(axes[0], seventh), series_bars(axes[1], eighth)
axes[0].set_title("VII: when they began")
axes[1].set_title("VIII: mechanisms")
show_plot(
    figure,
    "report-cluster",
    f"{len(cluster):,} partnerships ({cluster.said}). Above: {denominator(began)} Below ({means.basis}):"
    f" {denominator(means)}",
)

# %% [markdown]
# ## All of it as a file
#
# `bars_csv` has every bar of every series with its denominators, and `rows_csv` the partnerships behind every bar;
# `goal17 figures --csv` and `--rows` print the same.

# %%
lines = pd.read_csv(StringIO(bars_csv(counted)))
say(f"{len(lines):,} bars of {len(read):,} series in {len(counted):,} figures: `lines.to_csv(...)` keeps them.")
