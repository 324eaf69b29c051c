"""Words that say nothing about what a text is about, in the languages that registers are written in.

All are in folded form (`graph.text.fold.fold`). The lists are short on purpose: a word missing here costs little, since
frequent words weigh little, while a word wrongly here can't be found at all. So "who" and "us" stay (WHO, US).
"""

from __future__ import annotations

# Stop words in any text: they mean nothing in another of these languages either.
_EVERYWHERE: dict[str, str] = {
    "en": "a about after all also an and any are as at be because been before being between both but by can could did "
    "do does each either etc for from further had has have having he her here his how however i if in into is it its "
    "itself may might more most must nor not of on once only or other our out over own per same shall she should so "
    "some such than that the their them themselves then there these they this those through thus to too under until "
    "up upon very was we were what when where whether which while whom whose why will with within without would you "
    "your",
    "fr": "ai ainsi au aux avec c ce ces cet cette chaque comme d dans de des donc dont du elle elles en entre est et "
    "ete etre eux il ils j je l la le les leurs lors m mais meme n ne notre nous ont ou par pas pendant pour qu que "
    "quel quelle qui s sa sans se sera ses si soit sont sous t tous tout toute toutes tres une vers votre vous y",
    "es": "al algo ante con cual cuales cuando cada contra del desde donde dos e el ella ellas ellos es esa esas ese "
    "eso esos esta estan estas este esto estos fue fueron hacia han hasta hay las lo los mas me mi mientras muy ni no "
    "nos nuestra nuestras nuestro nuestros o otra otras otro otros pero por porque quien quienes segun ser si sido "
    "sobre su sus tal tambien tanto tiene tienen toda todas todo todos tras unas unos ya",
    "pt": "ao aos ate com da das dela dele deles do ela eles em essa esse estao foi foram isso isto ja mesmo na nas "
    "nao nem num numa os para pela pelas pelo pelos qual quando quem sao seu seus sua suas tem um uma umas uns",
    "ru": "а без бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще "
    "же за и из или им их к как ко когда которая которое которой которые который которых ли между мы на над не него "
    "нее нет ни них но о об однако он она они оно от по под при с со так также такие тем то того только том тот у уже "
    "чем что чтобы эта эти этих это этого этой этом этот",
    "ar": "من في علي الي عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ان او ثم كل بعض قد كان كانت يكون تكون هو "
    "هي هم بين حتي اذا كما بما مما عند عبر خلال بعد قبل غير وفي ومن وعلي والي",
    "zh": "以及 我们 他们 这些 那些 这个 那个 因为 所以 但是 如果 或者 并且 通过 对于 关于 其他 包括 其中 等等",
}
# Stop words of one language that carry meaning in another, dropped only where the language of the text is known:
# sur (fr: on; es: south), un (the United Nations), era (es: was), sin (es: without), son, car, ha (hectare) …
_THERE: dict[str, str] = {
    "en": "am us who",
    "fr": "a car leur on or plus son sur un",
    "es": "a como era ha la le les sin son un una uno",
    "pt": "a as dos era lhe mas sem se sob",
}

STOP_WORDS: frozenset[str] = frozenset(" ".join(_EVERYWHERE.values()).split())
"""Folded words that are dropped from every text and every question."""

STOP_WORDS_BY_LANGUAGE: dict[str, frozenset[str]] = {
    language: frozenset(f"{_EVERYWHERE[language]} {_THERE.get(language, '')}".split()) for language in _EVERYWHERE
}
"""By language code, all folded stop words of that language."""
