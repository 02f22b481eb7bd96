"""What English words are called in filings, whatever form they stand in."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.kept import words_of
from kg.pattern import Pattern
from qa.english.dictionary import glossed
from qa.parsing.words import fold, meanings, word_file

_PLURAL = Pattern(r"(?<=[^s\W])s$")
_OF = Pattern(r" (?:of|for|on) ")
_BETWEEN_WORDS = Pattern(r"[ -]")
_PARTS = frozenset({"share", "percentage", "proportion", "ratio", "part", "balance"})
_ARTICLES = frozenset({"the", "its", "their"})
LONGEST = 8  # words of a phrase
# the first list that has a word decides; the concepts and the glossary stand between `core` and the rest
_LISTS = (
    "spoken",
    "accounts",
    "capital",
    "contracts",
    "law",
    "market",
    "operations",
    "products",
    "industries",
    "places",
    "banks",
    "general",
    "ordinary",
    "statements",
    "ownership",
    "dealings",
    "reorganisations",
)
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_AMERICAN = (
    ("iz", "is"),
    ("or", "our"),
    ("ter", "tre"),
    ("aging", "ageing"),
    ("installment", "instalment"),
    ("program", "programme"),
    ("license", "licence"),
)


@cache
def grammar() -> Any:
    """Return how English questions are put together."""
    return word_file("grammar")


@cache
def verbs() -> dict[str, str]:
    """Return the verbs in the infinitive, and what filings say for them."""
    return {en: zh for zh, words in _list("verbs").items() for en in words}


@cache
def infinitives() -> frozenset[str]:
    """Return all verbs in the infinitive, those too that only support a noun."""
    return frozenset((*verbs(), *grammar()["support"]))


def is_infinitive(word: str) -> bool:
    """Tell whether a word is a verb in the infinitive; of one that our lists lack the dictionary says so."""
    return word in infinitives() or (not verb(word) and bool(glossed(word)[1]))


def said(phrase: str) -> str:
    """Return what filings call a folded English word or phrase; empty where nobody knows."""
    return listed(phrase) or (_alike().get(_plainest(phrase), "") if " " in phrase else "")


def listed(phrase: str) -> str:
    """Return the same of a word or phrase that our lists have, in whatever form."""
    lexicon = _lexicon()
    exact = next((lexicon[form] for form in _forms(phrase) if form in lexicon), "")
    return exact or (_singular_phrases().get(_singular(phrase), "") if " " in phrase else "")


def verb(word: str) -> str:
    """Return what filings say for what a folded English word does; empty where it is no verb."""
    return next((verbs()[form] for form in lemmas(word) if form in verbs()), "")


def lemmas(word: str) -> Iterator[str]:
    """Yield a word, and those of which it may be a form."""
    yield word
    if word in _irregular():
        yield _irregular()[word]
    for ending, base in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield stem + base
            if not base and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _forms(phrase: str) -> Iterator[str]:
    """Yield a phrase with its last word, and with its first, in the forms that a lexicon has them in."""
    for spelt in dict.fromkeys((phrase, phrase.replace("-", " "), *_british(phrase))):
        head, blank, last = spelt.rpartition(" ")
        yield from (head + blank + form for form in lemmas(last))
        first, blank, rest = spelt.partition(" ")
        if blank:
            yield from (form + blank + rest for form in lemmas(first))


def _british(phrase: str) -> Iterator[str]:
    for american, british in _AMERICAN:
        if american in phrase:
            yield phrase.replace(american, british)


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in grammar()["irregular"].items() for form in forms}


def _list(name: str) -> dict[str, list[str]]:
    return words_of(Path(__file__).parents[1] / "data" / "english" / f"{name}.yaml")


def _singular(phrase: str) -> str:
    """Return a phrase with all its words in the singular: r&d project in progress."""
    return " ".join(_PLURAL.sub("", word) for word in phrase.split())


@cache
def _singular_phrases() -> dict[str, str]:
    return {en: zh for en, zh in _lexicon().items() if " " in en and en == _singular(en)}


@cache
def _alike() -> dict[str, str]:
    """Return the phrases by their plainest words; none that mean several things in them."""
    found: dict[str, set[str]] = {}
    for en, words in _senses().items():
        if _plainest(en):
            found.setdefault(_plainest(en), set()).add(words[0])
    return {plain: next(iter(words)) for plain, words in found.items() if len(words) == 1 and " " in plain}


@cache
def _plain_words() -> dict[str, str]:
    return {word: group[0] for group in grammar()["alike"] for word in group}


def _plainest(phrase: str) -> str:
    """Return a phrase with its head last and each word as the first of those that say the same in phrases.

    Spending on advertising, advertising costs and advertising expenditure are all advertising expense. Empty where
    small words stand in it, which tell how the words around are put together.
    """
    head, *rest = _OF.split(phrase, 1)
    if rest and head in _PARTS:
        return ""  # of which a share or the balance is asked for otherwise
    if _ARTICLES & {phrase.split()[0], phrase.split()[-1]} or _small_words() & {*head.split(), *" ".join(rest).split()}:
        return ""
    words = (_one(word) for word in _BETWEEN_WORDS.split(" ".join((*rest, head))) if word not in _ARTICLES)
    return " ".join(_plain_words().get(word, word) for word in words)


@cache
def _small_words() -> frozenset[str]:
    return frozenset((*grammar()["prepositions"], *grammar()["auxiliaries"], *grammar()["particles"], "a"))


def _one(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else _PLURAL.sub("", word)


def senses(phrase: str) -> tuple[str, ...]:
    """Return all that our lists have for a folded English word or phrase in this very form."""
    return tuple(_senses().get(phrase, ()))


@cache
def _lexicon() -> dict[str, str]:
    return {en: words[0] for en, words in _senses().items()}


@cache
def _senses() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    glossary = [(m.zh[0], m.en) for m in meanings().values()]
    for zh, words in chain(_list("core").items(), glossary, *(_list(name).items() for name in _LISTS)):
        for word in words:
            found.setdefault(fold(word), []).append(zh)
    for en, zh in verbs().items():
        found.setdefault(en, []).append(zh)
    return found
