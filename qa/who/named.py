"""Who a name is: its full name, what is known of it, and the letters under which other filings hide it."""

from collections.abc import Iterator

from kg.answer import Status
from kg.model import EntityKind, Evidence, Fact
from kg.pattern import Pattern
from qa.evidence.cells import cells_of
from qa.evidence.found import Found, Guess, Item
from qa.evidence.workbench import Workbench
from qa.filings.filing import where_said
from qa.parsing.names import Mention
from qa.parsing.words import fold, unspaced
from qa.who.asked import is_letter, only_who
from qa.who.known import cells_told, known_of
from qa.who.letters import ceiling

SURE = 0.75
MOST_TOLD = 3
OF_ISSUERS = ("OrganizationProfile", "Relation")  # what tells who the company of a filing is: all facts are about it
_LETTER = Pattern(r"代号|代称|化名|哪个字母")


def introduced(bench: Workbench) -> Found | None:
    """Answer 远山科技是谁 with the full name and what is known; None where nobody asks that of one named party."""
    mention = _one_name(bench)
    entity = bench.library.entity(mention.ids[0]) if mention and only_who(bench.question) else None
    if mention is None or entity is None or entity.kind is EntityKind.PRODUCT:
        return None
    zh = bench.question.told == "zh"
    own = set(mention.ids) & bench.scope.all_issuers
    told = [each for each in known_of(bench, mention.ids) if not own or each.fact.type in OF_ISSUERS][:MOST_TOLD]
    guesses = list(_letters(bench, mention))
    short = unspaced(fold(entity.name)) != unspaced(mention.text)
    defined = _defined(bench, mention) if short else ()
    coded = _coded(bench, own, entity.code)
    if not (short or told or coded):
        return None
    known = [f"证券代码：{entity.code}" if zh else f"securities code: {entity.code}"] if coded else []
    known += [*dict.fromkeys(each.words for each in told), *(_under(bench, guess) for guess in guesses)]
    words = ("；" if zh else "; ").join(known)
    about = tuple(dict.fromkeys((*defined, *(each.fact for each in told))))
    cells = tuple(
        dict.fromkeys(
            (
                *(c for fact in defined for c in cells_of(fact, bench.names) if c.role == "name"),
                *cells_told(bench, told),
            )
        )
    )
    rest = {"about": about, "guesses": tuple(guesses), "evidence": coded}
    if short:
        text = (f"{entity.name}（{words}）" if zh else f"{entity.name} ({words})") if words else entity.name
        item = Item(entity.name, "", text, entity.name)
        return Found(Status.ANSWERED, (item,), cells, SURE, kind="string", entity=entity, **rest)
    text = f"{entity.name}：{words}。" if zh else f"{entity.name}: {words}."
    return Found(Status.ANSWERED, (), cells, SURE, text=text, kind="text", **rest)


def _defined(bench: Workbench, mention: Mention) -> tuple[Fact, ...]:
    """Return the statement that gives the party the name by which the question calls it."""
    facts = (fact for fact in bench.library.facts_of(list(mention.ids)) if fact.type == "Alias")
    return tuple(f for f in facts if any(fold(role.text) == mention.text for role in f.roles))[:1]


def _coded(bench: Workbench, own: set[str], code: str) -> tuple[Evidence, ...]:
    """Return where a filing of the company itself says its securities code."""
    filings = (filing for filing in bench.filings if filing.issuers & own) if code else ()
    found = (where_said(bench, filing, code.partition(".")[0]) for filing in filings)
    return tuple(each for each in found if each)[:1]


def lettered(bench: Workbench) -> Found | None:
    """Answer under which letter a filing hides a name; None where nobody asks that."""
    mention = _one_name(bench)
    if mention is None or not _LETTER.search(bench.question.folded):
        return None
    guesses = list(_letters(bench, mention))
    if not guesses:
        return Found(Status.NOT_FOUND, reason="undisclosed")
    labels = dict.fromkeys(f"{party.label} {party.period}".strip() for party, _ in guesses)
    items = tuple(Item(label, "", label, label) for label in labels)
    kind = "list" if len(items) > 1 else "string"
    return Found(Status.ANSWERED, items, confidence=SURE, kind=kind, guesses=tuple(guesses))


def _one_name(bench: Workbench) -> Mention | None:
    """Return the one party of a question that names no other, and no letter."""
    mentions = [mention for mention in bench.question.mentions if mention.ids]
    if len(mentions) != 1 or len(bench.question.mentions) != 1 or is_letter(bench, mentions[0]):
        return None
    return mentions[0]


def _letters(bench: Workbench, mention: Mention) -> Iterator[Guess]:
    """Yield the letters that a name stands behind with certainty or probability, each once."""
    seen: set[str] = set()
    for key in mention.ids:
        for party, candidate in bench.library.hypotheses_of(key):
            if party.entity not in seen and candidate.confidence.value in ceiling(bench):
                seen.add(party.entity)
                yield party, candidate


def _under(bench: Workbench, guess: Guess) -> str:
    """Say under which letter another filing hides a name."""
    from kg.identity.wording import sure_words

    party, candidate = guess
    sure = sure_words(candidate.sure, bench.question.told)
    home = {match.right.doc for match in candidate.matches} == {party.doc}
    if bench.question.told == "zh":
        label = f"{party.period}年{party.label}" if party.period else party.label
        return f"即{label}（{sure}）" if home else f"在另一份文件中称{label}（{sure}）"
    label = f"{party.label} {party.period}".strip()
    return f"{label} ({sure})" if home else f"{label} of another filing ({sure})"
