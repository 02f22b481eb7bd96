"""From a question to what was found: each kind of question has its way, tried in a fixed order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.answer import Status
from kg.pattern import Pattern
from qa.answers.abstain import refuse
from qa.answers.explain import of_question, of_scored
from qa.answers.signs import signed
from qa.checks import amiss
from qa.checks.at_once import refused_at_once
from qa.computing.agree import agreement, exact_in
from qa.computing.arithmetic import compute, formula
from qa.computing.composed import composed, left_over, remainder
from qa.computing.extremes import asks_period
from qa.computing.in_total import share_in_total
from qa.computing.operands import divides, leaves_rest, of_that_whole
from qa.computing.operands.kindred import with_others
from qa.computing.siblings import of_lines_named
from qa.evidence.duties import duties
from qa.evidence.ends import at_one_end
from qa.evidence.footnotes import or_untold, under_notes
from qa.evidence.found import Found, Item
from qa.evidence.lookup import Scored, best_together, undecided
from qa.evidence.solved import found_values
from qa.evidence.sources import exactly, with_sources
from qa.evidence.unnamed import of_anybody
from qa.evidence.workbench import Workbench, is_figure
from qa.filings.filing import of_filing
from qa.filings.inquired import of_letter
from qa.filings.signed import signed_by
from qa.filings.titled import of_title
from qa.members import members
from qa.members.folds import over_rows
from qa.members.things import chosen
from qa.parsing.asks import SHARE
from qa.parsing.demands import demands_of
from qa.parsing.gloss import glossed
from qa.parsing.match import squeezed
from qa.parsing.names import POSITION
from qa.parsing.question import Ask, Kind, Operator, Question
from qa.parsing.words import concept_finder
from qa.reading.basis import noted
from qa.reading.blank import said_so
from qa.reading.cell import figure_in_words, whole_range
from qa.reading.consequences import consequence
from qa.reading.copies import with_copies
from qa.reading.covers import covering
from qa.reading.defined import defined
from qa.reading.glossary import of_terms
from qa.reading.likely import likely
from qa.reading.reader import read, read_first
from qa.reading.several_in_one import of_one
from qa.reading.shown import doing_so, following, shown
from qa.reading.spoken import said_of_all, spoken_names
from qa.reading.supposed import asks_condition, supposing
from qa.reading.verbatim import word_for_word
from qa.reading.why import because
from qa.rows.crossing import at_crossing
from qa.rows.records import of_records
from qa.rows.several import several
from qa.rows.whose import alias
from qa.steps.and_then import and_then
from qa.steps.joins import joined, pointed_at
from qa.steps.parts import answered_whole
from qa.who import identified, letters_of, meant_by_words, under_letters
from qa.yesno import yes_or_no
from qa.yesno.apart import apart
from qa.yesno.in_place import in_place

LEAST_WORDS, LEAST_ASKED = 0.62, 0.5  # below these a value is not given
LEAST_PROSE = 0.55
DISTINCTIVE = 2  # characters that no word we know holds: 北港 of 北港银行
LONGEST_NAME = 48  # characters of a name of a party, a product, a project
WHOLE = 0.95  # of a question's words: then a figure that is not called a total may be one
STATED = 0.75  # of a question's words that a share must explain that is not computed
LISTED = 0.78  # of a list of rows that is given before any sentence is read
FAR = 0.03  # by so much a row must be surer than a sentence
SURE_ROW = 0.55  # of an answer from one row
_FIGURE = Pattern(r"\d[\d,.]*\s*(?:亿|万|元|%|股|台|亩|人|个|套|公里|平方米)")
_WHO = Pattern(r"谁|哪[一几两三四五]?[家位]|哪[个些](?:客户|供应商|公司|股东|银行|机构|企业)")
_LATIN_NAME = Pattern(r"\b(?:Limited|Ltd|Inc|Corp|LLC|GmbH|Co)\b\.?$")
_TOP = Pattern(r"前.{1,2}[大名](?!股东)")
_EACH = Pattern(r"各(?!项|类|种|方面)|分别")
_COMPUTED = {Operator.DIFFERENCE, Operator.SUM, Operator.GROWTH, Operator.RATIO, Operator.COUNT, Operator.AVERAGE}

_NO_FIGURE = Found(Status.NOT_FOUND, reason="no_such_fact")

Way = Callable[[Workbench], Found | None]


def solve(bench: Workbench) -> Found:
    """Answer a question or say why not."""
    bench.notes.extend(of_question(bench.question, bench.scope))
    found = at_crossing(bench) or _verbatim(bench) or refused_at_once(bench) or answered_whole(bench, _kept)
    found = found or and_then(bench) or _of_others(bench) or under_letters(bench, _kept) or _of_any_speaker(bench)
    found = found or (_NO_FIGURE if bench.figure else refuse(bench))
    found = of_anybody(bench, found) or found
    if bench.figure and is_figure(found):
        found = found if found.computation else with_others(bench, exactly(bench, found))
        found = replace(found, met=found.met | frozenset(duties(bench.question)))  # it has passed the checks
    return replace(found, explain=(*bench.notes, *found.explain))


def _verbatim(bench: Workbench) -> Found | None:
    """Answer with what a sentence says that is the question but for its hole: whom it names is the same there."""
    return None if bench.question.opinion else _kept(bench, (word_for_word, said_so, in_place))


def _of_others(bench: Workbench) -> Found | None:
    """Answer where nobody is named and the usual company's own filings do not say: another filing may."""
    scope = bench.scope
    if not _has_others(bench):
        return None
    others = frozenset(f.id for f in bench.filings) - scope.home
    return _kept(replace(bench, scope=replace(scope, issuers=frozenset(), home=frozenset(), docs=others)))


def _has_others(bench: Workbench) -> bool:
    """Tell whether nobody is named and there are filings of others than the usual company."""
    scope = bench.scope
    return scope.usual and not scope.docs and len(scope.home) < len(bench.filings)


def _of_any_speaker(bench: Workbench) -> Found | None:
    """Answer where nothing is quoted from the letter that a question speaks of: its reply is meant, or says it too."""
    if bench.scope.quoted is None or bench.figure:
        return None
    return answered_whole(replace(bench, scope=replace(bench.scope, quoted=None)), _kept)


def _kept(bench: Workbench, ways: Iterable[Way] = ()) -> Found | None:
    """Return the first outcome, of all ways or of some, that passes the checks of an answer."""
    for outcome in _each(bench, ways) if ways else _outcomes(bench):
        found = at_one_end(bench.question, of_one(bench, whole_range(bench, figure_in_words(bench, outcome))))
        wrong = amiss(bench, found)
        if not wrong:
            return signed(bench.question, with_copies(bench, found))
        bench.notes.append(wrong)
    return None


def _outcomes(bench: Workbench) -> Iterator[Found]:
    """Yield what each way of answering finds, in their order."""
    if asks_condition(bench.question):
        yield from _each(bench, (supposing,))
        return
    yield from _each(bench, (_known, consequence, covering, noted, members, _listed))
    yield from read_first(bench)
    yield from _each(bench, (_of_one_row, *_ways(bench)))
    if bench.figure and not _has_others(bench) and not letters_of(bench):
        return  # sentences give no figure to compute with, and nothing else is tried behind them
    yield from read(bench)
    yield from _each(bench, (meant_by_words, likely))


def _each(bench: Workbench, ways: Iterable[Way]) -> Iterator[Found]:
    return (found for way in ways if (found := way(bench)))


def _known(bench: Workbench) -> Found | None:
    """Answer who somebody is, who signs, and what is said of the contract or project that the question calls by its
    title."""
    known = identified(bench) or alias(bench) or of_terms(bench) or of_letter(bench) or of_title(bench)
    return known or signed_by(bench)


def _listed(bench: Workbench) -> Found | None:
    """List the rows of a table that meet what the question says, where they surely do."""
    if bench.question.kind is not Kind.LIST or bench.question.abstract:
        return None
    found = another(bench, over_rows(bench))
    return found if found and found.confidence >= LISTED else None


def _of_one_row(bench: Workbench) -> Found | None:
    """Answer several things that stand in one row."""
    return another(bench, several(bench))


def _ways(bench: Workbench) -> tuple[Way, ...]:
    """Return the ways that suit a question, in the order in which they are tried."""
    question = bench.question
    if question.kind is Kind.DEFINE:
        return defined, joined, prose
    if question.kind is Kind.WHY:
        return joined, because
    agree = (agreement,) if question.has(Operator.AGREE) else ()
    if question.kind is Kind.YESNO:
        return *agree, lambda b: apart(b) or yes_or_no(b)
    if question.kind is Kind.LIST and question.abstract:
        return *agree, of_filing, prose
    return *agree, exact_in, of_filing, *_computing(bench), *_looking_up(question)


def _computing(bench: Workbench) -> tuple[Way, ...]:
    question, first = bench.question, ()
    if divides(question):
        first = (share_in_total, share_said, composed)
    elif leaves_rest(question):
        first = (composed,)
    rows = (lambda b: another(b, over_rows(b)), outright, lambda b: another(b, from_row(b)), joined, compute)
    return (*first, chosen, composed, pointed_at, *rows)


def _looking_up(question: Question) -> tuple[Way, ...]:
    if question.has(Operator.RATIO) and any(w in question.folded for w in ("几成", "几倍")):
        return ()
    if question.kind.is_name:
        return (lambda b: short(values(b)),)
    if question.kind in (Kind.HOW, Kind.STATUS) and len(question.asks) == 1:
        return (values if question.asks[0].terms else prose,)
    return left_of_year, looked_up, formula, lambda b: from_row(b, plain=True), remainder, left_over


def left_of_year(bench: Workbench) -> Found | None:
    """Compute what a part of a year holds where nothing found says that it is of that part."""
    ask, periods = bench.question.asks[0], bench.scope.periods
    told = (o for o in bench.ranked(ask)[:24] if o.cell.period in periods and o.score.asked >= STATED)
    return None if any(told) else remainder(bench)


def looked_up(bench: Workbench) -> Found | None:
    """Look each thing asked up; where it stands in a sentence, a row that explains more is given instead."""
    found = values(bench)
    if found is None or not found.cells or found.cells[0].line_number >= 0:
        return found
    row = from_row(bench, plain=True)
    enough = row and len(row.items) >= len(found.items)
    return row if row and enough and row.confidence > found.confidence + FAR else found


def share_said(bench: Workbench) -> Found | None:
    """Return a share that a row or a sentence states, whichever is surer."""
    said = [f for f in (share_of_row(bench), stated_share(bench)) if f and f.items[0].unit in ("ratio", "pp", "倍", "")]
    return max(said, key=lambda f: f.confidence, default=None)


def stated_share(bench: Workbench) -> Found | None:
    """Return a share that a filing states in the question's words."""
    options = bench.ranked(bench.question.asks[0])
    return values(bench) if options and options[0].score.words >= STATED else None


def share_of_row(bench: Workbench) -> Found | None:
    """Return a share that a row has under a head of its own, of that very whole."""
    found = another(bench, from_row(bench, plain=True))
    stated = found and all(SHARE.search(c.heads) and of_that_whole(bench.question, c) for c in found.items[0].cells)
    return found if stated else None


def short(found: Found | None) -> Found | None:
    """Return an outcome only where it begins with a name: whole sentences and figures are none."""
    first = found.items[0].value if found and found.items else ""
    return found if isinstance(first, str) and len(first) <= LONGEST_NAME and not _FIGURE.search(first) else None


def another(bench: Workbench, found: Found | None) -> Found | None:
    """Return an outcome unless it names what the question itself says, or no party where one is asked for."""
    if found is None or not bench.question.kind.is_name or not found.items:
        return found
    only = sum(ask.kind is Kind.WHAT or ask.kind.is_name for ask in bench.question.asks) == 1
    who = only and found.status is Status.ANSWERED and _WHO.search(bench.question.folded)
    if who and not _is_known(bench, found.items[0]):
        return None
    if len(bench.scope.parties) > 1 or (len(found.items) != 1 and not only):
        return found  # of several that are compared, one is the answer
    named = bench.names.exact(str(found.items[0].value))
    return None if any(bench.question.names(entity) for entity in named) else found


def _is_known(bench: Workbench, item: Item) -> bool:
    """Tell whether a name is one of the graph, or at least not a thing that the question itself says."""
    name = str(item.value)
    if bench.names.ids_in(name):
        return True
    plain = squeezed(name)
    if _LATIN_NAME.search(name):
        return plain not in squeezed(bench.question.text)
    left = set(range(len(plain))) - {i for w in concept_finder().find(plain) for i in range(w.start, w.end)}
    distinctive = [i for i in left if not plain[i].isascii()]
    return len(distinctive) >= DISTINCTIVE and plain not in squeezed(bench.question.text)


def outright(bench: Workbench) -> Found | None:
    """Answer with names that a sentence gives outright, before any table is read."""
    question = bench.question
    if not question.kind.is_name or question.operators or len(question.asks) > 1:
        return None
    spoken = None if bench.scope.since or len(bench.scope.periods) > 1 else spoken_names(bench)
    return said_of_all(bench) or spoken


def from_row(bench: Workbench, *, plain: bool = False) -> Found | None:
    """Answer from one row where the question demands something of it, wants a name, or several things at once."""
    question, scope = bench.question, bench.scope
    whole_series = len(scope.periods) > 1 or scope.since or asks_period(question)
    if question.operators & _COMPUTED or question.kind in (Kind.LIST, Kind.HOW) or whole_series:
        return None
    if not plain and len(question.asks) == 1 and not demands_of(question) and not question.kind.is_name:
        return None
    values_only = tuple(a for a in question.asks if not a.kind.is_text) or question.asks
    if values_only != question.asks:
        bench = replace(bench, question=replace(question, asks=values_only))
    found = of_records(bench)
    return found if found and (found.confidence >= SURE_ROW or found.reason) else None


def prose(bench: Workbench) -> Found | None:
    """Answer with the sentence or two that say it."""
    said = [f"{s.total:.3f} words {s.words:.2f} manner {s.manner:.2f} | {s.text[:80]}" for s in bench.sentences[:6]]
    bench.notes.extend(said)
    options = [s for s in bench.sentences if s.words >= LEAST_PROSE and s.manner >= 0]
    first = next(iter(doing_so(bench.question, options)), None)
    if first is None:
        return None
    best = (first, *following(bench.library, first))
    text = "".join(shown(s.text) for s in best)
    text = glossed(text) if bench.question.told == "en" else text
    return Found(Status.ANSWERED, text=text, confidence=min(0.9, 0.35 + 0.5 * first.total), kind="text", prose=best)


def values(bench: Workbench) -> Found | None:
    """Look up each thing asked."""
    question = bench.question
    if len(bench.scope.periods) > 1 and len(question.asks) == 1 and not bench.scope.since:
        return _per_period(bench)
    if len(bench.scope.parties) > 1 and len(question.asks) == 1 and _EACH.search(question.folded):
        return _per_party(bench)
    asks = [a for a in question.asks if not a.kind.is_text] or list(question.asks)
    per_ask = [of_lines_named(question, ask, bench.ranked(ask), bench.cells) for ask in asks]
    for options in per_ask:
        bench.notes.extend(of_scored(options))
    best = best_together(per_ask)
    if best and question.has(Operator.SUM) and not any(s.cell.is_sum or s.score.words >= WHOLE for s in best):
        return None
    if best and any(undecided(options, s) for options, s in zip(per_ask, best, strict=True)):
        bench.notes.append("lines of one name with different values")
        return None
    if best is None:
        return None
    noted = [(s, ()) if good_enough(s, a) else under_notes(bench, s, a) for s, a in zip(best, asks, strict=True)]
    best = [s for s, _ in noted]
    if any(not good_enough(s, a) for s, a in zip(best, asks, strict=True)):
        return None
    if any(not of_that_whole(question, s.cell) for s in best):
        return None
    if POSITION.search(question.folded) and any(s.cell.total or _TOP.search(s.cell.label) for s in best):
        return None  # the second largest customer is one of those that the total adds up
    found = replace(found_values(question, best, per_ask, asks), evidence=tuple(n for _, notes in noted for n in notes))
    if len(bench.scope.parties) < 2 and all(s.score.words >= WHOLE for s in best):
        found = replace(found, met=found.met | {"sum"})  # of one thing a figure may be its total without saying so
    return or_untold(bench, with_sources(bench, found, per_ask[0]) if len(best) == 1 else found)


def _per_period(bench: Workbench) -> Found | None:
    """Look one thing up in each of several periods."""
    ask = bench.question.asks[0]
    per_period = [bench.ranked(ask, [p]) for p in bench.scope.periods]
    bench.notes.extend(of_scored(per_period[0]))
    best = [options[0] for options in per_period if options and good_enough(options[0], ask)]
    return found_values(bench.question, best, per_period, [ask] * len(best)) if len(best) == len(per_period) else None


def _per_party(bench: Workbench) -> Found | None:
    """Look one thing up of each of several parties: 甲和乙各多少台."""
    ask = bench.question.asks[0]
    per_party = [bench.ranked(ask, scope=replace(bench.scope, parties=(party,))) for party in bench.scope.parties]
    best = [options[0] for options in per_party if options and good_enough(options[0], ask)]
    if len(best) != len(per_party) or len({s.cell.key for s in best}) < len(best):
        return None
    return found_values(bench.question, best, per_party, [ask] * len(best))


def good_enough(scored: Scored, ask: Ask) -> bool:
    """Tell whether a cell explains enough of the question to be given as its answer."""
    return scored.score.words * min(1.0, scored.score.time + 0.2) >= LEAST_WORDS and (
        not ask.terms or scored.score.asked >= LEAST_ASKED
    )
