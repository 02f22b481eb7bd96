"""Who is what a filing calls somebody: 谁是总经销商, 直销客户有哪些. A letter and whom it is taken for are one."""

from collections.abc import Iterator

from kg.answer import Status
from kg.model import Fact, Party
from kg.pattern import Pattern
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found, Guess, Item
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.who.letters import taken_for

SURE = 0.7
_CALLED = Pattern(r"(?:经销商|代理商|客户|供应商|合作方)$")
_PLAIN = ("客户", "供应商")  # what every customer is: no standing of its own
# what else the question may say that asks nothing more than who
_BESIDE = Pattern(r"[的是为有谁哪些几两二三家个位中里都，。、？?]|公司|企业|客户|包括|分别|请问|名单|业务")


def of_standing(bench: Workbench) -> Found | None:
    """List all that filings call by the standing that is asked for; None where that is not all that is asked."""
    question = bench.question
    if not question.kind.is_name or question.operators or question.periods or len(question.asks) > 1:
        return None
    text = squeezed(question.text)
    for mention in question.mentions:
        text = text.replace(squeezed(mention.text), "的")
    facts = {cell.fact: _said(text, cell.text) for cell in bench.cells if _tells(bench, cell)}
    longest = max(map(len, facts.values()), default=0)
    whole: dict[str, tuple[Item, Guess | None]] = {}
    for fact in (fact for fact, said in facts.items() if said and len(said) == longest):
        for party, cell in _called(bench, fact):
            guess = taken_for(bench, party.entity)
            key = guess[1].entity if guess else party.entity
            if key not in whole or not guess:  # its own name goes before a letter
                whole[key] = Item(party.name, "", party.name, party.name, (cell,)), guess
    if not whole:
        return None
    items = tuple(item for item, _ in whole.values())
    guesses = tuple(guess for _, guess in whole.values() if guess)
    return Found(Status.ANSWERED, items, (), SURE, kind="list" if len(items) > 1 else "string", guesses=guesses)


def _tells(bench: Workbench, cell: Cell) -> bool:
    """Tell whether a cell calls somebody something in the trade of the company that is asked about."""
    told = cell.fact.type == "Relation" and cell.role == "kind" and _CALLED.search(cell.text)
    return bool(told) and bench.scope.covers(cell.doc, lambda: cell.parties | cell.subjects)


def _said(text: str, called: str) -> str:
    """Return the end of a standing that a question says: 总经销商 of 云产品业务总经销商; "" where it says more.

    >>> _said("谁是云产品总经销商", "云产品业务总经销商"), _said("谁是总经销商", "云产品业务经销商")
    ('总经销商', '')
    """
    whole = squeezed(called)
    noun = _CALLED.search(whole)
    ends = (whole[start:] for start in range(noun.start() + 1)) if noun else ()
    said = next((end for end in ends if end in text and end not in _PLAIN), "")
    before, _, after = text.partition(said) if said else ("", "", "")
    left = _BESIDE.sub("", before)
    more = any(char not in whole for char in left) or _BESIDE.sub("", after)
    return "" if more else said


def _called(bench: Workbench, fact: Fact) -> Iterator[tuple[Party, Cell]]:
    """Yield those whom a statement calls so, each with its cell."""
    for cell in cells_of(fact, bench.names):
        if cell.role == "other" and isinstance(cell.value, Party):
            yield cell.value, cell
