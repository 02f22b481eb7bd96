"""One question that asks several things, as several questions that ask one each: the words of the first serve the rest.

甲公司2023年收入是多少，同比增长多少 is read as 甲公司2023年收入是多少 and 甲公司2023年收入同比增长多少.
"""

import re

from kg.pattern import Pattern
from qa.parsing.elliptic import begins_with_party, follows, in_place, meant, plain
from qa.parsing.match import BY_RANGE
from qa.parsing.question import Kind, Operator, Question, Term
from qa.parsing.words import single_characters, word_file

_STRONG = Pattern(r"[，,；;](?!\d{3}(?!\d))|[？?](?=.)")
_WEAK = Pattern(r"以及|并且|[、和并与又]|及(?!以[上下内外])")
_EACH = Pattern(r"(?:分别|各自|各)(?=[^类项种个地]|$)")
_JOIN = Pattern(r"[，,]?\s*(?:以及|及其|[、和与]|及(?!以[上下内外]))\s*")
_BOTH = Pattern(r"^(?:[两二三四五六七八九十\d]+|这几)[人家者项]|^之间")
_CALLED = Pattern(r"这?[两二三四五六七八九十]+[家位名][^，,、年月]{0,12}$")  # what those listed are: 两家经销商
_LINK = Pattern(r"(?:分别|各自|各)?(?:[是为达约共到了在]|(?<![持拥])有)*\s*$")
_OF_PART = Pattern(r"占|(?<![占同环对相])[较比](?![例重率价])")
_CHANGE = Pattern(r"同比|环比|增[长减加速幅]|变动|变化|下降|减少|上升|下滑|缩窄|扩大|提[高升]")
_PLACED = Pattern(
    r"(?<![占同环对相])[较比](?![例重率价])|从(?!事)|通过|(?:这?[两二三四五六七八九十]+[人家者项])?占(?![用有据])"
)
_SET_AGAINST = Pattern(
    r"[和与跟同][^，,；;、]{1,10}?(?:相比|比(?![例重率价]))"
)  # 和上年同期比: what that names is not asked
_STILL = Pattern(r"(?:还|仍|尚)(?:剩|余|欠|差|有)|剩余?下?")
_DONE_SO_FAR = Pattern(
    r"(?:已经?|累计|一共|总共|目前|至今|实际)*(?:支?付|收[到回取]?|回款|偿?还|归还|使?用|投入|退[还回]?|卖出?|减持|履行)$"
)
_CONTRACTED = (Kind.WHY, Kind.DEFINE, Kind.YESNO)
_TAKEN_TOGETHER = frozenset({Operator.DIFFERENCE, Operator.SUM, Operator.COMPARE, Operator.AGREE, Operator.RATIO})
_OF_MEASURES = frozenset({"yoy", "cagr"})  # 收入和利润的增速: of both
MOST = 4  # things asked in one question


def divided(question: Question) -> tuple[str, ...]:
    """Return the single questions that a question is made of, in its order; empty where it asks one thing."""
    if question.kind in _CONTRACTED or len(question.openings) > MOST:
        return ()
    if question.openings and (also := _asked_of_another(question)):
        return also
    if len(question.openings) > 1:
        return _clauses(question)
    if not question.openings or question.operators & _TAKEN_TOGETHER:
        return ()
    return _conjuncts(question)


# --- several interrogatives -------------------------------------------------------------------------


def _asked_of_another(question: Question) -> tuple[str, ...]:
    """Read 甲2023年的收入是多少？乙呢: the same is asked of another party, time or filing."""
    cut = _STRONG.search(question.folded, question.openings[-1][1])
    if cut is None or not follows(question, cut.end()):
        return ()
    other = in_place(question, (0, cut.start()), (cut.end(), len(question.text)))
    return (f"{question.text[: cut.start()]}？", f"{other}？") if other else ()


def _clauses(question: Question) -> tuple[str, ...]:
    """Part a question at the marks between its interrogatives; what the first says ahead of its own serves all."""
    text, cuts = question.text, cuts_between(question)
    if cuts is None:
        return ()
    first, end = question.openings[0], cuts[0][0]
    parts = [text[:end].strip()]
    for n, (_, start) in enumerate(cuts):
        stop = cuts[n + 1][0] if n + 1 < len(cuts) else len(text.rstrip("？?。 "))
        whole = _the_same(question, end, n + 1, (start, stop)) or meant(question, (start, stop))
        parts.append(whole or _head(question, first, end, start, stop) + plain(text[start:stop].strip()))
    return tuple(f"{part}？" for part in parts)


def narrowed(question: Question) -> tuple[str, ...]:
    """Return the single questions of `divided` without the last words ahead of the first interrogative, in case they
    name only what that asks for: 甲用地多少亩，墓区多少平方米 asks 甲墓区多少平方米. Empty without such words."""
    cuts = cuts_between(question)
    if not cuts:
        return ()
    ahead = len(_LINK.sub("", question.text[: question.openings[0][0]]))
    begins = ahead
    for term in reversed([t for t in question.terms if t.end <= ahead]):
        if term.end != begins or any(m.start <= term.start < m.end for m in question.mentions):
            break
        begins = term.start
    if begins in (0, ahead):
        return ()
    ends = [start for start, _ in cuts[1:]] + [len(question.text.rstrip("？?。 "))]
    said = (question.text[start:end].strip() for (_, start), end in zip(cuts, ends, strict=True))
    return (f"{question.text[: cuts[0][0]].strip()}？", *(f"{question.text[:begins]}{plain(one)}？" for one in said))


def _the_same(question: Question, end: int, n: int, clause: tuple[int, int]) -> str:
    """Return the first clause as a later one asks it of another: 甲的收入是多少，乙的又是多少; empty for others."""
    first, opening = question.openings[0], question.openings[n]
    asked, beside = question.text[first[0] : end].strip(), question.text[opening[1] : clause[1]].strip()
    if beside and not asked.endswith(beside):
        return ""
    other = in_place(question, (0, first[0]), (clause[0], opening[0]))
    return f"{other}{asked}" if other else ""


def cuts_between(question: Question) -> list[tuple[int, int]] | None:
    """Return where the question is parted between each two interrogatives; None where nothing parts them."""
    marks, cuts = (_STRONG, _WEAK), list[tuple[int, int]]()
    for (_, left), (right, _) in zip(question.openings, question.openings[1:], strict=False):
        match = next((m for mark in marks if (m := mark.search(question.folded, left, right + 1))), None)
        if match is None or match.end() > right:
            return None
        cuts.append(match.span())
    return cuts


def _head(question: Question, first: tuple[int, int], end: int, start: int, stop: int) -> str:
    """Return the words of the first clause that a later one needs: its measure too where that names none itself."""
    ahead = _LINK.sub("", question.text[: first[0]])
    counted = [t for t in question.terms if first[1] <= t.start < end and len(t.text) > 1]
    behind = question.text[counted[0].start : end].strip() if counted else ""
    if not _own(question, start, stop):
        if _STILL.match(question.folded, start):  # 已经付了多少、还剩多少: what is done is no part of what is left
            ahead = _DONE_SO_FAR.sub("", ahead)
        return f"{_without_party(question, ahead, start)}{behind}"
    last = next((t for t in reversed(question.terms) if t.end <= first[0]), None)
    if last and last.kind and last.end >= len(ahead):
        ahead = question.text[: last.start]
    ahead = _without_party(question, _without_rivals(question, ahead, start, stop), start)
    thing = counted and counted[0].kind in ("", "Count") and not _is_dated(question, first)
    return f"{ahead}{behind}" if thing else ahead


def _is_dated(question: Question, opening: tuple[int, int]) -> bool:
    """Tell whether an interrogative asks when: what follows it is what happened then."""
    return bool(re.search("[年天日时月]", question.folded[slice(*opening)]))


def _without_rivals(question: Question, ahead: str, start: int, stop: int) -> str:
    """Leave out of the first clause the period that a later clause replaces."""
    spans = [s for s in question.periods if s.end <= len(ahead)]
    if any(start <= s.start < stop for s in question.periods):
        for span in reversed(spans):
            ahead = ahead[: span.start] + ahead[span.end :]
    return ahead


def _without_party(question: Question, ahead: str, start: int) -> str:
    """Leave out of the first clause the party at its front where a later one begins with a party of its own."""
    named = next((question.text[m.start : m.end] for m in question.mentions if m.start == 0), "")
    return ahead.removeprefix(named) if begins_with_party(question, start) else ahead


def _own(question: Question, start: int, stop: int) -> list[Term]:
    """Return the terms by which a clause says itself what it asks for; 同比, 占比 and what follows 比 and 占 do not."""
    clause = question.folded[start:stop]
    of = _OF_PART.search(clause)
    limit = start + of.start() if of else stop
    against = [range(start + m.start(), start + m.end()) for m in _SET_AGAINST.finditer(clause)]
    return [
        t
        for t in question.terms
        if start <= t.start < limit and t.meaning not in BY_RANGE and not _CHANGE.match(t.text) and len(t.text) > 1
        if not any(t.start in words for words in against)
    ]


# --- one interrogative, several things before it -------------------------------------------------------


def _conjuncts(question: Question) -> tuple[str, ...]:
    """Part what 和 joins ahead of 分别, or ahead of 是多少: each is asked alone with the rest of the question."""
    start, _ = question.openings[0]
    each = next((m for m in _EACH.finditer(question.folded) if m.end() <= start + 2), None)
    link = _LINK.search(question.folded[:start])
    if each:
        return conjuncts(question, each.start(), each.end(), measures=False)
    return conjuncts(question, link.start() if link else start, start, measures=True)


def conjuncts(question: Question, end: int, rest: int, *, measures: bool) -> tuple[str, ...]:
    """Return the question once for each of the things that 和 joins before `end`, its words from `rest` on behind it;
    nothing where no such list stands there, or where its items ought to be measures and are not."""
    found = listed(question, end, measures=measures)
    if found is None:
        return ()
    ahead, items, tail = found
    if any(m.start == len(ahead) for m in question.mentions):
        ahead = _CALLED.sub("", ahead)
    whose = _whose(question, len(ahead), items[0]) if question.text[len(ahead) + len(items[0])] in "，," else ""
    named = [question.text[m.start : m.end] for m in question.mentions]
    items = [items[0], *(one if any(n in one for n in named) else whose + one for one in items[1:])]
    return tuple(f"{ahead}{one.rstrip('，,')}{tail}{question.text[rest:]}" for one in items)


def _whose(question: Question, at: int, first: str) -> str:
    """Return the party that the first of several clauses begins with: it is of those, too, that name none."""
    return next((question.text[m.start : m.end] for m in question.mentions if at == m.start < at + len(first)), "")


def listed(question: Question, end: int, *, measures: bool = False) -> tuple[str, list[str], str] | None:
    """Return what stands ahead of a list joined by 和, its items, and what is of all of them, up to a place."""
    text = question.text
    joins = _joins(question, end)
    if not joins:
        return None
    last = joins[-1]
    placed = _PLACED.search(question.folded, last.end() + 1, end)
    right_end = placed.start() if placed else end
    right = [t for t in question.terms if last.end() <= t.start < right_end]
    sorts = _spots(question)
    named = [start for spots in sorts for start, _ in spots if last.end() <= start < right_end]
    if not (right or named) or (measures and not (right and _is_measure(right[-1]))):
        return None
    lists = [last]
    for join in reversed(joins[:-1]):
        if lists[0].start() - join.end() > LONGEST_CONJUNCT:
            break
        lists.insert(0, join)
    at = lists[0].start()
    measure = _ends_in_measure(question, at)
    whole = _has_comma(last) or (measure and _starts_anew(question, last.end()))
    begin = _clause_start(question, at) if whole else _left(question, at, len(right) or 1)
    if begin is None or (measures and not measure):
        return None
    of = text.rfind("的", last.end(), right_end)
    behind = [t for t in right if t.start >= of > 0 and _is_measure(t)]
    grows = measure and any(t.end == at and t.meaning in _OF_MEASURES for t in question.terms)
    shared = behind and (not measure or (right[-1].meaning in _OF_MEASURES and not grows))
    right_end = of if shared else right_end
    for spots in sorts:
        if any(stop == at for _, stop in spots):  # 甲和乙2023年收入: the rest is of both
            twin = next((stop for start, stop in spots if start == last.end()), None)
            if twin is None:
                return None  # nobody knows what stands beside a name or a time
            right_end = twin
    edges = [begin, *(e for m in lists for e in m.span()), right_end]
    items = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if "其" in last.group() and measure:  # 收入及其占比: of what was named before it
        items[-1] = items[-2] + items[-1]
    tail = _BOTH.sub("", text[right_end:end])
    return text[:begin], items, tail


LONGEST_CONJUNCT = 14  # characters


def _spots(question: Question) -> tuple[list[tuple[int, int]], ...]:
    """Return where parties, times and filings stand, a filing with whose it is: 甲的年报."""
    parties, times = ([(s.start, s.end) for s in spots] for spots in (question.mentions, question.periods))
    filings = [
        (next((a for a, b in parties if question.text[b : s.start] in ("", "的")), s.start), s.end)
        for s in question.sources
    ]
    return parties, times, filings


def _joins(question: Question, end: int) -> list[re.Match[str]]:
    """Return what joins a list up to a place; 、 behind its 和 stands within a thing: 购买商品、接受劳务付的现金."""
    found = [m for m in _JOIN.finditer(question.folded, 0, end) if _parts_terms(question, m)]
    last = next((n for n, m in reversed(list(enumerate(found))) if "、" not in m.group()), len(found) - 1)
    return found[: last + 1]


def _starts_anew(question: Question, at: int) -> bool:
    """Tell whether a party, a document or who speaks in it stands at a place: what follows is asked for itself."""
    lines = (*word_file("questions")["documents"], *word_file("questions")["voices"])
    return any(m.start == at for m in question.mentions) or any(
        question.folded.startswith(word, at) for line in lines for word in line["zh"]
    )


def _has_comma(join: re.Match[str]) -> bool:
    return bool(_STRONG.match(join.group()))


def _clause_start(question: Question, at: int) -> int:
    """Return where the clause begins that a comma and 和 end: it is asked whole, as is the one behind them."""
    return max((m.end() for m in _STRONG.finditer(question.folded, 0, at)), default=0)


def _parts_terms(question: Question, join: re.Match[str]) -> bool:
    """Tell whether 和 stands between words, not within one."""
    spots = (*question.terms, *question.mentions, *question.periods)
    return not any(s.start < join.end() and join.start() < s.end for s in spots)


def _is_measure(term: Term) -> bool:
    return bool(term.kind) and term.kind not in ("Text", "Code")


def _ends_in_measure(question: Question, at: int) -> bool:
    return any(t.end == at and _is_measure(t) for t in question.terms)


def _left(question: Question, at: int, most: int) -> int | None:
    """Return where the conjunct that ends at a place begins: at the name or time there, or of as many words as its
    counterpart, without a gap."""
    named = min((start for spots in _spots(question) for start, stop in spots if stop == at), default=None)
    if named is not None:
        return named
    chosen: list[int] = []
    reach = at
    for term in reversed([t for t in question.terms if t.end <= at]):
        gap = question.folded[term.end : reach].strip(single_characters()[1] + "（）()")
        if len(chosen) >= most or gap:
            break
        chosen.append(term.start)
        reach = term.start
    return chosen[-1] if chosen else None
