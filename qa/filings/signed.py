"""Who signs: names under a label at the end of a filing, and labels with a name: 保荐代表人：甲  乙, 记者 甲."""

import re
from collections.abc import Iterator

from kg.answer import Status
from kg.model import Evidence, Excerpt
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.scope import Filing
from qa.evidence.workbench import Workbench
from qa.parsing.question import Kind
from qa.parsing.words import unspaced

LONGEST = 1 << 30  # more than any filing has
FEW = 12  # filings of which each may be meant where none is named
LAST_PAGE = 4000  # characters at the end of a filing in which it is signed
_NAME = r"[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,3}"
_NAMES = Pattern(rf"(?P<first>{_NAME})(?:(?:[ \u3000]{{4,}}|[、，,]\s*){_NAME})*[ \u3000]*$", re.MULTILINE)
_APART = Pattern(r"[ \u3000]{4,}|[、，,]\s*")
_LABEL_END = r"(?:（?签[字名章]）?|（签字）)?[：:][\s_＿—-]*"
_PERSON = Pattern("[者编辑员师人]$")  # a line that holds but what such people are called and names is signed by them
_CALLED = Pattern("叫什么")  # 记者叫什么 asks who


def signed_by(bench: Workbench) -> Found | None:
    """Give the names that stand behind the label asked for on the last page of the filing asked about."""
    question = bench.question
    asks_who = question.kind.is_name or _CALLED.search(question.folded)
    if not asks_who or question.operators or len(question.asks) > 1:
        return None
    forms = [f for t in question.terms if t.meaning and not t.kind for f in t.forms if len(f) > 1]
    for filing in _filings(bench) if forms else []:
        for names, evidence in _signatures(bench, filing, forms):
            items = tuple(Item(name, "", name, name) for name in names)
            kind = "list" if len(items) > 1 or question.kind is Kind.LIST else "string"
            return Found(Status.ANSWERED, items, (), 0.85, kind=kind, prose=(), evidence=(evidence,))
    return None


def _filings(bench: Workbench) -> list[Filing]:
    docs = bench.scope.docs or bench.scope.home
    if not docs and len(bench.filings) > FEW:
        return []  # no filing is asked about
    return [f for f in bench.filings if not docs or f.id in docs]


def _signatures(bench: Workbench, filing: Filing, forms: list[str]) -> Iterator[tuple[list[str], Evidence]]:
    whole = bench.library.text(filing.id, 0, LONGEST)
    start = max(0, len(whole) - LAST_PAGE)
    text = whole[start:]
    for form in forms:
        said = r"\s*".join(map(re.escape, form))
        label = re.search(said + _LABEL_END, text) if len(form) > 2 else None
        if label is None and _PERSON.search(form):
            label = re.search(rf"^[ \u3000]*{said}[ \u3000]+(?={_NAMES.pattern})", text, re.MULTILINE)
        match = _NAMES.match(text, label.end()) if label else None
        if label and match:
            names = [unspaced(part) for part in _APART.split(match.group().strip())]
            quote = text[label.start() : match.end()].rstrip()
            a = start + label.start()
            at = (start + match.start(), a + len(quote))
            yield names, Evidence(filing.id, Excerpt(a, a + len(quote), quote), at, speaker=filing.meta.speaker)
