"""Answers as the JSON of `eval/ANSWERS.md`: the one outside shape."""

from decimal import Decimal
from typing import Any

from kg.answer import Answer, Hypothesis, PassageHit, Path, Result
from kg.model import CellRef, Evidence, Excerpt
from qa.evidence.library import Library

SCHEMA = "pilu.answer/1"


def to_json(answer: Answer, library: Library, key: str | None = None) -> dict[str, Any]:
    """Return an answer as a dictionary with the keys of ANSWERS.md, in their order."""
    return {
        "schema": SCHEMA,
        "id": key,
        "question": answer.question,
        "lang": answer.lang,
        "status": answer.status.value,
        "answer": answer.answer,
        "result": _result(answer.result) if answer.result else None,
        "paths": [_path(path) for path in answer.paths],
        "evidence": [_evidence(e, library) for e in answer.evidence],
        "hypotheses": [_hypothesis(h) for h in answer.hypotheses],
        "passages": [_passage(p, library) for p in answer.passages],
        "sparql": answer.sparql,
        "reason": answer.reason or None,
        "confidence": answer.confidence,
    }


def plain(value: Any) -> Any:
    """Return a value as JSON has it: whole decimals as integers, others as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def _result(result: Result) -> dict[str, Any]:
    shaped = {"type": result.type, "value": plain(result.value), "unit": result.unit, "text": result.text}
    if result.computation:
        shaped["computation"] = plain(result.computation)
    return shaped


def _path(path: Path) -> dict[str, Any]:
    return {
        "nodes": [{"iri": n.iri, "label": n.label} for n in path.nodes],
        "edges": [
            {
                "subject": e.subject,
                "predicate": e.predicate,
                "object": e.object,
                "fact": e.fact,
                "evidence": list(e.evidence),
            }
            for e in path.edges
        ],
        "score": path.score,
    }


def _evidence(evidence: Evidence, library: Library) -> dict[str, Any]:
    name, title = _named(evidence.doc, library)
    cell = evidence.cell
    return {
        "doc": name,
        "title": title,
        **_excerpt(evidence.main),
        "focus": list(evidence.focus) if evidence.focus else None,
        "page": evidence.page,
        "section": " > ".join(evidence.section),
        "speaker": evidence.speaker.value,
        "cell": _cell(cell) if cell else None,
        "context": [_excerpt(e) for e in evidence.context],
    }


def _cell(cell: CellRef) -> dict[str, Any]:
    said = {"caption": cell.caption, "row": cell.row, "column": cell.column, "unit": cell.unit}
    return {**said, "uncertain": True} if cell.doubtful else said


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {"start": excerpt.start, "end": excerpt.end, "quote": excerpt.quote}


def _hypothesis(hypothesis: Hypothesis) -> dict[str, Any]:
    return {
        "label": hypothesis.label,
        "name": hypothesis.name,
        "confidence": hypothesis.confidence,
        "decided": hypothesis.decided,
        "evidence": list(hypothesis.evidence),
    }


def _passage(passage: PassageHit, library: Library) -> dict[str, Any]:
    name, _ = _named(passage.doc, library)
    return {"doc": name, "start": passage.start, "end": passage.end, "score": passage.score, "text": passage.text}


def _named(doc: str, library: Library) -> tuple[str, str]:
    known = library.document(doc)
    return (known[0], known[1]) if known else (doc, "")
