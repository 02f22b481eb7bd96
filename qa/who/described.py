"""Who a description means: 12台服务器的客户 is whom a statement of twelve makes the customer, and nobody else."""

from collections.abc import Iterator

from kg.answer import Status
from kg.model import Fact, Party, Quantity
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.words import unspaced

SURE = 0.6
_DESCRIBED = Pattern(
    r"(?P<count>\d[\d,]*)\s?(?P<unit>[台套辆例架艘]).{0,14}?的(?:最终)?(?P<who>客户|买方|采购方|承租方|接收方|供应商|销售方|卖方)"
    r"(?=是?谁|是?哪|为|$|？|\?)"
)
_TAKES = ("recipient", "buyer", "customer", "party_a", "lessee")
_GIVES = ("supplier", "seller", "party_b")
_GIVERS = ("供应商", "销售方", "卖方")


def of_count(bench: Workbench) -> Found | None:
    """Answer whom a number of pieces went to or came from; None where the question describes nobody so."""
    said = _DESCRIBED.search(bench.question.text) if bench.question.kind.is_name else None
    if said is None:
        return None
    roles = _GIVES if said["who"] in _GIVERS else _TAKES
    wanted = said["count"].replace(",", "")
    found = dict(_fillers(bench, wanted, said["unit"], roles))
    if len(found) > 1:
        return Found(Status.AMBIGUOUS, reason="、".join(sorted(found)))
    for name, cell in found.items():
        return Found(Status.ANSWERED, (Item(name, "", name, name, (cell,)),), (cell,), SURE, kind="string")
    return Found(Status.NOT_FOUND, reason="undisclosed")


def _fillers(bench: Workbench, count: str, unit: str, roles: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
    """Yield the parties in these roles of the statements of so many pieces, the issuers left out."""
    for cell in bench.cells:
        if not isinstance(cell.value, Party) or cell.value.entity in bench.scope.all_issuers:
            continue
        if cell.role in roles and _counts(cell.fact, count, unit):
            yield cell.value.name, cell


def _counts(fact: Fact, count: str, unit: str) -> bool:
    """Tell whether a statement counts so many pieces."""
    said = (role.text for role in fact.roles if isinstance(role.value, Quantity))
    return any(unspaced(text) == count + unit for text in said)
