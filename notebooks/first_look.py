# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: jupytext.formats,jupytext.notebook_metadata_filter,-all
# ---

# %% [markdown]
# # A first look
#
# What a register holds, how it reads, and how goal17 answers: a search, one entry with its sources, one match with its
# reasons. Nothing here is ranked by merit, and nothing that a register leaves blank is filled in.
#
# The register is the one of the store that `GOAL17_STORE` names, and the sample register where it isn't set
# ([README](README.md)).

# %%
from collections import Counter

import numpy as np
import pandas as pd
from at_hand import open_register
from showing import bars, canvas, say, show_plot, show_table

from graph.analytics.network.two_mode import two_mode
from graph.matching.matcher import Matcher
from graph.search.search import search
from graph.snapshot.snapshot import UNKNOWN_DAY

register = open_register()
view, snapshot = register.view, register.snapshot
print(register)

# %% [markdown]
# ## Where it comes from
#
# A store may hold several registers. Every row of each was read or set aside with a reason: the two add up to the rows.

# %%
fields = ("code", "title", "as_of", "rows", "read", "set_aside", "licence")
show_table(
    pd.DataFrame([{field: getattr(each, field) for field in fields} for each in view.registers()], columns=fields),
    "The registers of this store.",
)

# %% [markdown]
# A row that was read may hold something that couldn't be: a date that no calendar has, a value that is cut. It is kept
# as it was written, and flagged.

# %%
problems = Counter((each.code, problem.kind) for each in view.registers() for problem in view.problems(each.code))
show_table(
    pd.DataFrame([(*kind, number) for kind, number in problems.most_common(12)], columns=["register", "kind", "rows"]),
    f"What was flagged: {problems.total():,} in all, the commonest kinds.",
)

# %% [markdown]
# ## What its entries state
#
# **Not stated is an answer.** Before anything is counted it is worth knowing of how many entries it could be counted at
# all: every later figure has one of these bars for its denominator, and most have a smaller one.

# %%
kinds = np.array([kind for kind, _ in snapshot.tags])
stated = {
    f"a {name}": int((snapshot.tagged[:, np.flatnonzero(kinds == kind)].sum(axis=1) > 0).sum())
    for name, kind in (("goal", "sdg"), ("country", "country"), ("theme", "theme"))
}
stated |= {
    "a start": int((snapshot.starts != UNKNOWN_DAY).sum()),
    "an end, or that none is foreseen": int(((snapshot.ends != UNKNOWN_DAY) | snapshot.open_ended).sum()),
    "a partner": two_mode(snapshot).population.partnerships,
    "a partner's role": len({row for _, row in snapshot.link_roles}),
}

# %%
total = len(snapshot.partnerships)
figure, axes = canvas(2.6)
bars(axes, list(stated), list(stated.values()), [f"{number:,} of {total:,}" for number in stated.values()])
axes.set_xlabel("partnerships")
show_plot(
    figure,
    "first-look-stated",
    f"How many of {total:,} partnerships state each. Codes and names of fields only; what is merely read from running"
    " text isn't counted.",
)

# %% [markdown]
# ## A search
#
# Words, names and, where embedding models are built, meaning are searched at once. `found by` says which of them found
# an entry. Change the question and run the cell again.

# %%
QUESTION = "coral reefs and the people who live off them"

answer = search(view, QUESTION, register.embedders, {"kind": ["partnership"]}, limit=5, as_of=register.as_of)
found = [(hit.name, hit.status, ", ".join(hit.found_by), round(hit.score, 2), hit.degree) for hit in answer.hits]
show_table(
    pd.DataFrame(found, columns=["partnership", "status", "found by", "score", "partners"]),
    f"“{QUESTION}”: {answer.total:,} of {total:,} partnerships are like it or have its words; the first of them.",
)
if answer.understood.like_nothing:
    say("No word of the question stands in this register, and nothing in it is nearer than nonsense would be.")

# %% [markdown]
# ## One entry, and who says so
#
# Of the answers the one on most records, or the entry with most partners where there was no answer. Every fact names
# the record and the column that state it; where two records disagree, both stand here, and `shown` says which one
# goal17 shows first.

# %%
sizes = np.diff(snapshot.by_partnership.indptr)
hits = sorted(view.get([hit.id for hit in answer.hits]), key=lambda each: -len(each.records))
entry = hits[0].id if hits else (snapshot.partnerships[int(sizes.argmax())] if total else "")
profile = view.profile(entry) if entry else None

# %%
coded = {"title", "start", "end", "open-ended", "scope", "url", "life-cycle", "mechanism", "open-to-partners"}
facts = [
    (fact.field, str(fact.value), fact.basis, "yes" if fact.chosen else "", source.record, source.column)
    for fact in (profile.entity.facts if profile else ())
    if fact.field in coded
    for source in fact.sources
]
show_table(
    pd.DataFrame(facts, columns=["fact", "value", "basis", "shown", "record", "column"]),
    f"What is said of {profile.entity.name if profile else 'nothing'}; running texts are left out.",
)

# %%
relations = [
    (relation.relation, profile.names.get(other, (other,))[0], relation.role, relation.basis, relation.rule)
    for relation in (profile.relations if profile else ())
    for other in [relation.source if relation.source != entry else relation.target]
]
show_table(
    pd.DataFrame(relations[:12], columns=["relation", "with", "role", "basis", "by which rule"]),
    f"Its relations, {min(12, len(relations))} of {profile.total if profile else 0}. Declared: a record states it."
    " Rule: it follows from what a record states. Inferred: guessed from text, with a score.",
)

# %% [markdown]
# ## One match, and why
#
# Whom could this partnership invite? A match is a list of reasons before it is a number: what they add sums to the
# score. It says who is near, by words, meaning and the network; it doesn't say who is good, or who is willing.

# %%
matcher = Matcher(snapshot, register.embedder)
matches = matcher.partners(entry, limit=3)[0] if entry else []
if not matches:
    say("There is nobody to offer: no partner of this register stands outside this entry.")
for match in matches:
    say(f"{match.name} ({match.type or 'type not known'}, {match.country or 'country not known'}): {match.score:.2f}")
    for reason in match.reasons[:3]:
        say(f"  {reason.contribution:+.2f}  {reason.text}")

# %%
figure, axes = canvas(2.2)
if matches:
    first = sorted(matches[0].reasons, key=lambda reason: -abs(reason.contribution))[:6]
    added = [reason.contribution for reason in first]
    bars(axes, [reason.feature for reason in first], added, [f"{each:+.2f}" for each in added])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlabel("added to the score")
show_plot(
    figure,
    "first-look-match",
    f"What adds most to the first match, {matches[0].name if matches else 'nobody'}, among {len(snapshot.partners):,}"
    " partners. `reasons` in the vocabularies tells what each is.",
)

# %% [markdown]
# ## Where to go on
#
# Each of the other notebooks asks one question:
#
# - the figures of 2010: [report_of_2010](report_of_2010.ipynb)
# - how the network is built: [structure_and_brokers](structure_and_brokers.ipynb)
# - who works with whom: [north_and_south](north_and_south.ipynb)
# - whether matches are any good: [how_good_are_the_matches](how_good_are_the_matches.ipynb)
# - what came and went: [change_between_registers](change_between_registers.ipynb)
