"""A later clause of a question made whole: what it leaves out, or says by a pronoun, the first clause has said.

甲2023年的收入是多少，乙的又是多少 asks 乙2023年的收入是多少; 甲2023年的收入是多少？乙呢 asks the same.
"""

from kg.pattern import Pattern
from qa.parsing.question import Question

_AHEAD = Pattern(r"^[，,；;？?\s]*(?:(?:而|那么?|那|另外|此外|同时|再者|还有|以及|并且|又)(?=[^有])[，,]?)*")
_AGAIN = Pattern(r"又(?=[是为有达]|多少|几)")
_NOTHING = Pattern(r"[的在里中上是为有达又各呢，,？?\s]*")
_PRONOUN = Pattern(
    r"(?<!其)(?:该|这|那)(?:一?家)?(?P<kind>公司|银行|行|客户|供应商|股东|机构|企业|单位)(?!\w?司)|它(?!们)的?|(?<![尤与极及])其(?![中他它余实次])"
)
_BANK = Pattern("行$")
_ASKED_ALONE = Pattern(r"呢[？?。]?\s*$")


def follows(question: Question, at: int) -> bool:
    """Tell whether a clause asks nothing by itself but what the one before it asks: 乙呢."""
    return bool(_ASKED_ALONE.search(question.text, at))


def begins_with_party(question: Question, at: int) -> bool:
    """Tell whether a clause begins with a party of its own."""
    ahead = _AHEAD.match(question.text[at:])
    begin = at + (ahead.end() if ahead else 0)
    return any(m.start == begin for m in question.mentions)


def plain(clause: str) -> str:
    """Return a clause without the words that only join it to the one before: 而乙的又是多少."""
    return _AGAIN.sub("", _AHEAD.sub("", clause))


def in_place(question: Question, first: tuple[int, int], clause: tuple[int, int]) -> str:
    """Return the first clause with the parties, times and filings of a later one in place of its own, where that says
    nothing else; empty for others."""
    said, text = question.text[slice(*clause)], question.text
    sorts = (question.mentions, question.periods, question.sources)
    edits: list[tuple[int, int, str]] = []
    for spots in sorts:
        fresh = [s for s in spots if clause[0] <= s.start and s.end <= clause[1]]
        own = [s for s in spots if first[0] <= s.start and s.end <= first[1]]
        for spot in fresh:
            said = said.replace(text[spot.start : spot.end], "", 1)
        if len(fresh) > 1 or (len(own) > 1 and fresh):
            return ""
        if fresh and not own:
            return ""
        edits += [(own[0].start, own[0].end, text[fresh[0].start : fresh[0].end])] if fresh else []
    if not edits or not _NOTHING.fullmatch(plain(said)):
        return ""
    whole = text[slice(*first)]
    for start, end, new in sorted(edits, reverse=True):
        whole = whole[: start - first[0]] + new + whole[end - first[0] :]
    return whole


def of_whom(clause: str, name: str) -> str | None:
    """Return a clause with a name in place of its pronoun; None where it has none."""
    pronoun = _PRONOUN.search(clause)
    if pronoun is None:
        return None
    return f"{clause[: pronoun.start()]}{name}{'的' if pronoun.group().endswith('的') else ''}{clause[pronoun.end() :]}"


def meant(question: Question, clause: tuple[int, int]) -> str:
    """Return a clause with the one party named before it that its pronoun means, and the time that it leaves out; empty
    where it has no pronoun, or one that may mean several."""
    said, filings = question.text[slice(*clause)], [s.start for s in question.sources]
    before = [m for m in question.mentions if m.end <= clause[0] and m.end not in filings]  # 甲年报 is no party
    pronoun = _PRONOUN.search(said)
    kind = pronoun["kind"] or "" if pronoun else ""
    named = dict.fromkeys(question.text[m.start : m.end] for m in before)
    fitting = [name for name in named if _BANK.search(name)] if _BANK.search(kind) else list(named)
    if pronoun is None or len(fitting) != 1:
        return ""
    times = [s for s in question.periods if s.end <= clause[0]]
    dated = any(clause[0] <= s.start < clause[1] for s in question.periods)
    time = question.text[times[-1].start : times[-1].end] if times and not dated else ""
    of = "的" if pronoun.group().endswith("的") else ""
    return plain(f"{said[: pronoun.start()]}{fitting[0]}{time}{of}{said[pronoun.end() :]}")
