# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # How good are the matches?
#
# Hide and find: of every partnership with three partners or more one is hidden, and its names are masked in the text;
# then every method ranks all organisations that are left. How often is the hidden one among the first ten?
#
# It is a hard test and a narrow one. What is found is who *was* on a list, not who would have been good there; a better
# partner whom nobody invited counts as a miss. What matters is the difference to simple methods that ask no more than
# who is popular, or who stands in texts with the same words.
#
# Entries that tell of each other (the same text, title or list) are left out but for one. This is protocol P1 of
# `goal17 benchmark`, which measures nine more.

# %%
from collections import Counter
from dataclasses import fields

import numpy as np
import pandas as pd
from at_hand import open_register
from showing import MARKERS, bars, canvas, nothing, say, show_plot, show_table

from graph.evaluation.figures import Figure
from graph.evaluation.hidden.figures import figures
from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.questions import partner_folds, world_of
from graph.evaluation.hidden.ranking import LEARNT, SHIPPED, cross_validated, measured
from graph.matching.features import FEATURES
from graph.matching.matcher import Matcher
from graph.matching.model import shipped
from graph.model.vocabularies import vocabulary

register = open_register()
view, snapshot = register.view, register.snapshot
print(register)

# %% [markdown]
# ## What is hidden
#
# This and the next cell take most of the time: with three thousand partnerships half a minute.

# %%
world = world_of(snapshot)
folds = measured("partners", partner_folds(world, Masker(view, world, register.embedder)))
questions = sum(len(fold.asked) for fold in folds)
say(
    f"{len(world.partnerships):,} of {len(snapshot.partnerships):,} partnerships tell nothing of each other; of"
    f" {questions:,} of them a partner is hidden. The others have fewer than three partners, or none beside their lead"
    " that is known from elsewhere."
)
if not snapshot.space:
    say("No vectors are at hand, so that meaning doesn't count.")

# %% [markdown]
# ## Who finds it
#
# - `goal17` has weights that were learnt on the other folds of this register: the line to judge by. It isn't there
#   where there is too little to learn from.
# - `goal17, as shipped` is what answers in the product. Its weights were learnt from the two registers that the sample
#   is cut from, so on the sample it has seen the answers; on any other register it hasn't.
# - `goal17, without spread` doesn't hold back household names: the difference is what that costs.
# - the rest are simple methods; `fusion` joins four of them.
#
# *Repeat*: the hidden partner works with somebody on the list elsewhere, too. *Novel*: it doesn't, which is far harder,
# and what a matchmaker would be for.

# %%
ranks = cross_validated("partners", folds, {SHIPPED: shipped()}) if questions else None
columns = [field.name for field in fields(Figure)]
table = pd.DataFrame(figures("P1", "all", ranks) if ranks else [], columns=columns)
hits = table[table["metric"] == "hit@10"].assign(slice=lambda rows: rows["slice"].str.removeprefix("all, "))
SLICES = ["all", "repeat", "novel"]
order = {name: at for at, name in enumerate(SLICES)}
shown = hits[hits["slice"].isin(SLICES)].sort_values(["slice", "value"], key=lambda each: each.map(order).fillna(each))
show_table(
    shown.drop(columns=["protocol", "metric"]),
    "Share of hidden partners among the first ten (hit@10), with the 95 % bootstrap interval over partnerships, and of"
    " how many (n).",
)

# %%
methods = list(shown.loc[shown["slice"] == "all", "method"]) if len(shown) else []
figure, axes = canvas(3.6, columns=3, sharey=True, sharex=True)
for ax, name, marker in zip(axes, SLICES, MARKERS, strict=False):
    rows = shown[shown["slice"] == name].set_index("method").reindex(methods)
    if rows.empty or rows["value"].isna().all():
        nothing(ax, "Nothing was hidden.")
        continue
    ax.errorbar(
        rows["value"],
        range(len(rows)),
        xerr=[rows["value"] - rows["low"], rows["high"] - rows["value"]],
        fmt=marker,
        color="black",
        capsize=3,
        markersize=5,
    )
    ax.set_xlabel("hit@10")
    ax.set_title(f"{name}: {int(rows['n'].max()):,} hidden")
    ax.set_yticks(range(len(rows)), methods)
    ax.set_xlim(left=0)
show_plot(
    figure,
    "matches-hits",
    f"Share of hidden partners among the first ten, with 95 % intervals; {questions:,} of {len(world.partnerships):,}"
    " partnerships were asked for one. Repeat: it works with somebody on the list elsewhere, novel: it doesn't.",
)

# %% [markdown]
# ## Is the difference more than chance?
#
# Differences of the same questions, with their intervals: one that holds zero isn't told apart from none.

# %%
paired = table[table["metric"].str.startswith("hit@10 less", na=False)]
paired = paired.assign(slice=lambda rows: rows["slice"].str.removeprefix("all, "))
paired = paired[paired["slice"].isin(SLICES)].sort_values("slice", key=lambda each: each.map(order), kind="stable")
show_table(
    paired.drop(columns="protocol"),
    "Paired differences in hit@10, to fusion and to the best single method.",
)
for row in paired[paired["method"] == LEARNT].itertuples():
    other = row.metric.removeprefix("hit@10 less ").removesuffix("'s")
    verdict = "finds more" if row.low > 0 else "finds less" if row.high < 0 else "can't be told apart from it"
    say(f"Of {row.slice}, beside {other}: goal17 {verdict}.")

# %% [markdown]
# ## Does it always offer the same names?
#
# The twenty that are offered most, and their share of all places among the first ten. A method that offers household
# names to everybody is often right, and useless: everybody knows them.

# %%
slots = table[table["metric"].str.startswith("slots", na=False)].sort_values("value")
show_table(
    slots[["method", "metric", "value", "n"]],
    "Share of the twenty most offered. The line to compare with is what was hidden.",
)

# %% [markdown]
# ## What fails
#
# Of the kind of organisation that was hidden, how often was it found? Where few were hidden the share says little.

# %%
METHOD = LEARNT if ranks and LEARNT in ranks.ranks else SHIPPED
types = vocabulary("types")
asked = ranks.questions if ranks else []
kinds = [types.label(snapshot.partner_types[question.answer] or "unknown") for question in asked]
right = [rank <= 10 for rank in ranks.ranks[METHOD]] if ranks else []
found = pd.DataFrame({"type": kinds, "found": right}).groupby("type")["found"].agg(["sum", "count"])
found = found.sort_values("count", ascending=False)

# %%
figure, axes = canvas(3.4)
if len(found):
    told = [f"{int(few):,} of {int(all_):,}" for few, all_ in zip(found["sum"], found["count"], strict=True)]
    bars(axes, list(found.index), list(100 * found["sum"] / found["count"]), told)
    axes.set_xlabel("% found among the first ten")
else:
    nothing(axes, "Nothing was hidden here.")
show_plot(
    figure,
    "matches-types",
    f"Hidden partners that {METHOD} has among its first ten, by their type, of {questions:,}. Types of which more were"
    " hidden stand higher.",
)

# %% [markdown]
# ## What the reasons say
#
# Of the first match of each partnership, which reason adds most? It tells what the matcher rests on in this register:
# where `network` or `shared-partners` lead, it mostly finds who is near already.

# %%
MOST = 200

matcher = Matcher(snapshot, register.embedder)
drawn = np.random.default_rng(17).permutation(snapshot.partnerships)[:MOST].tolist()
firsts = [found[0] for found, _ in (matcher.partners(each, limit=1) for each in drawn) if found]
leading = Counter(max(each.reasons, key=lambda reason: reason.contribution).feature for each in firsts if each.reasons)
say(f"The first match of {len(firsts):,} partnerships, drawn at random from {len(snapshot.partnerships):,}:")
for feature, number in leading.most_common():
    say(f"{number:,} mostly by {feature}: {FEATURES[feature].measures.partition('. ')[0]}.")

# %% [markdown]
# ## What this doesn't show
#
# - A partner that is in no other entry (the most of any register) can't be found by hiding it: it was left out above.
# - Lists are as submitted. A hidden partner may have been on the list in name only.
# - One register's habits are not another's: a method that wins here may lose there. Run it on yours.
# - Across time it is harder than across a list: `goal17 benchmark P3` learns on earlier registrations and tests on
#   later ones.
