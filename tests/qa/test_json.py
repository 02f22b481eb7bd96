"""The outside shape of an answer: keys and order of ANSWERS.md."""

from decimal import Decimal

from kg.answer import Answer, Edge, Node, Path, Result, Status
from kg.model import CellRef, DocumentMeta, Evidence, Excerpt
from qa.answers.json import plain, to_json


class _Library:
    def document(self, doc: str) -> tuple[str, str, DocumentMeta]:
        return "reply.txt", "回复", DocumentMeta()


ANSWER = Answer(
    question="B公司的合同金额是多少？",
    lang="zh",
    status=Status.ANSWERED,
    answer="B公司合同额为17,040.00万元。[1]",
    result=Result("number", Decimal("170400000.00"), "CNY", "17,040.00万元"),
    paths=(Path((Node("e", "B公司"), Node("f", "合同"), Node("v", "17,040.00")), (Edge(0, "pl:buyer", 1, "f", (0,)),), 1.0),),
    evidence=(
        Evidence("d", Excerpt(3, 9, "B公司 17"), (6, 9), (Excerpt(0, 2, "万元"),), section=("一", "二"), cell=CellRef("表", "B公司", "合同额", "万元")),
    ),
    sparql="SELECT ?x WHERE {}",
    confidence=0.9,
)  # fmt: skip


def test_shape() -> None:
    shaped = to_json(ANSWER, _Library(), "q1")  # type: ignore[arg-type]
    assert list(shaped) == [
        "schema", "id", "question", "lang", "status", "answer", "result", "paths", "evidence", "hypotheses", "passages",
        "sparql", "reason", "confidence",
    ]  # fmt: skip
    assert shaped["schema"] == "pilu.answer/1"
    assert shaped["result"] == {"type": "number", "value": 170400000, "unit": "CNY", "text": "17,040.00万元"}
    assert shaped["reason"] is None
    assert shaped["paths"][0]["edges"] == [
        {"subject": 0, "predicate": "pl:buyer", "object": 1, "fact": "f", "evidence": [0]}
    ]
    assert shaped["evidence"][0] == {
        "doc": "reply.txt", "title": "回复", "start": 3, "end": 9, "quote": "B公司 17", "focus": [6, 9], "page": None,
        "section": "一 > 二", "speaker": "issuer", "cell": {"caption": "表", "row": "B公司", "column": "合同额", "unit": "万元"},
        "context": [{"start": 0, "end": 2, "quote": "万元"}],
    }  # fmt: skip


def test_whole_decimals_are_integers() -> None:
    assert plain([Decimal("2.00"), {"x": Decimal("0.25")}]) == [2, {"x": 0.25}]
