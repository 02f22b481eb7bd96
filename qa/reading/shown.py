"""What is shown of the sentences that answer: a reason, the clauses around it, what goes on behind an announcement."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Excerpt
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.evidence.library import Library
from qa.evidence.prose import Sentence, manners
from qa.evidence.sentences import split
from qa.parsing.effects import gives_reason
from qa.parsing.match import SURE, explained, squeezed
from qa.parsing.question import Kind, Question, Term
from qa.parsing.words import unspaced

SHOWN = 190  # squeezed characters of an answer of several sentences
CUT = 110  # characters of a long sentence that are shown around its cause
LISTED = 420  # squeezed characters of reasons that a list gives
PART = 0.5  # of an unknown word that a sentence must say which says the word
AHEAD = 600  # characters behind a sentence that announces something in which it is said
_ANNOUNCES = Pattern(
    r"(?:多种|以下|如下|下列|若干|几)(?:个|项|种)?(?:措施|方式|方面|方法|安排|原因|情形|内容|方案)|[：:]$"
)
_OPENS = Pattern(r"①|[（(]?1[）)]|（一）|一是|一方面|首先|第一[，、]")
_HOW = Pattern(
    r"怎么(?!样)|如何|怎样|(?:按照?|依据?|根据|以|用|靠|凭)什么(?:原则|口径|办法|途径|手段|渠道|方式|标准|依据)?"
)
_ASKS_HOW = (Kind.HOW, Kind.WHAT, Kind.LIST)
_CLAUSE = Pattern(r"[，；,;](?!\d)")


def shown(text: str) -> str:
    """Return a sentence as one line: blanks around line breaks gone."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def focused(sentence: Sentence, words: str) -> Sentence:
    """Return a sentence whose evidence points at the words in it that say the answer, where they stand in one piece."""
    quote, start = sentence.evidence.main.quote, sentence.evidence.main.start
    at = [i for i, c in enumerate(quote) if not c.isspace()]
    found = unspaced(quote).find(unspaced(words))
    if found < 0 or not words:
        return sentence
    span = (start + at[found], start + at[found + len(unspaced(words)) - 1] + 1)
    return replace(sentence, evidence=replace(sentence.evidence, focus=span))


def told(question: Question, sentence: Sentence) -> str:
    """Return what a sentence says in answer: all of it, or of a long one the clauses around the cause."""
    text = shown(sentence.text)
    if len(text) <= SHOWN or question.kind is not Kind.WHY:
        return text
    pattern, _ = manners()["why"]
    marks = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    causes = [m.start() for m in pattern.finditer(text)]
    if not causes:
        return text
    first = max(n for n, mark in enumerate(marks) if mark <= causes[0])
    last = max(first + 1, max(n for n, mark in enumerate(marks) if mark <= marks[max(0, first - 1)] + CUT))
    return text[marks[max(0, first - 1)] : marks[last]].rstrip("，,；;")


def reason(sentence: Sentence) -> str:
    """Return a sentence from the clause that names the cause."""
    text = shown(sentence.text)
    cause = manners()["why"][0].search(text)
    return text[max((m.end() for m in _CLAUSE.finditer(text, 0, cause.start())), default=0) :] if cause else text


def chosen(question: Question, best: Sentence, options: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that make the answer: the best, and those that follow it while all are short."""
    answer = [best]
    if question.kind is Kind.WHY and best.evidence.cell is None and not gives_reason(best.text):
        following = sorted((s for s in options if s.doc == best.doc and s.start >= best.end), key=lambda s: s.start)
        for sentence in following[:2]:
            near = sentence.start - answer[-1].end < 4
            if not near or sum(len(squeezed(s.text)) for s in (*answer, sentence)) > SHOWN:
                break
            answer.append(sentence)
    return answer


def unfinished(library: Library, sentence: Sentence) -> list[Sentence]:
    """Return what goes on with a sentence that only opens a list of reasons: ①…；, 一方面，…；, up to the full stop."""
    said = shown(sentence.text)
    if sentence.evidence.cell is not None or not _OPENS.search(said) or not said.endswith(("；", ";", "：", ":")):
        return []
    rest = library.text(sentence.doc, sentence.end, sentence.end + AHEAD)
    stop = rest.find("。") + 1
    quote = rest[:stop].strip()
    if not quote or len(squeezed(said + quote)) > LISTED:
        return []
    start = sentence.end + rest.index(quote)
    evidence = replace(sentence.evidence, main=Excerpt(start, start + len(quote), quote), focus=None)
    return [Sentence(quote, evidence, sentence.words, sentence.manner)]


def does_so(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence says the very thing that a question asks how or by what it is done: 确认 of
    收入是怎么确认的, 计量 of 按什么原则计量."""
    done = _done(question)
    return done is None or explained(done, squeezed(sentence.text)) >= (SURE if done.meaning else PART)


def doing_so(question: Question, options: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that say it; of a word that nobody knows where none does those that say in what manner
    something is done, or tell no figures: they may say it in another."""
    done, manner = _done(question), manners()["how"][0]
    if done and done.meaning:
        return [s for s in options if does_so(question, s)]
    plain = (s for s in options if manner.search(s.text) or not any(True for _ in find_quantities(s.text)))
    return [s for s in options if does_so(question, s)] or list(plain)


def _done(question: Question) -> Term | None:
    """Return the word right behind the last interrogative that asks how."""
    asks = [m.end() for m in _HOW.finditer(question.folded)] if question.kind in _ASKS_HOW else []
    return next((t for t in question.terms if asks and t.start >= asks[-1] and len(t.text) > 1), None)


def following(library: Library, sentence: Sentence) -> list[Sentence]:
    """Return the sentences behind one that only announces what they say: 将采取以下措施。"""
    if sentence.evidence.cell is not None or not _ANNOUNCES.search(shown(sentence.text)):
        return []
    text = library.text(sentence.doc, sentence.end, sentence.end + AHEAD)
    found: list[Sentence] = []
    for start, end in split(text):
        length = sum(len(squeezed(s.text)) for s in found) + len(squeezed(text[start:end]))
        if length > SHOWN or end == len(text):
            break
        at = sentence.end + start
        evidence = replace(sentence.evidence, main=Excerpt(at, at + end - start, text[start:end]), focus=None)
        found.append(Sentence(text[start:end], evidence, sentence.words, sentence.manner))
    return found
