"""How well written partner lists are split: precision and recall of the names, and the share of lists read exactly.

**What counts.** Names are compared by their letters and digits alone: case, accents, punctuation and spaces are
forgiven, and so is an acronym in brackets beside a name, or in its place. A partner counts once, under whichever of its
names it is found. Every other name that is returned as an organisation or a government is wrong, be it half a name, two
names in one, a phrase or a person. A country that stands for its government must be read as that government. Names that
the labeller wasn't sure of are left out, found or not, and so are pieces of them.

**Rules can't be cross-validated like weights.** What can be done is not to look: `half` parts the rows by their ids
alone, so that rules are developed on the errors of one half, and the other half says what they are worth.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.model.drafts import Mention
from graph.names import headers, lines
from graph.names.government import country_of, read_government
from graph.names.lexicon import is_acronym
from graph.names.parenthesis import read_brackets
from graph.names.split import split
from graph.text.fold import fold
from graph.text.mend import mend

Splitter = Callable[[str], Sequence[Mention]]
"""What reads a written list into mentions."""

_PARTNERS = ("organisation", "government")
_BRACKET = re.compile(r"\(([^()]*)\)")
_AND = re.compile(r"\s+(?:and|&|y|et|e)\s+")


@dataclass(frozen=True, slots=True)
class LabelledList:
    """A written partner list, and what a person read in it.

    Attributes:
        id: of the row; decides the half that it belongs to.
        raw: the list as written.
        partners: the organisations and governments that it names.
        generic: phrases in it that name nobody.
        aliases: further names in the list of some of the partners.
        country_entities: the partners that are a country standing for its government.
        uncertain: names, most of them among `partners`, about which the labeller wasn't sure.
        persons: persons that it names.
    """

    id: str
    raw: str
    partners: tuple[str, ...]
    generic: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]
    country_entities: tuple[str, ...]
    uncertain: tuple[str, ...]
    persons: tuple[str, ...]


_LABELLED = TypeAdapter(LabelledList)


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What became of one labelled list.

    Attributes:
        id: of the row.
        found: how many of its partners were found.
        missed: its partners that were not found, as labelled.
        wrong: what was returned and is none of its partners, each once.
    """

    id: str
    found: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing was missed and nothing is wrong."""
        return not self.missed and not self.wrong


def read_gold(rows: Iterable[str], file: str = "") -> list[LabelledList]:
    """Read labelled lists.

    Args:
        rows: lines of JSON, one object each; blank ones are passed over.
        file: its name, for messages.

    Raises:
        InputError: a line is no such row; the message names the file, the line and the field.
    """
    labelled = []
    for number, line in enumerate(rows, start=1):
        if not line.strip():
            continue
        try:
            row = _LABELLED.validate_json(line, strict=True)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(map(str, problem["loc"])) or None
            raise InputError(f"{problem['msg']}.", Place(file or None, number, field)) from error
        _check(row, Place(file or None, number))
        labelled.append(row)
    return labelled


def _check(row: LabelledList, place: Place) -> None:
    """Raises an InputError where a field of a labelled row contradicts another."""
    for field, names in (("aliases", row.aliases), ("country_entities", row.country_entities)):
        stranger = next((name for name in names if name not in row.partners), None)
        if stranger is not None:
            raise InputError(f"{stranger!r} is none of the row's partners.", replace(place, column=field))
    unread = next((name for name in row.country_entities if not country_of(name)), None)
    if unread is not None:
        raise InputError(f"{unread!r} is no country.", replace(place, column="country_entities"))


def half(id: str) -> Literal["A", "B"]:
    """The half that a row belongs to: rules are developed on A; B is measured, and not looked at.

    >>> half("1"), half("2")
    ('B', 'B')
    """
    return "B" if zlib.crc32(id.encode()) & 1 else "A"


def outcomes(rows: Sequence[LabelledList], splitter: Splitter = split) -> list[ListOutcome]:
    """Split labelled lists and compare.

    Args:
        rows: the lists.
        splitter: by default the one that readers use, as they use it.
    """
    return [_outcome(row, splitter(row.raw)) for row in rows]


def precision(rows: Sequence[ListOutcome]) -> float:
    """Found partners among all that was returned: found / (found + wrong), summed over the lists; 1 for nothing."""
    return _share(sum(row.found for row in rows), sum(len(row.wrong) for row in rows))


def recall(rows: Sequence[ListOutcome]) -> float:
    """Found partners among all partners: found / (found + missed), summed over the lists; 1 for nothing."""
    return _share(sum(row.found for row in rows), sum(len(row.missed) for row in rows))


def exact(rows: Sequence[ListOutcome]) -> float:
    """Share of lists in which nothing was missed and nothing is wrong; 1 for none."""
    return _share(sum(row.exact for row in rows), sum(not row.exact for row in rows))


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


def figures(labelled: Sequence[LabelledList]) -> Iterator[Figure]:
    """Goal17 beside the baselines, on all lists and on the half that no rule was made on."""
    methods: Mapping[str, Splitter] = {"goal17": split, **BASELINES}
    slices = {"splitting": labelled, "splitting, half B": [row for row in labelled if half(row.id) == "B"]}
    for slice_, rows in slices.items():
        for method, splitter in methods.items():
            found = outcomes(rows, splitter)
            for metric, measure in (("precision", precision), ("recall", recall), ("exact", exact)):
                yield from measured("P6", slice_, method, metric, found, measure)


def _outcome(row: LabelledList, mentions: Sequence[Mention]) -> ListOutcome:
    labels = _Labels(row)
    found: set[str] = set()
    wrong: dict[str, str] = {}
    for mention in mentions:
        if mention.kind not in _PARTNERS:
            continue
        partner = labels.partner(mention)
        if partner:
            found.add(partner)
        elif not labels.is_uncertain(mention):
            wrong.setdefault(_letters(mention.name), mention.name)
    missed = tuple(name for name in labels.certain if name not in found)
    return ListOutcome(row.id, len(found), missed, tuple(wrong.values()))


class _Labels:
    """The labels of one list, ready to be compared with mentions.

    Attributes:
        certain: the partners that the labeller was sure of.
    """

    def __init__(self, row: LabelledList) -> None:
        self._unsure = {form for name in row.uncertain for form in _forms_with_aliases(name, row)}
        self._unsure_words = [f" {fold(name)} " for name in row.uncertain]
        self.certain = tuple(name for name in dict.fromkeys(row.partners) if not _forms(name) & self._unsure)
        self._named = {form: name for name in self.certain for form in _forms_with_aliases(name, row)}
        self._countries = frozenset(row.country_entities)
        self._governments = {country: name for name in self.certain if (country := country_of(name) or _governed(name))}

    def partner(self, mention: Mention) -> str:
        """The partner that a mention names, or empty."""
        named = next((self._named[form] for form in _forms_of(mention) if form in self._named), "")
        if mention.kind == "government":
            return named or self._governments.get(mention.country, "")
        return "" if named in self._countries else named

    def is_uncertain(self, mention: Mention) -> bool:
        """Whether a mention is one of the names left out, or a piece of one."""
        name = f" {fold(mention.name)} "
        return not self._unsure.isdisjoint(_forms_of(mention)) or any(name in words for words in self._unsure_words)


def _governed(name: str) -> str:
    """The country of "Government of C", or empty."""
    government = read_government(name)
    return government.country if government and government.body is None else ""


def _forms_with_aliases(name: str, row: LabelledList) -> set[str]:
    return _forms(name).union(*map(_forms, row.aliases.get(name, ())))


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _forms(written: str) -> set[str]:
    """What a written name is compared by: with its brackets, without them, and the acronyms that stand in them."""
    inside = [each for each in _BRACKET.findall(written) if is_acronym(each.strip())]
    forms = {_letters(written), _letters(_BRACKET.sub(" ", written)), *map(_letters, inside)}
    return forms - {""}


def _forms_of(mention: Mention) -> list[str]:
    """What a mention is compared by, the surest first.

    What it was read from counts where a part of that has become a field of its own: "Government of Mali - Ministry of
    Water" is labelled as a whole, and read as a ministry with its parent.
    """
    forms = [_letters(mention.name), *sorted(_forms(mention.name))]
    if mention.acronym:
        forms.append(_letters(mention.acronym))
    if mention.parent or mention.country or mention.acronym or mention.type:
        forms += sorted(_forms(mention.written))
    return [form for form in dict.fromkeys(forms) if form]


def at_lines(text: str) -> list[Mention]:
    """Baseline: a list cut at line ends and semicolons; bullets, numbers, headings, closing types and countries off."""
    return _baseline(text, commas=False, conjunctions=False)


def at_commas(text: str) -> list[Mention]:
    """Baseline: `at_lines`, and cut at commas outside brackets."""
    return _baseline(text, commas=True, conjunctions=False)


def at_conjunctions(text: str) -> list[Mention]:
    """Baseline: `at_commas`, and cut at "and"."""
    return _baseline(text, commas=True, conjunctions=True)


BASELINES: Mapping[str, Splitter] = {
    "lines and semicolons": at_lines,
    "and commas": at_commas,
    'and "and"': at_conjunctions,
}
"""The floors that any rules have to beat, by their names in tables."""


def _baseline(text: str, *, commas: bool, conjunctions: bool) -> list[Mention]:
    names = []
    for row in lines.rows(lines.whole(lines.narrow(mend(text)))):
        for chunk in lines.chunks(row):
            heading = headers.free_heading(chunk)
            body = lines.without_bullet(heading.body) if heading else chunk
            for part in _cut(body.text, commas=commas, conjunctions=conjunctions):
                name = _bare(part)
                if name:
                    country = country_of(name)
                    names.append(Mention(name, part, kind="government" if country else "organisation", country=country))
    return names


def _cut(text: str, *, commas: bool, conjunctions: bool) -> list[str]:
    piece = lines.whole(text)
    inside = lines.sheltered(piece.text)
    cuts = [(at, at + 1) for at in lines.places(piece.text, ",") if commas and not inside[at]]
    if conjunctions:
        cuts += [found.span() for found in _AND.finditer(piece.text) if not inside[found.start()]]
    return [part.text for part in piece.cut(sorted(cuts))]


def _bare(name: str) -> str:
    """A name without the brackets at its end that say a type or a country."""
    for _ in range(2):  # "name (type) (country)"
        head, bracket, tail = name.rstrip(" .").rpartition("(")
        says = read_brackets(tail[:-1]) if bracket and tail.endswith(")") else None
        if not says or not says.says or says.acronym:
            break
        name = head
    return name.strip(" .-")
