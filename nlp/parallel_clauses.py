"""Clauses that 分别 parts: 与甲存在诉讼，与乙存在仲裁，金额分别为x、y, and clauses with a 分别 each."""

from itertools import pairwise

from kg.pattern import Pattern
from nlp.marks import ACCEPTS, CHAR, Marked

_PARTY = "".join(CHAR[kind] for kind in ACCEPTS["Party"])
_TIMES = CHAR["Date"] + CHAR["Period"]
_CLAUSE = Pattern(f"(?P<who>[{_PARTY}]?)(?P<when>[{_TIMES}]?)[^；]*；?")
_WITH = Pattern(rf"(?:^|(?<=[，；、]))(?P<lead>[^，；]*?)(?P<joint>[与和对向由从])[{_PARTY}][^，；、]*[，；、]")


def clauses_apart(marked: Marked) -> list[Marked]:
    """Return one sentence for each clause with a 分别 of its own: 甲2022年a、b分别为x、y；2023年a、b分别为z、w.

    Of the others before it only whom and, where it names none itself, what time they begin with is left.
    """
    own = [match for match in _CLAUSE.finditer(marked.text) if "分别" in match.group()]
    if len(own) < 2:
        return []
    parts = []
    for chosen in own:
        kept = "who" if chosen["when"] else "when"
        others = [
            range(match.end(kept) if match.start() < chosen.start() else match.start(), match.end())
            for match in own
            if match is not chosen
        ]
        parts.append(_without(marked, others))
    return parts


def clause_each(marked: Marked, at: int, values: tuple[int, ...]) -> list[Marked]:
    """Return one sentence for each clause 与甲… before 分别 at a place with its own of as many values behind it."""
    clauses = list(_WITH.finditer(marked.text, 0, at))
    if len(clauses) != len(values) or len({match["joint"] for match in clauses}) > 1:
        return []
    if any(one.end() != other.start() for one, other in pairwise(clauses)):
        return []
    parts = []
    for clause, value in zip(clauses, values, strict=True):
        first = clauses[0]
        subject = range(first.start("joint"), first.end()) if clause is not first else range(0)
        others = [range(match.start(), match.end()) for match in clauses if match not in (clause, first)]
        lists = [range(values[0], value), range(value + 1, values[-1] + 1)]
        parts.append(_without(marked, [subject, *others, *lists]))
    return parts


def _without(marked: Marked, left_out: list[range]) -> Marked:
    return marked.keep(at for at in range(len(marked.text)) if not any(at in part for part in left_out))
