"""What names alone suggest: the same letter in another filing of the issuer, a listed short name inside a full one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.identity.hypothesis import Known, Match
from kg.identity.kinds import KINDS, Grade
from kg.model import EntityKind, Evidence, Fact, Party
from kg.values.names import LEGAL_FORM, one_spelling

BY_SHARES = "股份有限公司"
LEAST_SHORT = 4  # characters of such a short name; shorter ones stand in many names

Pair = tuple[str, str]
Shown = Mapping[tuple[str, str], Evidence]  # where a filing first writes the name of a party, by party and filing


def same_letters(known: Mapping[str, Known], shown: Shown) -> dict[Pair, list[Match]]:
    """Return the letters that another filing of the same issuer uses too; what they share is the label alone."""
    groups: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for each in known.values():
        if each.kind is EntityKind.ANONYMOUS and each.issuer:
            groups[each.issuer, one_spelling(each.name)].append(each)
    several = [group for group in groups.values() if len(group) > 1]
    found: dict[Pair, list[Match]] = {}
    for group in several:
        for one in group:
            for other in group:
                left, right = _first(one, shown), _first(other, shown)
                if one is not other and left and right:
                    match = Match("label", left, right, KINDS["label"].most, other.name, Grade.WEAK)
                    found[one.entity, other.entity] = [match]
    return found


def short_names(known: Mapping[str, Known], shown: Shown) -> dict[Pair, list[Match]]:
    """Return for each short name with a securities code the one full name of another filing that it stands in."""
    short = [each for each in known.values() if each.code and _bare(each.name) == each.name]
    full = {each.entity: each.name for each in known.values() if each.kind is EntityKind.ORG}
    by_part = names_around((each.name for each in short), full)
    found: dict[Pair, list[Match]] = {}
    for each in short:
        owners = by_part.get(each.name, set())
        for owner in owners if len(owners) == 1 else ():
            left, right = _first(each, shown), _first(known[owner], shown)
            if left and right and not set(known[owner].docs) & set(each.docs):
                match = Match("name", left, right, KINDS["name"].most, each.name, Grade.NAME)
                found[each.entity, owner] = [match]
    return found


def names_around(short: Iterable[str], full: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each listed short name the companies limited by shares in whose full name it stands.

    Only such companies are listed; their subsidiaries, which often begin with the short name, seldom are. Names too
    short to tell are left out.
    """
    by_part: dict[str, set[str]] = {name: set() for name in short if len(name) >= LEAST_SHORT}
    lengths = sorted({len(name) for name in by_part})
    for entity, name in full.items():
        bare = _bare(one_spelling(name))
        if BY_SHARES in name:
            for length in lengths:
                for start in range(len(bare) - length + 1):
                    by_part.get(bare[start : start + length], set()).add(entity)
    return by_part


def _bare(name: str) -> str:
    return LEGAL_FORM.sub("", name)


def shown_in(facts: Iterable[Fact]) -> dict[tuple[str, str], Evidence]:
    """Return the first words of each filing that write the name of each party; `facts` in the order of their places."""
    shown: dict[tuple[str, str], Evidence] = {}
    for fact in facts:
        main = fact.evidence[0].main
        for role in fact.roles:
            if isinstance(role.value, Party) and main.start <= role.start < main.end:
                shown.setdefault((role.value.entity, fact.doc), fact.evidence[0])
    return shown


def _first(party: Known, shown: Shown) -> Evidence | None:
    """Return the words that write a party's name in the first filing that shows them."""
    return next((shown[party.entity, doc] for doc in party.docs if (party.entity, doc) in shown), None)
