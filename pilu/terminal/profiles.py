"""A party's profile on the terminal."""

from kg.ontology import load
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
        put(f"{PARTS[lang]['undisclosed']}: {', '.join(_withheld(each, lang) for each in profile.undisclosed)}")


def _line(each: Line, lang: str) -> str:
    labels = _labels(each.type, lang)
    values = "；".join(f"{labels.get(name, name)} {said}" for name, said in each.values)
    quote = " ".join(each.evidence.main.quote.split())
    where = f"{each.doc} {each.evidence.main.start}:{each.evidence.main.end}"
    cited = f"[{where} “{quote[:80]}{'…' * (len(quote) > 80)}”]"
    return f"{each.period} {labels['']}/{labels.get(each.role, each.role)} {values} {cited}".strip()


def _withheld(each: str, lang: str) -> str:
    """Return what is withheld in the words of the ontology: 销售/销售占比 for Sale.share, 名称 for name."""
    type_, dot, role = each.partition(".")
    if not dot:
        return {"zh": "名称", "en": "name"}[lang]
    labels = _labels(type_, lang)
    return f"{labels['']}/{labels.get(role, role)}"


def _labels(type_: str, lang: str) -> dict[str, str]:
    """Return the labels of the roles of a class by name; that of the class itself under the empty name."""
    known = load().types.get(type_)
    if known is None:
        return {"": type_}
    return {"": getattr(known.label, lang), **{n: getattr(role.label, lang) for n, role in known.roles.items()}}
