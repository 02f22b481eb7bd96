"""Tables, facts and parties as an Excel workbook: numbers as numbers with unit and period, the source in comments and
on a sheet of citations. They are made of what the listing commands print (`eval/OUTPUTS.md`)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kg.model import UNTYPED
from kg.ontology import load
from kg.pattern import Pattern
from kg.values.numbers import parse_number
from pilu.workbook import Shown, Workbook, figure

FIGURE = Pattern(r"[(（]?[-－+−]?\d[\d,，]*(?:\.\d+)?[%％]?[)）]?")
CODE = Pattern(r"0\d+|\d{12,}")
FIRST = ("fact", "type", "doc", "subject", "object")
LAST = ("unit", "currency", "period", "as_of", "modality", "stated_by", "scope", "texts")
CELLS = ("no", "doc", "subject", "caption", "row", "column", "value", "unit", "period", "as_of", "is_total")
PARTY = ("iri", "name", "kind", "aliases", "code", "roles", "through", "docs", "facts")

Object = Mapping[str, Any]


def table_workbook(tables: Iterable[Object], figures: Iterable[Object] = ()) -> bytes:
    """Return a workbook with a sheet for each table as read, and one of all their figures with unit and period.

    `figures` are the observations of the same documents; those that no table states are left out.
    """
    book = Workbook()
    for number, table in enumerate(tables, 1):
        sheet = book.sheet(f"{number} {table['caption']}")
        place = {"doc": table["doc"], "start": table["start"], "end": table["end"], "quote": table["caption"]}
        comment = book.cite(sheet, number, [place], "table")
        sheet.add([table["caption"]], comment=comment)
        said = f"{table['doc']} {table['start']}:{table['end']}"
        sheet.add(["单位", table["unit"], "来源", said, *(["存疑"] if table["uncertain"] else [])])
        for row in table["header"]:
            sheet.add(row, head=True)
        for row in table["rows"]:
            sheet.add([_as_written(cell) for cell in row])
    _figures(book, [each for each in figures if each.get("table")])
    return book.to_bytes()


def fact_workbook(facts: Iterable[Object]) -> bytes:
    """Return a workbook with a sheet for each class of facts, a column a role, the evidence in comments.

    Figures are in base units, which the column `unit` names; `texts` are the words of the source.
    """
    book, classes = Workbook(), load().types
    by_type: dict[str, list[Object]] = {}
    for fact in facts:
        by_type.setdefault(fact["type"], []).append(fact)
    for type_ in sorted(by_type, key=lambda each: (each in UNTYPED, each)):
        label = classes[type_].label.zh if type_ in classes else ""
        rows = by_type[type_]
        keys = _keys(rows)
        sheet = book.sheet(f"{type_} {label}", ["no", *keys])
        for number, fact in enumerate(rows, 1):
            units = fact.get("units") or {"value": fact.get("unit", "")}
            told = dict(fact) | {"unit": fact.get("unit") or _plain(_one_unit(fact.get("units", {})))}
            cells = [_shown(told.get(key), units.get(key, "")) for key in keys]
            sheet.add([number, *cells], comment=book.cite(sheet, number, fact["evidence"], type_))
    return book.to_bytes()


def party_workbook(parties: Iterable[Object]) -> bytes:
    """Return a workbook with a sheet of parties and one of the amounts that are stated for them."""
    book, listed = Workbook(), list(parties)
    sheet = book.sheet("主体", ["no", *PARTY])
    amounts = book.sheet("金额", ["no", "name", "role", "period", "amount", "unit", "doc"])
    number = 0
    for at, party in enumerate(listed, 1):
        comment = book.cite(sheet, at, party["evidence"], "name")
        sheet.add([at, *(_shown(party.get(key)) for key in PARTY)], comment=comment)
        for total in party["totals"]:
            number += 1
            places = total["evidence"]
            comment = book.cite(amounts, number, places, f"{party['name']} {total['role']} {total['period']}")
            amount = figure(total["amount"], unit=total["unit"])
            row = [party["name"], total["role"], total["period"], amount, total["unit"], places[0]["doc"]]
            amounts.add([number, *row], comment=comment)
    return book.to_bytes()


def list_workbook(objects: Iterable[Object]) -> bytes:
    """Return a workbook with one sheet, a column a key: documents, passages found."""
    book, listed = Workbook(), list(objects)
    keys = list(dict.fromkeys(key for each in listed for key in each))
    sheet = book.sheet("数据", keys)
    for each in listed:
        sheet.add([_shown(each.get(key)) for key in keys])
    return book.to_bytes()


def _figures(book: Workbook, figures: Sequence[Object]) -> None:
    if not figures:
        return
    sheet = book.sheet("数据", CELLS)
    for number, each in enumerate(figures, 1):
        cells = [_shown(each.get(key), each.get("unit", "") if key == "value" else "") for key in CELLS[1:]]
        sheet.add([number, *cells], comment=book.cite(sheet, number, each["evidence"], "figure"))


def _keys(rows: Sequence[Object]) -> list[str]:
    """Return the columns for facts of one class: what every fact has, its roles, unit and time, the words."""
    found = dict.fromkeys(key for row in rows for key in row)
    roles = [key for key in found if key not in (*FIRST, *LAST, "evidence", "units")]
    first = [key for key in FIRST if key in found]
    return [*first, *roles, *(key for key in LAST if key in found or key in ("unit", "period"))]


def _one_unit(units: Mapping[str, str]) -> Any:
    """Return the unit of a fact's only figure, of several with the role of each."""
    return next(iter(units.values())) if len(units) == 1 else units


def _shown(value: Any, unit: str = "") -> Any:
    if isinstance(value, Decimal):
        return figure(value, unit=unit)
    return _plain(value)


def _plain(value: Any) -> Any:
    """Return a value as one cell: lists joined, mappings as `key=value`, nothing for what is empty."""
    if isinstance(value, Mapping):
        return "；".join(f"{key}={_plain(part)}" for key, part in value.items()) or None
    if isinstance(value, list | tuple):
        return "、".join(str(_plain(part)) for part in value) or None
    return None if value == "" else value


def _as_written(text: str) -> Any:
    """Return the figure of a cell as a number with the places it is written with, a percentage as a fraction; words,
    codes and years as written."""
    bare = "".join(text.split())
    if not FIGURE.fullmatch(bare) or CODE.fullmatch(bare):
        return text
    quantity = parse_number(bare)
    if quantity is None:
        return text
    digits = bare.rstrip("%％)）")
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    tail = f".{'0' * places}" if places else ""
    whole = "#,##0" if "," in bare or "，" in bare else "0"
    return Shown(quantity.value, f"0{tail}%" if "%" in bare or "％" in bare else whole + tail)


WORKBOOKS = {"table": table_workbook, "fact": fact_workbook, "party": party_workbook, "list": list_workbook}
