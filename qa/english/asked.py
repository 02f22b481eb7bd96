"""What an English question asks, said at the place where Chinese says it: 是多少, 多少股, 哪家客户, 为什么, 是否."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.pattern import Pattern
from qa.english.counted import counted
from qa.english.exceptions import without_exceptions
from qa.english.heads import said_of_each
from qa.english.idioms import plainly
from qa.english.leading import is_led, led
from qa.english.lexicon import grammar
from qa.english.much import spent, times
from qa.english.opened import Asked, counter, measured
from qa.english.phrases import BE, clause, glued, head_of, is_light, is_told_of, noun, placed, plain, supports, timed
from qa.english.pieces import Part, Piece, pieces
from qa.english.senses import Read, as_meant
from qa.english.whether import whether
from qa.english.which import SHARES, extreme, which_of
from qa.parsing.names import Names
from qa.parsing.words import fold

_OPENER = Pattern(
    r"\b(?P<why>why|for what reasons?|what (?:(?:has|have|had|is|was) )?"
    r"(?:caused|causes|explains|explained|led to|lies behind|lay behind|been behind|behind|drove|drives|driven|driving)"
    r"|what (?:is|was|are|were) the (?:main |primary |key )?(?:reasons?|causes?) (?:for|of|behind|why))\b"
    r"|\b(?P<case>in which circumstances)\b|\b(?P<change>by (?:how (?:much|many)|(?:what|which)(?! (?:exact )?"
    r"(?:date|day|year|month|quarter|time)\b)))\b"
    r"|\b(?P<many>(?:(?:in|over|to|for|at|on|with|from|within) )?how many)\b|\b(?P<much>(?:for |at |to )?how much)\b"
    r"|\bhow (?:(?P<size>large|big|high|low|wide|great|small)|(?P<long>long|far)|(?P<often>often|frequently)"
    r"|(?P<fast>fast|quickly|rapidly))\b|\b(?P<how>how)\b|\b(?:(?:on|in|by|since|at|until|from|during) )?"
    r"(?:what|which) (?:exact )?(?P<date>date|day|year|month|quarter|period)s?\b"
    r"|\b(?P<when>(?:since |until |by )?when)\b|\b(?P<where>where)\b|\b(?P<who>who|(?:(?:with|from|to|by) )?whom)\b"
    r"|\b(?P<which>(?:(?:at|in|on|from|to|with|by|under|for|of|into|through|via|within|against|between|below|above|over)"
    r" )?(?:which|what|whose))\b"
    r"|(?<=, and )(?P<whether>)(?=(?:is|are|was|were|does|did|do|has|have|had|can|could|will|would)\b)"
)
_IN_YUAN = Pattern(
    r"\(?\bin (?:(?:millions?|(?:ten )?thousands?|billions?)(?: of)? )?(?:yuan|rmb|cny)\b\)?|\((?:yuan|rmb|cny)\)",
    re.IGNORECASE,
)
_DENIALS = frozenset({"no", "not", "never", "without", "neither", "nor", "none"})
_DENIED = Pattern("[未不无非没]|除|扣")
_CONTRACTED = Pattern(r"(?<=[a-z])n['’]t\b", re.IGNORECASE)
_STARTS = Pattern(r"(?:^|[,;:]|\band|\bor|\bbut)\s*$")
_TELLS = Pattern(r"(?:which|who|whose|when|where)$")
_YESNO = Pattern(r"\s*(?:is|are|was|were|does|did|do|has|have|had|can|could|will|would)\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in Chinese, and how many of its words are in senses that only the filings tell."""

    text: str
    guessed: int = 0


def in_chinese(text: str, names: Names, year: int, read: Read | None = None) -> Wording:
    """Return the Chinese question of the same meaning, as far as the words are known; others stay as they are.

    `read` gives passages for some words, which tell in what sense the others are meant.
    """
    if _opinion().search(fold(text)):
        return Wording("值得买吗？")
    text = said_of_each(_CONTRACTED.sub(" not", plainly(text)))
    folded = fold(text)
    text = text if len(folded) == len(text) else folded
    text, folded = (_IN_YUAN.sub(lambda m: " " * len(m.group()), t) for t in (text, folded))
    found, guessed = pieces(text, names, year), 0
    if read:
        found, guessed = as_meant(found, read)
    found = counted(found)
    currency = next((p.zh for p in found if p.zh in grammar()["currencies"] and _is_told_in(p, found)), "")
    denied = [p.en for p in found if p.en in _DENIALS]
    left_out, found = without_exceptions(found)
    worded = left_out + _worded([p for p in found if not currency or p.zh != currency], folded)
    worded = worded[:-3] + f"多少{currency}？" if currency and worded.endswith("多少？") else worded
    lost = denied and not _DENIED.search(worded)
    return Wording(f"{denied[0]} {worded}" if lost else worded, guessed)  # one in English is refused: nobody reads it


def _is_told_in(currency: Piece, found: Sequence[Piece]) -> bool:
    """Tell whether a currency is only what the figure asked for is told in: the balance in Australian dollars."""
    return found[max(0, found.index(currency) - 1)].en == "in"


@cache
def _opinion() -> Pattern:
    """Return what finds a question that no filing answers."""
    return Pattern(rf"\b(?:{'|'.join(map(re.escape, grammar()['opinion']))})\b")


def _worded(found: Sequence[Piece], folded: str) -> str:
    """Return what pieces ask, each of its interrogatives where Chinese says it."""
    masked = list(folded)
    for piece in found:
        if piece.part in (Part.NAME, Part.TIME):
            masked[piece.start : piece.end] = "\x00" * (piece.end - piece.start)
    masked = "".join(masked)
    openers = list(_OPENER.finditer(masked))
    at_starts = [m for m in openers if _STARTS.search(masked[: m.start()])]
    openers = at_starts[bool(at_starts[1:]) and _supposes(at_starts[0], found) :] or openers[:1]
    openers = [m for n, m in enumerate(openers) if not n or not _tells_which(m, masked)]
    if not openers or (_YESNO.match(masked) and openers[0].start()):
        supposed, rest = _supposed(found)
        return glued([supposed, whether(rest, masked)])
    before = [p for p in found if p.end <= openers[0].start()]
    lead = _lead(before[:-1] if before and before[-1].en == "," else before)
    ends = [*(m.start() for m in openers[1:]), len(folded)]
    asked = [_asked(m, [p for p in found if m.end() <= p.start < end]) for m, end in zip(openers, ends, strict=True)]
    asked = [_with_tail(a, asked[i + 1 :]) for i, a in enumerate(asked)]
    asked = [_with_lead(a, asked[:i]) for i, a in enumerate(asked)]
    return glued([lead, "，".join(_SAID[a.kind](a) for a in asked)]) + "？"


def _tells_which(match: re.Match[str], masked: str) -> bool:
    """Tell whether an interrogative only tells which thing is meant, behind a bare comma: A, which makes pumps,."""
    return masked[: match.start()].rstrip().endswith(",") and bool(_TELLS.match(match.group()))


def _supposes(match: re.Match[str], found: Sequence[Piece]) -> bool:
    """Tell whether a question opens with a clause that says when: when the contract was signed, how much …."""
    behind = next((p for p in found if p.start >= match.end()), None)
    return match.lastgroup == "when" and not match.start() and bool(behind) and behind.part is not Part.AUXILIARY


def _lead(words: Sequence[Piece]) -> str:
    """Return what a question opens with: after the reduction, …."""
    first = words[0] if words else None
    if first and first.en in ("of", "among"):
        return glued([noun(words[1:]), "中"])
    if first and (supposed := grammar()["subordinate"].get(first.en)):
        return supposed.format(clause(words[1:], "").ending())
    return placed(first.en, noun(words[1:])) if first and first.en in grammar()["moments"] else noun(words)


def _supposed(found: Sequence[Piece]) -> tuple[str, Sequence[Piece]]:
    """Return what a question for yes or no supposes first, and its other pieces: if A met the criteria, would …."""
    at = next((i for i, p in enumerate(found) if p.en == ","), 0)
    asks = at and found[0].en in grammar()["subordinate"] and found[at + 1 : at + 2]
    if not asks or found[at + 1].part is not Part.AUXILIARY:
        return "", found
    return _lead(found[:at]), found[at + 1 :]


def _with_tail(asked: Asked, others: Sequence[Asked]) -> Asked:
    """Give a question without a verb that of the next: how many shares and how large a stake does A hold."""
    if asked.auxiliary or not others or not others[0].auxiliary or clause(asked.of, "").verbal:
        return asked
    return replace(asked, auxiliary=others[0].auxiliary, behind=others[0].behind)


def _with_lead(asked: Asked, before: Sequence[Asked]) -> Asked:
    """Give by how much, said alone, the word that the question before compares by: which is higher, by how much."""
    leads = grammar()["leads"]
    if asked.kind != "change" or asked.auxiliary or asked.behind or not before:
        return asked
    lead = next((p for p in (*before[-1].of, *before[-1].behind) if p.zh in leads), None)
    return replace(asked, behind=[lead]) if lead else asked


def _asked(match: re.Match[str], behind: Sequence[Piece]) -> Asked:
    kind = match.lastgroup or "which"
    words = list(behind)
    while words and words[-1].part in (Part.JOINING, Part.MARK):
        words.pop()
    at = next((i for i, p in enumerate(words) if p.part is Part.AUXILIARY), None)
    if at is not None and _complement(words[:at]):
        at = None
    opener = match[kind] if kind in ("date", "size") and not match.group().startswith("since") else match.group()
    if at is None:
        return Asked(kind, opener, words, "", [])
    return Asked(kind, opener, words[:at], words[at].en, words[at + 1 :])


def _complement(words: Sequence[Piece]) -> int | None:
    """Return where that opens what somebody says: who forecast that the market would grow."""
    that = next((i for i, p in enumerate(words) if p.en == "that" and p.part is Part.RELATIVE), None)
    return that if that and words[that - 1].does else None


def _why(asked: Asked) -> str:
    """Ask for the reason: why did, what caused somebody to."""
    done = clause([*asked.of, *asked.behind], asked.auxiliary or "did")
    return done.asking("为什么") if done.verbal or not asked.opener.startswith("what") else done.ending("的原因是什么")


def _change(asked: Asked) -> str:
    """Say by how much something changed: 多少, 多少个百分点, 百分之几; from one time to another the later one leads."""
    if is_led(asked):
        return led(asked)
    at = next((i for i, p in enumerate(asked.behind) if p.does == "超过"), 0)
    if at and at + 1 < len(asked.behind):
        share = bool(asked.of) and asked.of[0].en in SHARES
        points = "高多少个百分点" if "百分点" in plain(asked.of) else "高百分之几" if share else "多多少"
        return glued([noun(asked.behind[:at]), "比", noun(asked.behind[at + 1 :]), points])
    if (at := next((i for i, p in enumerate(asked.behind) if p.does in grammar()["apart"]), 0)) and asked.behind[at:]:
        return glued([noun(asked.behind[:at]), "与", noun(asked.behind[at + 1 :]), "相差", _how_many(asked.of)])
    unit = plain(asked.of)
    if len(asked.behind) == 1 and not asked.auxiliary and (ahead := grammar()["leads"].get(asked.behind[0].zh)):
        return f"{ahead}多少{'个百分点' if '百分点' in unit else ''}"
    if asked.of and asked.of[0].en in SHARES:
        return _grown(asked, "百分之几")
    return _grown(asked, _how_many(asked.of))


def _how_many(of: Sequence[Piece]) -> str:
    """Ask for a number of what something is told in: 多少元, 多少人, 多少个百分点."""
    unit = head_of(of)
    return f"多少{unit if unit in ('', '元', '倍') else counter(unit).removesuffix('个')}"


def _grown(asked: Asked, much: str, amounts: Mapping[str, str] | None = None) -> str:
    done = asked.clause()
    done = done if done.what else replace(done, does=(amounts or {}).get(done.does, done.does))
    times = done.time.split("、")
    spans = any(p.part is Part.TIME and "、" in p.zh for p in asked.behind)  # from 2021 to 2023, each year named
    changes = asked.kind == "change" or done.does in grammar()["changing"]
    if changes and (len(times) == 2 or spans):
        done = replace(done, time=max(times), around=glued([f"比{min(times)}", done.around]))
    return done.ending(much)


def _many(asked: Asked) -> str:
    """Say how many there are or are done with: 有多少家客户, 卖出多少股."""
    if not asked.auxiliary:  # how many customers paid
        bare = plain(asked.of)
        if bare in grammar()["durations"]:  # and for how many months
            return f"多少{grammar()['durations'][bare]}"
        done = clause(asked.of, "")
        if done.does in grammar()["befallen"] and not done.what:  # how many trades took place
            return glued([done.time, done.around, done.subject, f"有多少{counter(done.subject)}"])
        return done.asking("有多少")
    if is_led(asked):
        return led(asked)
    asked = _in_all(asked)
    if asked.opener.startswith("within"):
        return _within(asked)
    if asked.of[:1] and asked.of[0].zh == "倍":
        return times(asked)
    counted = noun(asked.of)
    by = counter(counted)
    if any(p.zh in grammar()["limits"] for p in asked.behind):
        return glued([asked.noun(), "的", counted, f"有多少{by}"])
    bare = counted in grammar()["units"]
    done = asked.clause()
    if done.verbal and asked.opener.split()[0] in ("to", "with", "from"):  # to how many investors did it issue shares
        most, counted = "不超过" if counted.endswith("上限") else "", counted.removesuffix("上限")
        return done.asking(placed(asked.opener.split()[0], f"{most}多少{counter(counted)}{counted}"))
    if counted in grammar()["durations"] and asked.auxiliary in BE and is_told_of(asked.behind):
        return glued([asked.noun(), f"是多少{grammar()['durations'][counted]}"])
    if counted in grammar()["durations"] and done.verbal:
        return done.ending(f"多少{grammar()['durations'][counted]}")
    if not done.verbal or (done.does == "持有" and not bare and by != "股"):
        return glued([done.time, done.subject, done.around, "" if bare else counted, f"有多少{by}"])
    return done.done(f"多少{by}{'' if bare else counted}")


def _in_all(asked: Asked) -> Asked:
    """Say in total of what is done: how many shares in total did it sell."""
    total = [p for p in asked.of if p.zh == "合计"]
    if not asked.auxiliary or not total:
        return asked
    return replace(asked, of=[p for p in asked.of if p not in total], behind=[*asked.behind, *total])


def _within(asked: Asked) -> str:
    """Ask within which time something is done: 签订后多少个工作日内支付."""
    at = next((i for i, p in enumerate(asked.of) if p.part is Part.PREPOSITION), len(asked.of))
    since = placed("after", noun(asked.of[at + 1 :])) if at < len(asked.of) else ""
    unit = plain(asked.of[:at])
    within = glued([since, f"多少{grammar()['durations'].get(unit, f'个{unit}')}内"])
    done = replace(asked, of=[]).clause()
    return done.asking(within) if done.verbal else glued([done.time, within, done.subject])  # was it due


def _much(asked: Asked) -> str:
    if is_led(asked):
        return led(asked)
    asked = _in_all(asked)
    if len(asked.of) == 1 and asked.auxiliary in BE and (ahead := grammar()["leads"].get(asked.of[0].zh)):
        return f"{asked.noun()}{ahead}多少"  # how much lower is the cost
    if not asked.auxiliary and not head_of(asked.of):
        several = any(p.en == "aged" for p in asked.of)  # over 3 years adds up classes
        return glued([noun(asked.of), "合计" if several else "", "金额是多少"])
    if asked.of and not any(p.zh[:1] == "更" for p in asked.of):
        done = asked.clause()
        amount = noun(asked.of)
        if not done.verbal:
            return glued([done.time, done.subject, "的" if done.subject else "", amount, "是多少"])
        return done.ending(amount, "多少")
    if not asked.of and (words := spent(asked)):
        return words
    if asked.auxiliary in BE and not asked.clause().verbal:
        return glued([asked.noun(), "是多少"])
    return _grown(asked, "多少", {} if asked.of else grammar()["amounts"])


def _size(asked: Asked) -> str:
    """Ask how large: a market that has no measure of its own is asked for its size."""
    done = asked.clause()
    if not done.subject:  # and how large was it
        return "金额是多少" if asked.opener in ("large", "big") else "是多少"
    if asked.opener in ("large", "big") and done.subject.endswith(tuple(grammar()["sums"])):
        done = replace(done, subject=glued([done.subject, "金额"]))
    elif asked.opener in ("large", "big") and not measured(done.subject):
        done = replace(done, subject=glued([done.subject, "规模"]))
    return done.ending("是多少")


def _date(asked: Asked) -> str:
    """Ask when; in which of several times something was the most: 2021年、2022年哪一年毛利率最高."""
    words = [*asked.of, *asked.behind]
    since, _, date = asked.opener.rpartition(" ")
    which = grammar()["date"][date]
    if (most := extreme(words)) is not None:
        at = words.index(most)
        sides = [[p for p in side if not (is_light(p) or supports(p))] for side in (words[:at], words[at + 1 :])]
        time, rest = timed([p for side in sides for p in side])
        said = [p for p in sides[0] if p.part is not Part.SILENT]
        with_it = said and said[-1].part is Part.PREPOSITION  # done at the deeper discount
        thing = glued([noun(timed(side)[1]) for side in sides]) if with_it else noun(rest)
        return glued([time, f"哪一{which.removeprefix('哪')}", thing, most.zh])
    return asked.clause().asking(f"从{which}" if since else which)


def _when(asked: Asked) -> str:
    """Ask when, or since when."""
    return asked.clause().asking(("从" if asked.opener.startswith("since") else "") + "什么时候")


def _who(asked: Asked) -> str:
    if asked.auxiliary in BE and not asked.of:
        return glued([asked.noun(), "有哪些" if asked.auxiliary in ("are", "were") else "是谁"])
    if not asked.auxiliary and (that := _complement(asked.of)):
        said = clause(asked.of[that + 1 :], "would")
        return glued([said.time, "谁", asked.of[that - 1].does, replace(said, time="").ending()])
    if not asked.of and asked.auxiliary in ("has", "have", "had", "does", "did") and extreme(asked.behind):
        return which_of(asked)
    done = asked.clause()
    if asked.auxiliary and not asked.of:
        preposition, _, whom = asked.opener.rpartition(" ")
        return done.asking(placed(preposition, "谁")) if preposition and whom == "whom" else done.done("谁")
    return glued([done.time, done.around, done.does, done.what, done.subject, "的是谁"])


def _whether(asked: Asked) -> str:
    """Ask whether something is so, behind another thing asked: and has acceptance taken place."""
    done = asked.clause()
    if done.verbal and not (done.does or done.what):
        return glued([done.time, done.around, "是否", done.subject])
    return done.asking("是否") if done.verbal else done.ending("是否")


def _with(word: str) -> Callable[[Asked], str]:
    """Return what says a clause with one word before its verb: 如何, 什么时候."""
    return lambda asked: asked.clause().asking(word)


def _behind(words: str) -> Callable[[Asked], str]:
    """Return what says a clause with some words at its end."""
    return lambda asked: asked.clause().ending(words)


_SAID: dict[str, Callable[[Asked], str]] = {
    "why": _why,
    "change": _change,
    "many": _many,
    "much": _much,
    "size": _size,
    "long": lambda asked: asked.clause().ending(head_of(asked.of), "多久"),
    "often": _with("每隔多久"),
    "fast": _behind("的增长率是多少"),
    "case": _with("在什么情况下"),
    "how": _with("如何"),
    "date": _date,
    "when": _when,
    "where": _behind("在哪里"),
    "who": _who,
    "whether": _whether,
    "which": which_of,
}
