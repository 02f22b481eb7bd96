"""What the graph says of cells: each thing once, where it belongs."""

from collections import Counter
from decimal import Decimal

from kg.model import Evidence, Excerpt, Fact, Quantity, Role
from kg.namespaces import document_iri
from kg.ontology import load
from kg.rdf import facts_quads
from kg.store import OxigraphStore
from tests.kg.making import make_document

ROW = "甲集团有限公司 300.00 900.00"
COLUMN_OF_TOTALS = 2


def cell(column: int, number: str) -> Fact:
    document = make_document("table")
    place = Evidence(document.id, Excerpt(0, len(ROW), ROW), section=("一、客户",))
    words = {"row": "甲集团有限公司", "caption": "主要客户", "table": f"{document.id[:16]}:3:1:{column}"}
    roles = [Role(name, said, said) for name, said in words.items()]
    roles += [Role("value", Quantity(Decimal(number), "CNY"), number)]
    roles += [Role("is_total", column == COLUMN_OF_TOTALS, "")]
    return Fact("Observation", document.id, tuple(roles), (place,))


def lines() -> list[str]:
    return list(facts_quads([cell(1, "300.00"), cell(2, "900.00")], make_document("table"), load()))


def test_what_cells_share_is_written_once():
    assert set(Counter(lines()).values()) == {1}
    assert sum("Evidence>" in line for line in lines()) == 1  # both cells stand in the row that is quoted


def test_a_cell_has_its_caption_and_section_by_its_table():
    store = OxigraphStore.in_memory()
    store.replace(document_iri(make_document("table").id), lines())
    told = store.query(
        "SELECT ?v ?c ?s { ?o pl:value ?v ; pl:table ?t . ?t a pl:Table ; pl:caption ?c ; pl:section ?s } ORDER BY ?v"
    )
    assert told.values() == [(Decimal(number), "主要客户", "一、客户") for number in ("300.00", "900.00")]


def test_only_totals_say_that_they_are():
    store = OxigraphStore.in_memory()
    store.replace(document_iri(make_document("table").id), lines())
    assert store.query("SELECT ?v { ?o pl:is_total ?any ; pl:value ?v }").values() == [(Decimal("900.00"),)]
