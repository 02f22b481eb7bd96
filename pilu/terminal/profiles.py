"""A party's profile on the terminal."""

from pilu.jsonlines import line
from pilu.profile import Line, Profile, profile_object
from pilu.terminal.streams import put

PARTS = {
    "zh": {"role": "角色与金额", "contract": "合同", "lawsuit": "诉讼仲裁", "undisclosed": "未披露"},
    "en": {"role": "Roles and amounts", "contract": "Contracts", "lawsuit": "Lawsuits", "undisclosed": "Not disclosed"},
}


def as_json(profile: Profile) -> str:
    """Return a profile as one line of JSON."""
    return line(profile_object(profile))


def show(profile: Profile, lang: str) -> None:
    """Print a profile, every line with its citation."""
    entity = profile.entity
    put(" · ".join(part for part in (entity.name, entity.kind.value, entity.code, "、".join(entity.roles)) if part))
    for alias in entity.aliases:
        put(f"  = {alias.text} ({alias.reason})")
    for part in ("role", "contract", "lawsuit"):
        lines = [each for each in profile.lines if each.part == part]
        if lines:
            put(PARTS[lang][part])
            for each in lines:
                put("  " + _line(each, lang))
    if profile.undisclosed:
        put(f"{PARTS[lang]['undisclosed']}: {', '.join(profile.undisclosed)}")


def _line(each: Line, lang: str) -> str:
    values = "；".join(f"{name} {said}" for name, said in each.values)
    quote = " ".join(each.evidence.main.quote.split())
    where = f"{each.doc} {each.evidence.main.start}:{each.evidence.main.end}"
    return f"{each.period} {_labels(each, lang)} {values} [{where} “{quote[:80]}{'…' * (len(quote) > 80)}”]".strip()


def _labels(each: Line, lang: str) -> str:
    """Return class and role in the words of the ontology."""
    from kg.ontology import load

    known = load().types.get(each.type)
    if known is None:
        return f"{each.type}/{each.role}"
    role = known.roles.get(each.role)
    return f"{getattr(known.label, lang)}/{getattr(role.label, lang) if role else each.role}"
