"""Make questions that compute and join, out of tables: `python -m bench.made.compose FILE... --out SET.jsonl`.

A table whose columns are figures of named rows (bench/made/grids.py) answers more than it says: how much more one year
than another, the sum, the share in the whole, the largest row, the rows above a limit, what stands beside the largest,
in the same table or in another that names the same party. The answers are computed here from the cells, so that they
are known without anybody writing them down. What the filings given state more than once with other figures is left
out. How they are worded: bench/made/worded.py; which of the wordings, and which rows, a checksum tells. The questions
hold words of the filings and stay out of the repository.
"""

import argparse
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from pathlib import Path

from bench.made.cloze import Cloze
from bench.made.grids import GENERIC, Column, Figure, Grid, grids, spoken
from bench.made.joined import NTH, beside
from bench.made.worded import (
    MANY,
    directed,
    figured,
    listed,
    named,
    points,
    round_between,
    slots_of,
)
from corpus import load
from kg.model import Document
from kg.period import Period

PER_TABLE, LONGEST = 2, 72  # questions of a kind and table; characters of a question
_STOCK = re.compile("余额|资产|负债|权益|净值|原值|账面|人数|股本|人员|库存")
_STEPS = ("账龄", "期数", "租期", "年份", "期间")
_CHANGES = re.compile("变动|增减|增长|增幅|同比")


def composed(documents: Iterable[Document]) -> list[tuple[Document, Cloze]]:
    """Return all questions that some filings make together, at most two of a kind and table."""
    read = [(document, grid) for document in documents for grid in grids(document)]
    known = _Known(grid for _, grid in read)
    made: dict[str, tuple[Document, Cloze]] = {}
    for document, grid in read:
        found = sorted(_of_grid(grid, known), key=lambda c: zlib.crc32(c.question.encode()))
        kinds: Counter[str] = Counter()
        for cloze in found:
            kinds[cloze.kind] += 1
            if kinds[cloze.kind] <= PER_TABLE and len(cloze.question) <= LONGEST:
                made.setdefault(cloze.question, (document, cloze))
    return sorted(made.values(), key=lambda pair: zlib.crc32(pair[1].question.encode()))


class _Known:
    """What the tables say of each label and of each kind of row, to leave out what is not told apart."""

    def __init__(self, read: Iterable[Grid]):
        self._of_row: defaultdict[str, list[tuple[Column, Figure]]] = defaultdict(list)
        self._over: defaultdict[str, list[tuple[Grid, Column]]] = defaultdict(list)
        for grid in read:
            columns = {column.at: column for column in grid.columns}
            for (label, at), figure in grid.figures.items():
                self._of_row[label].append((columns[at], figure))
            for column in grid.columns:
                self._over[column.over].append((grid, column))

    def settled(self, label: str, column: Column, figure: Figure) -> bool:
        """Tell whether nothing else stands for the same row, measure and time, nor the same figure beside it."""
        for other, stated in self._of_row[label]:
            times = other.period is None or column.period is None or other.period == column.period
            alike = other.measure == column.measure or GENERIC.match(other.measure) or GENERIC.match(column.measure)
            apart = abs(stated.value - figure.value) > abs(figure.value) / 2000
            if times and alike and apart and (stated.unit == "%") == (figure.unit == "%"):
                return False
        return True

    def rival(self, grid: Grid, column: Column) -> bool:
        """Tell whether rows of the same kind stand under the same measure and time in another table."""
        rivals = [(g, c) for g, c in self._over[column.over] if g is not grid or c.at != column.at]
        return any(
            (bool(GENERIC.match(c.measure + column.measure)) or c.measure[:2] == column.measure[:2])
            and (c.period is None or column.period is None or c.period == column.period)
            and (g.told(c) == grid.told(column) or not grid.told(column) or column.over in MANY)
            and set(grid.family(column)) != set(g.family(c))
            for g, c in rivals
        )

    def elsewhere(self, label: str, grid: Grid) -> Iterator[tuple[Column, Figure]]:
        """Yield what other tables say of a row, under a measure that is told."""
        own = set(grid.columns)
        for column, figure in self._of_row[label]:
            if column not in own and not GENERIC.match(column.measure) and self.settled(label, column, figure):
                yield column, figure


def _of_grid(grid: Grid, known: _Known) -> Iterator[Cloze]:
    if not grid.issuer and not grid.subject and any(column.over == "项目" for column in grid.columns):
        return
    for column in grid.columns:
        yield from _of_rows(grid, column, known)
        bare = column.over in ("项目", "类别") and not grid.told(column)
        family = {} if bare or column.over in _STEPS else grid.family(column)
        if family and column.measure and not known.rival(grid, column):
            yield from _of_family(grid, column, family, known)
    for old, new in permutations(grid.columns, 2):
        alike = (old.measure, old.over) == (new.measure, new.over) and not _CHANGES.search(new.measure)
        if alike and old.period and new.period:
            yield from _of_times(grid, old, new, known)
    yield from _averages(grid, known)


def _of_times(grid: Grid, old: Column, new: Column, known: _Known) -> Iterator[Cloze]:
    assert old.period
    assert new.period
    if old.period.start >= new.period.start or not (spoken(old.period) and spoken(new.period)):
        return
    if _length(old.period) != _length(new.period):
        return
    for label in {label for label, at in grid.figures if at == new.at}:
        before, after = grid.figures.get((label, old.at)), grid.figures[label, new.at]
        if not before or not _plain_row(label) or before.unit != after.unit or before.value == after.value:
            continue
        if not (known.settled(label, old, before) and known.settled(label, new, after)):
            continue
        slots = slots_of(grid, new, label) | {"old": spoken(old.period), "new": spoken(new.period)}
        slots |= directed(after, after.value > before.value)
        yield figured("diff", slots, abs(after.value - before.value), points(after), before, after)
        if min(before.value, after.value) > 0 and after.unit != "%":
            growth = (after.value / before.value - 1) * 100
            if 10 < abs(growth) < 400:
                yield figured("growth", slots, growth, "%", after, before)
            if growth > 60:
                yield figured("multiple", slots, after.value / before.value, "倍", after, before)
            if re.fullmatch(r"\d{4}", new.period.code) and not _STOCK.search(label + new.measure):
                yield figured("years", slots, after.value + before.value, after.unit, before, after)


def _averages(grid: Grid, known: _Known) -> Iterator[Cloze]:
    by_measure: defaultdict[tuple[str, int], list[Column]] = defaultdict(list)
    for column in grid.columns:
        if column.period and re.fullmatch(r"\d{4}", column.period.code):
            by_measure[column.measure, column.names].append(column)
    for columns in by_measure.values():
        columns.sort(key=lambda c: c.period.start if c.period else 0)
        if len(columns) != 3:
            continue
        for label in {label for label, _ in grid.figures}:
            figures = [grid.figures.get((label, column.at)) for column in columns]
            stated = [f for f in figures if f and f.unit != "%"]
            settled = all(known.settled(label, c, f) for c, f in zip(columns, figures, strict=True) if f)
            if len(stated) < 3 or not settled or not _plain_row(label) or _STOCK.search(label + columns[0].measure):
                continue
            first, last = (spoken(c.period) if c.period else "" for c in (columns[0], columns[-1]))
            slots = slots_of(grid, columns[0], label) | {"first": first, "last": last, "years": "三"}
            yield figured("average", slots, sum((f.value for f in stated), Decimal(0)) / 3, stated[0].unit, *stated)


def _of_rows(grid: Grid, column: Column, known: _Known) -> Iterator[Cloze]:
    rows = {label: f for (label, at), f in grid.figures.items() if at == column.at and _plain_row(label)}
    rows = {label: f for label, f in rows.items() if known.settled(label, column, f)}
    whole = grid.whole(column)
    alike = (whole or not GENERIC.match(column.measure)) and not _CHANGES.search(column.measure)
    alike = alike and (whole or column.over not in ("项目", "类别"))
    for (label, figure), (other, second) in combinations(rows.items(), 2):
        if not alike or figure.unit != second.unit or figure.value == second.value:
            continue
        large, small = (label, other) if figure.value > second.value else (other, label)
        slots = slots_of(grid, column, large) | {"other": small} | directed(figure, True)
        if column.measure and column.over not in _STEPS:
            yield figured("between", slots, abs(figure.value - second.value), points(figure), figure, second)
        if figure.unit != "%":
            yield figured("sum", slots, figure.value + second.value, figure.unit, figure, second)
    if not whole:
        return
    for label, figure in rows.items():
        share = figure.value / whole[1].value * 100
        name = whole[0] if len(whole[0]) > 3 else "合计"
        slots = slots_of(grid, column, label) | {"whole": name}
        if name == "合计" and not slots["in_"].endswith("中，"):
            slots["in_"] = f"{slots['in_']}{grid.told(column)}中，" if grid.told(column) else ""
        if 10 <= share < 100 and slots["in_"] and (name != "合计" or slots["in_"].endswith("中，")):
            yield figured("share", slots, share, "%", figure, whole[1])


def _of_family(grid: Grid, column: Column, family: dict[str, Figure], known: _Known) -> Iterator[Cloze]:
    ranked = sorted(family, key=lambda label: family[label].value, reverse=True)
    top, first = family[ranked[0]], ranked[0]
    slots = slots_of(grid, column, "") | directed(top, True) | {"n": "三" if len(ranked) > 4 else "两"}
    n = 3 if len(ranked) > 4 else 2
    yield named("most", slots, first, top)
    yield named("least", slots, ranked[-1], family[ranked[-1]])
    yield named("nth", slots | {"nth": NTH[1]}, ranked[1], family[ranked[1]])
    yield listed("first", slots, ranked[:n], family)
    for at in (1, len(ranked) // 2):
        limit = round_between(family[ranked[at - 1]], family[ranked[at]])
        if at < len(ranked) and limit:
            above = ranked[:at]
            stated = slots | {"limit": limit}
            yield figured("count", stated, Decimal(len(above)), slots["piece"], *(family[label] for label in above))
            yield listed("above", stated, above, family)
    yield from beside(grid, column, ranked, family, slots)
    for elsewhere, figure in known.elsewhere(first, grid) if slots["piece"] != "项" else ():
        if elsewhere.measure != column.measure and elsewhere.measure not in {c.measure for c in grid.columns}:
            asked = f"{spoken(elsewhere.period) if elsewhere.period else ''}{elsewhere.measure}"
            yield figured("across", slots | {"asked": asked}, figure.value, figure.unit, figure, top)


def _plain_row(label: str) -> bool:
    return not re.search("合计|小计|总计|平均|其[中他它]|其余|^[减加][：:]|[：:]$|^[一二三四五六七八九十]、", label)


def _length(period: Period) -> int:
    return (period.end - period.start).days // 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Write questions of some filings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=20, help="questions of each kind")
    args = parser.parse_args(arguments)
    documents = [load(path) for path in args.files]
    taken: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as file:
        for number, (document, cloze) in enumerate(composed(documents)):
            taken[cloze.kind] += 1
            if taken[cloze.kind] <= args.most:
                row = cloze.row(number, document.name)
                if cloze.kind in ("first", "above"):
                    row["answer"] = cloze.answer.split("；")
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
