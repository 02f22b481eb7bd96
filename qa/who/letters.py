"""Who a letter may be, asked outright: the name, how sure it is, what agrees; or what is known of the letter."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.answer import Status
from kg.model import EntityKind, Evidence
from kg.pattern import Pattern
from qa.evidence.found import Found, Guess, Item
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.who.asked import WHO, beside, is_part, letter_of
from qa.who.unnamed import unnamed

if TYPE_CHECKING:
    from kg.identity import AnonymousParty, Candidate

CEILING = {"certain": 0.95, "probable": 0.8}  # of an answer that leans on an identity
POSSIBLE = 0.5  # the same, where the question leans on possible names too
SURE_NAME = {"certain": 0.9, "probable": 0.7, "possible": 0.4}
_MEETS = Pattern(
    "一致|相同|对应|吻合|相符|对得上|对上|匹配|对照|一样|是[^，,]{2,12}[里中]的?哪[家个]|[从按][^，,]{2,24}看[，,]"
)
_FIGURE = "figure"  # the grade of a match in figures


def who_is(bench: Workbench) -> Found | None:
    """Answer E公司是谁, and 与哪家客户一致, with the words of both filings; None where nobody asks that."""
    letter = letter_of(bench)
    folded = bench.question.folded
    if (
        letter is None
        or beside(bench, letter)
        or is_part(bench.question, letter)
        or not bench.question.kind.is_name | bool(WHO.search(folded))
    ):
        return None
    met = bool(_MEETS.search(folded)) and bench.question.kind.is_name
    if not met and (not WHO.search(folded) or any(t.kind for t in bench.question.terms)):
        return None
    best = next(iter(candidates(bench, letter)), None)
    if best is None or best[1].confidence.value not in ceiling(bench):
        others = candidates(bench, letter, named=False)
        leads = [best] if best else [guess for guess in others if not guess[1].against][:1]
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
        evidence=() if candidate.matches else _where(bench, letter.ids, (candidate.entity,)),
        guesses=((party, candidate),),
        met=frozenset({"extreme", "first"}),  # the letter is whom a rank beside it only describes
    )


def _where(bench: Workbench, *parties: Sequence[str]) -> tuple[Evidence, ...]:
    """Return for each party the first words that speak of it: all that shows of a name that only a person gave."""
    return tuple(fact.evidence[0] for ids in parties for fact in bench.library.facts_of(list(ids), 1))


def _with_reasons(party: "AnonymousParty", candidate: "Candidate", bench: Workbench) -> str:
    """Return a candidate's name with how sure that is and the words of what agrees, so far as they are cited."""
    from kg.identity.wording import kind_words, sure_words

    zh = bench.question.told == "zh"
    agreeing = [m for m in candidate.matches if m.grade != "weak"] or list(candidate.matches)
    shown = agreeing[:1] and [m for m in agreeing if m.left.main == agreeing[0].left.main or m is agreeing[0]]
    words = [kind_words(m.kind, bench.question.told) for m in shown]
    figures = [m.note if m.grade == _FIGURE and "=" not in m.note and "≈" not in m.note else "" for m in shown]
    why = ("、" if zh else ", ").join(f"{w} {f}".strip() for w, f in zip(words, figures, strict=True))
    year = f"{party.period}年" if zh and party.period else f"{party.period} " if party.period else ""
    said = f"{year}{party.label}{'，' if zh else ', '}{sure_words(candidate.sure, bench.question.told)}"
    reasons = f"{'；' if zh else '; '}{why}" if why else ""
    return f"{candidate.name}（{said}{reasons}）" if zh else f"{candidate.name} ({said}{reasons})"


def _with_figures(candidate: "Candidate") -> str:
    """Return a candidate's name with the figures that agree in the words that are cited, as the filing that names it
    prints them."""
    cited = [match for match in candidate.matches if match.right.main == candidate.matches[0].right.main]
    said = [match.note.rpartition(" ≈ ")[2] for match in cited if match.grade == _FIGURE]
    figures = "，".join(dict.fromkeys(said))
    return f"{candidate.name}（{figures}）" if figures else candidate.name


def ceiling(bench: Workbench) -> dict[str, float]:
    """Return how sure an answer may be that leans on an identity, by the confidences that the question leans on."""
    return CEILING | {"possible": POSSIBLE} if bench.possible else CEILING


def candidates(
    bench: Workbench, letter: Mention, *, named: bool = True, beside: Sequence[Mention] | None = None
) -> Iterator[Guess]:
    """Yield who a letter may be, the surest first: named parties only, or other letters only; of the years asked, and
    of the filings of whoever is named beside it (every other mention, where nothing else is said)."""
    found: list[Guess] = []
    others = [m for m in bench.question.mentions if m is not letter] if beside is None else beside
    whose = {key for m in others for key in m.ids} & bench.scope.all_issuers
    docs = {filing.id for filing in bench.filings if not whose or whose & filing.issuers}
    years = {str(period.start.year) for period in bench.scope.periods}
    for key in letter.ids:
        for party in bench.library.candidates_of(key):
            if (party.period and years and party.period not in years) or party.doc not in docs:
                continue
            for candidate in party.candidates:
                entity = bench.library.entity(candidate.entity.partition("@")[0])
                if entity and (entity.kind is not EntityKind.ANONYMOUS) == named:
                    found.append((party, candidate))
    yield from sorted(found, key=lambda g: (-g[1].score, g[1].name))


def taken_for(bench: Workbench, key: str) -> Guess | None:
    """Return the name that a letter certainly or probably stands for, whatever the year."""
    guesses = ((party, candidate) for party in bench.library.candidates_of(key) for candidate in party.candidates[:1])
    return next((g for g in guesses if g[1].confidence.value in CEILING and not g[0].period), None)
