"""Yes or no: from a cell that says so, from the sentence that says most of it and whether it denies, from figures."""

import re
from collections.abc import Sequence
from datetime import date

from kg.answer import Status
from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.workbench import Workbench
from qa.parsing.demands import demands_of
from qa.parsing.match import explained, squeezed
from qa.parsing.question import Operator, Question, Term
from qa.parsing.words import unspaced, word_file
from qa.reading.defined import as_said
from qa.reading.shown import shown
from qa.reading.signs import alike
from qa.yesno.polarity import (
    affirms,
    likeness,
    offers_both,
    only_beside,
    only_checks,
    only_spares,
    permits,
    says_no_need,
    supposes,
)
from qa.yesno.weighed import WILL, by_figures, by_sign

LEAST, LEAST_SAID = 0.55, 0.5  # of a question's words; the latter where its last word is said outright
ALIKE = 0.12  # of the words that a further sentence may explain less
FAR, LEAST_FAR = 0.3, 0.45  # by how much one decides better than any that says something else: then less is enough
LOOKED_AT = 40  # sentences
PREDICATE = 0.25  # what the last word of the question counts where a sentence itself says it
LIKE = 0.3  # what a sentence gains by having the question's own words and characters
SUPPOSED = 0.25  # what a rule or a supposition loses where it is asked what is or was
SAID, UNSAID = 0.6, 0.3  # how well a sentence says the last word itself where it does, and where it does not
TELLING = 1.0  # weight of a last word without which a sentence does not answer
HALF = 0.5  # of the question's own words and characters, which one that no other comes near must have
ALL_BUT = 0.6  # of the question's own words and characters, which another wording of the last word leaves
_WHETHER = Pattern(r"(?:是否|有没有|有无|是不是|会不会|能不能)[已曾都仍还有]*$")  # what is asked to be so follows
_EXTREME = Pattern("最|第一|首|居前|前[一二三]")
_AGREES = Pattern(r"一致|相同|相符|吻合|差异|不符|consistent|agree|same")


def yes_or_no(bench: Workbench) -> Found | None:
    """Answer with the sentence that says most of the question, and whether it denies it."""
    if foretold(bench) or offers_both(bench.question):
        return None
    if found := by_figures(bench):
        return found
    if bench.question.openings and not bench.question.has(Operator.AGREE):
        return _with_more(bench)
    return stated(bench) or by_sign(bench)


def stated(bench: Workbench) -> Found | None:
    """Answer with the sentence that decides; None where none says enough of what is asked."""
    question, options = bench.question, _options(bench)
    best = next((s for s in options if _may_decide(question, s)), None) or _far_ahead(question, options)
    value = None if best is None else _says(question, best)
    if best is None or value is None or _is_outsaid(question, best, options):
        return None
    if value and _flag(best) is None and only_beside(question, _own(best)):
        return None
    alike = [s for s in options[1:6] if s.words >= best.words - ALIKE and _says(question, s) is value]
    item = Item(value, "", "是" if value else "否")
    sure = min(0.85, 0.3 + 0.5 * best.words)
    return Found(Status.ANSWERED, (item,), (), sure, kind="boolean", prose=(best, *alike[:2]))


def _is_outsaid(question: Question, best: Sentence, options: Sequence[Sentence]) -> bool:
    """Tell whether a sentence that serves better says the last word of a question outright, and this one does not."""
    ahead = options[: options.index(best)]
    return _predicate(question, best) < SAID and any(_predicate(question, s) >= SAID for s in ahead)


def _with_more(bench: Workbench) -> Found | None:
    """Answer with the sentence itself where more is asked than whether: 什么时候开通，回款了吗."""
    best = next((s for s in _options(bench) if _may_decide(bench.question, s)), None)
    return as_said(bench, best, shown(best.text), min(0.75, 0.3 + 0.5 * best.words)) if best else None


def _options(bench: Workbench) -> list[Sentence]:
    """Return the sentences that may decide, best first."""
    question = bench.question
    told = [s for s in bench.sentences[:LOOKED_AT] if not _is_label(s)]
    beside = (only_checks, only_spares, says_no_need)
    telling = [s for s in told if not any(states_nothing(question, s.text) for states_nothing in beside)]
    options = sorted(telling, key=lambda s: -_worth(question, s))
    bench.notes.extend([f"{_worth(question, s):.3f} words {s.words:.2f} | {s.text[:80]}" for s in options[:6]])
    return options


def _may_decide(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence says enough of what is asked, and not only of the things that it is asked of."""
    least = LEAST_SAID if _predicate(question, sentence) >= SAID else LEAST
    return sentence.words >= least and _says_which(question, sentence) and not _beside(question, sentence)


def _says_which(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence says all names in Latin letters, and of the most or the first where that is asked."""
    said = squeezed(_own(sentence) + " ".join(sentence.evidence.section))
    if any(t.text not in said for t in question.terms if _is_latin_name(question, t)):
        return False
    return demands_of(question).extreme < 0 or bool(_EXTREME.search(said))


def _far_ahead(question: Question, options: Sequence[Sentence]) -> Sentence | None:
    """Return the best sentence where no other comes near it, and it says half of the question in its own words."""
    best = next(iter(options), None)
    if best is None or best.words < LEAST_FAR or not _says_which(question, best) or _beside(question, best):
        return None
    others = (s for s in options[1:] if not alike(squeezed(best.text), squeezed(s.text)))
    lead = _worth(question, best) - max((_worth(question, s) for s in others), default=0.0)
    return best if lead >= FAR and likeness(question, _own(best)) >= HALF else None


def _is_latin_name(question: Question, term: Term) -> bool:
    """Tell whether an unknown word is written like a name: Starfield, not GPU."""
    written = question.text[term.start : term.end]
    return not term.meaning and written.isalpha() and written[:1].isupper() and not written.isupper()


def foretold(bench: Workbench) -> bool:
    """Tell whether the question wants to know what will be: no filing says so of a time after the newest."""
    newest = max((f.day for f in bench.filings), default=date.max)
    later = bool(bench.scope.periods) and all(p.end > newest for p in bench.scope.periods)
    return later and bool(WILL.search(bench.question.folded))


def _worth(question: Question, sentence: Sentence) -> float:
    """Return how well a sentence decides: all that speaks for it, most its own words."""
    done = max(_predicate(question, sentence), _done(question, sentence))
    worth = sentence.total + PREDICATE * done + LIKE * likeness(question, _own(sentence))
    rule = not permits(question) and (supposes(question, sentence.text) or _only_when(question, _own(sentence)))
    return worth - (SUPPOSED if rule else 0.0)


def _only_when(question: Question, text: str) -> bool:
    """Tell whether a sentence only says what is done when what is asked has come about: 验收后付款."""
    said = squeezed(text)
    forms = [re.escape(f) for t in question.terms[-1:] for f in t.forms if f and f in said]
    return bool(forms) and bool(re.search(f"(?:{'|'.join(forms)})(?:合格|完成)?(?:之?后|之?前|时|之日)", said))


def _predicate(question: Question, sentence: Sentence) -> float:
    """Return how well a sentence itself says the last word of the question, which is most often what is asked."""
    return explained(question.terms[-1], squeezed(_own(sentence))) if question.terms else 0.0


def _done(question: Question, sentence: Sentence) -> float:
    """Return how well a sentence itself says the word right behind 是否; 0 where there is none."""
    done = next((t for t in question.terms if _WHETHER.search(question.folded[: t.start])), None)
    return explained(done, squeezed(_own(sentence))) if done else 0.0


def _beside(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of the same things but not of what is asked of them."""
    if question.has(Operator.AGREE) and not _AGREES.search(sentence.text):
        return True
    if not question.terms or question.terms[-1].weight < TELLING:
        return False
    return _predicate(question, sentence) < UNSAID and likeness(question, _own(sentence)) < ALL_BUT


def _own(sentence: Sentence) -> str:
    """Return what a sentence says itself; in a cell that is under the head of its column."""
    return sentence.head + sentence.text


def _flag(sentence: Sentence) -> bool | None:
    """Return what a cell of yes or no says; None for other sentences."""
    words, said = word_file("conditions"), unspaced(sentence.text).lower()
    return True if said in words["affirmed"] else False if said in words["denied"] else None


def _says(question: Question, sentence: Sentence) -> bool | None:
    """Tell whether a sentence, or a cell of yes or no under its head, says that what is asked is so; None: neither."""
    flag = _flag(sentence)
    if flag is None:
        return affirms(question, sentence.text)
    return flag == (affirms(question, sentence.head) is not False)


def _is_label(sentence: Sentence) -> bool:
    """Tell whether a sentence is only the name of a row, which states nothing."""
    place = sentence.evidence.cell
    own = squeezed(sentence.text)
    return bool(place and _flag(sentence) is None and own == squeezed(place.row.split("/")[-1]))
