"""Rows and their evidence, put together: each place cited once, what is left out counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.model import Evidence
from notes.model import Row
from notes.words import said


@dataclass
class Gathered:
    """Collects rows in order. What two rules read at one place is one row; two loans with the same figures stay two."""

    evidence: list[Evidence] = field(default_factory=list)
    _rows: dict[object, Row] = field(default_factory=dict)

    def add(self, cells: Sequence[str], evidence: Iterable[Evidence], numbers: Sequence[Decimal | None] = ()) -> None:
        """Add a row, and the evidence that is new."""
        known = tuple(dict.fromkeys(self._index(each) for each in evidence))
        key = (tuple(cells), known) if known else len(self._rows)
        self._rows.setdefault(key, Row(tuple(cells), known, tuple(numbers)))

    def _index(self, evidence: Evidence) -> int:
        same = (evidence.doc, evidence.main)
        for n, each in enumerate(self.evidence):
            if (each.doc, each.main) == same:
                return n
        self.evidence.append(evidence)
        return len(self.evidence) - 1

    def rows(self) -> tuple[Row, ...]:
        """Return the rows in the order in which they came."""
        return tuple(self._rows.values())

    def shown(self, limit: int, lang: str) -> tuple[tuple[Row, ...], tuple[Evidence, ...], tuple[str, ...]]:
        """Return at most `limit` rows, the evidence that they rest on, and a caveat that says how many are left out."""
        rows, caveats = cut(self.rows(), limit, lang)
        cited = list(dict.fromkeys(n for row in rows for n in row.evidence))
        at = {n: k for k, n in enumerate(cited)}
        rows = tuple(Row(row.cells, tuple(at[n] for n in row.evidence), row.numbers) for row in rows)
        return rows, tuple(self.evidence[n] for n in cited), caveats


def cut(rows: tuple[Row, ...], limit: int, lang: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return at most `limit` rows, and a caveat that says how many are left out."""
    left = len(rows) - limit
    return rows[:limit], ((said("more", lang).format(left),) if left > 0 else ())


def without_empty(columns: Sequence[str], rows: tuple[Row, ...]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return columns and rows without the columns that say nothing."""
    kept = [n for n in range(len(columns)) if any(row.cells[n] for row in rows)]
    rows = tuple(Row(tuple(row.cells[n] for n in kept), row.evidence, row.numbers) for row in rows)
    return tuple(columns[n] for n in kept), rows
