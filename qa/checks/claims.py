"""What a question asks for, word by word, and whether an outcome says it: a word that it leaves unsaid may make the
question another one.

Most words of a question only help to find its answer, and may be missing there. Those that play one of the parts below
may not: whom it is about, what narrows a measure, the measure itself, the noun of 是谁, what happens at a day.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from kg.pattern import Pattern
from qa.checks.cited import Cited
from qa.evidence.found import WORDED, Found
from qa.evidence.given import measure_of
from qa.evidence.qualified import qualifies
from qa.evidence.workbench import Workbench
from qa.parsing.asks import PART_OF
from qa.parsing.latin import sounds_of
from qa.parsing.match import BY_RANGE, explained, is_weak
from qa.parsing.names import POSITION
from qa.parsing.question import Kind, Question, Term
from qa.parsing.words import designations, narrowing_nothing, single_characters, words_of_speech

SHORTEST = 3  # characters of an unknown run that may be a name
FOREIGN = 0.6  # of its pairs of characters that no document holds
HALF, SOME = 0.5, 0.34  # how well the words cited must explain a word: what narrows and what happens, all else
WHOLLY = 0.9  # the same of what tells which of several is meant
SAYS = 0.8  # what a word weighs that narrows a measure: 采购 before 金额 weighs less
TELLING = 1.0  # what a noun weighs that says which thing is asked for
_LATIN = Pattern(r"[a-z]{3,}")
_ASKING = "哪几多什每各某"
_MANY = "几多"
_TIMES = Pattern(r"(?:[年月日末]|(?<!\d)20\d\d)$")
_BEFORE_NAMES = Pattern(r"[向与跟给和对被由从在及占比来后前，,、；;：:\s\-－—/]")
_IS_WHAT = Pattern(r"(?:指的)?(?:是|为|指|叫)?(?:谁|什么(?![\u4e00-\u9fff])|哪(?:一)?[家个位方])")
_WHICH_PERSON = Pattern(r"哪(?:一|几)?[位名]")
_STEP = Pattern(r"\d{1,2}[-~至到]\d{1,2}年|\d{1,2}年以[内上]")  # of a scale of ages: 1-2年
_WHO_DID = Pattern("谁[来所去]?(?![的们？?])")
_BEFOREHAND = Pattern(r"(?:^|[，,；;])[^，,；;。？?哪几多]*?(?:之?后|以后|时|之?前|的情况下|的话|之日起)[，,]")
_UNDONE = ("退", "赔", "罚", "捐")  # what is done to money, which filings say with that very character
_COUNTED = ("Money", "Ratio", "Shares", "Count")
_DONE = frozenset({"extreme", "limits", "relation", "first", "left out"})  # what other rows were looked at for

Words = Iterable[Term]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that words play in a question: with which outcomes, which words, and where and how well each is said."""

    name: str
    concerns: Callable[[Found], bool]
    words: Callable[[Cited], Iterable[Term]]
    said: Callable[[Cited], Sequence[str]]
    least: float = SOME
    one: bool = False  # one of the words is enough

    def unsaid(self, cited: Cited) -> str:
        """Return the first word that plays this part and that nothing says; empty where all are said."""
        words = list(self.words(cited)) if self.concerns(cited.found) else []
        texts = self.said(cited) if words else ()
        left = [t for t in words if texts and all(_how_well(t, text) < self.least for text in texts)]
        return left[0].text if left and (not self.one or len(left) == len(words)) else ""


def unsaid(bench: Workbench, found: Found) -> str:
    """Return a word that an outcome leaves unsaid though the question is about it, and which part it plays."""
    if WORDED in found.met:
        return ""
    cited = Cited(bench, found)
    return next((f"{part.name}: {word}" for part in PARTS if (word := part.unsaid(cited))), "")


def _how_well(term: Term, said: str) -> float:
    """Tell how well words say a term; those of the wider concept say it too."""
    return 1.0 if any(form in said for form in term.broader) else explained(term, said)


def unheard(bench: Workbench) -> Term | None:
    """Return the first unknown run of characters, where a party may stand, most of whose pairs are in no document."""
    terms = (t for t in bench.question.terms if _may_be_a_name(bench.question, t))
    return next((t for t in terms if _foreign(bench, t.text) >= FOREIGN), None)


def _may_be_a_name(question: Question, term: Term) -> bool:
    """Tell whether an unknown run stands where parties are named: first, or behind a time, a mark or 向, 与, 在; behind
    the interrogative of a question that has named one stands what happens: 甲公司哪一年投产."""
    told = any(end == term.start and any(m.end <= start for m in question.mentions) for start, end in question.openings)
    before = question.folded[: term.start]
    place = not before or bool(_BEFORE_NAMES.match(before[-1]) or _TIMES.search(before))
    return _unknown(term) and place and not told


def _unknown(term: Term) -> bool:
    return term.unknown and not term.counted and len(term.text) >= SHORTEST and not any(map(str.isascii, term.text))


def _foreign(bench: Workbench, text: str) -> float:
    """Return how much of an unknown run no document holds; pairs with a character of speech (翻一倍, 跨界进来) tell
    nothing of a name."""
    edges = single_characters()[1]
    pairs = [a + b for a, b in pairwise(text) if a not in edges and b not in edges]
    return sum(not bench.index.frequency(pair) for pair in pairs) / len(pairs) if pairs else 0.0


def _whom(cited: Cited) -> Iterator[Term]:
    """Yield the unknown run that a question begins with, as with a party: 星野重工."""
    question = cited.bench.question
    yield from islice((t for t in question.terms if _leads(question, t)), 1)


def _leads(question: Question, term: Term) -> bool:
    """Tell whether an unknown run stands first, or right behind a time; what was cut from it counts as its own.

    Behind 几个月 stands what is done in so many: 每几个月翻一倍.
    """
    folded, at = question.folded, term.start
    while at and folded[at - 1] in single_characters()[1] and not _TIMES.search(folded[:at]):
        at -= 1
    counts = any(end == at and folded[start] in _MANY for start, end in question.openings)
    return _unknown(term) and not counts and (not at or bool(_TIMES.search(folded[:at])))


def _latin(cited: Cited) -> Iterator[Term]:
    """Yield names in Latin letters that no document holds, and that nothing cited sounds like: Starfield."""
    question, index = cited.bench.question, cited.bench.index
    written = ((t, _LATIN.match(t.text)) for t in question.terms if not t.meaning)
    names = [(t, m.group()) for t, m in written if m and question.text[t.start].isupper()]
    strange = [(t, name) for t, name in names if not index.frequency(name)]
    sounds = sounds_of(cited.words) if strange else ()
    yield from (t for t, name in strange if name not in sounds)


def _strange(cited: Cited) -> Iterator[Term]:
    """Yield words before another one, as 冷链 before 毛利率, that no document holds: no figure is of that."""
    words = pairwise(cited.bench.question.terms)
    yield from (t for t, after in words if t.end == after.start and _opens_strange(cited.bench, t))


def _opens_strange(bench: Workbench, term: Term) -> bool:
    """Tell whether no document holds the first two pairs of characters of an unknown word, or what else it is called,
    or a Latin word."""
    nothing = term.meaning or term.counted or len(term.text) < 2 or term.text[:2] in words_of_speech()
    if nothing or term.text[0] in _ASKING:
        return False
    if term.text.isascii():
        return term.text.isalpha() and len(term.text) >= SHORTEST and not bench.index.frequency(term.text)
    said = any(bench.index.frequency(a + b) for a, b in islice(pairwise(term.text), 2))
    return not said and not any(_foreign(bench, form) == 0.0 for form in term.forms[1:])


def _narrowing(cited: Cited) -> Iterator[Term]:
    """Yield the word that stands before a measure and says of which part it is; weak words between are passed."""
    for run in _runs(cited.bench.question.terms):
        before = list(takewhile(lambda t: not t.kind, run))  # between two measures stands what is done with them
        telling = next((t for t in reversed(before) if t.weight >= SAYS), None)
        if telling and len(before) < len(run) and _narrows(telling):
            yield from () if cited.found.computation and telling.meaning else (telling,)


def _runs(terms: Sequence[Term]) -> Iterator[list[Term]]:
    """Yield words side by side; a run with a character left over may be cut wrong and is left out."""
    runs: list[list[Term]] = []
    run: list[Term] = []
    for term in terms:
        if not run or term.start > run[-1].end:
            runs.append(run := [])
        run.append(term)
    yield from (run for run in runs if all(len(t.text) > 1 or t.meaning for t in run))


def _narrows(term: Term) -> bool:
    """Tell whether a word makes a measure that of a part; what is judged by itself, and words of speech, do not."""
    nothing = term.counted or term.text.isascii() or term.text in narrowing_nothing() | words_of_speech()
    return not nothing and not POSITION.search(term.text) and not qualifies(term.text)


def _measures(cited: Cited) -> Iterator[Term]:
    """Yield the measures of which one figure is asked; not those of the whole that it is a share of."""
    question, found = cited.bench.question, cited.found
    if question.kind is not Kind.NUMBER or len(found.items) > 1 or found.met & _DONE:
        return
    given = [measure_of(question, figure) for figure in question.figures]  # it is of the row that is meant
    whole = PART_OF.search(question.folded)
    when = [m.span() for m in _BEFOREHAND.finditer(question.folded)]
    for term in question.terms:
        of_whole = whole and whole.start("of") <= term.start < whole.end("of")
        measure = term.kind in _COUNTED and term.meaning and term.meaning not in BY_RANGE
        beforehand = any(a <= term.start < b for a, b in when)  # 收到回款后，几日内付款 asks for no 回款
        if measure and not (of_whole or beforehand or is_weak(term)) and term not in given:
            yield term


def _unknown_measures(cited: Cited) -> Iterator[Term]:
    """Yield the measure asked for that no word list has: 产能利用率."""
    question = cited.bench.question
    asked = {i for ask in question.asks for i in ask.terms}
    yield from (t for i, t in enumerate(question.terms) if i in asked and t.kind and not t.meaning)


def _nouns(cited: Cited) -> Iterator[Term]:
    """Yield the word right before 是谁, 是什么, 是哪家."""
    folded = cited.bench.question.folded
    for term in cited.bench.question.terms:
        plain = term.weight >= TELLING and term.kind in ("", "Text") and not term.text.endswith(designations())
        if plain and _IS_WHAT.match(folded, term.end):
            yield term


def _events(cited: Cited) -> Iterable[Term]:
    """Return what happens at a day asked for: the words behind the interrogative, where there are none those before."""
    question = cited.bench.question
    if question.kind is not Kind.WHEN or len(question.openings) != 1:
        return []
    start, end = question.openings[0]
    words = [t for t in question.terms if len(t.text) > 1 and not t.text.isascii()]
    return [t for t in words if t.start >= end] or [t for t in words if t.end <= start]


def _deeds(cited: Cited) -> Iterator[Term]:
    """Yield what somebody asked for has done: the words right behind 谁."""
    question = cited.bench.question
    for match in _WHO_DID.finditer(question.folded):
        yield from (t for t in question.terms if t.start == match.end() and t.weight >= TELLING)


def _persons(cited: Cited) -> Iterator[Term]:
    """Yield what kind of person is asked for, right behind 哪位: 记者, 律师."""
    question = cited.bench.question
    ends = {m.end() for m in _WHICH_PERSON.finditer(question.folded)}
    yield from (t for t in question.terms if t.start in ends and len(t.text) > 1)


def _steps(cited: Cited) -> Iterator[Term]:
    """Yield the steps of a scale of ages: the figure of another step, or of all, is none of theirs."""
    yield from (t for t in cited.bench.question.terms if _STEP.fullmatch(t.meaning.removeprefix("word:")))


def _undone(cited: Cited) -> Iterator[Term]:
    """Yield what was done to money, right before how much is asked for: 退了多少钱."""
    question = cited.bench.question
    for start, _ in question.openings:
        yield from (t for t in question.terms if t.text in _UNDONE and question.folded[t.end : start] in ("", "了"))


def _all(cited: Cited) -> Sequence[str]:
    return (cited.words,)


def _is_figure(found: Found) -> bool:
    return not found.text and found.kind != "boolean" and any(isinstance(i.value, Decimal) for i in found.items)


def _is_looked_up(found: Found) -> bool:
    return bool(not found.text and found.kind != "boolean" and found.items) and not (found.computation or found.guesses)


def _is_of_cells(found: Found) -> bool:
    figures = found.computation or any(isinstance(i.value, Decimal) for i in found.items)
    return not found.text and bool(figures or found.cells or any(i.cells for i in found.items))


def _is_one(found: Found) -> bool:
    return not found.computation and bool(found.text or len(found.items) == 1)


PARTS = (
    Part("what narrows it", _is_figure, _narrowing, _all, HALF),
    Part("the step", _is_figure, _steps, lambda cited: cited.under or (cited.words,), WHOLLY),
    Part("what was done", _is_figure, _undone, lambda cited: cited.called or (cited.words,), HALF),
    Part("the measure", _is_looked_up, _unknown_measures, lambda cited: cited.called),
    Part("the thing asked for", _is_looked_up, lambda c: (*_measures(c), *_nouns(c)), _all),
    Part("what no filing says", _is_of_cells, _strange, _all),
    Part("the person asked for", lambda found: bool(found.text), _persons, _all, HALF),
    Part("a stranger", lambda found: True, _latin, _all),
    Part("whom it is about", lambda found: not found.guesses, _whom, _all),
    Part("what was done by whom", lambda found: bool(found.prose) and not found.text, _deeds, _all, SOME),
    Part("the event", _is_one, _events, lambda cited: cited.at_day, HALF, one=True),
)
