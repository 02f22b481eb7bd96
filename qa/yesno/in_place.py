"""Yes or no where a sentence says the question word for word: by what stands there in place of 是否."""

from collections.abc import Iterator

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import WORD_FOR_WORD, Found, Item
from qa.evidence.workbench import Workbench
from qa.parsing.question import Question
from qa.reading.verbatim import Gap, asked_of, bare, gaps

SURE = 0.9
_WHETHER = Pattern(r"(?:是否|有没有|有无|是不是)(?P<done>已经?|曾经?)?(?:有过?(?![关效限利]))?")
_ASKS = Pattern(r"了?(?:吗|么|没有?)[？?]?$")
_DENIES = Pattern(r"没|未|不(?=[存会能是再])|对$|是$")
_DENIED = Pattern(
    r"(?P<done>已经?|曾经?)|存在|具[有备]|有(?![关效限利])|属于|构成|是|为|会|能|可以|[对向与因在以被受由按]"
)
_SMALL = "均|都|也|亦|尚|仍|并|从|暂|还|即"
_SAYS_SO = "存在|发生|出现|具有|具备|有|为|是|系|属于"
_NOT = Pattern(rf"(?:{_SMALL})*(?:未|没有?|不|无|并?非)(?:曾|能|经|予|{_SAYS_SO})*")
_SO = Pattern(rf"(?:{_SMALL}|一直|主要|确实|(?P<done>已经?|曾经?)|经|{_SAYS_SO})*")
_SKIPPED = Pattern(rf"(?:{_SAYS_SO}|经)?")
_GOES_ON = Pattern(r"[的之前后时而]")  # 未取得批准的, 未取得批准前: no sentence says that it is so
_LIGHT = Pattern(r"截至.{2,12}日|报告期内?|综上所述|目前|因此|但|且|同时|此外|其中|上述|现|故|均|亦")


def in_place(bench: Workbench) -> Found | None:
    """Answer by the sentence that is the question but for 是否; None where there is none, or they say both."""
    said = [
        (gap, so)
        for left, right, done in _splits(bench.question)
        for gap in gaps(bench, left, right)
        if (so := _says(bench, gap, done=done)) is not None
    ]
    if not said or len({so for _, so in said}) > 1:
        return None
    item = Item(said[0][1], "", "是" if said[0][1] else "否")
    prose = tuple(dict.fromkeys(gap.sentence for gap, _ in said))[:2]
    return Found(Status.ANSWERED, (item,), (), SURE, kind="boolean", prose=prose, met=frozenset({WORD_FOR_WORD}))


def _splits(question: Question) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Yield what a question says on both sides of 是否, or of where a sentence would deny what it asks with 吗; and
    whether it asks for what has been done."""
    found = list(_WHETHER.finditer(question.folded))
    if len(found) == 1 and len(question.openings) < 2:
        at = found[0]
        yield (0, at.start()), (at.end(), len(question.folded)), bool(at["done"])
    asks = _ASKS.search(question.folded)
    if found or asks is None or question.openings or _DENIES.search(question.folded[: asks.start()]):
        return
    for at in _DENIED.finditer(question.folded[: asks.start()]):
        right = (at.end("done") if at["done"] else at.start(), asks.start())
        yield (0, at.start()), right, bool(at["done"])


def _says(bench: Workbench, gap: Gap, *, done: bool) -> bool | None:
    """Tell whether what fills a gap affirms or denies what stands behind it; what will be affirms nothing done."""
    said = _filling(bench, gap)
    if said is None or _GOES_ON.match(gap.behind) or not _SKIPPED.fullmatch(gap.skipped):
        return None
    if _NOT.fullmatch(said):
        return False
    so = _SO.fullmatch(said)
    return True if so and (so["done"] or not done) and (said or not gap.skipped) else None


def _filling(bench: Workbench, gap: Gap) -> str | None:
    """Return what fills a gap beside the company; None where the question names none but that, and a sentence may speak
    of another."""
    said = gap.text[gap.span.start : gap.span.end]
    left = "".join(char for char, _ in bare(bench, said))
    if gap.opened and left == said and bench.names.ids_in(gap.text[: gap.span.end]) - asked_of(bench):
        return None
    return _LIGHT.sub("", left) if gap.opened else left
