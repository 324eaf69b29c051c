"""What each feature says to a reader about one candidate, and the entries that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.matching.features import WEIGHTS, Subject
from graph.matching.match import Evidence, Reason, Role
from graph.model.identifiers import term_id
from graph.model.vocabularies import country, vocabulary
from graph.snapshot.snapshot import Floats, Snapshot

SHOWN = 3
"""Pieces of evidence that a reason shows at most."""


def reasons(
    contributions: Mapping[str, float], values: Mapping[str, Floats], row: int, said: Mapping[str, Reason]
) -> tuple[Reason, ...]:
    """The reasons of one candidate, strongest first; their contributions sum to its score.

    Args:
        contributions: feature to what it adds.
        values: feature to the values of all candidates.
        row: of the candidate.
        said: feature to its words and evidence for this candidate.
    """
    made = [
        Reason(
            feature=name,
            value=round(float(values[name][row]), 6),
            weight=WEIGHTS[name],
            contribution=contribution,
            text=said[name].text,
            evidence=said[name].evidence,
        )
        for name, contribution in contributions.items()
    ]
    return tuple(sorted(made, key=lambda reason: (-reason.contribution, reason.feature)))


Carriers = tuple[Sequence[int], Sequence[int]]
"""Rows of partners and columns of tags over which a candidate is near in the network."""


def said_of_partner(
    snapshot: Snapshot, subject: Subject, row: int, words: Floats, meaning: Floats, carriers: Carriers
) -> dict[str, Reason]:
    """What each feature says about inviting a partner."""
    own = [each for each in snapshot.partnerships_of(row).tolist() if each != subject.partnership]
    by_words = _nearest(own, words)
    by_meaning = _nearest(own, meaning)
    return {
        "network": _shared(snapshot, subject, own, carriers),
        "words": _said(
            _like(snapshot, by_words[:1], "Takes part in", "which is written in the same words")
            + _words(snapshot, subject, by_words[:1]),
            _partnerships(snapshot, by_words),
        ),
        "meaning": _said(
            _like(snapshot, by_meaning[:1], "Takes part in", "which is close in meaning") + ".",
            _partnerships(snapshot, by_meaning),
        ),
        "common-ground": _ground(
            snapshot, subject, {tag for each in own for tag in snapshot.tags_of(each)}, "Works on"
        ),
    }


def said_of_partnership(
    snapshot: Snapshot, subject: Subject, row: int, own_words: Floats, own_meaning: Floats, carriers: Carriers
) -> dict[str, Reason]:
    """What each feature says about joining a partnership.

    Args:
        snapshot: the store's arrays.
        subject: the asking partner.
        row: of the partnership.
        own_words: (m,) likeness in words of this partnership to every other, for the partner's own ones.
        own_meaning: the same in meaning.
        carriers: over whom and what it is near in the network.
    """
    mine = snapshot.partnerships_of(subject.partner).tolist() if subject.partner is not None else []
    by_words, by_meaning = _nearest(mine, own_words), _nearest(mine, own_meaning)
    return {
        "network": _known_there(snapshot, subject, row, mine, carriers),
        "words": _said(
            (
                _like(snapshot, by_words[:1], "Written in the same words as", "")
                if by_words
                else "Shares words with what you say"
            )
            + _words(snapshot, subject, [row]),
            _partnerships(snapshot, by_words),
        ),
        "meaning": _said(
            _like(snapshot, by_meaning[:1], "Close in meaning to", "") + "."
            if by_meaning
            else "Close in meaning to what you say.",
            _partnerships(snapshot, by_meaning),
        ),
        "common-ground": _ground(snapshot, subject, set(snapshot.tags_of(row)), "It works on"),
    }


def usual_role(snapshot: Snapshot, row: int) -> Role:
    """The role that a partner is most often stated to play; not stated where no record says one."""
    return _usual_role(snapshot, row, _stated_roles(snapshot, row))


def role_in(snapshot: Snapshot, row: int, partnership: int) -> Role:
    """The role that a partner could play in a partnership: the one that it usually plays.

    One that leads elsewhere isn't offered the lead of what has a lead: then it is the role that it plays next most
    often.
    """
    stated = _stated_roles(snapshot, row)
    leads = leads_of(snapshot, partnership)
    if not stated.pop(_LEAD, 0) or not leads:
        return usual_role(snapshot, row)
    taken = f"This one is led by {_listed([snapshot.partner_names[each] for each in leads])}."
    if not stated:
        usual = usual_role(snapshot, row)
        return Role("not-stated", f"{usual.why} {taken}")
    usual = _usual_role(snapshot, row, stated)
    return Role(usual.code, f"{usual.why} {taken}")


def leads_of(snapshot: Snapshot, partnership: int) -> list[int]:
    """Rows of the partners that are stated to lead a partnership."""
    partners = snapshot.partners_of(partnership).tolist()
    return [row for row in partners if snapshot.link_roles.get((row, partnership)) == _LEAD]


_LEAD = "lead"


def _stated_roles(snapshot: Snapshot, row: int) -> dict[str, int]:
    stated: dict[str, int] = {}
    for each in snapshot.partnerships_of(row).tolist():
        role = snapshot.link_roles.get((row, each))
        if role:
            stated[role] = stated.get(role, 0) + 1
    return stated


def _usual_role(snapshot: Snapshot, row: int, stated: Mapping[str, int]) -> Role:
    if not stated:
        return Role("not-stated", "No record states a role for it.")
    code = min(stated, key=lambda role: (-stated[role], role))
    term = vocabulary("roles").get(code)
    label = term.label() if term else code
    own = len(snapshot.partnerships_of(row))
    where = f"{stated[code]} of its {own} partnerships" if own > 1 else "its only partnership so far"
    said = "its records say" if own > 1 else "its record says"
    return Role(code, f"{label} in {where}, as {said}.")


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _listed(["a"]), _listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _said(text: str, evidence: Sequence[Evidence]) -> Reason:
    return Reason("", 0.0, 0.0, 0.0, text, tuple(evidence))


def _nearest(rows: Sequence[int], likeness: Floats) -> list[int]:
    ranked = sorted((row for row in rows if likeness[row] > 0), key=lambda row: (-float(likeness[row]), row))
    return ranked[:SHOWN]


def _partnerships(snapshot: Snapshot, rows: Sequence[int]) -> list[Evidence]:
    return [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in rows]


def _like(snapshot: Snapshot, rows: Sequence[int], opening: str, closing: str) -> str:
    if not rows:
        return f"{opening} entries like this"
    return f"{opening} “{snapshot.titles[rows[0]]}”" + (f", {closing}" if closing else "")


def _words(snapshot: Snapshot, subject: Subject, rows: Sequence[int]) -> str:
    """The words that weigh most in what both share."""
    if not rows:
        return "."
    shared = (snapshot.terms[[rows[0]], :].multiply(subject.terms)).tocoo()
    order = np.argsort(-shared.data)[:4]
    written = [snapshot.words[column] for column in shared.coords[1][order].tolist()]
    return f": {', '.join(written)}." if written else "."


def _shared(snapshot: Snapshot, subject: Subject, own: Sequence[int], carriers: Carriers) -> Reason:
    """Partners on the list that the candidate already works with, and where; otherwise how it is near."""
    listed = set(subject.partners)
    together: dict[int, list[int]] = {}
    for each in own:
        for partner in snapshot.partners_of(each).tolist():
            if partner in listed:
                together.setdefault(partner, []).append(each)
    if not together:
        return _near(snapshot, carriers)
    ranked = sorted(together, key=lambda partner: (-len(together[partner]), partner))
    name, number = snapshot.partner_names[ranked[0]], len(together[ranked[0]])
    more = f" and with {len(ranked) - 1} more of its partners" if len(ranked) > 1 else ""
    places = f"{number} other partnership{'s' if number > 1 else ''}"
    evidence = [Evidence("partner", snapshot.partners[row], snapshot.partner_names[row]) for row in ranked[:SHOWN]]
    return _said(
        f"Already works with {name} in {places}{more}.",
        [*evidence, *_partnerships(snapshot, together[ranked[0]][:SHOWN])],
    )


def _known_there(snapshot: Snapshot, subject: Subject, row: int, mine: Sequence[int], carriers: Carriers) -> Reason:
    """Partners of this partnership that the asking partner works with already; otherwise how it is near."""
    met: dict[int, list[int]] = {}
    for each in mine:
        for partner in snapshot.partners_of(each).tolist():
            met.setdefault(partner, []).append(each)
    there = [partner for partner in snapshot.partners_of(row).tolist() if partner in met and partner != subject.partner]
    if not there:
        return _near(snapshot, carriers)
    ranked = sorted(there, key=lambda partner: (-len(met[partner]), partner))
    name, others = snapshot.partner_names[ranked[0]], len(ranked) - 1
    evidence = [Evidence("partner", snapshot.partners[each], snapshot.partner_names[each]) for each in ranked[:SHOWN]]
    return _said(
        f"You already work with {name}" + (f" and {others} more of its partners." if others else ", its partner."),
        [*evidence, *_partnerships(snapshot, met[ranked[0]][:SHOWN])],
    )


def _near(snapshot: Snapshot, carriers: Carriers) -> Reason:
    """Over whom, and over which goals, countries and themes, a candidate is near without a partner in common."""
    partners = [Evidence("partner", snapshot.partners[row], snapshot.partner_names[row]) for row in carriers[0]]
    tags = [
        Evidence(kind, term_id(kind, code), _label(kind, code))
        for kind, code in (snapshot.tags[column] for column in carriers[1])
    ]
    through = [*partners, *tags]
    if not through:
        return _said("Near in the network.", ())
    return _said(f"Near in the network, mostly through {_listed([each.label for each in through])}.", through)


def _ground(snapshot: Snapshot, subject: Subject, has: set[tuple[str, str]], opening: str) -> Reason:
    """Goals, countries and themes that were asked for and that the candidate has."""
    common = [snapshot.tags[tag] for tag in subject.tags if snapshot.tags[tag] in has]
    if not common:
        return _said(f"{opening} none of what was asked for.", ())
    labels = [_label(kind, code) for kind, code in common]
    evidence = [Evidence(kind, term_id(kind, code), label) for (kind, code), label in zip(common, labels, strict=True)]
    shown = ", ".join(labels[:6]) + (f" and {len(labels) - 6} more" if len(labels) > 6 else "")
    return _said(f"{opening} {shown}: {len(common)} of {len(subject.tags)} places, goals and themes.", evidence[:6])


def _label(kind: str, code: str) -> str:
    if kind == "sdg":
        return f"SDG {code}"
    if kind == "country":
        known = country(code)
        return known.name() if known else code
    term = vocabulary("themes").get(code)
    return term.label() if term else code
