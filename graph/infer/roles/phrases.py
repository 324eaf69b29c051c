"""The declared wordings that say a role, in English, French and Spanish, and what of them stands beside a name.

`data/phrases.csv` holds one wording a line: the role, where it stands (`before` the name, as in "funded by A"; `after`
it, as in "A funds"; `beside` it, as in "A (donor)"), how surely it says the role (0 to 1), the wording as a regular
expression over folded words, an example, and the types of organisation of which alone it says that, where it doesn't
of any: "supported by" a university is another role than by a bank. `data/words.csv` names groups of words that the
wordings share.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Literal

from graph.infer.roles.wording import words_of

Side = Literal["before", "after", "beside"]

_CUE = 3
"""Letters of a word by which a wording is looked for."""

_LITERAL = re.compile(r"[^\W\d_]{3,}")
_NO_LITERAL = re.compile(r"\\[a-zA-Z][*+]?|\(\?[!<=][^)]*\)|\(\?P?[:<]?")
_NUMBER = "#"
"""Stands for a word that begins with a digit."""

_NO_CUES = frozenset(["the", "and", "fro", "wit"])

_GAP = 0.9
"""What is left of a wording's weight for every word between it and the name."""

_FILLING = r"(?P<gap>(?: (?!(?:by|par|por|from|to)\b)(?:[^\W_][\w’'-]*|\(|\)|:|/|\x22|“)){0,6})$"
_NO_AGENT = r"(?! (?:by|par|por) )(?= )"
"""A verb with its doer behind it is done by somebody else: "A and funded by B"."""
_GOING = (
    r"(?:will|would|shall|has|have|had|is|are|was|were|be|been|being|to|also|further|then|both|each|all|jointly|which"
    r"|that|who|que|qui|quien|may|can|could|must|should|plans?|aims?|intends?|wants?|agree[sd]?|expects?|expected|going"
    r"|continues?|continuing|in|turn|and|y|et|ha|han|va|vont|van|a|ont|se|est|sont|esta|estan|estara|sera|seran|has"
    r"|le|les|nos|commits?|seeks?|strives?|excited|able|ready|working|pledges?|currently|already|now|actively|committed"
    r"|compromete|itself|they|it|s|do|does|through|on|the|its|our|behalf"
    r"|[a-z]+ly|[a-z]+mente|[a-z]+ment)"
)
_ASIDE = (
    r"(?:\( (?:\S+ ){0,12}?\) )?(?:, (?:[^\s,]+ ){1,16}, |, )?"
    r"(?:(?:and|y|et) (?:[^\s,.]+ ){1,7}?(?=(?:will|would|have|has|are|were|shall) ))?"
    r"(?:(?:(?:in|en) \w+ (?:with|con|avec)|together with|along with|through|via|via its) (?:[^\s,.]+ ){1,8}?)?"
)
_BESIDE = (
    r"(?:\( (?:[^()]{0,60}? [:;,] )?|[:\-–—,] |\) [:\-–—] |\) )?"
    r"(?:(?:as|acting as|its|our|the|a|an|is|como|en tant que) )*"
)
_PERSON = re.compile(
    r" (?:(?:\[ removed \]|,|the|its|dr|prof|professor|mr|ms|mrs) ){0,4}"
    r"(?:(?:co|vice|executive|general|managing|deputy|founding) )*"
    r"(?:presidente?|directora?|directeur|founder|ceo|chairman|chairperson|secretary|rector)(?: general| and \w+)?"
    r" (?:of|from|at|de|del|du)(?: the| la| el)?$"
)
"""A person who acts for an organisation, whose name was removed: "led by [removed], President of A"."""
_AGENT = re.compile(
    r"(?<= )(?P<verb>[^\W\d_]{3,}(?:ed|ad[oa]s?|id[oa]s?|ees?|es?)) (?:\w+ly )?(?:by|por|par)"
    r"(?P<gap>(?: (?!(?:by|par|por|from|to)\b)[^\W_][\w’'-]*){0,3}) ?$"
)
"""A passive verb of any kind, with its doer behind it."""
_DOES = re.compile(
    rf"{_ASIDE}(?:(?:will|would|shall|has|have|had|is|are|was|been|also|further|then|both|each|all|jointly|which|that"
    r"|who|que|qui|currently|already|now|actively|[a-z]+ly) ){0,4}?"
    r"(?!(?:is|are|was|were|has|have|had|as|includes?|including|consists?|means|needs?|owns|lies"
    r"|represents?|exists?|remains?|becomes?|became|believes?|considers?|based|located|members?|states|countries|this"
    r"|its|less|towards|across|regards|during|following|according|concerning|regarding|belongs?|joined|signed|contains?"
    r"|faces?|covers?|calls|called|known|named|funded|financed|supported|recognised|recognized|has|ses|les|los|las|des"
    r"|these|those|various|others|partners|states|plus|needed|used|made|whose|besides|thus|always|perhaps|affairs"
    r"|services|studies|sciences|resources|initiatives|projects|activities|programs|programmes|actions|also|such"
    r"|officials|offices|centers|centres|experts|scientists|employees|volunteers|teams|rules|standards|guidelines)\b)"
    r"(?:[a-z]{3,}(?:(?<!er|or|is|nt|on|ti|ni)(?<!ist|ing|ion)[^si]s|ed|ing|ara|aran|aron|eran|eront)"
    r"|set|built|made|took|taken|held|began|begun|gave|given|kept|met|sent|taught|wrote|chose|undertook|bought|ran) "
)
"""A verb of any kind behind the name that a clause opens with."""
_PASSIVE = re.compile(r"(?:is|are|was|were|been) (?:\w+ly )?(?!committed|dedicated|engaged|involved)\w+ed $")
"""What is done to somebody and hardly by them: "A was formed in 2003"."""
_OPENINGS = """, and the : that which - • – y et la el le where while as our " “ * l"""
_OPENS = frozenset(_OPENINGS.split())
_FURTHER = re.compile(
    r"(?<= )(?:and|,|y|et|e|while|as well as) (?:(?:also|further|then|both|to|will|would|has|have|is|are|as well as) )*"
    r"(?=(?P<verb>[^\W\d_]{3,}) (?P<next>\S+))"
)
"""Where a further verb of the same doer may begin: "A breeds corals, trains divers and provides funding"."""
_SUBORDINATE = re.compile(r"(?<=\w) (?=(?:how|that|which|who|whose|where|when|if|because|ability|donde|porque|afin) )")
"""Where a clause begins whose verbs may be somebody else's; a relative right behind the name is the name's own."""
_FINITE = re.compile(r"\w+(?:[^s]s|ed|ara|aran|ira|iran|era|eront|ent)$")
_FURTHER_WEIGHT = 0.85
_FARTHEST_VERB = 24
"""What a verb that isn't the first counts, and how many words behind the name it may stand."""
_DOING = "A surveys the reef"
_ANY_VERB = re.compile(
    r" (?:is|are|was|were|will|would|shall|has|have|had|can|does|[a-z]{3,}(?:[^sui]s|ed|ing|ara|aran|aron)) "
)
_WILL = re.compile(r" (?:\S+ ){0,12}?(?:will|would|shall|can|to|must|should|commits to|va|van|vont|ira) ")
_DOER = 0.5
_DONE_TO = 0.35
_DONE = "collected by A"
_ENTRUSTED = frozenset(["tasked", "entrusted", "mandated", "contracted", "commissioned", "charged", "hired"])
"""What is done to somebody so that they do something."""
_BEING = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "es", "son", "fue", "sera", "est", "sont", "ete", "etre", "ser"]
)
_AND = frozenset(["and", "y", "et"])
_HOW = frozenset(["in", "through", "with", "at", "under", "during", "since", "over", "on", "en", "con", "avec", "dans"])
_PARTICIPLES = frozenset(
    ["led", "run", "built", "given", "paid", "made", "brought", "undertaken", "taught", "set", "carried", "found"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording that says a role.

    Attributes:
        role: code of the vocabulary `roles`.
        side: where it stands beside the name.
        weight: how surely it says the role, 0 to 1.
        pattern: the wording, anchored to the name.
        example: a made-up one.
        kinds: types of organisation of which alone it says the role; empty: of any.
    """

    role: str
    side: Side
    weight: float
    pattern: re.Pattern[str]
    example: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording that stands beside a name.

    Attributes:
        role: that it says.
        side: where it stands.
        weight: how surely, less for every word between it and the name.
        words: how many words of the context it reaches, counted from the name.
        example: of the wording, by which a reader knows it.
        kinds: types of organisation of which alone it says the role; empty: of any.
    """

    role: str
    side: Side
    weight: float
    words: int
    example: str
    kinds: frozenset[str] = frozenset()


def said_beside(before: Sequence[str], after: Sequence[str]) -> Iterator[Hit]:
    """The wordings beside a name.

    Args:
        before: folded words and marks in front of it, as far as its clause goes.
        after: those behind it.

    >>> {hit.role for hit in said_beside("clinics funded by the".split(), "since 2004".split())}
    {'funder'}
    """
    ahead = _PERSON.sub(" ", " " + " ".join(before)).rstrip()
    before = ahead.split()
    in_front = list(_on_side(before, "before", ahead))
    yield from in_front
    following = " ".join(after) + " "
    behind = list(_on_side(after, "after", following))
    yield from behind
    yield from _on_side(after, "beside", following)
    opens = not before or before[-1] in _OPENS
    if not behind and opens and (does := _DOES.match(following)):
        weight = _DONE_TO if _PASSIVE.search(does.group()) else _DOER
        yield Hit("implementer", "after", weight * _GAP, len(does.group().split()), _DOING)
    if behind or opens:
        yield from _further(after, bool(behind))
    agent = _AGENT.search(ahead) if not in_front else None
    if agent and agent["verb"] not in words_of("no-work"):
        gap, words = len(agent["gap"].split()), len(agent.group().split())
        yield Hit("implementer", "before", _DOER * _GAP**gap, words, _DONE)


def _further(after: Sequence[str], has_verb: bool) -> Iterator[Hit]:
    """What somebody is said to do besides, by verbs that follow the first one of the clause."""
    text = _SUBORDINATE.split(" " + " ".join(after[:_FARTHEST_VERB]) + " ", maxsplit=1)[0]
    first = _FURTHER.search(text)
    if first is None or not (has_verb or _ANY_VERB.search(text[: first.start() + 1])):
        return
    base = bool(_WILL.match(text))
    for found in _FURTHER.finditer(text):
        verb = found["verb"]
        nouns, articles = words_of("also-nouns"), words_of("determiners")
        if verb.endswith("ing") or verb in articles or (verb in nouns and found["next"] not in articles):
            continue
        if not (base or "will " in found.group() or _FINITE.match(verb)):
            continue
        rest = text[found.end() :].split()
        for hit in _on_side(rest, "after", " ".join(rest) + " "):
            reach = len(text[: found.end()].split()) + hit.words
            yield replace(hit, weight=hit.weight * _FURTHER_WEIGHT, words=reach)


def _on_side(context: Sequence[str], side: Side, text: str) -> Iterator[Hit]:
    by_cue = _phrases()[side]
    wanted = dict.fromkeys(
        phrase for word in context for phrase in by_cue.get(_NUMBER if word[0].isdigit() else word[:_CUE], ())
    )
    for phrase in wanted:
        found = phrase.pattern.search(text)
        if found is None:
            continue
        reach = text[found.start() :] if side == "before" else text[: found.end()]
        ahead = text[: found.start()].split()[-3:] if side == "before" else reach.split()
        if words_of("negations") & set(ahead) or (
            side == "after" and _is_done_to(found["going"], found["said"], text[found.end() :])
        ):
            continue
        gap = len(found["gap"].split()) if side == "before" else 0
        weight = phrase.weight * _GAP ** max(gap - 1, 0)
        yield Hit(phrase.role, side, weight, len(reach.split()), phrase.example, phrase.kinds)


def _is_done_to(going: str, said: str, rest: str) -> bool:
    """Whether a verb behind a name is passive: "A is fully funded", "A will be led", "A, and implemented in 2004"."""
    verb = said.split(maxsplit=1)[0]
    if verb in _ENTRUSTED or (not verb.endswith("ed") and verb not in _PARTICIPLES):
        return False
    helping = [word for word in going.split() if not word.endswith("ly")][-1:]
    following = rest.split(maxsplit=1)[:1]
    return bool(helping) and (helping[0] in _BEING or (helping[0] in _AND and bool(following) and following[0] in _HOW))


@lru_cache(maxsize=1)
def _phrases() -> Mapping[Side, Mapping[str, Sequence[Phrase]]]:
    """Side and the first letters of a word to the wordings that hold it: most texts hold none."""
    shared = {row["name"]: f"(?:{row['words']})" for row in _rows("words.csv")}
    made: dict[Side, dict[str, list[Phrase]]] = {"before": {}, "after": {}, "beside": {}}
    for row in _rows("phrases.csv"):
        wording = re.sub(r"\{([a-z]+)\}", lambda name: shared[name.group(1)], row["phrase"])
        side: Side = "before" if row["side"] == "before" else "after" if row["side"] == "after" else "beside"
        pattern = {
            "before": rf"(?<= )(?:{wording}){_FILLING}",
            "after": rf"^{_ASIDE}(?P<going>(?:{_GOING} ){{0,7}}?)(?P<said>{wording}){_NO_AGENT}",
            "beside": rf"^{_BESIDE}(?:{wording}){_NO_AGENT}",
        }[side]
        kinds = frozenset((row["kinds"] or "").split())
        phrase = Phrase(row["role"], side, float(row["weight"]), re.compile(pattern), row["example"], kinds)
        cues = {literal[:_CUE] for literal in _LITERAL.findall(_NO_LITERAL.sub(" ", wording))} - _NO_CUES
        for cue in cues | ({_NUMBER} if r"\d" in wording else set()):
            made[side].setdefault(cue, []).append(phrase)
    return made


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("graph.infer.roles").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
