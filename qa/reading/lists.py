"""Lists that run over several sentences: numbered points behind a lead, headings or one line under a heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.answer import Status
from kg.model import BlockKind, Evidence, Excerpt, Passage
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.gather import FORMS
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.hole import Hole
from qa.parsing.match import explained, squeezed
from qa.parsing.points import Point, classes, enumerated, names_of, points, wanted
from qa.parsing.words import unspaced

_ONE_ROW = Pattern(
    r"(?:(?<=[：:])[\s*]*|\s*)(?P<row>[^、，。；：:\n]{2,24}(?:、[^、，。；：:\n]{2,24})+)[。；]?\s*(?:\n|$)"
)
_FIRST = Pattern(r"\s*[^。\n]{0,400}。?")  # what is quoted of a point: its first line or sentence
HEADINGS = 40  # passages that are looked at for headings
SAID = 0.72  # of a question's words that a sentence must explain which announces points
LEAST_LISTED, LISTING = 0.35, 60  # of the words that a sentence of points must explain; sentences that are looked at
NAMED = 0.3  # how well a sentence of points must name what they are
LEAST = 0.75  # of a question's words that a heading must explain
REACH = 6000  # characters behind a lead in which its points stand
FEWEST, MOST = 2, 20  # points of a list
MET = frozenset({"several", "first"})  # what a list has done that a question may demand
HEADED = 0.1  # manner of a heading that leads a list
LEAD = 6  # characters before the first point that can announce it


def spread(bench: Workbench, hole: Hole, options: Sequence[Sentence]) -> Found | None:
    """Answer with the points that a sentence announces or a heading heads; as many as are asked for."""
    announcing = [s for s in options if s.words >= SAID and s.evidence.cell is None]
    if found := next((found for s in announcing if (found := _behind(bench, hole, s))), None):
        return found
    for heading in _headings(bench):
        if found := _behind(bench, hole, heading) or _under(bench, hole, heading):
            return found
    return None


def numbered(bench: Workbench) -> Found | None:
    """Answer with the points that a sentence lists, where it lists as many as are asked for: 哪两点, 两种模式."""
    number = wanted(bench.question.folded)
    if not number or not bench.question.terms:
        return None
    thing = bench.question.terms[-1]
    for sentence in sorted(bench.sentences[:LISTING], key=lambda s: -s.words - explained(thing, squeezed(s.text))):
        told = sentence.words >= LEAST_LISTED and explained(thing, squeezed(sentence.text)) >= NAMED
        found = points(sentence.text, number) if told else []
        if found:
            items = tuple(Item(point, "", point, point) for point in found)
            sure = min(0.85, 0.3 + 0.5 * sentence.words)
            return Found(Status.ANSWERED, items, confidence=sure, kind="list", prose=(sentence,))
    return None


def _behind(bench: Workbench, hole: Hole, lead: Sentence) -> Found | None:
    """Return the points that a lead announces: marked ones, or what it parts by ； up to its full stop."""
    text = bench.library.text(lead.doc, lead.start, lead.start + REACH)
    marked = [p for p in enumerated(text)[:MOST] if p.text]
    length = lead.end - lead.start
    headed = lead.manner == HEADED
    if not marked or not _announced(text, marked[0], length, headed=headed):
        marked = classes(text.partition("。")[0])
    names = names_of(marked)
    if len(names) < FEWEST or (hole.number and len(names) != hole.number):
        return None
    parts = tuple(_part(lead, text, point) for point in marked)
    items = tuple(Item(name, "", name, name) for name in names)
    return Found(Status.ANSWERED, items, (), _sure(lead), kind="list", prose=(lead, *parts), met=MET)


def _under(bench: Workbench, hole: Hole, heading: Sentence) -> Found | None:
    """Return the row that is all that stands under a heading, or behind its colon: 风险提示 over 甲、乙、丙."""
    text = bench.library.text(heading.doc, heading.start, heading.start + REACH)
    match = _ONE_ROW.match(text, heading.end - heading.start) or _ONE_ROW.search(heading.text)
    parts = [unspaced(p) for p in match["row"].split("、")] if match else []
    if match is None or (hole.number and len(parts) != hole.number):
        return None
    point = Point(match.start("row"), *match.span("row"), match["row"])
    items = tuple(Item(p, "", p, p) for p in parts)
    return Found(
        Status.ANSWERED, items, (), _sure(heading), kind="list", prose=(_part(heading, text, point), heading), met=MET
    )


def _announced(text: str, first: Point, length: int, *, headed: bool) -> bool:
    """Tell whether points are those of the lead: they begin within it, or right behind its colon or its line."""
    if first.start < LEAD:
        return False  # the lead is itself one of the points
    between = text[length : max(length, first.mark)]
    opened = headed or text[:length].rstrip()[-1:] in ("：", ":")
    return first.mark < length or (opened and not between.strip())


def _sure(lead: Sentence) -> float:
    return round(0.3 + 0.5 * lead.words, 3)


def _part(lead: Sentence, text: str, point: Point) -> Sentence:
    """Return a point as the words of the filing that say it."""
    at = lead.start + point.start
    quote = _FIRST.match(text[point.start : point.end])[0]  # type: ignore[index]  # it matches any text
    evidence = replace(lead.evidence, main=Excerpt(at, at + len(quote), quote), focus=None)
    return Sentence(quote, evidence, lead.words, lead.manner)


def _headings(bench: Workbench) -> Iterator[Sentence]:
    """Yield the headings that explain the question, best first."""
    question, scope = bench.question, bench.scope
    query = " ".join(dict.fromkeys(form for term in question.terms for form in term.forms[:FORMS]))
    found: list[tuple[float, Passage, str]] = []
    for hit in bench.index.search(query, HEADINGS, kind="passage", docs=sorted(scope.docs)):
        passage = bench.library.passage(hit.id)
        if passage is None or passage.kind is not BlockKind.HEADING or not scope.hears(passage.doc):
            continue
        line = bench.library.text(passage.doc, passage.start, passage.end).lstrip().partition("\n")[0]
        found.append((_share(bench, line), passage, line))
    for share, passage, line in sorted(found, key=lambda f: (-f[0], f[1].doc, f[1].start)):
        if share >= LEAST:
            evidence = Evidence(
                passage.doc,
                Excerpt(passage.start, passage.start + len(line), line),
                section=passage.section,
                speaker=passage.speaker,
            )
            yield Sentence(line, evidence, share, HEADED)


def _share(bench: Workbench, line: str) -> float:
    """Return how much of the question's words a heading explains."""
    terms = bench.question.terms
    weight = sum(t.weight for t in terms)
    said = squeezed(line)
    return sum(t.weight * explained(t, said) for t in terms) / weight if weight else 0.0
