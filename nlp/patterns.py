"""The ontology's sentence rules, compiled, and found quickly: a rule is only tried where one of its words stands.

Shorthand of the rules: `@` a date or period that says when, `~` some words of the clause, `…` some words of the
sentence, `⋯` one character that is neither a stop nor a value, `(?P<role>words)` a role of words by its own expression,
`(?P<role>)` a party that is understood (of the table row, else the nearest one named before; for a role of words: the
rule holds in table cells only), `(?P<together>words)` words that stand for the two parties named last, `{role}`,
`{role+}` and `{role!}` as in `nlp/marks.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import ahocorasick_rs

from kg.model import Modality
from kg.ontology.model import FactType, Ontology, SentenceRule
from kg.pattern import Pattern
from nlp.marks import ACCEPTS, CHAR, expression_of
from nlp.needed import most_telling

_CLAUSE, _SENTENCE = "[^。；，,]{0,14}?", "[^。；]{0,60}?"
_WORD = f"[^，,。；{''.join(CHAR.values())}]"
_WHEN = f"(?P<when>[{CHAR['Date']}{CHAR['Period']}])"
_PARTIES = "".join(CHAR[kind] for kind in ACCEPTS["Party"])
_DEICTIC = Pattern("保荐机构|主承销商")  # words that a sentence may have marked as the party they stand for
_AT_END = Pattern("期末|期初")  # marked as dates where a sentence says them
_TEXT_END = Pattern(r"\{0,60\}\?\)$")
_OBLIGATORY = Pattern(r"\{([a-z_0-9]+)[+!]?\}(?!\?)")
_OTHERS = Pattern(r"\{([a-z_0-9]+)!\}")
_MARKED = frozenset(CHAR.values())
_LOOK = Pattern(r"\(\?<?[!=]")
_MAY_MISS = Pattern(r"(?:[?*]|\{0,\d*\})\??")
_LITERAL = Pattern(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence rule of a class."""

    type: FactType
    number: int
    expression: str  # over marked sentences
    triggers: tuple[str, ...]
    modality: Modality | None
    given: SentenceRule
    needs: tuple[frozenset[str], ...] = ()  # marks, one of each of which stands in whatever the pattern matches
    understood: tuple[str, ...] = ()  # roles that an empty group leaves to the row or the words before
    others: tuple[str, ...] = ()  # roles that the issuer never fills

    @property
    def pattern(self) -> Pattern:
        """The expression, ready to search with, compiled when first asked for: a filing calls for few of the rules."""
        return _compiled(self.expression)


@cache
def _compiled(expression: str) -> Pattern:
    return Pattern(expression)


def rule_of(type_: FactType, number: int, given: SentenceRule) -> Rule:
    """Return the rule as one expression over marked sentences."""
    text = re.sub(r"~\??", lambda _: _CLAUSE, given.pattern)
    text = re.sub(r"…\??", lambda _: _SENTENCE, text)
    text = _either_comma(text).replace("⋯", _WORD)
    text = _AT_END.sub(lambda match: f"(?:{match[0]}|{CHAR['Date']})", text)
    text = _DEICTIC.sub(lambda match: f"(?:{match[0]}|[{_PARTIES}])", text).replace("@", "\0")
    ranges = {name: role.range for name, role in type_.roles.items()}
    expression = expression_of(text, ranges).replace("\0", _WHEN)
    if _TEXT_END.search(expression):
        expression += "(?=[，。；！？,;]|$)"
    modality = Modality(given.modality) if given.modality else None
    understood = tuple(re.findall(r"\(\?P<([a-z_]+)>\)", given.pattern))
    needs = needs_of(given.pattern, ranges)
    others = tuple(_OTHERS.findall(given.pattern))
    triggers = triggers_of(given.pattern) or tuple(sorted(most_telling(_compiled(expression))))
    return Rule(type_, number, expression, triggers, modality, given, needs, understood, others)


def needs_of(pattern: str, ranges: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """Return for each slot that no group makes optional the marks of which one must stand in a sentence."""
    slots = _OBLIGATORY.findall(_without_optional(_without_looks(pattern)))
    kinds = [ACCEPTS[ranges[slot]] for slot in dict.fromkeys(slots) if ranges.get(slot) in ACCEPTS]
    return tuple(dict.fromkeys(frozenset(CHAR[kind] for kind in accepted) for accepted in kinds))


def _either_comma(pattern: str) -> str:
    """Return the pattern with each full-width comma open to a narrow one."""
    parts, inside = [], False
    for number, char in enumerate(pattern):
        if char in "[]" and pattern[number - 1 : number] != "\\":
            inside = char == "["
        parts.append(char if char != "，" else "，," if inside else "[，,]")
    return "".join(parts)


def triggers_of(pattern: str) -> tuple[str, ...]:
    """Return words one of which stands in whatever the pattern matches; empty where nothing is sure.

    The longest run of Chinese that no group makes optional; or the words of an obligatory choice.
    """
    pattern = _without_looks(pattern)
    flat = _without_optional(pattern)
    kept = _without_optional_groups(re.sub(r"\[(?:[^\]\\]|\\.)*\]", " ", pattern))
    runs = [run for run in _LITERAL.findall(re.sub(r"\([^()]*\|[^()]*\)", " ", flat)) if run]
    bare = [run for run in runs if "公司" not in run]
    if bare:
        return (max(bare, key=len),)
    choices = [match[1].split("|") for match in re.finditer(r"\((?:\?:|\?P<\w+>)?([\u4e00-\u9fff|]+)\)(?!\?)", kept)]
    best = [tuple(words) for words in choices if all(len(word) > 1 for word in words)]
    return min(best, key=len) if best else ()


def _without_looks(pattern: str) -> str:
    """Return the pattern without what it only looks at: words ahead or behind that must or must not stand there."""
    while match := _LOOK.search(pattern):
        depth, end = 1, match.end()
        while depth and end < len(pattern):
            depth += {"(": 1, ")": -1}.get(pattern[end], 0) if pattern[end - 1] != "\\" else 0
            end += 1
        pattern = pattern[: match.start()] + pattern[end:]
    return pattern


def _without_optional_groups(pattern: str) -> str:
    """Return the pattern without the groups that may be left out, with all that stands in them."""
    opened: list[int] = []
    dropped: list[tuple[int, int]] = []
    for at, char in enumerate(pattern):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            start = opened.pop()
            if missing := _MAY_MISS.match(pattern, at + 1):
                dropped.append((start, missing.end()))
    return "".join(char for at, char in enumerate(pattern) if not any(a <= at < b for a, b in dropped))


def _without_optional(pattern: str) -> str:
    """Return the pattern with character classes and optional groups blanked."""
    text = re.sub(r"\[(?:[^\]\\]|\\.)*\](?:\{[\d,]+\}\??|[?*+]\??)?", " ", pattern)
    text = re.sub(r"[\u4e00-\u9fff]\?", " ", text)
    while True:
        slimmer = re.sub(r"\((?:\?:|\?P<\w+>|\?=|\?!)?[^()]*\)\?(?!:)", " ", text)
        slimmer = re.sub(r"\((?:\?=|\?!|\?<!)[^()]*\)", " ", slimmer)
        slimmer = re.sub(r"\((?:\?:|\?P<\w+>)?([^()|]*)\)", r"\1", slimmer)
        slimmer = re.sub(r"\((?:\?:|\?P<\w+>)?[^()]*\|[^()]*\)(?!\?)", " ", slimmer)
        if slimmer == text:
            return text
        text = slimmer


class RuleBook:
    """All sentence rules of an ontology, by the words that call for them."""

    def __init__(self, ontology: Ontology) -> None:
        self.rules = [
            rule_of(type_, number, given)
            for type_ in ontology.types.values()
            for number, given in enumerate(type_.sentences)
        ]
        self._by_marks: dict[frozenset[str], frozenset[int]] = {}

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, rule in enumerate(self.rules):
            for word in rule.triggers:
                found[word].append(index)
        return dict(found)

    @cached_property
    def _always(self) -> list[int]:
        return [index for index, rule in enumerate(self.rules) if not rule.triggers]

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._by_word)

    @cached_property
    def _scanner(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._words)

    def for_sentence(self, text: str) -> Iterator[Rule]:
        """Yield the rules that a marked sentence may match."""
        called = set(self._always)
        for word in {word for word, *_ in self._scanner.find_matches_as_indexes(text, overlapping=True)}:
            called.update(self._by_word[self._words[word]])
        if called:
            for index in sorted(called & self._possible(_MARKED.intersection(text))):
                yield self.rules[index]

    def _possible(self, present: frozenset[str]) -> frozenset[int]:
        """Return the rules for which a sentence with these marks has all that they need."""
        possible = self._by_marks.get(present)
        if possible is None:
            needs = ((index, rule.needs) for index, rule in enumerate(self.rules))
            possible = frozenset(index for index, sets in needs if not any(map(present.isdisjoint, sets)))
            self._by_marks[present] = possible
        return possible
