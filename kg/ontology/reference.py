"""The reference page of the ontology, `docs/ontology.md`, made from the YAML: `python -m kg.ontology.reference`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.ontology import Concept, FactType, Ontology, RoleDef, load

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"

_HEAD = """# The ontology

Made from `kg/ontology/*.yaml` by `make docs`; change those files, not this page. How a fact looks in the graph is in
[architecture.md](architecture.md#rdf-shape), how the classes relate to FIBO in [fibo.md](fibo.md).

Every fact also has a period (or instant), a modality and who states it. Ranges: Party, Person, Bank, Court and Product
are nodes; Money, Shares, Persons, Ratio, Points, Count, Price and Duration exact decimals in base units; Date and
Period dates; CaseNumber, Code, Title and Text words; Flag yes or no. A role with * may have several values.
"""


def reference(ontology: Ontology) -> str:
    """Return the page as Markdown."""
    parts = [_HEAD, f"\n## Classes ({len(ontology.types)})\n"]
    parts.append(" · ".join(f"[{name}](#{name.lower()})" for name in ontology.types) + "\n")
    parts += ["\n".join(_class_lines(type_)) for type_ in ontology.types.values()]
    parts.append("\n## Shared roles\n\n" + "\n".join(_role_table(ontology.roles.values())))
    parts.append("\n## Base units\n\n" + "\n".join(_unit_table(ontology)))
    parts.append("\n## Kinds of entities\n\n" + "\n".join(_kind_table(ontology)))
    parts.append(
        f"\n## Concepts ({len(ontology.concepts)})\n\n" + "\n".join(_concept_table(ontology.concepts.values()))
    )
    return "\n".join(parts) + "\n"


def _class_lines(type_: FactType) -> Iterator[str]:
    yield f"\n### {type_.name}\n"
    yield f"**{type_.label.zh}** · {type_.label.en}. {type_.definition}"
    told = f"Subject `{type_.subject}`" + (f", object `{type_.object}`" if type_.object else "")
    if type_.nearest:
        told += f"; nearest standard class `{type_.nearest}`"
    yield f"\n{told}.\n"
    yield from _role_table(type_.roles.values())
    for edge in type_.shortcuts:
        yield f"\nShortcut: `{edge.source}` pl:{edge.name} `{edge.target}`."
    yield f"\nRead from {_counted(len(type_.tables), 'table rule')} and {_counted(len(type_.sentences), 'pattern')}."
    asked = [*type_.asks.zh[:2], *type_.asks.en[:2]]
    if asked:
        yield "\nAsked as: " + " · ".join(asked)
    for example in type_.examples[:1]:
        said = ", ".join(f"{role} = {value}" for role, value in example.fact.items())
        yield f"\n> {' '.join(example.text.split())}\n>\n> → {said}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _role_table(roles: Iterable[RoleDef]) -> Iterator[str]:
    yield "| role | 中文 | range | headers | asked as |"
    yield "|---|---|---|---|---|"
    for role in roles:
        range_ = role.range + (" *" if role.repeated else "") + (f" ({role.default})" if role.default else "")
        yield _row(f"`{role.name}`", role.label.zh, range_, " ".join(role.headers[:5]), " · ".join(role.asks[:3]))


def _unit_table(ontology: Ontology) -> Iterator[str]:
    yield "| unit | 中文 | English | of | QUDT |"
    yield "|---|---|---|---|---|"
    for unit in ontology.units.values():
        yield _row(f"`{unit.id}`", unit.label.zh, unit.label.en, unit.kind, unit.nearest)


def _kind_table(ontology: Ontology) -> Iterator[str]:
    yield "| kind | 中文 | English | nearest |"
    yield "|---|---|---|---|"
    for name, kind in ontology.kinds.items():
        yield _row(f"`{name}`", kind.label.zh, kind.label.en, kind.nearest)


def _concept_table(concepts: Iterable[Concept]) -> Iterator[str]:
    yield "| concept | range | 中文 | English | broader |"
    yield "|---|---|---|---|---|"
    for concept in concepts:
        yield _row(f"`{concept.id}`", concept.kind, "、".join(concept.zh), ", ".join(concept.en), concept.broader)


if __name__ == "__main__":
    PAGE.write_text(reference(load()), encoding="utf-8")
