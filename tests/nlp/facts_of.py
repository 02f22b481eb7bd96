"""Facts of a few lines of text, and whether one of them is as a case wants it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus import load
from kg.model import Document, Fact, Party, Quantity
from kg.period import Period
from nlp import read

HEAD = "证券代码：688001\n\n证券简称：某某科技\n\n某某科技股份有限公司\n\n关于年度报告问询函的回复公告\n\n"


def facts_of(text: str) -> tuple[Document, tuple[Fact, ...]]:
    """Return what is read from a text that stands below the head of a filing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "filing.txt"
        path.write_text(HEAD + text + "\n\n2024年12月31日\n", encoding="utf-8")
        document = load(path)
    return document, read(document).facts


def said(value: Any) -> str:
    """Return a value as a case writes it."""
    if isinstance(value, Quantity):
        return f"{value.value.normalize():f}"
    if isinstance(value, Party):
        return value.name
    return value.code if isinstance(value, Period) else str(value)


def wanted(value: Any) -> str:
    """Return what a case wants as `said` writes it."""
    return f"{Decimal(value).normalize():f}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def holds(fact: Fact, case: Mapping[str, Any]) -> bool:
    """Tell whether a fact has the type, roles and qualifiers of a case."""
    period = fact.qualifiers.period
    own = {
        "type": fact.type,
        "period": period.code if period else "",
        "as_of": period.code if period else "",
        "stated_by": fact.qualifiers.stated_by,
        "modality": fact.qualifiers.modality.value,
    }
    return all(
        wanted(value) in ([own[name]] if name in own else [said(role.value) for role in fact.all(name)])
        for name, value in case.items()
    )
