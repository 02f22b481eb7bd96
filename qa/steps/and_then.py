"""A question that asks for a name first and for more behind it: what is asked then is asked of the one so named.

哪家施工单位承建乙项目，造价多少 asks 哪家施工单位承建乙项目, and 造价多少 of the builder found.
"""

from collections.abc import Iterator

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.workbench import Workbench
from qa.parsing.divide import cuts_between
from qa.parsing.elliptic import begins_with_party, of_whom, plain
from qa.parsing.question import Question
from qa.steps.parts import repeated, together

LEAST = 0.45  # how sure the name must be
_THAT_TIME = Pattern(r"(?:当|那|该|同)(?:一?年|期|时|日)(?!末|初)")


def and_then(bench: Workbench) -> Found | None:
    """Answer each clause behind the one that asks for a name, of the one so named; None where one has no answer."""
    question = bench.question
    cuts = cuts_between(question) if bench.another and question.kind.is_name and len(question.openings) > 1 else None
    if not cuts:
        return None
    first = _ask(bench, f"{question.text[: cuts[0][0]]}？")
    if first is None or len(first.items) != 1 or first.confidence < LEAST:
        return None
    name = first.items[0].label or first.items[0].value
    if not isinstance(name, str) or first.items[0].value != name or name in question.text:
        return None
    answers = [first]
    for n, (_, start) in enumerate(cuts):
        stop = cuts[n + 1][0] if n + 1 < len(cuts) else len(question.text.rstrip("？?。 "))
        texts = _asked_of(question, name, (start, stop), cuts[0][0])
        found = next((found for text in texts if (found := _ask(bench, f"{text}？"))), None)
        if found is None:
            return None
        answers.append(found)
    return None if repeated(answers) else together(bench, answers)


def _ask(bench: Workbench, text: str) -> Found | None:
    found = bench.asked(text, "then")
    return found if found.status is Status.ANSWERED and found.items else None


def _asked_of(question: Question, name: str, clause: tuple[int, int], end: int) -> Iterator[str]:
    """Yield a clause as it is asked of a name, at the time of the first clause where it says none itself."""
    said = plain(question.text[slice(*clause)])
    times = [question.text[s.start : s.end] for s in question.periods if s.end <= end]
    dated = any(clause[0] <= s.start < clause[1] for s in question.periods)
    time = times[0] if times and not dated else ""
    said = _THAT_TIME.sub("", said) if time else said
    if whole := of_whom(said, f"{name}{time}"):
        yield whole
    elif begins_with_party(question, clause[0]):
        yield said
    else:
        yield from dict.fromkeys((f"{name}{time}{said}", f"{name}{said}"))
