"""What an English question asks: the words between its interrogative and the first word that says of what.

`In the table of loans, what were the rate and the balance of the bank in 2023?` asks for the rate and the balance: what
stands before the interrogative, and what stands behind of, says which ones are meant.
"""

import re
from collections.abc import Iterator, Sequence

from qa.question import Ask, Kind, Term
from qa.words import Word

_YESNO_START = re.compile(r"^\s*(?:is|are|was|were|has|have|had|did|does|do|can|could|will)\b")
_EN_QUESTION = re.compile(r"\b(?:what|which|who|whom|how|when|why|where)\b")
_SUPERLATIVE = re.compile(r"\b(?:largest|highest|biggest|greatest|most|lowest|smallest|least|fewest)\s*$")
_FOR_HOW_MUCH = re.compile(r"\b(?:and|for) (?:for )?how much\b(?! of)")
_HOW_MUCH_DONE = re.compile(
    r"\s*how much (?:money )?(?:did|does|do|has|have|had|was|were|is|are|must|should|will)\b(?! of)"
)
_AS_SHARE = re.compile(
    r"\bas an? (?:share|percentage|proportion|percent) of\b|\bhow much (?:did|do|does)\b.*\baccount for\b"
)
_AND = re.compile(r"\band\b|,")
_OTHER_UNIT = re.compile(r"percent|\bshares?\b|points?\b|larger|smaller|higher|lower|more|less")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOP = re.compile(
    r"\b(?:of|for|in|at|on|from|under|during|by|between|with|to|as|did|does|do|has|have|had|that|which|who|whose|is|are"
    r"|was|were)\b|'s\b"
)
_JOINED = re.compile(r"(?:\band\b|\bor\b|,|\bplus\b|\bas well as\b)\s+(?:[\w'%-]+\s+){0,3}$")  # and its average
_ONLY_JOINED = re.compile(r"[\s,]*(?:(?:and|or|plus|the|its|their)[\s,]+)*")
_VALUE = re.compile(r"\s+(?:of|is|was|at|being|equal to)\s+(?:about\s+|approximately\s+)?(?:rmb|cny|¥)?\s*-?\d")


def english_kinds(folded: str, found: list[Word]) -> tuple[list[Word], set[str]]:
    """Keep a yes/no reading only where the question opens with its verb."""
    yes = bool(_YESNO_START.match(folded)) and not _EN_QUESTION.search(folded[:12])
    kept = [w for w in found if w.value != "yesno" or yes]
    kinds = {w.value for w in kept}
    if yes and "yesno" in kinds:
        return kept, {"yesno"} | (kinds & {"why"})
    if kinds - {"what"}:
        kinds.discard("what")
    if "define" in kinds and not re.search(r"\bmean|\bdefin|stand for", folded):
        kinds.discard("define")
    return kept, kinds or {"what"}


def english_asks(folded: str, found: Sequence[Word], terms: Sequence[Term], lead: str) -> list[Ask]:
    """Return an ask for each thing asked, the name asked for first."""
    if lead not in ("number", "what", "which", "who", "list"):
        return [Ask(Kind(lead))]
    named = lead in ("who", "which")
    openers = {w.end: w.value for w in found if w.value != "list"}
    asks: list[Ask] = []
    for i in _asked(folded, openers, terms, named=named):
        term = terms[i]
        opener = next((openers[e] for e in openers if e <= term.start and not folded[e : term.start].strip()), "")
        kind = Kind(opener) if opener else Kind.WHAT if lead in ("what", "list") else Kind.NUMBER
        asks.append(Ask(kind, (i,), at=term.start))
    if share := _AS_SHARE.search(folded):  # of X as a share of Y only the share is asked
        behind = [a for a in asks if any(terms[i].start >= share.start() for i in a.terms)]
        return behind[:1] or [Ask(Kind.NUMBER, (), "ratio")]
    spent = _HOW_MUCH_DONE.match(folded)
    until = next((m.start() for m in _AND.finditer(folded)), len(folded))
    if spent and not any(a.at < until for a in asks) and not _OTHER_UNIT.search(folded[:until]):
        asks.insert(0, Ask(Kind.NUMBER, (), "CNY"))
    if _FOR_HOW_MUCH.search(folded) and not any(terms[i].kind == "Money" for a in asks for i in a.terms):
        asks.append(Ask(Kind.NUMBER, (), "CNY"))
    if named and (not asks or not asks[0].kind.is_name):
        asks.insert(0, Ask(Kind(lead)))
    if lead == "list" and not any(terms[i].kind for a in asks for i in a.terms):
        return [Ask(Kind.LIST, tuple(i for a in asks for i in a.terms))]
    return asks


def _asked(folded: str, openers: dict[int, str], terms: Sequence[Term], *, named: bool) -> Iterator[int]:
    """Yield the words asked for: behind each interrogative the first that can be, and those joined to one asked."""
    first = min(openers, default=0)
    opened = -1  # up to where an interrogative has been given its word
    last: Term | None = None
    for i, term in enumerate(terms):
        if last is not None and term.start == last.end and _HAN.match(term.text):
            continue  # one head of two words
        if term.start < first or not _can_be_asked(folded, terms, i, named=named):
            continue
        begins = max((end for end in openers if end <= term.start), default=first)
        joins = last is not None and _joins(folded, last, term)
        direct = begins in openers and not folded[begins : term.start].strip()
        if direct or begins > opened or last is None or joins:
            if not term.kind and not direct and not _stands_alone(folded, term):
                continue
            opened, last = max(opened, begins), term
            yield i


def _joins(folded: str, last: Term, term: Term) -> bool:
    """Tell whether a word is one more of what was asked: A and B, also A of X and B."""
    between = folded[last.end : term.start]
    if _ONLY_JOINED.fullmatch(between):
        return True
    joined = _JOINED.search(between)
    return bool(term.kind and joined and not _STOP.search(joined.group()))


def _can_be_asked(folded: str, terms: Sequence[Term], i: int, *, named: bool) -> bool:
    """Tell whether a word may be what is asked: a measure, a head in the filing's own words, what follows which."""
    term = terms[i]
    if _is_modifier(folded, terms, i) or _is_condition(folded, term):
        return False
    return not (named and _SUPERLATIVE.search(folded[: term.start]))


def _stands_alone(folded: str, term: Term) -> bool:
    """Tell whether an unknown word is a head as the filing writes it: the 担保方式 of, not whose it is."""
    return bool(_HAN.search(term.text)) and not term.meaning and not folded.startswith("'s", term.end)


def _is_modifier(folded: str, terms: Sequence[Term], i: int) -> bool:
    """Tell whether a word only says what the next one is of: revenue in revenue growth."""
    following = terms[i + 1] if i + 1 < len(terms) else None
    return bool(following and following.kind and not folded[terms[i].end : following.start].strip())


def _is_condition(folded: str, term: Term) -> bool:
    """Tell whether a concept only says which one is meant: in the … table, under the contract, a revenue of so much."""
    behind = folded[term.end :]
    said = re.match(r"[\s-]*(?:table|contract|case|business|agreement|list|counterparty)\b", behind)
    return bool(said or _VALUE.match(behind))
