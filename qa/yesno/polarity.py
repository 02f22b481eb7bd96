"""Whether a sentence affirms or denies what a question asks: its deciding clause, what denies there, what is opposed.

What a question asks is a proposition: its last clause, without the words that only ask (是不是, 有没有, 对吗). A
sentence affirms it where its own deciding clause denies as often as the proposition does, so that 不存在计提不充分
affirms 充分; a word of which it says the opposite turns that round.
"""

import re
from functools import cache
from itertools import pairwise

from kg.pattern import Pattern
from qa.parsing.match import explained, squeezed
from qa.parsing.question import Question
from qa.parsing.words import masked, unspaced, word_file

SAYS = 0.3  # how well a clause says the last word of a question where it does
OUTRIGHT = 0.6  # and where it says it so well that what denies behind it denies something else
NAMED = 0.2  # what a clause gains that names whom the question does
LIKE = 0.4  # how like a question a clause is that decides though it says the last word otherwise
_COMMA = Pattern(r"[，,；;：:。](?!\d)")
_GOES_ON = ("以及", "或", "和", "及", "等")  # what begins so goes on with the clause before: 不存在甲，以及乙
_TOGETHER = Pattern(r"[，、或和且及亦也并]")  # 未抵押、未质押 denies once
_JOINED = frozenset({"holds", "denies"})  # patterns that are written over several lines


@cache
def _rules() -> dict[str, Pattern]:
    data = word_file("polarity")
    return {k: Pattern(unspaced(v) if k in _JOINED else v) for k, v in data.items() if isinstance(v, str)}


@cache
def _opposites() -> tuple[tuple[Pattern, Pattern], ...]:
    return tuple((Pattern(p["one"]), Pattern(p["other"])) for p in word_file("polarity")["opposites"])


def affirms(question: Question, text: str) -> bool | None:
    """Tell whether a sentence says that what a question asks is so; None where it leaves that open."""
    rules = _rules()
    asked, said = proposition(question), deciding(question, text)
    if not _says_last(question, said) and likeness(question, said) < LIKE:
        said = unspaced(text)  # in other words: whatever it denies may be that
    if rules["unsure"].search(said):
        return None
    if rules["only"].search(asked) and not rules["only"].search(said):
        return False if rules["further"].search(said) else None
    against = (_denials(asked, said) + _denials_of(question, said)) % 2 == 1
    return not (against != _opposed(asked, said) or _only_in_part(asked, said))


def proposition(question: Question) -> str:
    """Return the clause of a question that says what is asked, without the words that only ask."""
    rules = _rules()
    bare = rules["either"].sub(r"\1", rules["tag"].sub("", _as_filed(question)))
    bare = rules["open"].sub("", bare)
    clauses = [c for c in _COMMA.split(bare) if len(squeezed(rules["empty"].sub("", c))) > 1]
    return clauses[-1] if clauses else bare


def _as_filed(question: Question) -> str:
    """Return a question with the words that deny otherwise than filings say them, or of whose opposites only those of
    filings are known, as filings say them: 过期没付 is 逾期, 打水漂 is 无法收回."""
    folded = question.folded
    for term in reversed(question.terms):
        filed = next((form for form in term.forms[1:]), term.text)
        if _denies(filed) != _denies(term.text) or (_has_opposite(filed) and not _has_opposite(term.text)):
            folded = folded[: term.start] + filed + folded[term.end :]
    return folded


def _denies(word: str) -> bool:
    return bool(_rules()["denies"].search(_bare(word)))


def _has_opposite(word: str) -> bool:
    return any(side.search(word) for pair in _opposites() for side in pair)


def _says_last(question: Question, text: str, least: float = SAYS) -> bool:
    """Tell whether a text says the last word of a question, which is most often what is asked."""
    return not question.terms or explained(question.terms[-1], squeezed(text)) >= least


def deciding(question: Question, text: str) -> str:
    """Return the clause of a sentence that says what is asked, of whom, and most of the rest; the last of equals."""
    names = [squeezed(m.text) for m in question.mentions]

    def worth(clause: str) -> tuple[bool, float]:
        named = any(name in squeezed(clause) for name in names)
        return bool(question.terms) and _says_last(question, clause), likeness(question, clause) + NAMED * named

    return max(reversed(_clauses(unspaced(text))), key=worth)


def likeness(question: Question, text: str) -> float:
    """Return how much of a question's words and of its characters a text has itself, from 0 to 1."""
    said = squeezed(text)
    weight = sum(term.weight for term in question.terms)
    words = sum(term.weight * explained(term, said) for term in question.terms) / weight if weight else 0.0
    pairs = _pairs(question)
    shared = sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0
    return 0.6 * words + 0.4 * shared


def supposes(question: Question, text: str) -> bool:
    """Tell whether a sentence only states a rule or a supposition, where the question asks what is or was."""
    rules = _rules()
    return bool(rules["supposed"].search(text)) and not rules["supposed"].search(question.folded)


def only_checks(question: Question, text: str) -> bool:
    """Tell whether a text says what was looked at, which states nothing of what was found: 核查是否存在…, unless a
    question asks about the looking itself: 做过走访吗."""
    rules = _rules()
    return bool(rules["checked"].search(unspaced(text))) and not rules["asks_of_checks"].search(question.folded)


def only_spares(question: Question, text: str) -> bool:
    """Tell whether a text only says that something need not be done, which states nothing of whether it was, unless a
    question asks about the need itself."""
    rules = _rules()
    return bool(rules["no_need"].search(deciding(question, text))) and not rules["need"].search(question.folded)


def says_no_need(question: Question, text: str) -> bool:
    """Tell whether a question asks whether something has to be done, and a text says nothing of that."""
    rules = _rules()
    return bool(rules["whether_needed"].search(question.folded)) and not rules["need"].search(text)


def only_beside(question: Question, text: str) -> bool:
    """Tell whether a text speaks of what is asked whether there is any, and not that there is."""
    rules = _rules()
    return bool(rules["whether_any"].search(question.folded)) and not rules["says_so"].search(deciding(question, text))


def permits(question: Question) -> bool:
    """Tell whether a question asks what may be done, which a rule answers."""
    return bool(_rules()["permits"].search(question.folded))


def _pairs(question: Question) -> list[str]:
    """Return the pairs of characters of a question, without names, times and what only asks."""
    spots = ((s.start, s.end) for s in (*question.mentions, *question.periods))
    parts = _rules()["empty"].sub("\n", masked(question.folded, spots, "\n")).split("\n")
    return [part[i : i + 2] for part in map(squeezed, parts) for i in range(len(part) - 1)]


def _clauses(text: str) -> list[str]:
    found: list[str] = []
    for part in _COMMA.split(text):
        if found and part.startswith(_GOES_ON):
            found[-1] += "，" + part
        elif part:
            found.append(part)
    return found or [text]


def _denials_of(question: Question, clause: str) -> int:
    """Return how often a clause denies what stands in it up to the last word of a question, or all of it at its end."""
    rules = _rules()
    bare = _bare(clause)
    outright = _says_last(question, clause, OUTRIGHT)
    forms = [f for t in question.terms for f in t.forms] + _pairs(question) if outright else []
    end = max((bare.lower().rfind(f) + len(f) for f in forms if f and f in bare.lower()), default=len(bare))
    before = [m.span() for m in rules["denies"].finditer(bare) if m.end() <= end]
    return _apart(bare, before) or bool(rules["existential"].search(bare))


def _denials(asked: str, clause: str) -> int:
    """Return how often a proposition denies; what it says of a thing (未披露的风险) counts where the clause says it."""
    bare, said = _bare(asked), _bare(clause)
    found = [m.span() for m in _rules()["denies"].finditer(bare)]
    kept = [(a, b) for a, b in found if "的" not in bare[b:] or bare[a : b + 1] in said]
    return _apart(bare, kept)


def _bare(text: str) -> str:
    """Return a text without the words that only contain one that denies: 未来, 不动产."""
    return _rules()["holds"].sub(lambda m: "〇" * len(m[0]), text)


def _apart(text: str, found: list[tuple[int, int]]) -> int:
    """Return how many denials there are, those side by side counted once: 未抵押、未质押."""
    pairs = pairwise(found)
    return len(found) - sum(bool(_TOGETHER.search(text[a[1] : b[0]])) for a, b in pairs)


def _opposed(asked: str, clause: str) -> bool:
    """Tell whether a clause says the opposite of a word of the question: 下降 where it asks for 增长."""
    for one, other in _opposites():
        for wanted, against in ((one, other), (other, one)):
            if wanted.search(asked) and not against.search(asked):
                return bool(against.search(clause)) and not wanted.search(clause)
    return False


def offers_both(question: Question) -> bool:
    """Tell whether a question sets a word and its opposite side by side: which of them holds is no yes or no. Two that
    make up a whole (直接或间接) are taken together."""
    wholes = [Pattern("|".join(pair)) for pair in word_file("questions")["pairs"]]
    sides = (re.search(f"(?:{a.pattern})[或和、]+(?:{b.pattern})", question.folded) for a, b in _opposites())
    return any(m and not any(whole.search(m[0]) for whole in wholes) for m in sides)


def _only_in_part(asked: str, clause: str) -> bool:
    rules = _rules()
    return bool(rules["whole"].search(asked) and rules["part"].search(clause) and not rules["whole"].search(clause))
