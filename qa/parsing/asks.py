"""What a question asks: the interrogatives it uses, the words they ask for, and the unit wanted."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.pattern import Pattern
from qa.parsing.question import Ask, Kind, Term
from qa.parsing.words import Word, units

SHARE = Pattern("占|比例|比重|份额")  # words that ask for a share, or name one
_ORDER = ("why", "define", "yesno", "status", "when", "who", "list", "which", "number", "how", "what")
_JOINS = Pattern(r"^[\s、和与及以并其,，]*$")
_GAP = Pattern(r"^(?:大[约概致]|区间|[\s的是为有共分别各约达到了在（）()])*$")
_BOUND, _NOT_MORE = Pattern("[低少高多]于|超过?|达到?"), Pattern("(?:最[高低多少]|至[少多])?[不应须]{0,2}")
_TOTALS = {"word:合计", "word:小计", "word:最高", "word:最低", "word:总"}
_PARTED = Pattern(r"[，,；;、]|以及|和|及")
_ENDS_OPEN = Pattern(r"(?:多少|几)$")
_SOME = Pattern(r"[的近过前这那]$")  # 近几年, 这几项: some, not how many
_OPEN = Pattern(r"多少|几")
_SOME_OF = Pattern(r"(?<![哪第])几[位家个名项笔份种类台只款]|(?<=[有在过到])(?:什么|啥|哪些)(?=[\u4e00-\u9fff]{2})")
_AMONG = Pattern(
    "(?<![哪第前])[几多][家个类种项位名只款支](?=[^，,。；;？?几]{1,12}?(?:里面?|[之当]?中|之间)[，,]?(?:谁|哪))"
)
_WHY_SO = Pattern(
    r"怎么(?=(?:会(?!计|议)|就|又|还(?!款|清|没)|都|才|只|没|不(?!同|一样)|突然|忽然|一下|这么|那么|反|却)"
    r"|(?:大幅|猛|骤|暴|急剧?)?(?:[掉跌降涨升增减缩亏少多高低]|下[降滑跌]|上[升涨]|变[得成少多大小高低])[\u4e00-\u9fff]{0,2}?了)"
)
_SUCH = Pattern("等$")  # of A、B等原因 more is told, not asked
_REASON_TOLD = Pattern(
    r"(?:是|为|系|在于)(?!什么|啥|何|哪)[^？?]*?(?:多少|几)"
)  # 主要原因为新增多少台: how many, not why
_CLAUSE = Pattern(r"[，,；;。]")
PART_OF = Pattern(
    r"(?:占(?![地用有据])(?:比)?|贡献了?(?=[^，,？?]{2,14}?(?:百分之|几成|多大比)))(?P<of>[^，,。；;？?是]{0,14}?)(?:的|了)?(?:多少(?![元股人万亿个件])|百分之几|百分之多少|多大比例|多大比重|几成)"
)
_WHICH_IS = Pattern(r"的(?:是|为)|的分别是")
_OF_PERSONS = Pattern(r"[名位]$")  # 多少名销售人员: what follows is what is counted
_HOW_MANY = Pattern(r"^(?:多少|几)")
_PERCENT = Pattern("百分之几")
_UNIT_BETWEEN = Pattern("[百千]?[万亿]?(?:元|块钱|块|钱)?的?")
_MEASURE_WORD = Pattern("[个项件]")
_SUPERLATIVES = frozenset({"maximum", "minimum", "compare"})
_STRETCH = Pattern("[\\d一二两三四五六七八九十]个月")
_IN_TIME = ("最早", "最晚", "最新")
_SEVERALLY = Pattern(r"分别|各(?:是|为|有)?多少")
_MEAN = "word:平均值"
_STATE = "word:履约情况"  # 进展如何 asks for what a head called so holds
_WHETHER = Pattern(r"(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)")
LONGEST_VERB = 3  # characters
_ASKS_DIRECTLY = (Kind.WHO, Kind.LIST, Kind.HOW, Kind.WHEN, Kind.STATUS)


def as_meant(folded: str, words: Sequence[Word]) -> list[Word]:
    """Read 怎么 ahead of what has come about (怎么没有, 怎么掉了) as why, interrogatives that ask nothing as some."""
    why = {m.start() for m in _WHY_SO.finditer(folded)}
    words = [
        w
        for w in words
        if w.value != "why" or not (_REASON_TOLD.match(folded, w.end) or _SUCH.search(folded, 0, w.start))
    ]
    words = [replace(w, value="why") if w.value == "how" and w.start in why else w for w in words]
    return _some_read(folded, _whether_read(folded, words))


def _whether_read(folded: str, words: Sequence[Word]) -> list[Word]:
    """Read 赔不赔 and the 有没有 of 手上有没有 as whether: what is asked to be so is the verb behind; no word is cut
    across it."""
    known = [(w.start, w.end) for w in words if w.role in ("ask", "opinion")]
    found = [m for m in _WHETHER.finditer(folded) if not any(a < m.end() and m.start() < b for a, b in known)]
    asked = [Word(m.start(), m.end() - (m["verb"] != "有"), "ask", "yesno") for m in found]
    kept = [w for w in words if all(w.end <= a.start or w.start >= a.end for a in asked)]
    return sorted([*kept, *asked], key=lambda w: w.start)


def _some_read(folded: str, words: Sequence[Word]) -> list[Word]:
    """Read 几位 and 有什么 ahead of 吗 or 是否 in their clause as some (几位股东的股份有被冻结吗), and several among
    whom one is sought: 几家可比公司中谁最高."""
    whether = [w.start for w in words if w.role == "ask" and w.value == "yesno"]
    some = [m for m in _SOME_OF.finditer(folded) if any(_in_one_clause(folded, m.end(), at) for at in whether)]
    some += _AMONG.finditer(folded)
    return [
        replace(w, role="empty") if any(w.start < m.end() and m.start() < w.end for m in some) else w for w in words
    ]


def _in_one_clause(folded: str, start: int, end: int) -> bool:
    return start <= end and not _CLAUSE.search(folded, start, end)


def find_asks(folded: str, words: Sequence[Word], terms: Sequence[Term]) -> tuple[Ask, ...]:
    """Return the things asked, in the order of the question; one without terms where nothing says what."""
    words = _years_read(folded, words)
    found = [w for w in words if w.role == "ask"]
    kinds = {w.value for w in found}
    lead = _lead(folded, kinds)
    wanted = {w.start: units()[w.value].unit for w in words if w.role == "unit" and _measures(folded, w)}
    if lead in ("why", "define", "yesno"):
        return (Ask(Kind(lead)),)
    asks = _asks(folded, words, terms, wanted)
    return _in_order(asks or [Ask(Kind(lead), unit=next(iter(wanted.values()), ""))])


def _measures(folded: str, word: Word) -> bool:
    """Tell whether a unit is one that is asked in: no stretch of time of a number (近3个月换手率); of one character
    behind 多少, a number, a bracket, not within a name."""
    if _STRETCH.fullmatch(folded[max(0, word.start - 1) : word.end]):
        return False
    if word.end - word.start > 1 or folded[word.start].isascii() or folded[word.start] != "元":
        return True
    return folded[max(0, word.start - 1) : word.start] in set("少几亿万千百十（(按以为成美港欧日少")


def openings(folded: str, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Return where the interrogatives of a question stand; what yes/no questions and reasons open with is none."""
    found: list[tuple[int, int]] = []
    for word in words:
        said = folded[word.start : word.end]
        asked = word.role == "ask" and word.value not in ("yesno", "why", "define")
        if _SOME.search(folded[: word.start]) and said.startswith("几"):
            continue
        if asked or (word.role in ("operator", "unit") and _OPEN.search(said)):
            if found and word.start <= found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], word.end)
            else:
                found.append((word.start, word.end))
    return tuple(found)


def _years_read(folded: str, words: Sequence[Word]) -> list[Word]:
    """Read 哪一年: which of several years where the most is sought among them, else when something was."""
    most = (w for w in words if w.role == "operator" and w.value in _SUPERLATIVES)
    among = any(folded[w.start : w.end] not in _IN_TIME for w in most)
    return [
        replace(w, value="which" if among else "when") if w.role == "ask" and w.value == "year" else w for w in words
    ]


def _lead(folded: str, kinds: set[str]) -> str:
    """Return the kind that decides how a question is answered; a yes/no word gives way to 多少 in the same question."""
    open_kinds = kinds & {"number", "who", "when"}
    if "yesno" in kinds and open_kinds and not folded.rstrip("？?。 ").endswith("吗"):
        kinds = kinds - {"yesno"}
    return next((kind for kind in _ORDER if kind in kinds), "what")


def _in_order(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """Put the name asked for first: 谁, 多少 is a name with its figure."""
    names = [a for a in asks if a.kind.is_name]
    rest = [a for a in asks if not a.kind.is_name]
    kept = names if len({a.kind for a in names}) == len(names) else names[:1]
    return tuple(kept + rest)


def _asks(folded: str, words: Sequence[Word], terms: Sequence[Term], wanted: dict[int, str]) -> list[Ask]:
    asks: list[Ask] = []
    wanted = wanted | {start - 1: unit for start, unit in wanted.items() if folded[start - 1 : start] == "个"}
    for word in words:
        if word.role == "unit" and _HOW_MANY.match(folded[word.start : word.end]):
            asks += _asks_of(folded, word, Kind.NUMBER, terms, wanted[word.start])
        elif word.role == "operator" and word.end in wanted and _ENDS_OPEN.search(folded[: word.end]):
            asks.append(Ask(Kind.NUMBER, (), wanted[word.end], word.start))
        elif word.role == "ask" and word.value not in ("yesno", "why", "define"):
            unit = wanted.get(word.end) or wanted.get(word.start, "")
            unit = unit or ("ratio" if _PERCENT.match(folded, word.start) else "")
            asks += _asks_of(folded, word, Kind(word.value), terms, unit)
    asks = _merged([*asks, *_trailing(folded, words, terms)])
    if len(asks) == 1 and not asks[0].unit and wanted and asks[0].kind in (Kind.NUMBER, Kind.WHAT):
        asks = [replace(asks[0], unit=next(iter(wanted.values())))]
    return asks


def _asks_of(folded: str, word: Word, kind: Kind, terms: Sequence[Term], unit: str) -> list[Ask]:
    """Return the asks of one interrogative: the term after 什么 or 多少, else those before 是多少, joined by 和."""
    part = next((m for m in PART_OF.finditer(folded) if m.start() < word.start < m.end()), None)
    share = next((i for i, t in enumerate(terms) if part and t.start == part.start()), None)
    if share is not None:
        return [Ask(Kind.NUMBER, (share,), "ratio", word.start)]
    after = next((i for i, t in enumerate(terms) if t.start >= word.end), None)
    measured = bool(unit) and not _OF_PERSONS.search(folded[word.start : word.end])
    follows = after is not None and not measured and _leads_to(folded[word.end : terms[after].start], terms[after])
    if after is not None and unit and _is_measured(folded[word.end : terms[after].start], terms[after]):
        return [Ask(Kind.NUMBER, (after,), unit, word.start)]
    if follows and kind in (Kind.WHICH, Kind.WHAT, Kind.NUMBER):
        assert after is not None
        counter = _counter(terms[after]) if _HOW_MANY.match(folded[word.start : word.end]) else ""
        return [Ask(kind, (after,), counter or unit, word.start)]
    state = next((i for i, t in enumerate(terms) if t.end == word.start and t.meaning == _STATE), None)
    if kind in (Kind.HOW, Kind.STATUS) and state is not None:
        return [Ask(Kind.WHAT, (state,), at=word.start)]
    if kind in _ASKS_DIRECTLY:
        return [Ask(kind, (), unit, word.start)]
    before = [i for i, t in enumerate(terms) if t.end <= word.start]
    if kind is Kind.WHAT and before and _WHICH_IS.fullmatch(folded[terms[before[-1]].end : word.start]):
        return [Ask(Kind.WHICH, (), unit, word.start)]
    if not before or not _GAP.match(folded[terms[before[-1]].end : word.start]):
        return [Ask(kind, (), unit, word.start)]
    if unit and _is_verb(terms[before[-1]]):
        return [Ask(kind, (), unit, word.start)]
    while len(before) > 1 and _is_said_of(folded, terms[before[-2]], terms[before[-1]]):
        before.pop()
    chosen = [before[-1]]
    several = (
        bool(_SEVERALLY.search(folded)) and terms[chosen[0]].meaning != _MEAN
    )  # a line and its mean are of one measure
    for left, right in reversed(list(pairwise(before))):
        between = folded[terms[left].end : terms[right].start]
        comma = "," in between or "，" in between
        if several and not between.strip("的 "):
            continue  # 长短期 of 可用资金和长短期借款: it is of the word behind it
        if (right != chosen[0] and not several) or not _JOINS.match(between) or (comma and not several):
            break
        if not between.strip():
            break
        chosen.insert(0, left)
    return [Ask(kind, (i,), unit if i == chosen[-1] else "", word.start) for i in chosen]


def _leads_to(between: str, term: Term) -> bool:
    """Tell whether nothing stands between an interrogative and a word, or before what is counted its measure word."""
    return not between.strip() or (term.kind == "Count" and bool(_MEASURE_WORD.fullmatch(between.strip())))


def _is_measured(between: str, term: Term) -> bool:
    """Tell whether a word behind 多少 and its unit is the measure that is asked for: 做了多少万元收入."""
    return term.kind == "Money" and bool(_UNIT_BETWEEN.fullmatch(between))


def _is_said_of(folded: str, measure: Term, term: Term) -> bool:
    """Tell whether a word before 多少 is no measure but said of the one before it: 合计, 不低于, a bracket."""
    bound = measure.kind and _BOUND.fullmatch(term.text) and _NOT_MORE.fullmatch(folded[measure.end : term.start])
    return term.meaning in _TOTALS or _bracketed(folded, term) or bool(bound)


def _is_verb(term: Term) -> bool:
    """Tell whether a word before 多少股, 多少钱 says what was done, not what is measured: 收了多少钱, 卖多少股."""
    return not term.kind and len(term.text) <= LONGEST_VERB


def _bracketed(folded: str, term: Term) -> bool:
    return folded[max(0, term.start - 1) : term.start] in "（(" and term.start > 0


def _counter(term: Term) -> str:
    """Return the counter that 几期 and 多少例 ask for: an unknown word of one character."""
    return term.text if not term.meaning and len(term.text) == 1 else ""


def _trailing(folded: str, words: Sequence[Word], terms: Sequence[Term]) -> list[Ask]:
    """Return what a question ends in without an interrogative: …金额和用途？"""
    asked_after = any(terms and w.start >= terms[-1].start and w.role in ("ask", "operator") for w in words)
    clause = max((folded.rfind(mark, 0, terms[-1].start) for mark in "？?。，,；;"), default=-1) if terms else -1
    asked_so = any(w.role == "ask" and w.value in ("how", "why") and w.start > clause for w in words)
    if not terms or folded[terms[-1].end :].strip("？? 。呢") or asked_after or asked_so:
        return []
    chosen = [len(terms) - 1]
    while chosen[0] > 0:
        between = folded[terms[chosen[0] - 1].end : terms[chosen[0]].start]
        if not between.strip() or not _JOINS.match(between):
            break
        chosen.insert(0, chosen[0] - 1)
    asking = (w for w in words if w.role == "ask" or (w.role == "unit" and _HOW_MANY.match(folded[w.start : w.end])))
    last = max((w.end for w in asking), default=-1)
    if last >= 0 and not _PARTED.search(folded[last : terms[chosen[0]].start]):
        return []  # 由谁负责交付, 哪天收到回函: what follows is what is done, not asked
    return [Ask(Kind.WHAT, (i,), at=terms[i].start) for i in chosen]


def _merged(asks: Sequence[Ask]) -> list[Ask]:
    """Drop repeats, and asks that say nothing (no term, no unit, no kind of their own) beside others that do."""
    seen: list[Ask] = []
    for ask in sorted(asks, key=lambda a: a.at):
        if all((ask.kind, ask.terms, ask.unit) != (s.kind, s.terms, s.unit) for s in seen) and not (
            ask.terms and not ask.unit and any(ask.terms == s.terms for s in seen)
        ):
            seen.append(ask)
    telling = [a for a in seen if a.terms or a.unit or a.kind.is_name or a.kind in _ASKS_DIRECTLY]
    return telling or seen[:1]
