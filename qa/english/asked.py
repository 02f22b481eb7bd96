"""What an English question asks, said at the place where Chinese says it: 是多少, 多少股, 哪家客户, 为什么, 是否."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.english.heads import said_of_each
from qa.english.lexicon import grammar, said
from qa.english.phrases import BE, Clause, clause, glued, head_of, noun, plain, supports, timed
from qa.english.pieces import Part, Piece, pieces, without_exceptions
from qa.english.whether import whether
from qa.names import Names
from qa.words import concept_finder, fold, meanings, squeeze

_OPENER = re.compile(
    r"\b(?P<why>why|for what reasons?|what (?:caused|explains|led to|drove)"
    r"|what (?:is|was|are|were) the (?:main |primary |key )?(?:reasons?|causes?) (?:for|of|behind|why))\b"
    r"|\b(?P<change>by (?:how (?:much|many)|what|which))\b"
    r"|\b(?P<many>(?:(?:in|over|to|for|at|on|with|from) )?how many)\b|\b(?P<much>(?:for |at |to )?how much)\b"
    r"|\bhow (?:(?P<size>large|big|high|low|wide|great|small)|(?P<long>long|far)|(?P<often>often|frequently)"
    r"|(?P<fast>fast|quickly|rapidly))\b|\b(?P<how>how)\b|\b(?:(?:on|in|by|since|at|until|from|during) )?"
    r"(?:what|which) (?:exact )?(?P<date>date|day|year|month|quarter)s?\b"
    r"|\b(?P<when>(?:since |until |by )?when)\b|\b(?P<where>where)\b|\b(?P<who>who|whom)\b"
    r"|\b(?P<which>(?:(?:at|in|on|from|to|with|by|under|for|of|into) )?(?:which|what|whose))\b"
)
_IN_YUAN = re.compile(
    r"\(?\bin (?:(?:millions?|(?:ten )?thousands?|billions?)(?: of)? )?(?:yuan|rmb|cny)\b\)?|\((?:yuan|rmb|cny)\)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?<=[a-z])n['’]t\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[,;:]|\band|\bor|\bbut)\s*$")
_YESNO = re.compile(r"\s*(?:is|are|was|were|does|did|do|has|have|had|can|could|will|would)\b")
_SHARES = frozenset({"share", "percentage", "proportion", "fraction", "portion", "percent"})
_HAVE = frozenset({"has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked: its interrogative, the words between that and the auxiliary, the auxiliary, the words behind."""

    kind: str
    opener: str
    of: list[Piece]
    auxiliary: str
    behind: list[Piece]

    def clause(self) -> Clause:
        """Return what is done, without what is asked of it."""
        return clause(self.behind if self.auxiliary else self.of, self.auxiliary)

    def noun(self) -> str:
        """Return the words behind as a noun."""
        return noun([p for p in self.behind if p.part is not Part.AUXILIARY])


def in_chinese(text: str, names: Names, year: int) -> str:
    """Return the Chinese question of the same meaning, as far as the words are known; others stay as they are."""
    if _opinion().search(fold(text)):
        return "该不该买？"
    text = _CONTRACTED.sub(" not", text).replace("cannot", "can not")
    text = said_of_each(text)
    folded = fold(text)
    text = text if len(folded) == len(text) else folded
    text, folded = (_IN_YUAN.sub(lambda m: " " * len(m.group()), t) for t in (text, folded))
    found = pieces(text, names, year)
    left_out, found = without_exceptions(found)
    return left_out + _worded(found, folded)


@cache
def _opinion() -> re.Pattern[str]:
    """Return what finds a question that no filing answers."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, grammar()['opinion']))})\b")


def _worded(found: Sequence[Piece], folded: str) -> str:
    """Return what pieces ask, each of its interrogatives where Chinese says it."""
    masked = list(folded)
    for piece in found:
        if piece.part in (Part.NAME, Part.TIME):
            masked[piece.start : piece.end] = "\x00" * (piece.end - piece.start)
    masked = "".join(masked)
    openers = list(_OPENER.finditer(masked))
    openers = [m for m in openers if _STARTS.search(masked[: m.start()])] or openers[:1]
    if not openers or (_YESNO.match(masked) and openers[0].start()):
        return whether(found, masked)
    lead = noun([p for p in found if p.end <= openers[0].start() and p.en != ","])
    ends = [*(m.start() for m in openers[1:]), len(folded)]
    asked = [_asked(m, [p for p in found if m.end() <= p.start < end]) for m, end in zip(openers, ends, strict=True)]
    asked = [_with_tail(a, asked[i + 1 :]) for i, a in enumerate(asked)]
    return glued([lead, "，".join(_SAID[a.kind](a) for a in asked)]) + "？"


def _with_tail(asked: Asked, others: Sequence[Asked]) -> Asked:
    """Give a question without a verb that of the next: how many shares and how large a stake does A hold."""
    if asked.auxiliary or not others or not others[0].auxiliary or clause(asked.of, "").verbal:
        return asked
    return replace(asked, auxiliary=others[0].auxiliary, behind=others[0].behind)


def _asked(match: re.Match[str], behind: Sequence[Piece]) -> Asked:
    kind = match.lastgroup or "which"
    words = list(behind)
    while words and words[-1].part in (Part.JOINING, Part.MARK):
        words.pop()
    at = next((i for i, p in enumerate(words) if p.part is Part.AUXILIARY), None)
    opener = match[kind] if kind in ("date", "size") else match.group()
    if at is None:
        return Asked(kind, opener, words, "", [])
    return Asked(kind, opener, words[:at], words[at].en, words[at + 1 :])


def _measured(words: str) -> bool:
    """Tell whether the last word of a noun is measured in numbers."""
    found = [w for w in concept_finder().find(squeeze(words)) if w.end == len(squeeze(words))]
    kinds = {meanings()[w.value].kind for w in found}
    return bool(kinds - {"", "Text", "Code"}) or words.endswith(tuple(grammar()["measures"]))


def _counter(words: str) -> str:
    return next((c for c, said in grammar()["counters"].items() if words.endswith(tuple(said))), "个")


def _valued(words: str, head: str, what: str = "是什么") -> str:
    """Ask what a noun is: a number, or something else."""
    if words.endswith(tuple(grammar()["states"])):
        return f"{words}如何"
    return glued([words, "分别" if "和" in head else "", "是多少" if _measured(head) else what])


def _listed(words: Sequence[Piece], asked: Asked) -> str:
    """Return how something that is no number is asked for: what are the products asks for several."""
    head = words[: next((i for i, p in enumerate(words) if p.part is Part.PREPOSITION), len(words))]
    several = asked.auxiliary in ("are", "were") and bool(head) and head[-1].en.endswith("s")
    return "有哪些" if several else "是什么"


def _why(asked: Asked) -> str:
    """Ask for the reason: why did, what caused somebody to."""
    return clause([*asked.of, *asked.behind], asked.auxiliary or "did").asking("为什么")


def _change(asked: Asked) -> str:
    """Say by how much something changed: 多少, 多少个百分点, 百分之几; from one time to another the later one leads."""
    if _is_led(asked):
        return _led(asked)
    unit = plain(asked.of)
    if any(p.en in _SHARES for p in asked.of):
        return _grown(asked, "百分之几")
    return _grown(asked, "多少个百分点" if "百分点" in unit else f"多少{unit}" if unit == "元" else "多少")


def _is_led(asked: Asked) -> bool:
    than = any(p.en == "than" for p in asked.behind)
    return than and any(p.zh in grammar()["leads"] for p in (*asked.of, *asked.behind))


def _grown(asked: Asked, much: str) -> str:
    done = asked.clause()
    times = done.time.split("、")
    if len(times) == 2:
        done = replace(done, time=max(times), around=glued([f"比{min(times)}", done.around]))
    return done.ending(much)


def _led(asked: Asked) -> str:
    """Ask how much more one thing is than another: 甲比乙高多少, 甲是乙的多少倍."""
    leads = grammar()["leads"]
    words = [*asked.of, *asked.behind]
    lead = next(leads[p.zh] for p in words if p.zh in leads)
    words = [p for p in words if p.zh not in leads and p.part is not Part.AUXILIARY and not supports(p)]
    at = next((i for i, p in enumerate(words) if p.en == "than"), len(words))
    of = [p for p in asked.of if p.zh not in leads]
    left, right = words[len(of) : at], words[at + 1 :]
    (time, _), (other, rest) = timed(left), timed(right)
    counted = plain(of)
    if counted.endswith(("倍", "次")):
        return glued([noun(left), "是", noun(right), "的多少倍"])
    unit = counted if counted in grammar()["units"] or counted == "元" else _counter(counted) if counted else ""
    unit = "" if _measured(counted) else unit
    things = "" if unit == counted else counted
    if other and not time:  # the time stands at the end, and is that of both
        return glued([other, noun(left), things, "比", noun(rest), lead, "多少", unit])
    return glued([noun(left), things, "比", noun(right), lead, "多少", unit])


def _many(asked: Asked) -> str:
    """Say how many there are or are done with: 有多少家客户, 卖出多少股."""
    if not asked.auxiliary:  # how many customers paid
        return clause(asked.of, "").asking("有多少")
    if _is_led(asked):
        return _led(asked)
    if asked.of[:1] and asked.of[0].zh == "倍":
        return glued([asked.noun(), "是", noun(asked.of[1:]), "的多少倍"])
    counted = noun(asked.of)
    counter = _counter(counted)
    if any(p.zh in grammar()["limits"] for p in asked.behind):
        return glued([asked.noun(), "的", counted, f"有多少{counter}"])
    bare = counted in grammar()["units"]
    done = asked.clause()
    if not done.verbal or (done.does == "持有" and not bare and counter != "股"):
        return glued([done.time, done.subject, done.around, "" if bare else counted, f"有多少{counter}"])
    return done.done(f"多少{counter}{'' if bare else counted}")


def _much(asked: Asked) -> str:
    if _is_led(asked):
        return _led(asked)
    if not asked.auxiliary and not head_of(asked.of):
        return glued([noun(asked.of), "金额是多少"])
    if asked.of and not any(p.zh[:1] == "更" for p in asked.of):
        done = asked.clause()
        amount = noun(asked.of)
        if not done.verbal:
            return glued([done.time, done.subject, "的" if done.subject else "", amount, "是多少"])
        return done.ending(amount, "多少")
    if asked.auxiliary in BE and not asked.clause().verbal:
        return glued([asked.noun(), "是多少"])
    return _grown(asked, "多少")


def _size(asked: Asked) -> str:
    """Ask how large: a market that has no measure of its own is asked for its size."""
    done = asked.clause()
    if asked.opener in ("large", "big") and not _measured(done.subject):
        done = replace(done, subject=glued([done.subject, "规模"]))
    return done.ending("是多少")


def _date(asked: Asked) -> str:
    return asked.clause().asking(grammar()["date"][asked.opener])


def _who(asked: Asked) -> str:
    if asked.auxiliary in BE and not asked.of:
        return glued([asked.noun(), "有哪些" if asked.auxiliary in ("are", "were") else "是谁"])
    done = asked.clause()
    if asked.auxiliary and not asked.of:
        return done.done("谁")
    return glued([done.time, done.around, done.does, done.what, done.subject, "的是谁"])


def _which(asked: Asked) -> str:
    if not asked.of and asked.auxiliary in _HAVE and _extreme(asked.behind):
        return _most(asked)
    if not asked.of and asked.auxiliary:
        if asked.auxiliary in BE and (sides := _compared(asked.behind)):
            return sides
        if asked.behind[:1] and asked.behind[0].zh == "指":  # what is meant by
            return glued([noun(asked.behind[2:]), "指什么"])
        if asked.auxiliary in BE:
            return "，".join(
                _valued(noun(part), head_of(part), _listed(part, asked)) for part in _several(asked.behind)
            )
        return asked.clause().done("什么")
    if asked.of[:1] and asked.of[0].en.split()[0] in _SHARES:
        return _share(asked)
    if _extreme([*asked.of, *asked.behind]):
        return _most(asked)
    if asked.of[:1] and _is_of(asked.of[0]):
        done = asked.clause()
        return glued(
            [noun(asked.of[1:]), "中", done.time, done.around, done.does or done.subject, done.what, "的有哪些"]
        )
    head = head_of(asked.of)
    who = _whom(asked.of)
    if not asked.auxiliary:
        done = clause(asked.of, "")
        if not done.verbal:
            return _valued(noun(asked.of), head)
        if done.does in grammar()["mutual"] and head and done.subject.endswith(head):
            side = f"{done.subject.removesuffix(head)}{who or f'哪个{head}'}"
            return glued([done.time, done.what or done.around, "与", side, done.does])
        return glued([done.time, done.around, done.does, done.what, "的是", who or f"哪个{done.subject}"])
    done = asked.clause()
    if who and any(p.part is Part.POSSESSIVE for p in asked.of):
        return done.ending("的是", who)
    if who:
        if done.verbal and not done.subject:  # which customers have paid
            return glued([done.time, who, done.around, done.does, done.what])
        return done.done(who) if done.verbal else glued([asked.noun(), "是", who])
    return done.ending("的", noun(asked.of), "是多少") if _measured(head) else done.done(f"什么{noun(asked.of)}")


def _compared(words: Sequence[Piece]) -> str:
    """Ask for the difference between two things, or the ratio of one to another; empty for other questions."""
    time, rest = timed(words)
    said = [p for p in rest if p.part is not Part.SILENT]
    if len(said) < 2:
        return ""
    head, behind = said[0], said[1:]
    if head.zh in grammar()["differences"] and behind[0].en in ("between", "in"):
        return glued([time, noun(behind[1:]), "相差多少"])
    at = next((i for i, p in enumerate(behind) if p.en == "to"), 0)
    if head.zh == "比例" and behind[0].en == "of" and at:
        return glued([time, noun(behind[1:at]), "是", noun(behind[at + 1 :]), "的多少倍"])
    return ""


def _whom(of: Sequence[Piece]) -> str:
    """Return the Chinese interrogative for one of a kind of party: 哪家客户; 哪些客户 where several are asked for."""
    for i, piece in enumerate(of):
        if piece.part in (Part.PREPOSITION, Part.RELATIVE):
            break
        after = of[i + 1] if i + 1 < len(of) else None
        last = after is None or bool(after.does) or after.part not in (Part.WORD, Part.UNKNOWN, Part.NAME)
        who = grammar()["who"].get(piece.zh, "")
        if who and last:
            return f"哪些{piece.zh}" if piece.en.endswith(("ies", "ers", "ors", "nks", "nies")) else who
    return ""


def _several(words: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Part what was the revenue of A in 2023, and the change: where the first is told in full."""
    for i in range(1, len(words) - 1):
        joined = words[i].en == "," and words[i + 1].en == "and"
        told = any(p.part in (Part.PREPOSITION, Part.POSSESSIVE, Part.TIME) for p in words[:i])
        if joined and told and not any(p.part is Part.PREPOSITION for p in words[i + 2 :]):
            return [words[:i], words[i + 2 :]]
    return [words]


def _share(asked: Asked) -> str:
    """Ask for the part of a whole: what share of the sales came from whom, was what, did who account for."""
    of = [p for p in asked.of if p.part is not Part.PREPOSITION or p.en != "of"][1:]
    if asked.auxiliary:
        done, whole = asked.clause(), noun(of) or said(asked.of[0].en.partition(" of ")[2])
        part = done.ending()
    else:
        done = clause(of, "")
        whole, part = done.subject, glued([done.time, done.around.removeprefix("向").removeprefix("用于")])
        part += (
            head_of([p for p in of if not p.does]) if _measured(whole) and not _measured(part) else ""
        )  # the sales of A in all sales
    return glued([part, "占", whole, "的比例是多少"])


def _extreme(words: Sequence[Piece]) -> Piece | None:
    """Return the word that asks for the most or least, or for the larger of two."""
    return next((p for p in words if p.zh in grammar()["extremes"]), None)


def _most(asked: Asked) -> str:
    """Ask which of several has the most of something: 甲、乙中毛利率最高的是哪家公司."""
    words = [*asked.of, *asked.behind]
    extreme = _extreme(words)
    at = words.index(extreme) if extreme else 0
    among, measure = words[:at], words[at + 1 :]
    among = [p for p in among if not p.does and not _is_of(p)]
    comma = next((i for i, p in enumerate(measure) if p.en in (",", ":", "-")), len(measure))
    named = [p for p in measure[comma:] if p.part in (Part.NAME, Part.FILED, Part.JOINING, Part.WORD, Part.UNKNOWN)]
    measure = measure[:comma]
    head, who = head_of(among), _whom(among) or _whom(asked.of)
    if not head_of(measure):
        done = replace(asked, behind=[p for p in asked.behind if p is not extreme]).clause()
        return done.ending(f"最多的是{who or '什么'}")
    if named and extreme:
        return glued([plain(named), "中", who or "哪家公司", noun(measure), extreme.zh])
    sides = plain(named) or ("" if who and head in grammar()["who"] else noun(among))
    return glued(
        [sides, "中" if sides else "", noun(measure), extreme.zh if extreme else "", "的是", who or "哪家公司"]
    )


def _is_of(piece: Piece) -> bool:
    return piece.part is Part.PREPOSITION and piece.en in ("of", "among")


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
    "how": _with("如何"),
    "date": _date,
    "when": _with("什么时候"),
    "where": _behind("在哪里"),
    "who": _who,
    "which": _which,
}
