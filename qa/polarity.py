"""Whether a sentence affirms or denies what a question asks: its deciding clause, what denies, what is opposed."""

import re
from functools import cache

from qa.match import explained, squeezed
from qa.question import Question
from qa.words import word_file

SAYS = 0.4  # how well a clause says the last word of a question where it does
_COMMA = re.compile(r"[，,；;：:。](?!\d)")
_GOES_ON = ("以及", "或", "和", "及", "与", "等")  # what begins so goes on with the clause before: 不存在甲，以及乙


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    data = word_file("polarity")
    return {k: re.compile("".join(v.split()) if k in _LISTS else v) for k, v in data.items() if isinstance(v, str)}


_LISTS = frozenset({"denies", "holds"})


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(p["one"]), re.compile(p["other"])) for p in word_file("polarity")["opposites"])


def denies(question: Question, text: str) -> bool:
    """Tell whether a sentence denies what a question asks."""
    asked, said = _asked(question), deciding(question, text)
    if not _says_last(question, said):
        said = "".join(text.split())  # in other words: whatever it denies may be that
    against = _negated(question, said) != _asks_for_no(asked)
    return against != _opposed(asked, said) or _only_in_part(asked, said)


def _says_last(question: Question, text: str) -> bool:
    """Tell whether a text says the last word of a question, which is most often what is asked."""
    return not question.terms or explained(question.terms[-1], squeezed(text)) >= SAYS


def deciding(question: Question, text: str) -> str:
    """Return the clause of a sentence that says most of what is asked; the last of equals."""
    clauses = _clauses("".join(text.split()))
    return max(reversed(clauses), key=lambda clause: likeness(question, clause))


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
    return bool(rules["checked"].search("".join(text.split()))) and not rules["asks_of_checks"].search(question.folded)


def only_beside(question: Question, text: str) -> bool:
    """Tell whether a text speaks of what is asked whether there is any, and not that there is."""
    rules = _rules()
    return bool(rules["whether_any"].search(question.folded)) and not rules["says_so"].search(deciding(question, text))


def permits(question: Question) -> bool:
    """Tell whether a question asks what may be done, which a rule answers."""
    return bool(_rules()["permits"].search(question.folded))


def _asked(question: Question) -> str:
    return _rules()["open"].sub("", question.folded)


def _asks_for_no(asked: str) -> bool:
    return bool(_rules()["asked"].search(_rules()["holds"].sub("", asked)))


def _pairs(question: Question) -> list[str]:
    """Return the pairs of characters of a question, without names, times and what only asks."""
    chars = list(question.folded)
    for span in (*question.mentions, *question.periods):
        chars[span.start : span.end] = "\n" * (span.end - span.start)
    parts = _rules()["empty"].sub("\n", "".join(chars)).split("\n")
    return [part[i : i + 2] for part in map(squeezed, parts) for i in range(len(part) - 1)]


def _clauses(text: str) -> list[str]:
    found: list[str] = []
    for part in _COMMA.split(text):
        if found and part.startswith(_GOES_ON):
            found[-1] += "，" + part
        elif part:
            found.append(part)
    return found or [text]


def _negated(question: Question, clause: str) -> bool:
    """Tell whether something denies in a clause, before the last word of the question or at the very end.

    What the question itself says so (未决诉讼, 不良贷款) denies nothing.
    """
    rules = _rules()
    bare = rules["holds"].sub(lambda m: "〇" * len(m[0]), clause)
    own = [m[0] for m in re.finditer(r"[未不无非].{1,3}", question.folded)]
    for word in own:
        kept = max((word[:n] for n in range(2, len(word) + 1) if word[:n] in bare), key=len, default="")
        bare = bare.replace(kept, "〇" * len(kept)) if kept and not _asks_for_no(question.folded) else bare
    known = _says_last(question, clause)
    forms = [f for t in question.terms for f in t.forms] + _pairs(question) if known else []
    end = max((bare.lower().rfind(f) + len(f) for f in forms if f and f in bare.lower()), default=len(bare))
    denied = any(m.end() <= end for m in rules["denies"].finditer(bare))
    return denied or bool(rules["existential"].search(bare))


def _opposed(asked: str, clause: str) -> bool:
    """Tell whether a clause says the opposite of a word of the question: 下降 where it asks for 增长."""
    for one, other in _opposites():
        for wanted, against in ((one, other), (other, one)):
            if wanted.search(asked) and not against.search(asked):
                return bool(against.search(clause)) and not wanted.search(clause)
    return False


def _only_in_part(asked: str, clause: str) -> bool:
    rules = _rules()
    return bool(rules["whole"].search(asked) and rules["part"].search(clause) and not rules["whole"].search(clause))
