"""Figures that 分别 gives to a list of words: which word each belongs to, what it measures, of what it is a share."""

import re
from dataclasses import dataclass, replace

from kg.model import Fact
from kg.pattern import Pattern
from nlp.figure_words import BREAKS, MARKS, TIMES, is_base, trimmed
from nlp.marks import Marked

_LIST = Pattern(rf"[{MARKS}](?:\s?(?:、|和|及|与|以及|，)\s?[{MARKS}])+")
_SHARE = Pattern("占(?!用|有(?!率))")
_IN_LATIN = "(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])"  # the blank within a Latin name


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose a figure of a list after 分别 is, and what it measures; nobody's where the sentence does not tell."""

    name: str = ""
    measure: str = ""


def list_names(marked: Marked) -> dict[int, Listed]:
    """Return for each figure of a list after 分别 the word it belongs to, `""` where the sentence does not tell.

    `软件产品、硬件产品的毛利率分别为a、b`: the nearest list of as many words before it names them, and what stands
    between is what they measure.
    """
    names: dict[int, Listed] = {}
    for figures_listed in _LIST.finditer(marked.text):
        positions = [i for i in range(*figures_listed.span()) if i in marked.marks]
        kinds = {marked.marks[i].kind for i in positions}
        before = marked.text[: figures_listed.start()]
        if len(kinds) > 1 or "分别" not in before:
            continue
        words, measure = _words_listed(marked, figures_listed.start(), len(positions))
        listed = [Listed(word, measure) for word in words] or [Listed()] * len(positions)
        names |= dict(zip(positions, listed, strict=True))
    return names


def _words_listed(marked: Marked, end: int, count: int) -> tuple[list[str], str]:
    """Return the nearest list of `count` words before `end` and what stands behind it, or nothing."""
    item = rf"(?:[^，,；;。：:、\s{MARKS}{TIMES}]|{_IN_LATIN}){{2,24}}"
    last = rf"(?:[^，,；;。：:、的均分较占\s]|{_IN_LATIN}){{2,24}}?"
    listed = Pattern(
        rf"(?=({item}(?:、{item}){{{max(count - 2, 0)}}}(?:、|和|及|与|以及)\s?{last})\s?(?:的|均|分别|较|占|，))"
    )
    found = [
        m
        for m in listed.finditer(marked.text, 0, end)
        if m.start() == 0 or marked.text[m.start() - 1] in BREAKS + TIMES
    ]
    if not found:
        return [], ""
    span = found[-1].span(1)
    words = re.split(r"、|以及|和(?!\S{0,2}其他)|及(?!其他)|与", marked.slice(*span).plain())
    if len(words) != count:
        return [], ""
    kept = [i for i in range(span[1], end) if marked.text[i] not in TIMES or is_base(marked, i)]
    measure = re.split(f"[{BREAKS}]", marked.keep(kept).plain())[-1]
    return [trimmed(word) for word in words], trimmed(measure.replace("分别", ""))


def share_of(fact: Fact) -> str:
    """Return the words that tell a figure as the share of a whole: 占整体; nothing where it is none."""
    label = [role.text for role in fact.roles if role.name == "row"][-1]
    return label if _SHARE.search(label) else ""


def leaning(fact: Fact, told: Fact) -> Fact:
    """Return a figure of a whole that only the statement before names: that one's words with it, and nobody's where
    that one is nobody's."""
    roles = fact.roles if told.role("subject") else tuple(role for role in fact.roles if role.name != "subject")
    evidence = replace(fact.evidence[0], context=(told.evidence[0].main, *fact.evidence[0].context))
    return replace(fact, roles=roles, evidence=(evidence, *fact.evidence[1:]))
