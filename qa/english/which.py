"""What English asks with which and what: a thing, whom, the most of several, a share, what two differ by."""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.lexicon import grammar, lemmas, said
from qa.english.opened import Asked, counter, measured
from qa.english.phrases import (
    BE,
    Clause,
    bare,
    clause,
    glued,
    head_of,
    head_words,
    is_light,
    noun,
    placed,
    plain,
    timed,
)
from qa.english.pieces import Part, Piece

SHARES = frozenset({"share", "percentage", "proportion", "fraction", "portion", "percent"})
_HAVE = frozenset({"has", "have", "had"})
_NUMERALS = "两三四五六七八九十"
_BESIDE = frozenset({"with", "from", "to", "through", "via", "against"})  # whom something is done with
_MOST = {"最大": "最多", "最高": "最多", "最小": "最少", "最低": "最少"}
_NUMBERS = frozenset(f"{n}个" for n in _NUMERALS)


def which_of(asked: Asked) -> str:
    """Ask which, or what."""
    if asked.of[:1] and asked.of[0].en == "one" and asked.of[1:] and _is_of(asked.of[1]):
        asked = replace(asked, of=asked.of[1:])
    if not asked.of and asked.auxiliary in _HAVE and extreme(asked.behind):
        return _most(asked)
    if not asked.of and asked.auxiliary:
        if asked.auxiliary in BE and (sides := _compared(asked.behind)):
            return sides
        if asked.behind[:1] and asked.behind[0].zh == "指":  # what is meant by
            return glued([noun(asked.behind[2:]), "指什么"])
        if asked.auxiliary in BE and not plain(asked.behind):  # and what is it
            return "是多少"
        if asked.auxiliary in BE:
            return "，".join(valued(noun(part), head_of(part), _listed(part, asked)) for part in _several(asked.behind))
        return asked.clause().done("什么")
    if asked.of[:1] and asked.of[0].en.split()[0] in SHARES:
        return _share(asked)
    if extreme([*asked.of, *asked.behind]):
        return _most(asked)
    if asked.of[:1] and _is_of(asked.of[0]):
        return _some_of(asked)
    number = next((p for p in asked.of[:1] if p.zh in _NUMBERS), None)
    asked = replace(asked, of=asked.of[1:]) if number else asked
    head = head_of(asked.of)
    who = _whom(asked.of)
    if number and who:
        thing = head if asked.auxiliary else clause(asked.of, "").subject
        who = f"哪{number.zh[:-1]}{counter(thing)}{thing}"
    if not asked.auxiliary:
        done = clause(asked.of, "")
        if not done.verbal:
            return valued(noun(asked.of), head)
        if done.does in grammar()["mutual"] and head and done.subject.endswith(head):
            side = f"{done.subject.removesuffix(head)}{who or f'哪个{head}'}"
            return glued([done.time, done.what or bare(done.around), "与", side, done.does])
        return glued([done.time, done.around, done.does, done.what, "的是", who or f"哪个{done.subject}"])
    if _stranded(asked):
        return _beside(asked, who)
    if limit := grammar()["bounds"].get(asked.opener.split()[0]):  # below what revenue would it be delisted
        return glued([noun(asked.of), limit, "多少", asked.clause().ending()])
    preposition = asked.opener.split()[0]
    if preposition in _BESIDE:
        done, one = asked.clause(), who[1:2] if who.startswith(("哪家", "哪个")) else "些"
        return done.asking(placed(preposition, f"哪{number.zh if number else one}{noun(asked.of)}", done.does))
    done = asked.clause()
    if who and any(p.part is Part.POSSESSIVE for p in asked.of):
        return done.ending("的是", who)
    if who:
        if done.verbal and not done.subject:  # which customers have paid
            return glued([done.time, who, done.around, done.does, done.what])
        return (
            done.done(who) if done.verbal else glued([asked.noun(), "的是" if asked.auxiliary in _HAVE else "是", who])
        )
    if measured(head):
        return _measure(asked, done)
    several = head_words(asked.of)[-1:]
    which = "哪些" if several and several[0].en.endswith("s") else "什么"
    which = f"哪{number.zh[:-1]}{counter(head)}" if number else which
    return glued([done.time, done.subject, done.around, done.what, done.does, which, noun(asked.of)])


def _some_of(asked: Asked) -> str:
    """Ask which of several do something: 可比公司中亏损的有哪些."""
    if asked.auxiliary in _HAVE and asked.clause().does and asked.clause().subject:
        return _has_had(asked)
    if asked.auxiliary:
        done, head = asked.clause(), head_of(asked.of[1:])
        who = next((who for kind, who in grammar()["who"].items() if head.endswith(kind)), "")
        one = bool(who) and asked.auxiliary in ("is", "was")
        of, time = noun(asked.of[1:]), timed(asked.of)[0]
        of = glued([of, "中", done.time]) if time else glued([done.time, of, "中"])
        which = f"的是{who}" if one else "的有哪些"
        return glued([of, "唯一" if one else "", done.around, done.does or done.subject, done.what, which])
    done = clause(asked.of[1:], "")
    return glued([done.time, done.subject, "中", done.around, done.does, done.what, "的有哪些"])


def _has_had(asked: Asked) -> str:
    """Ask which of several has, or has not, had something done: has had no revenue recognised."""
    words = [p for p in asked.behind if p.part is not Part.AUXILIARY]
    denied = next((p for p in words if p.en == "no"), None)
    done = clause([p for p in words if p is not denied], asked.auxiliary)
    does = glued(["未" if denied else "", done.does, done.what or done.subject])
    return glued([noun(asked.of[1:]), "中", done.time, done.around, does, "的有哪些"])


def valued(words: str, head: str, what: str = "是什么") -> str:
    """Ask what a noun is: a number, or something else."""
    if words.endswith(tuple(grammar()["states"])):
        return f"{words}如何"
    return glued([words, "分别" if "和" in head else "", "是多少" if measured(head) else what])


def _measure(asked: Asked, done: Clause) -> str:
    """Ask for a measure that something has: what rate does A apply to receivables is the rate of A's receivables."""
    who = next((p for p in asked.behind if p.part is not Part.SILENT), None)
    tells = any(form in grammar()["telling"] for p in asked.behind for form in lemmas(p.en))
    if (
        tells and done.subject and done.what and who and who.part is Part.WORD
    ):  # what profit does the sponsor list for A
        return glued([done.time, done.subject, "列示的", done.what, bare(done.around), "的", noun(asked.of), "是多少"])
    if done.light:
        return glued([done.time, done.subject, done.what, bare(done.around), "的", noun(asked.of), "是多少"])
    return done.ending("的", noun(asked.of), "是多少")


def _listed(words: Sequence[Piece], asked: Asked) -> str:
    """Return how something that is no number is asked for: what are the products asks for several."""
    head = words[: next((i for i, p in enumerate(words) if p.part is Part.PREPOSITION), len(words))]
    several = asked.auxiliary in ("are", "were") and bool(head) and head[-1].en.endswith("s")
    return "有哪些" if several else "是什么"


def _stranded(asked: Asked) -> bool:
    """Tell whether a question ends with the preposition of what it asks for: which company does it cooperate with."""
    last = next((p for p in reversed(asked.behind) if p.part is not Part.SILENT), None)
    return bool(last and last.part is Part.PREPOSITION and last.en in ("with", "from", "to") and asked.of)


def _beside(asked: Asked, who: str) -> str:
    """Ask for whom something is done with, from or to: 与哪家公司合作."""
    at = max(i for i, p in enumerate(asked.behind) if p.part is Part.PREPOSITION)
    done = replace(asked, behind=asked.behind[:at]).clause()
    return done.asking(placed(asked.behind[at].en, who or f"哪家{noun(asked.of)}"))


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
        one, other = behind[1:at], behind[at + 1 :]
        if not any(p.part in (Part.NAME, Part.POSSESSIVE) for p in other) and _is_in(noun(one), noun(other)):
            return glued([time, noun(one), "占", noun(other), "的比例是多少"])
        return glued([time, noun(one), "是", noun(other), "的多少倍"])
    return ""


def _is_in(part: str, whole: str) -> bool:
    """Tell whether a figure may be a part of another: pay of expenses, but no line of expenses of another line."""
    return measured(part) and measured(whole) and part[-2:] != whole[-2:]


def _whom(of: Sequence[Piece]) -> str:
    """Return the Chinese interrogative for one of a kind of party: 哪家客户; 哪些客户 where several are asked for."""
    for i, piece in enumerate(of):
        if piece.part in (Part.PREPOSITION, Part.RELATIVE) or (i and _is_done(piece)):
            break
        after = of[i + 1] if i + 1 < len(of) else None
        last = after is None or bool(after.does) or after.part not in (Part.WORD, Part.UNKNOWN, Part.NAME)
        who = grammar()["who"].get(piece.zh, "")
        if who and last:
            return f"哪些{piece.zh}" if piece.en.endswith(("ies", "ers", "ors", "nks", "nies")) else who
    return ""


def _is_done(piece: Piece) -> bool:
    """Tell whether a word says what somebody did: a board meeting approved asking the shareholders."""
    return bool(piece.does) and piece.en.endswith("ed")


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
    time, rest = timed(of)
    at = next((i for i, p in enumerate(rest) if p.zh in grammar()["flows"] and i), 0)
    if asked.auxiliary:
        whole = noun(of) or said(asked.of[0].en.partition(" of ")[2])
        if (done := asked.clause()).does == "持有":
            if whole.endswith("股权"):
                owner = whole.removesuffix("股权").removesuffix("的")
                return glued([done.time, done.subject, done.around, "持有", owner, "多少%的股权"])
            return glued([done.time, done.subject, done.around, "持有", whole, "的持股比例是多少"])
        done = asked.clause()
        by_whom = any(p.en == "by" for p in timed(asked.behind)[1])
        if whole and done.verbal and not (done.subject or done.what or by_whom):  # what share of it has been used
            already = "" if asked.auxiliary in ("is", "are") else "已"
            return glued([done.time, whole, done.around, already, done.does, "的比例是多少"])
        if not whole and done.does.endswith("超过"):
            return done.ending("多少%")
        of_whole = ["占", whole, "的比例是多少"] if whole else ["的比例是多少"]
        return glued([done.ending(), *of_whole])
    if at:  # went to the largest customer
        owner = max((i for i, p in enumerate(rest[:at]) if p.part is Part.POSSESSIVE), default=-1)
        whole, part = noun(rest[:at]), glued([time, noun(rest[at + 1 :])])
        head = head_of(rest[owner + 1 : at]) if rest[at].zh == "来自" else ""
    else:
        done = clause(of, "")
        around = done.around.removeprefix("向").removeprefix("用于")
        whole, part = done.subject, glued([done.time, around, "" if around else done.what])
        head = head_of([p for p in of if not p.does])
    if measured(whole) and not measured(part):
        part += head  # the sales of A in all sales
    return glued([part, "占", whole, "的比例是多少"])


def extreme(words: Sequence[Piece]) -> Piece | None:
    """Return the word that asks for the most or least, or for the larger of two."""
    return next((p for p in words if p.zh in grammar()["extremes"]), None)


def _most(asked: Asked) -> str:
    """Ask which of several has the most of something: 甲、乙中毛利率最高的是哪家公司."""
    words = [*asked.of, *asked.behind]
    most = extreme(words)
    at = words.index(most) if most else 0
    among, measure = words[:at], words[at + 1 :]
    nouns = len(asked.of) if asked.auxiliary else 0
    among = [p for i, p in enumerate(among) if (i < nouns or not p.does) and not _is_of(p)]
    comma = next((i for i, p in enumerate(measure) if p.en in (",", ":", "-")), len(measure))
    named = [p for p in measure[comma:] if p.part in (Part.NAME, Part.FILED, Part.JOINING, Part.WORD, Part.UNKNOWN)]
    measure = measure[:comma]
    among = [p for p in among if p.part is not Part.UNKNOWN or not is_light(p)]
    head, who = head_of(among), _whom(among) or _whom(asked.of)
    if most and (moved := _moved(measure)):
        measure, most = moved[0], replace(most, zh=f"{moved[1]}{_MOST.get(most.zh, most.zh)}")
    if not head_of(measure):
        return _done_most(asked, most, who)
    if most and named and all(p.part in (Part.WORD, Part.FILED, Part.JOINING) for p in named):  # products or services
        things = replace(named[0], part=Part.WORD, zh=f"{plain(named)}的", does="")
        return glued([noun([things, *measure]), "谁", most.zh])
    if most and (named or sum(p.part is Part.NAME for p in among) > 1):
        return glued([plain(named) or noun(among), "中", who or "哪家公司", noun(measure), most.zh])
    whole = noun(among)
    sides = plain(named) or ("" if who and head in grammar()["who"] and whole == head else whole)
    if sides and not who and not named and not _is_of(words[0]):  # which project
        sides, who = "", f"哪个{sides}"
    return glued([sides, "中" if sides else "", noun(measure), most.zh if most else "", "的是", who or "哪家公司"])


def _moved(measure: Sequence[Piece]) -> tuple[list[Piece], str] | None:
    """Return the measure whose change is asked for, and how it changed: the biggest increase in cash."""
    said = [p for p in measure if p.part is not Part.SILENT]
    if len(said) < 3 or said[1].en not in ("in", "of"):
        return None
    how = next((grammar()["moves"][form] for form in lemmas(said[0].en) if form in grammar()["moves"]), "")
    return ([p for p in measure if p is not said[0] and p is not said[1]], how) if how else None


def _done_most(asked: Asked, most: Piece | None, who: str) -> str:
    """Ask who did most of something, or did it first: 甲的供应商中成立最早的是哪家."""
    of, behind = ([p for p in words if p is not most] for words in (asked.of, asked.behind))
    done = replace(asked, of=of, behind=behind).clause()
    among = noun(of[1:]) if of and _is_of(of[0]) else ""
    which = most.zh if most else "最多"
    if not among:
        return done.ending(f"{which}的是{who or '什么'}")
    done = done if asked.auxiliary else clause(of[1:], "")
    among = among if asked.auxiliary else done.subject
    one = f"哪{counter(who[2:])}" if who else "哪个"
    return glued([among, "中", done.time, done.around, done.does, done.what, which, "的是", one])


def _is_of(piece: Piece) -> bool:
    return piece.part is Part.PREPOSITION and piece.en in ("of", "among")
