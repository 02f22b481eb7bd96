"""A question that computes, as the questions whose answers it computes with: 甲比乙多多少 asks for both figures.

Of 甲公司2023年收入比成本多多少 the second operand keeps what it does not replace: 甲公司2023年成本. What a comparison
replaces is of its own sort: a time a time, a party a party, a measure a measure.
"""

import re
from dataclasses import dataclass

from qa.cells import Cell
from qa.divide import conjuncts, divided
from qa.match import meanings_of, squeezed
from qa.question import Question, Term

_THAN = re.compile(
    r"[，,]?(?<![占同环对相无])比(?![例重率价较])(?P<right>[^，,？?]{1,40}?)"
    r"(?P<way>多(?!少)|少|高|低|大|小|增加|增长|减少|下降|上升|提高|改善|提升|降低|收窄)(?=[了出]?[^，,]{0,8}?(?:多少|几))"
    r"(?P<rest>.*)$"
)
_TIME = r"(?:(?:19|20)\d\d\s*年?)?(?:全年|年?度|[上下]?半年度?|[一二三四]季度[末底]?|\d{1,2}月份?[末底]?|[末底]|h[12])?"
_FROM = re.compile(rf"从(?P<first>{_TIME})(?:到|至)(?P<second>{_TIME})")
_CHANGED = re.compile(
    r"[，,]?(?:累计|一共|总共)?(?:多|少|高|低|增加|增长|减少|下降|上升|提高|改善|提升|降低|收窄)了?(?P<rest>(?:多少|几).*)$"
)
_APART = re.compile(r"(?:之间|两者)?(?:相差|差额|之差|差)(?:是|为|了)?")
_ADDED = re.compile(
    r"(?:这?[两二三]者|[两二三][家项类笔]|二者)?(?:合计|一共|总共|总计|加起来|之和|总和|共计|加总)(?:是|为|有|共)?"
)
_SHARE = "(?:百分之几|百分之多少|多大比例|多大比重|几成|多少(?![元股人万亿个台]))"
_PART = re.compile(
    r"[，,]?(?:只|仅|约|大约|大概)?占(?![用率比])[了到]?(?:(?P<of>[^，,？?]{2,40}?)的?(?:(?:比例|比重|份额)(?:是|为)?)?)?"
    + _SHARE
)
_STATED = re.compile(r"占(?P<of>[^占]{2,24}?)的?(?:比例|比重|比)")
_CHANGE = re.compile("增减|同比|环比|变动|增长|下降")
_IN = re.compile(r"(?P<whole>.+?)(?:里面|里|中|当中)(?P<one>[^里中]+)$")
_FORMULA = re.compile(r"[（(](?P<one>[^（()）/÷]{2,16})\s*[/÷]\s*(?P<two>[^（()）/÷]{2,16})[)）]")
_TIMES = re.compile(r"是(?P<right>[^，,？?]{2,30}?)的(?:几|多少)倍")
_POINTS = re.compile(r"[了出]?(?:多少|几)个?百分点")
_RATE = re.compile(r"百分之(?:几|多少)")
_HOW_MUCH = re.compile(r"^[了出]*(?=(?:多少|几))")
_PRONOUN = re.compile(r"^[它其他]的?|^该公司")
_YEAR_BEFORE = re.compile(r"^(?:上一?年|去年|前一年)(?:同期|度|末)?$")
_BEGINNING = re.compile(r"^(?:年初|期初)$")
_ASK = "是多少？"


@dataclass(frozen=True, slots=True)
class Operands:
    """What is done with the answers of which questions."""

    operation: str  # difference, sum, share, multiple, ratio
    texts: tuple[str, ...]
    instead: str = ""  # what is asked for the last where that has no answer


def operands(question: Question) -> Operands | None:
    """Return what a question computes with; None where it does not say so in words known here."""
    if question.lang != "zh" or question.kind.is_name or divided(question):
        return None
    found = _formula(question) or _multiple(question) or _share(question) or _than(question)
    found = found or _from_to(question) or _joined(question)
    return found if found and len(set(found.texts)) == len(found.texts) > 1 else None


def divides(question: Question) -> bool:
    """Tell whether a question asks what share, or how many times, one thing is of another that it names."""
    found = operands(question)
    return found is not None and found.operation in ("share", "ratio", "multiple")


def of_that_whole(question: Question, cell: Cell) -> bool:
    """Tell whether the whole that the words of a share name, if they name one, is the question's: 占收入比例 is not
    占成本比例."""
    asked, said = _PART.search(question.text), _said_of(cell)
    stated = _STATED.search(said)
    if asked is None or stated is None:
        return asked is None or not _CHANGE.search(said)
    return meanings_of(squeezed(stated["of"])) <= meanings_of(squeezed(asked["of"] or ""))


def _said_of(cell: Cell) -> str:
    """Return the words that say what a figure is: the heads of a table's, of a sentence's what stands before it."""
    evidence = cell.evidence
    if evidence.cell is not None or evidence.focus is None:
        return cell.label + cell.heads
    quote = evidence.main.quote
    ahead = quote[: quote.find(cell.text, max(0, evidence.focus[0] - evidence.main.start))]
    return re.split("[，。；;]", "".join(ahead.split()))[-1]


# --- which operation ---------------------------------------------------------------------------------


def _formula(question: Question) -> Operands | None:
    """Read 流动比率（流动资产/流动负债）: the question says itself what is divided by what."""
    match = _FORMULA.search(question.text)
    if match is None:
        return None
    ahead = question.text[: _named_until(question, match.start())]
    return Operands("ratio", (f"{ahead}{match['one']}{_ASK}", f"{ahead}{match['two']}{_ASK}"))


def _multiple(question: Question) -> Operands | None:
    match = _TIMES.search(question.text)
    if match is None:
        return None
    left = question.text[: match.start()]
    return Operands("multiple", (left + _ASK, _beside(question, left, match.span("right")) + _ASK))


def _share(question: Question) -> Operands | None:
    """Read 甲占乙的比例, and 乙里甲占多大比例."""
    match = _PART.search(question.text)
    if match is None or (not match["of"] and not _IN.match(question.text[: match.start()])):
        return None
    left = question.text[: match.start()].rstrip("，,")
    if not match["of"]:
        inside = _IN.match(left)
        assert inside is not None
        return Operands("share", (left + _ASK, f"{inside['whole']}一共{_ASK}"))
    start, end = match.span("of")
    whole, measure = match["of"], _last_measure(question, 0, match.start())
    if not _last_measure(question, start, end) and measure:
        whole = f"{whole}{question.text[measure.start : measure.end]}"
    first = _with_time(question, left, (start, end)) + _ASK
    whole = _with_time(question, whole, (0, match.start()), parties=False) + _ASK
    if sum(start <= t.start < end for t in question.terms) == 1 and _last_measure(question, start, end):
        return Operands("share", (first, _ahead_of(question, left, (start, end), match["of"]) + _ASK), whole)
    return Operands("share", (first, whole))


def _than(question: Question) -> Operands | None:
    match = _THAN.search(question.text)
    if match is None or _RATE.search(match["rest"]):
        return None
    left = question.text[: match.start()].rstrip("，,")
    return _both(left, _beside(question, left, match.span("right")), match["rest"])


def _from_to(question: Question) -> Operands | None:
    """Read 从甲时到乙时减少了多少."""
    match, change = _FROM.search(question.folded), _CHANGED.search(question.text)
    if match is None or change is None or not (match["first"] and match["second"]) or _RATE.search(change["rest"]):
        return None
    ahead, between = question.text[: match.start()], question.text[match.end() : change.start()]
    times = _whole_times(match["first"], match["second"])
    return _both(f"{times[0]}{ahead}{between}", f"{times[1]}{ahead}{between}", change["rest"])


def _whole_times(first: str, second: str) -> tuple[str, str]:
    """Return two times with their year: the second may leave it to the first."""
    year = re.match(r"(?:19|20)\d\d年?", first)
    return first, second if re.match(r"(?:19|20)\d\d", second) or not year else f"{year.group().rstrip('年')}年{second}"


def _both(first: str, second: str, rest: str) -> Operands:
    """Return the two questions that a comparison is made of: 减少了多少万元 asks 是多少万元 of both."""
    asked = _POINTS.sub("多少", rest) if _POINTS.match(rest) else rest
    plain = _HOW_MUCH.sub("是", asked)
    return Operands("difference", (f"{first}{plain}", f"{second}{plain}"))


def _joined(question: Question) -> Operands | None:
    """Read 甲与乙相差多少, 甲和乙合计多少."""
    for operation, marker in (("difference", _APART), ("sum", _ADDED)):
        for match in marker.finditer(question.text):
            rest = question.text[match.end() :]
            texts = conjuncts(question, match.start(), match.end(), measures=False)
            if texts:
                return Operands(operation, tuple(t if rest else t + _ASK for t in texts))
    return None


# --- the second operand ------------------------------------------------------------------------------


def _beside(question: Question, left: str, right: tuple[int, int]) -> str:
    """Return the first operand with what stands at `right` in place of its counterpart."""
    said = question.text[slice(*right)]
    if (pronoun := _PRONOUN.match(said)) and question.mentions:
        named = question.mentions[0]
        return f"{question.text[named.start : named.end]}{said[pronoun.end() :]}"
    if _last_measure(question, *right):
        if any(right[0] <= m.start < right[1] for m in question.mentions):
            return _with_time(question, said, (0, len(left)))
        return _ahead_of(question, left, right, said)
    for spots in (_times(question, (0, len(left))), [m for m in question.mentions if m.end <= len(left)]):
        same = [s for s in (*question.periods, *question.mentions) if right[0] <= s.start < right[1]]
        if spots and (
            any(type(s) is type(spots[0]) for s in same) or (spots[0] in question.periods and _relative(said))
        ):
            spot = spots[-1]
            return left[: spot.start] + _time(said, question.text[spot.start : spot.end]) + left[spot.end :]
    like = [t for t in question.terms if t.end <= len(left) and not t.kind and t.text[-1:] == said[-1:].lower()]
    if like:
        return left[: like[-1].start] + said + left[like[-1].end :]
    return _ahead_of(question, left, right, said)


def _relative(said: str) -> bool:
    return bool(_YEAR_BEFORE.match(said) or _BEGINNING.match(said))


def _time(said: str, old: str) -> str:
    """Return the time compared with: 上年, 年初 are reckoned from the other."""
    if _YEAR_BEFORE.match(said):
        return re.sub(r"(?:19|20)\d\d", lambda m: str(int(m.group()) - 1), old)
    year = re.search(r"(?:19|20)\d\d", old)
    return f"{year.group()}年初" if year and _BEGINNING.match(said) else said


def _times(question: Question, within: tuple[int, int]) -> list:
    return [s for s in question.periods if within[0] <= s.start and s.end <= within[1]]


def _with_time(question: Question, said: str, other: tuple[int, int], *, parties: bool = True) -> str:
    """Return a side of a comparison with the time, and the party, of the other side, where it says none itself."""
    at = question.text.find(said)
    own = (at, at + len(said)) if at >= 0 else (0, 0)
    ahead = ""
    for spots in (question.mentions, question.periods) if parties else (question.periods,):
        theirs = [s for s in spots if other[0] <= s.start < other[1]]
        if theirs and not any(own[0] <= s.start < own[1] for s in spots):
            ahead += question.text[theirs[0].start : theirs[0].end]
    return ahead + said


def _last_measure(question: Question, start: int, end: int) -> Term | None:
    measures = [
        t for t in question.terms if start <= t.start < end and t.kind and t.kind not in ("Text", "Code", "Ratio")
    ]
    return measures[-1] if measures else None


def _ahead_of(question: Question, left: str, right: tuple[int, int], said: str) -> str:
    """Return what stands before a measure with another in its place: after its last 的, else of as many words."""
    start = _named_until(question, len(left))
    if start == 0 or not left[:start].endswith("的"):
        words = [t.start for t in question.terms if start <= t.start and t.end <= len(left)]
        number = sum(right[0] <= t.start < right[1] for t in question.terms)
        start = words[-min(number, len(words))] if words and number else len(left)
    ahead = left[:start]
    return ahead + (said.removeprefix(ahead[-2:]) if len(ahead) > 1 else said)


def _named_until(question: Question, end: int) -> int:
    """Return where the names and times of a stretch end, or its last 的 behind them."""
    spots = [s.end for s in (*question.mentions, *question.periods) if s.end <= end]
    return max(question.text.rfind("的", 0, end) + 1, max(spots, default=0))
