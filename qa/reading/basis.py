"""On what basis (口径) figures are listed, as the note under them says: 注：甲的利润按剔除一次性损益后的口径列示."""

from kg.pattern import Pattern
from qa.evidence.found import Found
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.match import SURE, explained, squeezed
from qa.parsing.words import unspaced
from qa.reading.defined import as_said
from qa.reading.shown import SHOWN, shown

LOOKED_AT = 60  # sentences
LEAST = 0.35  # of the question's words
CONFIDENCE = 0.7
_ASKS = Pattern(
    r"(?:什么|哪[个种项一])[^，。？?]{0,4}(?:口径|指标)|口径(?:是|为)?(?:什么|哪|如何|怎)"
    r"|(?:列示|选取|选用|取|用|列)的?(?:都|均)?是?(?:什么|哪[个种项一]|哪)(?:个|种)?[^，。？?]{0,8}$"
    r"|(?:使用|采用|选取)什么[^，。？?]{0,40}分部"
)
_NOTE = Pattern(r"^注\s*\d*\s*[：:]")
_LISTS = Pattern("选取|列示|口径|取自|数据为")


def noted(bench: Workbench) -> Found | None:
    """Answer what the figures given of a party are with the note that says so of it; None where no note does."""
    if not _ASKS.search(bench.question.folded.rstrip("？?。 ")):
        return None
    told = [s for s in bench.sentences[:LOOKED_AT] if s.words >= LEAST and _is_note(bench, s)]
    best = max(told, key=lambda s: s.words + s.told, default=None)
    return as_said(bench, best, shown(best.text), CONFIDENCE) if best else None


def _is_note(bench: Workbench, sentence: Sentence) -> bool:
    """Tell whether a sentence is a note on how figures are listed, of each party and measure asked about."""
    said = unspaced(sentence.text)
    if not _NOTE.match(said) or not _LISTS.search(said) or len(said) > SHOWN:
        return False
    named = bench.names.ids_in(said)
    measures = [t for t in bench.question.terms if t.kind == "Money"]
    of_all = all(party & named for party in bench.scope.parties)
    return of_all and bool(bench.scope.parties) and all(explained(t, squeezed(said)) >= SURE for t in measures)
