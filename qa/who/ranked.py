"""第二大客户 of a company whose filing numbers its customers is its 客户2, and the question is asked of that."""

from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from kg.values.names import RANKED
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.who.asked import WHO

_NUMERALS = "一二三四五六七八九十"
_RANK = Pattern(rf"第(?P<number>[{_NUMERALS}]|\d{{1,2}})大(?P<who>{RANKED})")


def by_number(bench: Workbench) -> Found | None:
    """Answer a question about a rank as one about the number; None where no filing of the company numbers so."""
    text = bench.question.text
    said = _RANK.search(text)
    if said is None or bench.another is None:
        return None
    number = said["number"]
    label = f"{said['who']}{number if number.isdigit() else _NUMERALS.index(number) + 1}"
    if not _numbered(bench, label):
        return None
    who = bool(WHO.search(bench.question.folded))
    found = bench.asked(f"{text[: said.start()]}{label}{text[said.end() :]}", "numbered")
    if not who and (found.status is not Status.ANSWERED or found.kind != "number"):
        return None
    return replace(found, met=found.met | {"extreme"})


def _numbered(bench: Workbench, label: str) -> bool:
    """Tell whether a filing about the company of the question has a party of this number."""
    whose = {key for mention in bench.question.mentions for key in mention.ids} & bench.scope.all_issuers
    docs = {filing.id for filing in bench.filings if whose & filing.issuers}
    return any(party.doc in docs for key in bench.names.exact(label) for party in bench.library.candidates_of(key))
