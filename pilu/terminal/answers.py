"""Answers on the terminal and in files."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.answer import Answer, Status
from kg.errors import CorpusError, MissingFileError, PiluError, QuestionError
from kg.model import Evidence
from pilu.jsonlines import line
from pilu.terminal.streams import put
from pilu.workspace import Workspace

HEADING = 40  # characters of a heading that are shown: some are whole sentences


def timed(workspace: Workspace, question: str, *, possible: bool = False) -> tuple[Answer, float]:
    """Ask, and return the answer with the milliseconds it took."""
    started = time.perf_counter()
    answer = workspace.ask(question, possible=possible)
    return answer, round((time.perf_counter() - started) * 1000, 1)


def as_json(workspace: Workspace, answer: Answer, key: str = "", *, elapsed_ms: float | None = None) -> str:
    """Return an answer as one line of JSON in the shape of `eval/ANSWERS.md`."""
    from qa.answers.json import to_json

    shaped = to_json(answer, workspace.library, key)
    if elapsed_ms is not None:
        shaped["elapsed_ms"] = elapsed_ms
    return line(shaped)


def batch(workspace: Workspace, source: Path, target: Path, *, timing: bool = False, possible: bool = False) -> str:
    """Answer a file of questions into another, in order; return a line that says how many.

    A question that ends in an error costs the others nothing: its own line says so (`reason` is `error`), and
    `QuestionError` names it when all are asked.
    """
    questions = list(_questions(source))
    failed: list[str] = []
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for key, question in questions:
            try:
                answer, milliseconds = timed(workspace, question, possible=possible)
            except Exception as error:  # noqa: BLE001 - a bug too: the others are not to be asked again for it
                answer, milliseconds = _unanswered(question, error), 0.0
                failed.append(f"{key} ({answer.answer})")
            file.write(as_json(workspace, answer, key, elapsed_ms=milliseconds if timing else None) + "\n")
    if failed:
        message = f"{len(failed)} of {len(questions)} questions ended in an error: {'; '.join(failed)}"
        raise QuestionError(message, hint=f"all others are answered in {target}")
    return f"{len(questions)} → {target}"


def _unanswered(question: str, error: Exception) -> Answer:
    """Return the answer to a question that ended in an error: none, and which error."""
    said = error.message if isinstance(error, PiluError) else f"{type(error).__name__}: {error}"
    return Answer(question, "en" if question.isascii() else "zh", Status.NOT_FOUND, said, reason="error")


def _questions(path: Path) -> Iterator[tuple[str, str]]:
    """Yield `(id, question)`; raise `CorpusError` for a line that is none, before anything is answered."""
    if not path.is_file():
        raise MissingFileError(path)
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CorpusError(path, "is not UTF-8", hint="save it as UTF-8") from error
    for n, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            read: Any = json.loads(text)
            question = read["question"]
        except (ValueError, KeyError, TypeError) as error:
            message = f"line {n} is no JSON object with a question"
            raise CorpusError(path, message, hint='{"id": "1", "question": "…"}') from error
        if not isinstance(question, str) or not question.strip():
            raise QuestionError(f"{path}: line {n}: the question is empty")
        yield str(read.get("id", n)), question


def show(workspace: Workspace, answer: Answer, *, explain: bool, lang: str) -> None:
    """Print an answer for people: what it says, how the graph leads there, and the cited words."""
    put(answer.answer, strong=True)
    names = {listed.id: listed.name for listed in workspace.docs()}
    for path in answer.paths[:3]:
        put("  " + _path(path))
    for n, evidence in enumerate(answer.evidence[:8], start=1):
        put(f"  [{n}] {_cited(evidence, names)}")
    for hypothesis in answer.hypotheses:
        put(f"  {hypothesis.label} ≈ {hypothesis.name} ({hypothesis.sure})")
    for hit in [] if answer.evidence else answer.passages[:3]:
        put(f"  · {names.get(hit.doc, hit.doc)} {hit.start}:{hit.end} {hit.text[:160]}")
    if explain:
        put("解读：" if lang == "zh" else "Readings:")
        for reading in answer.explain:
            put(f"  {reading}")
        if answer.sparql:
            put(answer.sparql)


def _path(path: Any) -> str:
    """Write a path as `A公司 ─pl:amount→ 1,234.00万元`, edge by edge where it branches."""
    labels = [node.label for node in path.nodes]
    said = ""
    at = None
    for edge in path.edges:
        start = "" if edge.subject == at else ("; " if said else "") + labels[edge.subject]
        said += f"{start} ─{edge.predicate}→ {labels[edge.object]}"
        at = edge.object
    return said


def _cited(evidence: Evidence, names: dict[str, str]) -> str:
    main = evidence.main
    where = f"{names.get(evidence.doc, evidence.doc)} {main.start}:{main.end}"
    above = (*evidence.section[-2:], *([evidence.cell.caption] if evidence.cell else []))
    parts = dict.fromkeys(filter(None, above))  # a table under a heading takes its caption from it
    about = " > ".join(part[:HEADING] + "…" * (len(part) > HEADING) for part in parts)
    quote = " ".join(main.quote.split())
    return f"{where} {evidence.speaker.value} {about} “{quote[:300]}{'…' * (len(quote) > 300)}”"
