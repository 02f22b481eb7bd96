"""Questions that name a contract or a project by its title: the statement with that title, and the role asked for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.answer import Status
from kg.model import Fact, Party, Passage, Role
from kg.ontology import load
from kg.pattern import Pattern
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found
from qa.evidence.values import item_of
from qa.evidence.workbench import Workbench
from qa.parsing.match import squeezed
from qa.parsing.numbered import lots_in, told_apart
from qa.parsing.words import word_file

TITLES = ("project", "contract")
OWN = ("party_b", "amount_max", "amount_min", "term")  # what each of several bidders has of its own
WORTH = ("amount_max", "amount_min")
NAMED = ("party_a", "party_b", "consortium")  # roles whose values are names
_TITLED = Pattern(r"[^，,。？?]{12,}?(?:项目|工程|标段|采购(?![额金占价成])|招标)")
_RANGE = Pattern(r"\d[~～至到]\d")
_FIRST = Pattern(r"哪|谁")  # what is asked stands first
_LEAD = Pattern(r"^(?:哪家公司|谁|哪个公司)(?:承接|中标|承包|承建|承揽)了?")
_ASKS = Pattern(
    r"^.{4,40}?(?:与|和).{4,40}?就|(?:签订的)?的?(?:合同|项目|中标)?(?:总?金额|总价|价款)(?:是?多少|为多少)?(?:万|亿)?元?[？?]?$"
    r"|的?(?:业主|甲方|乙方|联合体成员|中标人|承包人|采购人).{0,14}$|是(?:和|与|跟|由)?(?:谁|哪).{0,10}$"
)
LONGEST = 1 << 30  # more characters than any filing has
HITS, PASSAGES = 30, 5  # statements and passages that are looked at
SHORTEST = 8  # characters of a title that names one thing
SAME, PART = 0.82, 0.35  # of a title's pairs of characters that the question has; of the question that is the title
ALIKE = 0.05  # of the title's pairs that another statement with the role may have less
KIN = 0.25  # of a title's pairs that the name of another project in the same filing has, if it may be the same
SURE = 0.6

Scored = tuple[float, int, Fact]  # how well a statement's title is named, its place among the hits, the statement


@lru_cache(maxsize=1)
def _asked() -> dict[str, Pattern]:
    return {role: Pattern(pattern) for role, pattern in word_file("titled").items()}


def of_title(bench: Workbench) -> Found | None:
    """Answer from the statement whose title the question names; None where it names none, or asks for no role."""
    said = squeezed(bench.question.text)
    if len(said) < 2 * SHORTEST or not any(words.search(bench.question.folded) for words in _asked().values()):
        return None
    hits = bench.index.search(bench.question.text, HITS, kind="statement", docs=sorted(bench.scope.docs))
    facts = bench.library.facts([hit.id for hit in hits])
    scored = [(_named(said, fact), -place, fact) for place, fact in enumerate(facts)]
    same = sorted((s for s in scored if s[0] >= SAME), key=lambda s: (-round(s[0], 1), -s[1]))
    role = _role(bench, same[0][2] if same else None)
    titles: tuple[str, ...] = ()
    if role and not same:
        told, titles = _of_passages(bench, role)
        same = [(SAME, -place, fact) for place, fact in enumerate(told)]
    unknown = role in NAMED and bench.question.kind.is_name and _TITLED.search(bench.question.text)
    if role and not same and (unknown or any(_is_next_to(said, fact) for fact in facts)):
        return Found(Status.NOT_FOUND, reason="no_such_fact")
    same = [s for s in same if role and role in load().types[s[2].type].roles]  # a research project has no bidder
    if role is None or not same:
        return None
    if role in OWN and len(bidders := _bidders(bench, same)) > 1:
        return Found(Status.AMBIGUOUS, reason="、".join(bidders))
    share, _, fact = _agreed(same, role)
    roles = _stated(fact, role)
    if not roles:
        cells = tuple(cells_of(fact, bench.names)[:2])
        return Found(Status.NOT_FOUND, reason="undisclosed", cells=cells, about=() if cells else (fact,))
    cells = tuple(_cell(bench, fact, r) for r in roles)
    named = role in NAMED
    items = tuple(replace(item_of(c), label=str(item_of(c).value)) if named else item_of(c) for c in cells)
    kind = "list" if role == "consortium" or len(items) > 1 else "string" if named else "number"
    items = items[: None if kind == "list" else 1]
    titles = titles or tuple(str(r.value) for name in TITLES for r in fact.all(name))
    return Found(Status.ANSWERED, items, cells, SURE + 0.3 * share, kind=kind, titles=titles)


def _titles_of(text: str) -> list[str]:
    """Return what a question may call by its title, squeezed: all but the words that ask, and the words up to 项目."""
    match = _TITLED.search(text)
    whole = _ASKS.sub("", _LEAD.sub("", text.strip("？?。 ")))
    said = [squeezed(_LEAD.sub("", match.group())) if match else "", squeezed(whole)]
    return [title for title, least in zip(said, (2 * SHORTEST, SHORTEST), strict=True) if len(title) >= least]


def _bidders(bench: Workbench, same: Sequence[Scored]) -> list[str]:
    """Return who has a share each of what the question names, in a filing each; nobody where it names one of them."""
    alike = [fact for score, _, fact in same if score >= same[0][0] - ALIKE]
    makers = {(party.entity or party.name): (party.name, fact.doc) for fact in alike for party in _makers(fact)[:1]}
    if {e for m in bench.question.mentions for e in m.ids} & makers.keys() or len(
        {doc for _, doc in makers.values()}
    ) < 2:
        return []
    return [name for name, _ in makers.values()]


def _makers(fact: Fact) -> list[Party]:
    return [role.value for role in fact.all("party_b") if isinstance(role.value, Party)]


def _agreed(same: Sequence[Scored], role: str) -> Scored:
    """Return the best statement with the role; another where more filings say so together."""
    stated = [s for s in same if _stated(s[2], role)]
    best = next((s for s in stated if s[0] >= same[0][0] - ALIKE), same[0])
    said: dict[str, dict[str, Scored]] = {}
    for one in stated:
        said.setdefault(str(_stated(one[2], role)[0].value), {}).setdefault(one[2].doc, one)
    own = str(_stated(best[2], role)[0].value) if _stated(best[2], role) else ""
    most = max(said, key=lambda value: len(said[value]), default=own)
    if own in said and len(said[most]) > len(said[own]) + 1:
        return next(iter(said[most].values()))
    return best


def _of_passages(bench: Workbench, role: str) -> tuple[list[Fact], tuple[str, ...]]:
    """Return a statement with the role of each filing whose words hold a whole title, and that title."""
    for title in _titles_of(bench.question.text):
        found: dict[str, Fact | None] = {}
        for hit in bench.index.search(title, PASSAGES, kind="passage", docs=sorted(bench.scope.docs)):
            passage = bench.library.passage(hit.id)
            if passage and passage.doc not in found and title in squeezed(passage.text):
                found[passage.doc] = _told_with(bench, title, passage, role)
        if facts := [fact for fact in found.values() if fact]:
            return facts, (title,)
    return [], ()


def _told_with(bench: Workbench, title: str, passage: Passage, role: str) -> Fact | None:
    """Return the statement of a filing that has the role where a passage holds a title: the one that stands there,
    else the only one; None where there are several."""
    near = [f for f in bench.library.facts_in(passage.doc, 0, LONGEST) if _stated(f, role)]
    stated = [f for f in near if any(f.role(t) for t in TITLES)]
    stated = [f for f in stated if role == "party_b" or not _of_another(title, f)]
    here = [f for f in stated if any(passage.start <= r.start < passage.end for r in _stated(f, role))]
    told = here or ([] if role in WORTH and len(near) > 1 else stated)
    return told[0] if len({str(_stated(f, role)[0].value) for f in told}) == 1 else None


def _of_another(title: str, fact: Fact) -> bool:
    """Tell whether a statement names a project of its own that has nothing of a title."""
    own = [squeezed(str(r.value)) for r in fact.all("project")]
    return bool(own) and all(told_apart(title, o) or max(_alike(title, o), _alike(o, title)) < KIN for o in own)


def _alike(title: str, said: str) -> float:
    """Return the share of a title's pairs of characters that stand in some words."""
    pairs = [title[i : i + 2] for i in range(len(title) - 1)]
    return 1.0 if title in said else sum(p in said for p in pairs) / max(1, len(pairs))


def _stated(fact: Fact, role: str) -> list[Role]:
    return [r for r in fact.all(role) if r.start >= 0]


def _named(said: str, fact: Fact) -> float:
    """Return how much of the best title of a statement the question has; 0 where that is little of the question."""
    best = 0.0
    for role in TITLES:
        title = squeezed(str(found.value)) if (found := fact.role(role)) else ""
        if len(title) < SHORTEST or len(title) < PART * len(said):
            continue
        if told_apart(title, said) or (not _RANGE.search(said) and not lots_in(title) <= lots_in(said)):
            continue
        best = max(best, _alike(title, said))
    return best


def _is_next_to(said: str, fact: Fact) -> bool:
    """Tell whether a statement's title is what the question names but for a number: another lot, another year."""
    titles = [squeezed(str(role.value)) for name in TITLES for role in fact.all(name)]
    return any(len(t) >= 2 * SHORTEST and _alike(t, said) >= SAME and told_apart(t, said) for t in titles)


def _role(bench: Workbench, fact: Fact | None) -> str | None:
    """Return the role that the words of the question behind or before the title ask for."""
    rest = bench.question.folded
    for title in (str(r.value) for name in TITLES for r in (fact.all(name) if fact else ())):
        rest = rest.replace(title.lower(), " ")
    head, tail = rest[:12], rest[-16:]
    ends = {role: max((m.end() for m in words.finditer(tail)), default=0) for role, words in _asked().items()}
    if any(ends.values()) and not _FIRST.match(rest):
        return max(ends, key=lambda role: ends[role])  # 中标人的合同金额 is an amount
    return next((role for role, words in _asked().items() if words.search(head)), None)


def _cell(bench: Workbench, fact: Fact, role: Role) -> Cell:
    cells = cells_of(fact, bench.names)
    known = next((c for c in cells if c.role == role.name and c.text == role.text), None)
    return known or replace(cells[0], role=role.name, value=role.value, text=role.text)
