"""What names alone suggest: the same letter in another filing of the issuer, a listed short name inside a full one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity.hypothesis import Known, Match
from kg.model import EntityKind, Evidence, Fact, Party
from kg.values.names import LEGAL_FORM, one_spelling

LABEL_BITS = 5.0  # of the same letter: filers keep letters more often than not, and often enough do not
NAME_BITS = 12.0  # of a listed short name that stands in one full name only
BY_SHARES = "股份有限公司"
LEAST_SHORT = 4  # characters of such a short name; shorter ones stand in many names

Pair = tuple[str, str]


def same_letters(known: Mapping[str, Known], facts: Sequence[Fact]) -> dict[Pair, list[Match]]:
    """Return the letters that another filing of the same issuer uses too; what they share is the label alone."""
    groups: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for each in known.values():
        if each.kind is EntityKind.ANONYMOUS and each.issuer:
            groups[each.issuer, one_spelling(each.name)].append(each)
    several = [group for group in groups.values() if len(group) > 1]
    shown = _shown(facts, {each.entity for group in several for each in group})
    found: dict[Pair, list[Match]] = {}
    for group in several:
        for one in group:
            for other in group:
                if one is not other and one.entity in shown and other.entity in shown:
                    match = Match("label", shown[one.entity], shown[other.entity], LABEL_BITS, other.name)
                    found[one.entity, other.entity] = [match]
    return found


def short_names(known: Mapping[str, Known], facts: Sequence[Fact]) -> dict[Pair, list[Match]]:
    """Return for each short name with a securities code the one full name of another filing that it stands in."""
    short = [each for each in known.values() if each.code and _bare(each.name) == each.name]
    full = {each.entity: each.name for each in known.values() if each.kind is EntityKind.ORG}
    by_part = names_around((each.name for each in short), full)
    shown = _shown(facts, {each.entity for each in short}.union(*by_part.values()))
    found: dict[Pair, list[Match]] = {}
    for each in short:
        owners = by_part.get(each.name, set())
        for owner in owners if len(owners) == 1 else ():
            if {each.entity, owner} <= shown.keys() and not set(known[owner].docs) & set(each.docs):
                match = Match("name", shown[each.entity], shown[owner], NAME_BITS, each.name)
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


def _shown(facts: Sequence[Fact], wanted: set[str]) -> dict[str, Evidence]:
    """Return for each wanted party the first words that write its name, by document and place."""
    shown: dict[str, Evidence] = {}
    for fact in sorted(facts, key=lambda fact: (fact.doc, fact.evidence[0].main.start, fact.id)):
        main = fact.evidence[0].main
        for role in fact.roles:
            if isinstance(role.value, Party) and role.value.entity in wanted and main.start <= role.start < main.end:
                shown.setdefault(role.value.entity, fact.evidence[0])
    return shown
