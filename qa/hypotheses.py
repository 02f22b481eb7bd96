"""Who a letter may be, asked outright, and figures of a named party that a filing gives under a letter.

Hypotheses come from `kg.identity`; an answer that leans on one says so, with the words from both sides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.answer import Status
from kg.model import EntityKind
from qa.found import Found, Guess, Item
from qa.names import Mention
from qa.question import Kind
from qa.unnamed import unnamed
from qa.workbench import Workbench

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

CEILING = {"certain": 0.95, "probable": 0.8}  # of an answer that leans on an identity
POSSIBLE = 0.5  # the same, where the question leans on possible names too
SURE_NAME = {"certain": 0.9, "probable": 0.7, "possible": 0.4}
OWN = 0.6  # of a question's words that a statement under the party's own name explains
_SAME = re.compile(r"同一家|同一个?(?:公司|主体|客户|供应商|单位)|就是|same (?:company|party|customer|supplier|entity)")
_MEETS = re.compile(r"一致|相同|对应|吻合|相符|\b(?:match|matches|correspond|corresponds|equal|equals)\b")
_WHO = re.compile(
    r"(?:是|为|指的?是?|可能是|会是|究竟是|到底是|实际是|对应)(?:谁|哪家|哪个|哪一家|什么公司)|谁是|真实(?:名称|身份)|真名"
    r"|\bwho (?:is|might|could|may)|\breal name|\bidentity of"
)
_FIGURE = "figure"  # the grade of a match in figures
_KINDS = {"clause": ("条款", "clauses"), "share": ("占比", "shares")}


def who_is(bench: Workbench) -> Found | None:
    """Answer E公司是谁, and 与哪家客户一致, with the words of both filings; None where nobody asks that."""
    letter = _letter(bench)
    folded = bench.question.folded
    if (
        letter is None
        or len(bench.question.mentions) > 1
        or not bench.question.kind.is_name | bool(_WHO.search(folded))
    ):
        return None
    met = bool(_MEETS.search(folded)) and bench.question.kind.is_name
    if not met and (not _WHO.search(folded) or any(t.kind for t in bench.question.terms)):
        return None
    best = next(iter(_candidates(bench, letter)), None)
    if best is None or best[1].confidence.value not in ceiling(bench):
        others = _candidates(bench, letter, named=False)
        leads = [best] if best else [guess for guess in others if guess[1].confidence.value in CEILING][:1]
        return unnamed(bench, letter.ids, leads)
    party, candidate = best
    if met and not any(m.grade == _FIGURE for m in candidate.matches):
        return None
    item = Item(candidate.name, "", candidate.name if met else _with_reasons(party, candidate, bench), candidate.name)
    return Found(
        Status.ANSWERED,
        (item,),
        confidence=SURE_NAME[candidate.confidence.value],
        kind="string",
        text=_with_figures(candidate) if met else "",
        guesses=((party, candidate),),
    )


def _with_reasons(party: "AnonymousParty", candidate: "Candidate", bench: Workbench) -> str:
    """Return a candidate's name with how sure that is and the words of what agrees, so far as they are cited."""
    from kg.identity.wording import kind_words

    zh = bench.question.lang == "zh"
    agreeing = [m for m in candidate.matches if m.grade != "weak"] or list(candidate.matches)
    shown = agreeing[:1] and [m for m in agreeing if m.left.main == agreeing[0].left.main or m is agreeing[0]]
    words = [kind_words(m.kind, bench.question.lang) for m in shown]
    figures = [m.note if m.grade == _FIGURE and "=" not in m.note and "≈" not in m.note else "" for m in shown]
    why = ("、" if zh else ", ").join(f"{w} {f}".strip() for w, f in zip(words, figures, strict=True))
    if candidate.decided:
        why = "人工确认" if zh else "a person's decision"
    year = f"{party.period}年" if zh and party.period else f"{party.period} " if party.period else ""
    said = (
        f"{year}{party.label}，{candidate.confidence.value}"
        if zh
        else f"{year}{party.label}, {candidate.confidence.value}"
    )
    return f"{candidate.name}（{said}；{why}）" if zh else f"{candidate.name} ({said}; {why})"


def _with_figures(candidate: "Candidate") -> str:
    """Return a candidate's name with the figures that agree, as the filing that names it prints them."""
    said = [match.note.rpartition(" ≈ ")[2] for match in candidate.matches if match.grade == _FIGURE]
    figures = "，".join(dict.fromkeys(said))
    return f"{candidate.name}（{figures}）" if figures else candidate.name


def same_party(bench: Workbench) -> Found | None:
    """Answer whether a letter and a name are one; without figures that agree it cannot be confirmed."""
    question = bench.question
    letter = _letter(bench)
    others = [m for m in question.mentions if m.ids and (letter is None or m.ids != letter.ids)]
    if letter is None or len(others) != 1 or not _SAME.search(question.folded):
        return None
    named = set(others[0].ids)
    found = next((g for g in _candidates(bench, letter) if g[1].entity.partition("@")[0] in named), None)
    zh = question.lang == "zh"
    label = bench.library.entity(letter.ids[0])
    name = label.name if label else letter.text
    if found and found[1].confidence.value == "certain":
        text = "是，两份文件中的金额等数据一致" if zh else "Yes, the figures of both filings agree"
        return Found(Status.ANSWERED, text=text, confidence=0.9, kind="text", guesses=(found,))
    kinds = {m.kind for m in found[1].matches} if found else set()
    near = sorted({_KINDS.get(k, ("数据", "figures"))[0 if zh else 1] for k in kinds})
    only = ("，只是" + "、".join(near) + "相近") if zh else f"; only the {' and '.join(near)} are alike"
    text = f"不能确认，文件未披露{name}真实名称" if zh else f"This cannot be confirmed: the filings do not name {name}"
    return Found(
        Status.ANSWERED,
        text=text + (only if near else ""),
        confidence=0.7,
        kind="text",
        guesses=(found,) if found else (),
    )


def under_letters(bench: Workbench, solve: Callable[[Workbench], Found | None]) -> Found | None:
    """Ask again for a named party under the letters that it may hide behind, one filing at a time."""
    scope = bench.scope
    if len(scope.parties) != 1 or bench.question.kind.is_text or bench.question.kind is Kind.YESNO:
        return None
    own = [s for ask in bench.question.asks for s in bench.ranked(ask)[:1]]
    if any(s.score.words >= OWN for s in own):
        return None  # the party is written about by its own name: another table is meant, or nothing is said
    for key in sorted(scope.parties[0]):
        for party, candidate in bench.library.hypotheses_of(key):
            if scope.docs and party.doc not in scope.docs:
                continue
            letter = frozenset({party.entity.partition("@")[0]})
            there = replace(
                bench, scope=replace(scope, parties=(letter,), docs=frozenset({party.doc})), notes=bench.notes
            )
            found = solve(there)
            if found is None or found.status is not Status.ANSWERED:
                continue
            sure = ceiling(bench).get(candidate.confidence.value)
            if sure is None:  # nothing to lean on: the candidate and the words are shown, and that is all
                near = tuple(dict.fromkeys((*found.cells, *(c for item in found.items for c in item.cells))))
                text = _only_maybe(party.label, candidate.name, zh=bench.question.lang == "zh")
                guesses = ((party, candidate),)
                return Found(Status.NOT_FOUND, cells=near[:3], reason="undisclosed", text=text, guesses=guesses)
            return replace(found, confidence=min(found.confidence, sure), guesses=((party, candidate),))
    return None


def _only_maybe(label: str, name: str, *, zh: bool) -> str:
    """Say that what is asked of a name is given only under a letter that may be it."""
    if zh:
        return f"文件没有以{name}之名披露所问内容；{label}可能是它（possible），但不足以作答。"
    return f"The filings do not give this for {name}; {label} may be it (possible), which is not enough for an answer."


def _letter(bench: Workbench) -> Mention | None:
    for mention in bench.question.mentions:
        entity = bench.library.entity(mention.ids[0]) if mention.ids else None
        if entity and entity.kind is EntityKind.ANONYMOUS:
            return mention
    return None


def ceiling(bench: Workbench) -> dict[str, float]:
    """Return how sure an answer may be that leans on an identity, by the confidences that the question leans on."""
    return CEILING | {"possible": POSSIBLE} if bench.possible else CEILING


def _candidates(bench: Workbench, letter: Mention, *, named: bool = True) -> Iterator[Guess]:
    """Yield who a letter may be, the surest first: named parties only, or other letters only; of the years asked."""
    found: list[Guess] = []
    years = {str(period.start.year) for period in bench.scope.periods}
    for key in letter.ids:
        for party in bench.library.candidates_of(key):
            if party.period and years and party.period not in years:
                continue
            for candidate in party.candidates:
                entity = bench.library.entity(candidate.entity.partition("@")[0])
                if entity and (entity.kind is not EntityKind.ANONYMOUS) == named:
                    found.append((party, candidate))
    yield from sorted(found, key=lambda g: (-g[1].score, g[1].name))
