"""What a word covers (“甲”包括哪些, 甲核算什么内容), as a note, a cell of its row or a row of things says it."""

import re

from kg.answer import Status
from qa.found import Found
from qa.match import squeezed
from qa.prose import Sentence
from qa.reading.defined import as_said
from qa.reading.hole import Hole, Want
from qa.reading.holes import holes_of
from qa.reading.series import listed
from qa.reading.sight import Sight
from qa.shown import SHOWN, shown
from qa.words import fold
from qa.workbench import Workbench

LOOKED_AT = 60  # sentences
SHORTEST = 6  # characters that say something
SURE = 0.85
_CONTAINS = r"(?:包括|包含|涵盖|分为|分成)"
_VERBS = r"(?:核算|归集|统计|计算)"
_ASIDE = r"(?:[（(][^（）()]{1,40}[）)])?[”」\"》]?"
_COVERS = re.compile(
    _ASIDE + r"(?:数量|人数|金额|总额)?[，,]?(?:主要|均|仅|共|一般)?"
    rf"(?:{_CONTAINS}|核算|由(?=[^。，]{{2,40}}组成)|(?:是|为|系)(?![\d-]|否|统|列))"
)
_ROW = re.compile(_ASIDE + rf"(?:主要|具体|一般|又|可|共)?{_CONTAINS}了?(?:以下[^，。：]{{0,8}}：)?(?P<row>[^。；]+)")
_QUOTED = re.compile(
    rf"[“\"「『](?P<word>[^“”\"「」『』]{{2,24}})[”\"」』](?=[^，。；]*(?:什么|哪|怎么|如何|啥))"
    rf"[^，。；]{{0,6}}?(?P<verb>{_CONTAINS}|{_VERBS}|口径|含义|定义|构成|组成|指)[^，。；]{{0,12}}$"
)
_BARE = re.compile(
    rf"(?:^|[的里中，])(?P<word>[^“”\"的里中，。；]{{2,16}}?)(?:主要|具体|是|怎么|如何|按什么)*(?=[^，。；]*(?:什么|哪|怎么|如何|啥))"
    rf"(?P<verb>{_VERBS})[^，。；]{{0,8}}$"
)
_PROMISES = re.compile(r"内容|口径|定义|含义|说明|范围|构成|核算|统计|计算")
_ASKS_ROW = re.compile(rf"{_CONTAINS}了?(?:了|的?有)?$")


def covering(bench: Workbench) -> Found | None:
    """Answer what a word covers: the cell of its row under a head that promises that, the note that says it of the very
    word, or the things that a sentence says it contains."""
    return _of_word(bench) or _contained(bench)


def _of_word(bench: Workbench) -> Found | None:
    folded = bench.question.folded.rstrip("？?。 ")
    asked = _QUOTED.search(folded) or _BARE.search(folded)
    if asked is None:
        return None
    word = squeezed(asked["word"])
    for sentence in bench.sentences[:LOOKED_AT]:
        text = shown(sentence.text)
        if len(text) <= SHOWN and len(squeezed(text)) > SHORTEST and _covers(sentence, word, asked["verb"]):
            return as_said(bench, sentence, text, SURE)
    return None


def _covers(sentence: Sentence, word: str, verb: str) -> bool:
    """Tell whether a sentence, or a cell by its row and head, says what a word covers."""
    cell = sentence.evidence.cell
    if cell is not None:
        promised = verb in sentence.head or _PROMISES.search(sentence.head)
        return bool(promised) and squeezed(cell.row).endswith(word)
    said = fold(shown(sentence.text))
    return any(_COVERS.match(said, m.end()) for m in re.finditer(re.escape(word), said))


def _contained(bench: Workbench) -> Found | None:
    """Answer 甲包括哪些 with the row that a sentence says right behind 甲包括."""
    holes = holes_of(bench.question)
    if len(holes) != 1 or holes[0].want is not Want.SEVERAL or not _ASKS_ROW.search(holes[0].before):
        return None
    asked = bench.scope.issuers.union(*bench.scope.parties)
    for sentence in bench.sentences[:LOOKED_AT]:
        said, start = _row_said(holes[0], Sight(sentence.text)) if sentence.evidence.cell is None else ("", 0)
        row = listed(holes[0], Sight(said), bench.names, asked) if said else None
        if row and row.span.start == start:
            sure = round(0.2 + 0.6 * sentence.words, 3)
            return Found(
                Status.ANSWERED, row.items, (), sure, kind="list", prose=(sentence,), met=frozenset({"several"})
            )
    return None


def _row_said(hole: Hole, sight: Sight) -> tuple[str, int]:
    """Return the clause in which the word contains something, and where in it what it contains begins."""
    places = (p for cue in hole.label for form in cue.forms for p in re.finditer(re.escape(form), sight.folded))
    found = next(((p, m) for p in places if (m := _ROW.match(sight.text, p.end()))), None)
    if found is None:
        return "", 0
    place, match = found
    return sight.text[place.start() : match.end()], match.start("row") - place.start()
