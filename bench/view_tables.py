"""Show the tables of documents as they were read: `python -m bench.view_tables FILE... [--only N-M] [--sample N]`.

`--seed N` draws others. Cells that were not written but filled (merged, repeated) stand in round brackets; a table that
is not sure says so.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import load
from corpus.tables.check import checks
from kg.model import Cell, Table

SEED = 7
LONGEST = 46  # characters of a cell that are shown


def shown(table: Table, number: int) -> Iterator[str]:
    """Yield the lines that show one table, those of arithmetic that fails last."""
    unsure = " UNCERTAIN" if table.doubtful else ""
    page = f" p{table.page}" if table.page else ""
    yield f"── {number}{page} [{table.start}:{table.end}] {table.caption[-70:]!r} unit={table.unit!r}{unsure}"
    for row in table.header:
        yield "   # " + _row(row)
    for number, row in enumerate(table.rows):
        yield ("   ? " if number in table.doubtful else "     ") + _row(row)
    for check in checks(table):
        if not check.holds:
            head = "/".join(table.heads(check.column))
            yield f"   ! {check.kind} row {check.row} {head}: {check.stated} ≠ {check.computed:.4f}"


def _row(row: Sequence[Cell]) -> str:
    return " ┃ ".join(_cell(cell) for cell in row)


def _cell(cell: Cell) -> str:
    text = cell.text if len(cell.text) <= LONGEST else cell.text[: LONGEST - 12] + "…" + cell.text[-11:]
    return f"({text})" if cell.filled else text


def main() -> None:
    """Print the tables of the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", default="1-9999", help="numbers of tables: 3-9")
    parser.add_argument("--sample", type=int, default=0, help="draw so many of each file, always the same")
    parser.add_argument("--seed", type=int, default=SEED, help="draw others")
    given = parser.parse_args()
    first, _, last = given.only.partition("-")
    for path in given.files:
        print(f"══ {path.name}")
        tables = list(enumerate(load(path).tables, 1))
        if 0 < given.sample < len(tables):
            tables = sorted(random.Random(given.seed).sample(tables, given.sample), key=lambda each: each[0])
        for number, table in tables:
            if int(first) <= number <= int(last or first):
                print("\n".join(shown(table, number)))


if __name__ == "__main__":
    main()
