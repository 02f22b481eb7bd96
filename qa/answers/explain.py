"""What `--explain` prints: the question as understood, the best readings with the parts of their scores."""

from collections.abc import Sequence

from qa.evidence.lookup import Scored
from qa.evidence.scope import Scope
from qa.parsing.question import Question


def of_question(question: Question, scope: Scope) -> list[str]:
    """Return one line for each part of the question that was understood."""
    asked = ["/".join(question.terms[i].text for i in a.terms) or "?" for a in question.asks]
    lines = [
        f"kind {question.kind.value}; asked {'; '.join(asked)}; unit {question.asks[0].unit or '-'}",
        "words " + ", ".join(f"{t.text}={t.meaning or '?'}({t.weight:.1f})" for t in question.terms),
        "parties " + (", ".join(f"{m.text}[{m.how} {m.sure:.2f}]" for m in question.mentions) or "none: the issuer"),
        "periods " + (", ".join(p.code for p in scope.periods) or "any") + (" and later" if scope.since else ""),
    ]
    if question.operators:
        lines.append("operators " + ", ".join(sorted(o.value for o in question.operators)))
    return lines


def of_scored(options: Sequence[Scored], most: int = 8) -> list[str]:
    """Return one line for each of the best cells."""
    return [
        f"{s.total:.3f} words {s.score.words:.2f} asked {s.score.asked:.2f} time {s.score.time:.2f}"
        f" spare {s.score.spare:.2f} support {s.support:.2f} | {s.cell.fact.type}.{s.cell.role}"
        f" | {s.cell.label[:40]} | {s.cell.heads[:40]}"
        f" | {s.cell.period.code if s.cell.period else '-'} | {s.cell.text[:30]}"
        for s in options[:most]
    ]
