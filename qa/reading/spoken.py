"""Names that a sentence gives outright: 甲、乙、丙系公司的控股股东; 甲为…，乙、丙为…，都是主要供货方."""

from collections.abc import Sequence
from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.match import explained, squeezed
from qa.parsing.names import Mention
from qa.parsing.question import Kind
from qa.parsing.words import unspaced

OUTRIGHT = 0.9  # of a question's words that a sentence must explain
LOOKED_AT = 24  # sentences
APART = 16  # characters between a run of names and the words it stands by
_JOIN = Pattern(r"[、，,和与及]|以及")
_IS = Pattern(r"(?:系|为|是|作为|担任|均为|共同)")
_IS_AFTER = Pattern(r"(?:系|为|是|：|:|由|、)$|^[\u4e00-\u9fff]{2,8}$")
_ALL = Pattern(r"(?:均|都|一直|始终|持续)(?:为|是|系|在|属于|位列)")
_SUBJECT = Pattern(r"(?:作为|系|为|是)")
_YEAR = Pattern(r"(?:19|20)\d\d")


def spoken_names(bench: Workbench) -> Found | None:
    """Give the names that the best sentence says of what is asked."""
    options = [s for s in bench.sentences[:LOOKED_AT] if s.words >= OUTRIGHT and s.evidence.cell is None]
    asked = bench.scope.issuers.union(*bench.scope.parties)
    for sentence in options:
        text = unspaced(sentence.text)
        mentions = [m for m in bench.names.find(text) if m.ids and not set(m.ids) & asked and m.sure == 1.0]
        at = [i for t in bench.question.terms for f in t.forms if (i := text.lower().find(f)) >= 0]
        runs = [run for run in _runs(text, mentions) if at and _stands_by(text, run, min(at), max(at))]
        if runs:
            return _found(bench, runs[0], sentence)
    return None


def said_of_all(bench: Workbench) -> Found | None:
    """Give every subject of a sentence that says the asked thing of all of them, in all the years asked."""
    question, scope = bench.question, bench.scope
    if question.kind is not Kind.LIST or not (scope.since or len(scope.periods) > 1) or not question.terms:
        return None
    asked = scope.issuers.union(*scope.parties)
    years = {str(p.start.year) for p in scope.periods}
    for sentence in bench.sentences[:LOOKED_AT]:
        text = unspaced(sentence.text)
        match = _ALL.search(text)
        if sentence.words < OUTRIGHT or not match or not years <= set(_YEAR.findall(text)):
            continue
        if explained(question.terms[-1], squeezed(text[match.end() :])) < 1.0:
            continue
        mentions = [m for m in bench.names.find(text[: match.start()]) if m.ids and not set(m.ids) & asked]
        runs = _runs(text, [m for m in mentions if m.sure >= 0.9])
        subjects = [m for run in runs if _SUBJECT.match(text[run[-1].end :]) for m in run]
        if subjects:
            return replace(_found(bench, subjects, sentence), met=frozenset({"first"}))
    return None


def _found(bench: Workbench, mentions: Sequence[Mention], sentence: Sentence) -> Found:
    items = tuple(Item(_as_filed(bench, m), "", m.text, _as_filed(bench, m)) for m in mentions)
    kind = "list" if len(items) > 1 or bench.question.kind is Kind.LIST else "string"
    sure = round(0.2 + 0.6 * sentence.words, 3)
    return Found(Status.ANSWERED, items, (), sure, kind=kind, prose=(sentence,))


def _as_filed(bench: Workbench, mention: Mention) -> str:
    entity = bench.library.entity(mention.ids[0])
    return entity.name if entity else mention.text


def _runs(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions that stand side by side: 甲、乙和丙."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _JOIN.fullmatch(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _stands_by(text: str, run: Sequence[Mention], first: int, last: int) -> bool:
    """Tell whether a run of names is joined to the asked words by 系, 为, 是 or stands right beside them."""
    before, after = text[run[-1].end : last], text[first : run[0].start]
    return bool(run[-1].end <= last and len(before) <= APART and _IS.match(before)) or bool(
        first <= run[0].start and len(after) <= APART and _IS_AFTER.search(after)
    )
