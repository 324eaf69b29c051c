"""What each feature says to a reader about one need and one entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.matching.match import Evidence, Reason
from graph.matching.needs.features import ACTION, PLACE
from graph.matching.needs.fields import fields
from graph.matching.needs.questions import Questions, action_terms, dull
from graph.matching.needs.weights import Weights
from graph.model.identifiers import term_id
from graph.model.vocabularies import country as country_of
from graph.model.vocabularies import vocabulary
from graph.model.vocabularies.region_names import is_group
from graph.snapshot.exchange import GOALS, Candidates, Floats
from graph.text.fold import term, words
from graph.text.sentence import listed

_SHOWN = 4
_SAID_LITTLE = 1e-6


def reasons(
    weights: Weights,
    values: Mapping[str, float],
    questions: Questions,
    need: int,
    candidates: Candidates,
    row: int,
    likeness: Floats,
) -> tuple[Reason, ...]:
    """The reasons of one match, strongest first; their contributions sum to its score.

    Args:
        weights: the model.
        values: feature to its value.
        questions: the needs.
        need: row of the need among them.
        candidates: the entries.
        row: of the entry among them.
        likeness: cosine of every action of the need with the entry.
    """
    said = _Said(questions, need, candidates, row, likeness)
    made = []
    for name in (*PLACE, *ACTION):
        value = values[name]
        contribution = weights.of(name) * value
        if value and (abs(contribution) > _SAID_LITTLE or name in PLACE):
            text, evidence = said.of(name, value)
            made.append(Reason(name, round(value, 6), weights.of(name), contribution, text, evidence))
    return tuple(sorted(made, key=lambda reason: (-abs(reason.contribution), reason.feature)))


class _Said:
    """The words for the features of one match."""

    def __init__(self, questions: Questions, need: int, candidates: Candidates, row: int, likeness: Floats) -> None:
        self._questions = questions
        self._need = need
        self._candidates = candidates
        self._row = row
        self._likeness = likeness
        named = country_of(questions.countries[need])
        self._country = named.name() if named else questions.countries[need]

    def of(self, feature: str, value: float) -> tuple[str, tuple[Evidence, ...]]:
        """What a feature of some value says, and what it rests on."""
        place = Evidence("country", self._questions.countries[self._need], self._country)
        if feature == "place-here":
            return f"It states {self._country}, or its title does.", (place,)
        if feature == "place-near" and value < 1:
            return f"Its text speaks of {self._country}, or of where it lies.", (place,)
        if feature == "place-near":
            return f"It states a part of the world in which {self._country} lies, or its title does.", (place,)
        if feature == "place-elsewhere":
            return f"It names {self._others()} and not {self._country}.", ()
        if feature in {"action-in-title", "action-in-text"}:
            where = "title" if feature == "action-in-title" else "title or text"
            action, found = self._action(feature == "action-in-title")
            return f"“{action}”: its {where} says {_quoted(found)}.", ()
        if feature in {"field-in-title", "field-in-text"}:
            where = "title" if feature == "field-in-title" else "title or text"
            return f"Its {where} has words of the field: {_quoted(self._field_words(feature == 'field-in-title'))}.", ()
        if feature == "action-in-meaning":
            return f"Near in meaning to “{self._nearest()}”.", ()
        if feature == "goals-served":
            goals = self._goals()
            return (
                f"It serves {', '.join(f'SDG {goal}' for goal in goals)}, as the field of the need does.",
                tuple(
                    Evidence("sdg", term_id("sdg", str(goal)), vocabulary("goals").label(str(goal))) for goal in goals
                ),
            )
        return "Its title says that it makes a report, an inventory, an assessment or a plan.", ()

    def _others(self) -> str:
        """Places that the entry names, countries first."""
        candidates = self._candidates
        columns: list[int] = []
        for matrix in (candidates.stated, candidates.titled, candidates.told):
            columns += matrix.indices[matrix.indptr[self._row] : matrix.indptr[self._row + 1]].tolist()
        names = []
        for code in dict.fromkeys(candidates.places[column] for column in columns):
            if is_group(code):
                continue
            known = country_of(code)
            names.append(known.name() if known else code.removeprefix("~").title())
        if not names:
            return "other places"
        return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")

    def _action(self, in_title: bool) -> tuple[str, list[str]]:
        """The action of which most stands there, and its words that do."""
        has = self._terms(in_title)
        every = self._questions.actions[self._need]
        actions = [action for action, is_dull in zip(every, dull(every), strict=True) if not is_dull]
        weight = self._candidates.weight

        def share(action: str) -> float:
            of = action_terms(action)
            return sum(weight(each) for each in of if each in has) / (sum(weight(each) for each in of) or 1.0)

        best = max(actions, key=share)
        told = set(action_terms(best)) & has
        return best, [word for word in words(best) if term(word) in told]

    def _field_words(self, in_title: bool) -> list[str]:
        has = self._terms(in_title)
        wanted = {
            found: word for code in self._questions.fields[self._need] for found, word in fields()[code].terms.items()
        }
        spelled = [word for word in words(self._candidates.titles[self._row]) if term(word) in wanted.keys() & has]
        rest = [wanted[each] for each in sorted((wanted.keys() & has) - {term(word) for word in spelled})]
        return list(dict.fromkeys([*spelled, *rest]))[:_SHOWN]

    def _nearest(self) -> str:
        return self._questions.actions[self._need][int(self._likeness.argmax())]

    def _goals(self) -> list[int]:
        both = self._questions.goals[self._need] & self._candidates.goals[self._row]
        return [goal for goal in range(1, GOALS + 1) if both[goal - 1]]

    def _terms(self, in_title: bool) -> set[str]:
        """Those of the need's terms and of its fields' words that the entry has."""
        matrix = self._candidates.in_title if in_title else self._candidates.in_text
        columns = set(matrix.indices[matrix.indptr[self._row] : matrix.indptr[self._row + 1]].tolist())
        asked = {each for action in self._questions.actions[self._need] for each in action_terms(action)}
        asked |= set[str]().union(*(fields()[code].terms.keys() for code in self._questions.fields[self._need]))
        vocabulary_ = self._candidates.vocabulary
        return {each for each in asked if vocabulary_.get(each, -1) in columns}


def _quoted(found: Sequence[str]) -> str:
    return listed([f"“{word}”" for word in dict.fromkeys(found)]) or "some of it"
