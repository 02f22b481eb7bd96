"""What a word covers (“甲”包括哪些, 甲核算什么内容), as a note, a cell of its row or a row of things says it."""

import re

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Hole, Want
from qa.parsing.holes import holes_of
from qa.parsing.match import squeezed
from qa.parsing.words import fold, unspaced
from qa.reading.defined import as_said
from qa.reading.series import listed
from qa.reading.shown import SHOWN, shown
from qa.reading.sight import Sight

LOOKED_AT = 60  # sentences
SHORTEST = 6  # characters that say something
SURE, LIKELY = 0.85, 0.7
_CONTAINS = r"(?:包括|包含|涵盖|分为|分成)"
_VERBS = r"(?:核算|归集|统计|计算)"
_ASIDE = r"(?:[（(][^（）()]{1,40}[）)])?[”」\"》]?"
_COVERS = Pattern(
    _ASIDE + r"(?:数量|人数|金额|总额)?[，,]?(?:主要|均|仅|共|一般)?"
    rf"(?:{_CONTAINS}|核算|由(?=[^。，]{{2,40}}组成)|(?:是|为|系)(?![\d-]|否|统|列))"
)
_ROW = Pattern(_ASIDE + rf"(?:主要|具体|一般|又|可|共)?{_CONTAINS}了?(?:以下[^，。：]{{0,8}}：)?(?P<row>[^。；]+)")
_SUMS = Pattern(r"之和|加起来|相加|加总|合计")
_SUM = Pattern(
    rf"{_ASIDE}(?:主要|均)?(?:是|为|系|等于)(?P<row>[^，。；]+?)(?:的?(?:数量|人数|金额|数))?(?:之和|加总|合计)"
)
_QUOTED = Pattern(
    rf"[“\"「『](?P<word>[^“”\"「」『』]{{2,24}})[”\"」』](?=[^，。；]*(?:什么|哪|怎么|如何|啥))"
    rf"[^，。；]{{0,6}}?(?P<verb>{_CONTAINS}|{_VERBS}|口径|含义|定义|构成|组成|指)[^，。；]{{0,12}}$"
)
_MEANT = Pattern(
    r"[“\"「『](?P<word>[^“”\"「」『』]{2,24})[”\"」』](?P<verb>)[^，。；“”]{0,4}?"
    r"(?:(?:主要|都|具体|到底|究竟)?(?:是|指|指的是|是指|代表)(?:一?[个些])?(?:什么|啥)(?:东西|意思|概念|含义|内容|玩意)?"
    r"|[是指]?(?:什么|啥)意思|(?:怎么|如何)理解)呢?$"
)
_BARE = Pattern(
    rf"(?:^|[的里中，])(?P<word>[^“”\"的里中，。；]{{2,16}}?)(?:主要|具体|是|怎么|如何|按什么)*(?=[^，。；]*(?:什么|哪|怎么|如何|啥))"
    rf"(?P<verb>{_VERBS})[^，。；]{{0,8}}$"
)
_PROMISES = Pattern(r"内容|口径|定义|含义|说明|范围|构成|核算|统计|计算")
_EXPLAINS = Pattern("说明|含义|定义|释义|解释|意思")
_BRACKETED = Pattern(r"[（(][^（）()]*[）)]")
_ASKS_ROW = Pattern(rf"{_CONTAINS}了?(?:了|的?有)?$")


def covering(bench: Workbench) -> Found | None:
    """Answer what a word covers: the cell of its row under a head that promises that, the note that says it of the very
    word, or the things that a sentence says it contains."""
    return _of_word(bench) or _contained(bench)


def _of_word(bench: Workbench) -> Found | None:
    folded = bench.question.folded.rstrip("？?。 ")
    asked = _MEANT.search(folded) or _QUOTED.search(folded) or _BARE.search(folded)
    if asked is None:
        return None
    word = squeezed(asked["word"])
    says = (s for s in bench.sentences[:LOOKED_AT] if _is_told(s) and _covers(s, word, asked["verb"]))
    if sentence := next(says, None):
        return as_said(bench, sentence, shown(sentence.text), SURE)
    if asked.re is not _MEANT.compiled:
        return None
    if cell := _explaining(bench, word):
        return Found(Status.ANSWERED, (), (cell,), SURE, text=cell.text, kind="text")
    beside = [s for s in bench.sentences[:LOOKED_AT] if _is_told(s) and _called_so(s, word)]
    shortest = min(beside, key=lambda s: len(s.text), default=None)
    return as_said(bench, shortest, shown(shortest.text), LIKELY) if shortest else None


def _is_told(sentence: Sentence) -> bool:
    """Tell whether a sentence can be shown, and says more than a word."""
    return len(shown(sentence.text)) <= SHOWN and len(squeezed(sentence.text)) > SHORTEST


def _explaining(bench: Workbench, word: str) -> Cell | None:
    """Return the cell of the word's row under a head that promises what it means: 说明 beside 增持（outperform）."""
    lines = {cell.line: None for cell in bench.cells if cell.line_number >= 0 and _is_word(cell, word)}
    told = [c for c in bench.cells if c.line in lines and _EXPLAINS.search(c.heads) and not _is_word(c, word)]
    said = {squeezed(cell.text): cell for cell in told if isinstance(cell.value, str)}
    return next(iter(said.values())) if len(said) == 1 else None


def _is_word(cell: Cell, word: str) -> bool:
    return isinstance(cell.value, str) and squeezed(_BRACKETED.sub("", cell.text)) == word


def _called_so(sentence: Sentence, word: str) -> bool:
    """Tell whether a sentence says of a thing that it is called so: 发布了智能云平台——甲."""
    said = fold(unspaced(sentence.text)).replace(",", "，")
    return sentence.evidence.cell is None and bool(
        re.search(rf"[\u4e00-\u9fff](?:——|—){re.escape(word)}[”，。；（]", said)
    )


def _covers(sentence: Sentence, word: str, verb: str) -> bool:
    """Tell whether a sentence, or a cell by its row and head, says what a word covers."""
    cell = sentence.evidence.cell
    if cell is not None:
        promised = (verb and verb in sentence.head) or _PROMISES.search(sentence.head)
        return bool(promised) and squeezed(cell.row).endswith(word)
    said = fold(shown(sentence.text))
    return any(_COVERS.match(said, m.end()) for m in re.finditer(re.escape(word), said))


def _contained(bench: Workbench) -> Found | None:
    """Answer 甲包括哪些 with the row that a sentence says right behind 甲包括, 甲是哪几类之和 with what it adds up."""
    holes = holes_of(bench.question)
    sums = len(holes) == 1 and bool(_SUMS.search(holes[0].behind))
    if len(holes) != 1 or holes[0].want is not Want.SEVERAL or not (sums or _ASKS_ROW.search(holes[0].before)):
        return None
    asked = bench.scope.issuers.union(*bench.scope.parties)
    for sentence in bench.sentences[:LOOKED_AT]:
        pattern = _SUM if sums else _ROW
        said, start = _row_said(holes[0], Sight(sentence.text), pattern) if sentence.evidence.cell is None else ("", 0)
        row = listed(holes[0], Sight(said), bench.names, asked) if said else None
        if row and (row.span.start == start or (sums and row.span.start > start)):
            sure = round(0.2 + 0.6 * sentence.words, 3)
            return Found(
                Status.ANSWERED,
                row.items,
                (),
                sure,
                kind="list",
                prose=(sentence,),
                met=frozenset({"several", "sum"} if sums else {"several"}),
            )
    return None


def _row_said(hole: Hole, sight: Sight, pattern: Pattern) -> tuple[str, int]:
    """Return the clause in which the word contains something or is a sum, and where in it what it contains begins."""
    places = (p for cue in hole.label for form in cue.forms for p in re.finditer(re.escape(form), sight.folded))
    found = next(((p, m) for p in places if (m := pattern.match(sight.text, p.end()))), None)
    if found is None:
        return "", 0
    place, match = found
    return sight.text[place.start() : match.end()], match.start("row") - place.start()
