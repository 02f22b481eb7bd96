"""Facts as rows: a CSV file for spreadsheets, and plain records for data frames. Numbers stay exact."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kg.model import Fact, Party, Quantity, Role
from kg.period import Period
from pilu.database import Database

COLUMNS = ("fact", "type", "doc", "period", "as_of", "modality", "stated_by", "role", "value", "unit", "entity", "text")
PLACE = ("start", "end", "quote")  # of the words that prove the fact


def facts_csv(database: Database) -> Iterator[bytes]:
    """Yield all facts as UTF-8 CSV in pieces, one row a role, so that all classes have the same columns.

    A text that a spreadsheet would take for a formula is led by an apostrophe; figures are not touched.
    """
    names = {listed.id: listed.name for listed in database.documents()}
    yield _rows([[*COLUMNS, *PLACE]])
    for fact in database.facts_where():
        shared = list(statement(fact, names).values())
        main = fact.evidence[0].main
        place = [main.start, main.end, _safe(main.quote)]
        yield _rows([[*shared, *_role(role), *place] for role in fact.roles])


def statement(fact: Fact, names: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of a fact as a whole; `names` are the file names of documents by id."""
    period = fact.qualifiers.period
    return {
        "fact": f"urn:pilu:fact:{fact.id}",
        "type": fact.type,
        "doc": names[fact.doc],
        "period": period.code if period and not period.is_instant else "",
        "as_of": period.code if period and period.is_instant else "",
        "modality": fact.qualifiers.modality.value,
        "stated_by": fact.qualifiers.stated_by,
    }


def record(fact: Fact, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a fact as one row of a data frame: a column a role, decimals in base units, the place of its words."""
    values: dict[str, list[Any]] = {}
    for role in fact.roles:
        values.setdefault(role.name, []).append(plain(role))
    main = fact.evidence[0].main
    roles = {name: each[0] if len(each) == 1 else each for name, each in values.items()}
    return statement(fact, names) | roles | {"start": main.start, "end": main.end, "quote": main.quote}


def plain(role: Role) -> str | Decimal | bool:
    """Return the value of a role without its class: an exact number, a name, a period's code, words, a truth."""
    value = role.value
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, Party):
        return value.name
    return value.code if isinstance(value, Period) else value


def _role(role: Role) -> list[str]:
    value = role.value
    unit = value.unit if isinstance(value, Quantity) else ""
    entity = f"urn:pilu:entity:{value.entity}" if isinstance(value, Party) else ""
    written = plain(role)
    said = f"{written:f}" if isinstance(written, Decimal) else str(written)
    return [role.name, said if isinstance(written, Decimal) else _safe(said), _safe(unit), entity, _safe(role.text)]


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP, CSV injection): a plain negative number is none."""
    if text[:1] in ("=", "+", "@", "\t", "\r") or (
        text[:1] == "-" and not text[1:].replace(",", "").replace(".", "").isdigit()
    ):
        return f"'{text}"
    return text


def _rows(rows: list[list[Any]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()
