"""The directives that a block may hold. A new one is a function from a request to a finding, and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass

from notes import answers, listings, queries, series
from notes.model import BlockError, Finding, Request
from notes.session import Session


@dataclass(frozen=True, slots=True)
class Directive:
    """How a directive is carried out, how its result may be written (the usual way first), what it takes beside."""

    run: Callable[[Session, Request], Finding]
    forms: tuple[str, ...]
    options: tuple[str, ...]
    usage: str


_COMMON = ("as", "evidence", "lang", "limit")
_WITH_UNIT = (*_COMMON, "unit")

TABLE = {
    "ask": Directive(
        answers.ask, ("callout", "inline", "list", "table", "quote"), _WITH_UNIT, "ask: A公司的合同金额是多少？"
    ),
    "sparql": Directive(
        queries.sparql, ("table", "list", "inline", "quote", "chart"), _COMMON, "sparql: SELECT ?name WHERE { … }"
    ),
    "facts": Directive(
        listings.facts, ("table", "list", "quote"), _WITH_UNIT, "facts: type=Contract entity=B公司 doc=… period=2023"
    ),
    "table": Directive(listings.table, ("table", "quote"), _COMMON, "table: doc=reply caption=主要股东 n=1"),
    "path": Directive(listings.path, ("list", "table", "quote"), _COMMON, "path: A公司 -> B公司"),
    "entity": Directive(listings.entity, ("table", "list", "quote"), _COMMON, "entity: A公司"),
    "aliases": Directive(listings.aliases, ("table", "list", "quote"), _COMMON, "aliases: A公司"),
    "chart": Directive(
        series.chart,
        ("chart", "table", "list"),
        _WITH_UNIT,
        "chart: type=SegmentMetric metric=收入 by=period series=segment kind=bars",
    ),
}


def run(session: Session, request: Request) -> Finding:
    """Carry a directive out; raise `BlockError` for options it does not take, `PiluError` for what cannot be had."""
    directive = TABLE[request.name]
    for option in request.options:
        if option not in directive.options:
            raise BlockError(f"{request.name} takes no {option}", hint=f"it takes {', '.join(directive.options)}")
    if (form := form_of(request)) not in directive.forms:
        raise BlockError(f"{request.name} cannot be shown as {form}", hint=f"as: {'|'.join(directive.forms)}")
    return directive.run(session, request)


def form_of(request: Request) -> str:
    """Return how a result is written: what the block says, else the directive's usual way."""
    return request.option("as", TABLE[request.name].forms[0])
