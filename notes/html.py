"""Answers and paths as HTML for notebooks: the answer, the way to it, the exact words with the value marked.

Every text of a filing is escaped; there is no script, and no style outside the elements, so that notebooks keep it all.
"""

from collections.abc import Iterable, Sequence
from html import escape

from kg.answer import Answer, Path, Status
from kg.model import Evidence
from kg.pattern import Pattern
from notes.sources import Sources
from notes.svg import path_svg
from notes.words import named, said
from pilu.listings import shortened

LONGEST = 400  # characters of a quote
_NEWLINES = Pattern(r"\s*\n\s*")
MOST = 8  # pieces of evidence; the rest is counted
_BOX = "border-left:4px solid {};padding:.4em .8em;margin:.4em 0"
_COLOURS = {Status.ANSWERED: "#009E73", Status.CONFLICT: "#D55E00"}


def answer_html(answer: Answer, sources: Sources) -> str:
    """Return an answer: its sentence, its paths, its evidence with the value marked, what it leans on."""
    lang = answer.lang
    box = _BOX.format(_COLOURS.get(answer.status, "#888"))
    parts = [f'<div style="{box}"><div style="font-weight:bold">{escape(answer.answer)}</div>']
    for hypothesis in answer.hypotheses:
        confidence = named("confidences", hypothesis.sure, lang)
        words = said("hypothesis", lang).format(label=hypothesis.label, name=hypothesis.name, confidence=confidence)
        parts.append(f'<div style="color:#a15c00">⚠ {escape(words)}</div>')
    parts += [_scrolled(path_svg(path, lang)) for path in answer.paths[:3]]
    parts.append(evidence_html(answer.evidence, sources, lang))
    return "".join([*parts, "</div>"])


def paths_html(paths: Sequence[Path], evidence: Iterable[Sequence[Evidence]], sources: Sources, lang: str) -> str:
    """Return paths, each with the evidence of its facts."""
    if not paths:
        return f"<div>{escape(said('nothing', lang))}</div>"
    return "".join(
        _scrolled(path_svg(path, lang)) + evidence_html(proofs, sources, lang)
        for path, proofs in zip(paths, evidence, strict=True)
    )


def evidence_html(evidence: Sequence[Evidence], sources: Sources, lang: str) -> str:
    """Return evidence as a numbered list, folded, with the words that say the value marked."""
    if not evidence:
        return ""
    items = "".join(f"<li>{_item(each, sources, lang)}</li>" for each in evidence[:MOST])
    more = said("more", lang).format(len(evidence) - MOST) if len(evidence) > MOST else ""
    summary = f"{said('evidence', lang)} ({len(evidence)})"
    return f"<details open><summary>{escape(summary)}</summary><ol>{items}</ol>{escape(more)}</details>"


def _item(evidence: Evidence, sources: Sources, lang: str) -> str:
    listed = sources.listed[evidence.doc]
    where = [listed.meta.title or listed.name, *evidence.section]
    if evidence.page is not None:
        where.append(said("page", lang).format(evidence.page))
    speaker = named("speakers", evidence.speaker.value, lang)
    place = f"{escape(' › '.join(where))} · {escape(speaker)}"
    command = f"<code>{escape(sources.command(evidence))}</code>"
    link = sources.page_link(evidence)
    opened = f' · <a href="{escape(link)}">{escape(said("original", lang))}</a>' if link else ""
    return f'<div style="color:#666;font-size:90%">{place}{opened} · {command}</div><q>{marked(evidence)}</q>'


def marked(evidence: Evidence) -> str:
    """Return the quote with the words that say the value marked."""
    excerpt = shortened(evidence.main, evidence.focus, LONGEST)
    if evidence.focus is None:
        return _words(excerpt.quote)
    start, end = (min(max(at - excerpt.start, 0), len(excerpt.quote)) for at in evidence.focus)
    before, focus, after = excerpt.quote[:start], excerpt.quote[start:end], excerpt.quote[end:]
    return f'{_words(before)}<mark style="background:#ffe58a">{_words(focus)}</mark>{_words(after)}'


def _words(text: str) -> str:
    """Return text escaped, with no empty line: that would end the HTML where a notebook becomes Markdown."""
    return escape(_NEWLINES.sub(" ", text))


def _scrolled(svg: str) -> str:
    return f'<div style="overflow-x:auto;background:#fff">{svg}</div>'
