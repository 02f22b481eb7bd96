"""Several companies with filings of their own: which of them has more of what is asked, each asked by itself."""

from decimal import Decimal

from kg.answer import Status
from qa.found import Found, Item
from qa.question import Kind, Operator
from qa.scope import with_issuer
from qa.values import said, with_figure
from qa.workbench import Workbench


def of_several(bench: Workbench) -> bool:
    """Tell whether a question names several filings, or several companies that filings are about."""
    return len(bench.question.documents) > 1 or len(_issuers(bench)) > 1


def _issuers(bench: Workbench) -> list[tuple[str, str]]:
    """Return how a question calls different companies that filings are about, and how those filings call them."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    for mention in bench.question.mentions:
        ids = set(with_issuer(mention, bench.filings).ids)
        filing = next((f for f in bench.filings if f.issuers & ids), None)
        if filing:
            called = bench.question.text[mention.start : mention.end]
            found.setdefault(filing.issuers, (called, filing.meta.issuer_short or filing.meta.issuer or called))
    return list(found.values())


def larger(bench: Workbench) -> Found | None:
    """Answer which of two companies with filings of their own has more of what is asked; None for other questions."""
    question, names = bench.question, _issuers(bench)
    measures = [t.text for t in question.terms if t.kind or not t.meaning]
    if not question.has(Operator.COMPARE) or question.kind is Kind.YESNO or len(names) != 2 or not measures:
        return None
    times = [question.text[s.start : s.end] for s in question.periods[:1]]
    what = "".join(measures)
    sides = [bench.operand(f"{name}{''.join(times)}{what}是多少？") for name, _ in names]
    sides = [f for f in sides if f]
    if len(sides) < len(names) or len({f.items[0].unit for f in sides}) > 1:
        return None
    values = [Decimal(str(f.items[0].value)) for f in sides]
    if values[0] == values[1]:
        return None
    at = values.index(min(values) if question.smaller else max(values))
    name, cells = names[at][1], tuple(dict.fromkeys(c for n in (at, 1 - at) for c in sides[n].cells))
    text = with_figure(name, said(sides[at].cells[0]), question.told)
    sure = min(f.confidence for f in sides)
    met = frozenset({"extreme"})
    return Found(Status.ANSWERED, (Item(name, "", text, name, cells),), cells, sure, kind="string", met=met)
