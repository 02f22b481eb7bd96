"""A question's text to a `Question`: who, when, which words must be explained, what is asked and in which unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kg.errors import QuestionError
from kg.pattern import Pattern
from qa.parsing.asks import PART_OF, as_meant, find_asks, openings
from qa.parsing.changes import Asked, Change, change_in
from qa.parsing.demands import AT_MOST
from qa.parsing.everyday import settled, without_light
from qa.parsing.names import Mention, Names
from qa.parsing.periods import Span, find_spans
from qa.parsing.question import Ask, Figure, Kind, Operator, Question, Source, Term
from qa.parsing.spelled import spelled_out
from qa.parsing.tellers import saying, tells
from qa.parsing.thesaurus import alone, equals
from qa.parsing.words import (
    Meaning,
    Word,
    counted,
    finder,
    fold,
    masked,
    meaning_of,
    meanings,
    single_characters,
    squeeze,
)

Spot = TypeVar("Spot", Span, Mention, Figure)

PROPER = 1.5  # what a name in Latin letters counts that nobody knows
WHOLE = 0.4  # what the whole counts of which a share is asked: 占营业收入多少
LONGEST = 2000  # characters of a question; more is no question
_HAN = Pattern(r"[\u4e00-\u9fff]")
_EACH = "[每单][台套件例份张辆颗]|每[个]?[月年天]|一[台套件例份张辆颗](?=[的要]?[价报定售卖均\0])"  # of prices
_RUN = Pattern(
    rf"{_EACH}|第\d+[\u4e00-\u9fff]|最后一[期笔批次]|\d+[期台例次笔张号]|[a-z0-9][a-z0-9.+#&/-]*[a-z0-9+#]|[a-z0-9]|[\u4e00-\u9fff]+"
)
_TELLS_WHICH = Pattern(r"第\d+期|\d{1,2}-\d{1,2}年|\d年以[内上]")  # of several: an instalment, a step of ages
_FIGURE = Pattern(
    r"(?<![a-z0-9.,\-])(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>亿元|万元|亿|万|元|%|个百分点|股)(?!\s*(?:以|之))"
)
_BARE_FIGURE = Pattern(  # as a table without units in its cells writes it
    r"(?<=[为是])(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)(?![\d\w.,%])"
    r"|(?<=[为是])\d+(?:\.\d+)?(?=的|[？?]?$)"
)
_TOP = Pattern(r"前\s?([一二三四五六七八九十\d]+)(?=大|名|位|家|个|项)")
_RANKED = Pattern(r"前|第(?!几)")  # 排名前三: said by the number already
_QUOTED = Pattern(r"[“\"「『](?P<word>[^“”\"「」『』]{2,12})[”\"」』]")
_COMPARED = Pattern(r"(?:谁|哪[家个]).{0,20}?(?<!多)(?P<way>[高低多少大小长短])[？?]?$")
_ABSTRACT = Pattern(r"哪[两三几]点|[两三几]种|(?:哪些|什么样的)(?:方面|措施|风险|原因|条件|因素|义务|权利|方式|模式)")
_WHICH_OF = Pattern(
    r"哪(?:[几些]|[一二两三四五六七八九十]+)(?:方面|[个种类项家大点条款处位名步份块批座部支])?|(?<=分别)是?什么"
)
_BY_WHICH = Pattern(  # 按什么原则, 体现在哪里: what the answer is, not what it says
    "(?<=什么)(?:原则|口径|办法|途径|手段|渠道)|(?:体现|表现|反映|集中|落)(?=在(?:哪|何|什么))|(?<=在)哪(?:里|儿)?(?=[？?]|$)"
)
_THAT = Pattern("[那这该此][一两几]?[批款单宗波篇拨台条件块座套边]")  # 那批服务器: which, not what
# another word follows: 占境外收入, 据某券商说, 得换服务器
_OF = Pattern("^(?:占(?![用有据])|据(?![此点])|得(?![到出知益])|近$|跟(?![踪进随投])|做(?![市空多大强好账出])(?=...))")
_IN_ALL = Pattern("(?:一共|总共|合计|累计)$")
_SUMMED = Pattern("(?:合计|总计)$")
_SO_MANY_IN_ALL = Pattern("(?<![第\\d])(?:\\d+|[两二三四五六七八九十]+)[期笔份][^，,]{0,12}总额")  # 8期租金总额
_FIRST = {"word:第一大客户": "word:前五大客户", "word:第一大供应商": "word:前五大供应商"}
_PAPERS = ("word:问询函", "word:年度报告", "word:半年度报告")
_NO_PAPER = Pattern("平台|行业|公司|业务|资源|广告|运营|投放|集团|企业|客户")  # 媒体平台
_IN_WHICH = Pattern(r"[里中上]?所?(?:提到|提及|引述|引用|写|说|显示|指出|列示|披露|问到|关注)|[里中]")
_SMALLER = ("低", "少", "小", "短")
_LONG_QUOTE = Pattern(r"[“\"「][^“”\"「」]{13,}[”\"」]")
_SUPERLATIVES = frozenset({"word:最高", "word:最低"})
_CHANGES = frozenset({"word:增长", "word:下降", "word:变动"})  # said by the operator already
_BY_MEANS = Pattern(  # 通过大宗交易减持; what a meeting or an examiner passes is another 通过
    r"(?<![会议决获未致])通过(?=[^了的哪什该此本？?，,])(?![^，,。？?]*(?:审[核议查批]|议案|验收|认证|评审|决议|[方预]案|测评))"
)
_RATES = ("率", "比例", "占比", "比重")


@dataclass(frozen=True, slots=True)
class Context:
    """What the words of a question are read against: all names, the year of the newest filing and its day."""

    names: Names
    year: int
    told: str = "zh"  # the language to answer in
    newest: date | None = None


def checked(text: str) -> str:
    """Return a question without blanks around it; raise `QuestionError` when it is empty or far too long."""
    text = text.strip()
    if not text:
        raise QuestionError("the question is empty", hint="ask something, e.g. pilu ask 'A公司的销售金额是多少'")
    if len(text) > LONGEST:
        raise QuestionError(f"the question has {len(text)} characters", hint=f"at most {LONGEST}")
    return text


def parse(text: str, context: Context) -> Question:
    """Understand a question in Chinese; raise `QuestionError` where there is none."""
    text = checked(text)
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    if (said := spelled_out(text)) != text:
        text, folded = said, fold(said)
    spans = _outside(tuple(find_spans(text, context.year, context.newest)), ())
    mentions = _outside(tuple(context.names.find(_mask(text, spans))), spans)
    figures = _outside(tuple(_figures(folded)), (*spans, *mentions))
    telling = (saying(folded, m.end) for m in mentions if tells(folded, m.start, m.end))
    understood = (*spans, *mentions, *figures, *(Figure(*span, "") for span in telling))
    words = finder().find(AT_MOST.sub("\0\0", _mask(folded, understood)))
    words = as_meant(folded, words)
    change = change_in(folded)
    words = settled(folded, _with_change(words, change) if change else words)
    operators = {w.value for w in words if w.role == "operator"}
    compared = _COMPARED.search(folded)
    if compared:
        operators.add("compare")
    elif change and change.compared:
        operators.discard("compare")  # how much higher asks for no name
    if change and _IN_ALL.search(folded[: change.start]):  # 一共少了多少人: nothing is added up
        operators.discard("sum")
    if sum(len(s.periods) for s in spans) > 1 and any(
        w.role == "concept" and _SUMMED.search(folded[w.start : w.end]) for w in words
    ):
        operators.add("sum")
    if _SO_MANY_IN_ALL.search(folded):
        operators.add("sum")
    figures = tuple(f for f in figures if not _in_long_quote(folded, f.start))
    terms = _terms(folded, words, understood)
    terms = tuple(replace(t, weight=PROPER) if _is_proper(text, t) else t for t in terms)
    terms = tuple(replace(t, weight=0.3 * t.weight) if _in_long_quote(folded, t.start) else t for t in terms)
    terms = tuple(replace(t, weight=0.3 * t.weight) if _is_source(folded, t) else t for t in terms)
    if any(t.meaning in _FIRST for t in terms):
        operators.add("maximum")
        terms = tuple(
            _known_term(t.text, Word(0, len(t.text), "", _FIRST[t.meaning]), meanings()[_FIRST[t.meaning]], t.start)
            if t.meaning in _FIRST
            else t
            for t in terms
        )
    if operators & {"maximum", "minimum"}:
        terms = tuple(t for t in terms if t.meaning not in _SUPERLATIVES)
    terms = tuple(t for t in terms if t.meaning != "rank" or not _RANKED.match(folded, t.end))
    terms = tuple(t for t in terms if not _BY_MEANS.match(folded, t.start))
    if operators & {"difference", "growth"}:
        terms = tuple(t for t in terms if t.meaning not in _CHANGES)
    terms = _with_shares(folded, terms)
    plain = without_light(folded, words)
    asks = find_asks(plain, words, terms)
    top = _TOP.search(folded)
    return Question(
        text=text,
        folded=folded,
        plain=plain,
        asks=asks,
        terms=terms,
        mentions=mentions,
        periods=spans,
        operators=frozenset(Operator(o) for o in operators),
        figures=figures,
        sources=tuple(
            Source(w.start, w.end, w.value)
            for w in words
            if w.role == "documents" and not _NO_PAPER.match(folded, w.end)
        ),
        voices=tuple(dict.fromkeys(w.value for w in words if w.role == "voice")),
        relative=tuple(dict.fromkeys(w.value for w in words if w.role == "relative")),
        opinion=any(w.role == "opinion" for w in words),
        abstract=bool(_ABSTRACT.search(folded)),
        openings=openings(folded, words),
        told=context.told,
        smaller=bool(compared and compared["way"] in _SMALLER),
        top=counted(top[1]) if top else 0,
    )


def _with_change(words: Sequence[Word], change: Change) -> list[Word]:
    """Put what asks for a change in place of its single words; what an amount is set against is no word to explain."""
    if change.noun:
        return list(words)
    said = Word(change.start, change.end, "operator", change.operator)
    base = [Word(*change.based, "empty", "")] if change.asked is Asked.AMOUNT and change.base else []
    taken = [said, *base]
    kept = [w for w in words if all(w.end <= t.start or w.start >= t.end for t in taken)]
    return sorted([*kept, *taken], key=lambda w: w.start)


def _is_proper(text: str, term: Term) -> bool:
    """Tell whether an unknown Latin word is a name: written large within a sentence."""
    return not term.meaning and term.start > 0 and term.text.isascii() and text[term.start].isupper()


def _with_shares(folded: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Read 占…多少 as a share; of what it is one, the head over it may leave out."""
    found = list(terms)
    for match in PART_OF.finditer(folded):
        if any(t.start == match.start() and t.kind == "Ratio" and len(t.text) > 1 for t in found):
            continue  # 占营业收入比例 is a head of tables
        at, whole = match.start(), range(*match.span("of"))
        share = _known_term("占", Word(0, 1, "", "share_of"), meanings()["share_of"], at)
        found = [replace(t, weight=WHOLE * t.weight) if t.start in whole else t for t in found if t.start != at]
        found = sorted((*found, share), key=lambda t: t.start)
    return tuple(found)


def _is_source(folded: str, term: Term) -> bool:
    """Tell whether a word names the paper in which something is said: 问询函里提到的合同."""
    return term.meaning in _PAPERS and bool(_IN_WHICH.match(folded, term.end))


def _in_long_quote(folded: str, at: int) -> bool:
    """Tell whether a place lies in a quoted sentence: it says where to look, not what is asked."""
    return any(m.start() < at < m.end() for m in _LONG_QUOTE.finditer(folded))


def _outside(items: Sequence[Spot], taken: Iterable[Span | Mention | Figure]) -> tuple[Spot, ...]:
    taken = tuple(taken)
    return tuple(i for i in items if all(i.end <= t.start or i.start >= t.end for t in taken))


def _mask(text: str, spans: Iterable[Span | Mention | Figure]) -> str:
    """Blank out what is already understood, keeping all offsets."""
    return masked(text, ((span.start, span.end) for span in spans), "\x00")


def _figures(folded: str) -> Iterable[Figure]:
    found = [Figure(m.start(), m.end(), m["digits"], m["unit"]) for m in _FIGURE.finditer(folded)]
    bare = [Figure(m.start(), m.end(), m.group()) for m in _BARE_FIGURE.finditer(folded)]
    yield from (*found, *_outside(bare, found))


def _terms(folded: str, words: Sequence[Word], taken: Sequence[Span | Mention | Figure]) -> tuple[Term, ...]:
    """Return the known words, and the runs between them that nobody knows, in order."""
    known = [w for w in words if w.role == "concept"]
    rest = _mask(folded, (*taken, *(_as_figure(w) for w in words)))
    terms = [_known_term(folded, w, meanings()[w.value]) for w in known]
    terms += [_raw_term(folded[w.start : w.end], w.start) for w in words if w.role == "equal"]
    quoted = [t for m in _QUOTED.finditer(folded) if (t := _quoted_term(m, taken))]
    terms = [t for t in terms if all(t.end <= q.start or t.start >= q.end for q in quoted)]
    rest = _mask(rest, [Figure(q.start, q.end, "") for q in quoted])
    rest = _mask(rest, [Figure(*m.span(), "") for m in _BY_WHICH.finditer(folded)])
    for pointing in (_WHICH_OF, _THAT):
        rest = pointing.sub(lambda m: "\x00" * len(m.group()), rest)
    terms += quoted
    terms += [_run_term(*run) for m in _RUN.finditer(rest) for run in _cut(m.group(), m.start())]
    return tuple(sorted({(t.start, t.end): t for t in reversed(terms)}.values(), key=lambda t: (t.start, t.end)))


def _quoted_term(match: re.Match[str], taken: Sequence[Span | Mention | Figure]) -> Term | None:
    """A word in quotation marks is meant as the filing writes it."""
    start, end = match.span("word")
    if any(start < t.end and t.start < end for t in taken):
        return None
    return Term(match["word"], start, end, (squeeze(match["word"]),), 2.0)


def _cut(run: str, start: int) -> Iterable[tuple[str, int]]:
    """Yield the words of an unknown run: parted at 的, 在, 和 …, its ends freed of characters that say nothing."""
    separators, edges = single_characters()
    if re.fullmatch(_EACH, run):
        yield run, start
        return
    for match in re.finditer(f"[^{separators}]+", run):
        word = match.group()
        if (meaning := meaning_of(alone().get(word, ""))) and meaning.kind:  # 大宗: what its ends are is its own
            yield word, start + match.start()
            continue
        left = len(word) - len(_OF.sub("", word.lstrip(edges)).lstrip(edges))
        word = word[left:].rstrip(edges)
        if word:
            yield word, start + match.start() + left


def _as_figure(word: Word) -> Figure:
    return Figure(word.start, word.end, "")


def _known_term(folded: str, word: Word, meaning: Meaning, at: int = 0) -> Term:
    said = folded[word.start : word.end]
    forms = tuple(dict.fromkeys(map(squeeze, (said, *meaning.zh))))
    wider = meanings()[meaning.broader].zh if meaning.broader else ()
    weight = 2.0 if meaning.kind else min(2.0, 0.7 + 0.25 * len(forms[0])) * (0.45 if meaning.weak else 1.0)
    broader, hard = tuple(map(squeeze, wider)), bool(_TELLS_WHICH.fullmatch(meaning.id.removeprefix("word:")))
    start, end = at + word.start, at + word.end
    return Term(said, start, end, forms, weight, meaning.id, meaning.kind, broader, hard=hard)


def _run_term(said: str, start: int) -> Term:
    """Return a run that no list of words has: the concept that it means where it stands alone, else as it is."""
    meaning = meaning_of(alone().get(said, ""))
    return _known_term(said, Word(0, len(said), "", meaning.id), meaning, start) if meaning else _raw_term(said, start)


def _raw_term(said: str, start: int) -> Term:
    if re.fullmatch(_EACH, said):
        return Term(said, start, start + len(said), (said[-1],), 0.5)  # 8万元/台
    latin = said.isascii()
    weight = 1.5 if latin else min(2.5, 0.55 * len(said))
    ordinal = bool(re.fullmatch(r"第\d+.", said))
    counted = bool(re.fullmatch(r"[\d一二两三四五六七八九十]+[\u4e00-\u9fff]?|最后一.", said))
    hard = ordinal or (latin and len(said) >= 4 and any(c.isdigit() for c in said) and any(c.isalpha() for c in said))
    if counted:
        weight = 0.5
    forms = (squeeze(said), *equals(said))
    kind = "Ratio" if len(said) > 1 and any(form.endswith(_RATES) for form in forms[:2]) else ""
    return Term(said, start, start + len(said), forms, weight, kind=kind, counted=counted, hard=hard)


__all__ = ["Ask", "Context", "Kind", "checked", "parse"]
