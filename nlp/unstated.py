"""Figures whose unit no table states: an amount of an account told to the cent is in yuan, 资产总额 671,323,743.84."""

from dataclasses import replace
from functools import lru_cache

from kg.model import Quantity
from kg.ontology import Ontology
from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp.context import Context

_TO_THE_CENT = Pattern(r"[-－(（]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d[)）]?")
_BRACKETED = Pattern(r"[（(][^（）()]*[)）]")
LEAST = 100_000  # a smaller figure of two decimals may be in 万元


def in_yuan(value: Quantity, text: str, labels: tuple[str, ...], context: Context) -> Quantity:
    """Return a figure without a unit as one in yuan, where it is told to the cent and a label names an account."""
    plain = value.unit or abs(value.value) < LEAST or not _TO_THE_CENT.fullmatch("".join(text.split()))
    if plain or context.ontology is None or not any(_of_money(label, context.ontology) for label in labels):
        return value
    return replace(value, unit="CNY")


def _of_money(label: str, ontology: Ontology) -> bool:
    words = tuple(word for known in ontology.concepts.values() if known.kind == "Money" for word in known.zh)
    return _ending(words).search(_BRACKETED.sub("", "".join(label.split()))) is not None


@lru_cache(4)  # of ontologies: there is one
def _ending(words: tuple[str, ...]) -> Pattern:
    return Pattern(rf"(?:{alternatives([word for word in words if len(word) > 1])})(?:合计|总计|总额)?$")
