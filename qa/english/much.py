"""How many times one thing is another, and what went for a thing: 甲的收入是乙的多少倍, 甲的办公费是多少."""

from dataclasses import replace

from qa.english.lexicon import grammar, lemmas
from qa.english.opened import Asked, measured
from qa.english.phrases import glued, noun, plain, timed
from qa.english.pieces import Part
from qa.english.which import valued


def times(asked: Asked) -> str:
    """Ask how many times one thing is another: the measure told of the one is meant of the other too, said alone."""
    time, rest = timed(asked.of[1:])
    owner = next((i for i, p in enumerate(rest) if p.part is Part.POSSESSIVE), None)
    alone = asked.behind[-1:] and asked.behind[-1].part is Part.POSSESSIVE
    if owner is None or not alone:
        return glued([asked.noun(), "是", noun(asked.of[1:]), "的多少倍"])
    return glued([time, asked.noun(), "的", noun(rest[owner + 1 :]), "是", noun(rest[:owner]), "的多少倍"])


def spent(asked: Asked) -> str:
    """Ask how much went for a thing, which is the amount of that thing; empty for other questions."""
    words = asked.behind
    at = next((i for i, p in enumerate(words) if set(lemmas(p.en.split()[0])) & set(grammar()["spending"])), None)
    on = next((i for i in range(at, len(words)) if words[i].en.split()[-1] == "on"), None) if at is not None else None
    if at is None or on is None:
        return ""
    end = next(
        (i for i in range(on + 1, len(words)) if words[i].part is Part.PREPOSITION and words[i].en != "on"), None
    )
    thing, whose = words[on + 1 : end], [p for p in words[:at] if p.part is not Part.AUXILIARY]
    of = [replace(words[on], part=Part.PREPOSITION, en="of")] if whose else []
    thing = [p for p in thing if p.en != "on"]
    said = noun([*thing, *of, *whose, *(words[end:] if end else [])])
    return valued(said if measured(plain(thing)) else f"{said}的金额", plain(thing), "是多少")
