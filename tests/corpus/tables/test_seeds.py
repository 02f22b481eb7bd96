"""The filings of the project: how many tables they have, that every cell points at its words, that sums hold."""

import pytest

from corpus.tables import find_tables
from corpus.tables.check import checks


@pytest.fixture(scope="module")
def seeded(seeds):
    return {path.name[:3]: path.read_bytes().decode("utf-8-sig") for path in sorted(seeds.glob("*.txt"))}


@pytest.mark.parametrize(("number", "count"), [("000", 0), ("001", 7), ("002", 61), ("003", 35), ("004", 6)])
def test_tables_of_a_filing(seeded, number, count):
    text = seeded[number]
    tables = find_tables(text)
    assert len(tables) == count
    end = 0
    for table in tables:
        assert table.start >= end
        end = table.end
        for row in (*table.header, *table.rows):
            assert len(row) == table.width
            for cell in row:
                assert all(table.start <= a < b <= table.end and text[a:b] in cell.text for a, b in cell.pieces)


@pytest.mark.parametrize(("number", "share"), [("001", 1.0), ("002", 0.95), ("003", 0.95)])
def test_sums_hold(seeded, number, share):
    found = [check.holds for table in find_tables(seeded[number]) for check in checks(table)]
    assert sum(found) >= share * len(found) > 0
