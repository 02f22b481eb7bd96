"""How much more one thing is than another: 甲比乙高多少, 甲是乙的多少倍, 同比增加多少."""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.lexicon import grammar, said
from qa.english.opened import Asked, counter, measured
from qa.english.phrases import clause, glued, noun, plain, supports, timed
from qa.english.pieces import Part, Piece

_YEAR_ON_YEAR = "同比"
_TIMES = ("倍", "次")


def is_led(asked: Asked) -> bool:
    """Tell whether a question asks by how much one thing leads another, or its own figure of a year before."""
    words = (*_parted(asked.of), *asked.behind)
    than = any(p.en == "than" or p.zh == _YEAR_ON_YEAR for p in words)
    return than and any(p.zh in grammar()["leads"] for p in words)


def led(asked: Asked) -> str:
    """Ask how much more one thing is than another."""
    leads = grammar()["leads"]
    of = _parted(asked.of)
    lead_word = next(p for p in (*of, *asked.behind) if p.zh in leads)
    of = [p for p in of if p.zh not in leads]
    behind = [p for p in asked.behind if p.zh not in leads]
    if any(p.zh == _YEAR_ON_YEAR for p in (*of, *behind)):
        return _than_before([p for p in (*of, *behind) if p.zh != _YEAR_ON_YEAR], leads[lead_word.zh])
    counted, left, right = _sides(of, behind, asked.auxiliary)
    lead, things = leads[lead_word.zh], plain(counted)
    (time, _), (other, rest) = timed(left), timed(right)
    if things.endswith(_TIMES):
        if lead_word.zh in grammar()["adverbial"]:  # so many times faster
            return glued([noun(left), "比", noun(right), lead, "多少倍"])
        return glued([noun(left), "是", noun(right), "的多少倍"])
    unit = things if things in grammar()["units"] or things == "元" else counter(things) if things else ""
    unit = "" if measured(things) else unit
    things = "" if unit == things else things
    if other and not rest:  # than in 2022
        return glued(
            [time, _thing(left if not time else timed(left)[1], asked), things, "比", other, lead, "多少", unit]
        )
    if other and not time:  # the time stands at the end, and is that of both
        return glued([other, _thing(left, asked), things, "比", noun(rest), lead, "多少", unit])
    return glued([_thing(left, asked), things, "比", noun(right), lead, "多少", unit])


def _parted(of: Sequence[Piece]) -> list[Piece]:
    """Part more than in two, where it opens what is asked: how much more than A did B spend."""
    more, _, than = of[0].en.rpartition(" ") if of else ("", "", "")
    if than != "than" or not more:
        return list(of)
    first = replace(of[0], en=more, zh=said(more), does="")
    return [first, Piece(Part.PREPOSITION, than, "", of[0].end, of[0].end), *of[1:]]


def _sides(
    of: Sequence[Piece], behind: Sequence[Piece], auxiliary: str
) -> tuple[Sequence[Piece], Sequence[Piece], Sequence[Piece]]:
    """Return what is counted, what leads, and what it leads: how much more (than B) did A spend (than B)."""
    at = next((i for i, p in enumerate(of) if p.en == "than"), None)
    if at is not None and auxiliary:
        return of[:at], behind, of[at + 1 :]
    at = next((i for i, p in enumerate(behind) if p.en == "than"), len(behind))
    return of, behind[:at], behind[at + 1 :]


def _thing(words: Sequence[Piece], asked: Asked) -> str:
    """Return what leads: a noun, or what is done."""
    done = clause(words, asked.auxiliary)
    if not done.verbal:
        return noun([p for p in words if p.part is not Part.AUXILIARY and not supports(p)])
    does = "" if measured(done.what) or done.light else done.does
    return glued([done.time, done.subject, done.around, "的" if not (done.around or does) else "", done.what, does])


def _than_before(words: Sequence[Piece], lead: str) -> str:
    """Ask how much smaller something is than a year before: 比上年少多少."""
    time, rest = timed([p for p in words if p.part is not Part.AUXILIARY and not supports(p)])
    return glued([time, noun([p for p in rest if p.en != "than"]), "比上年", lead, "多少"])
