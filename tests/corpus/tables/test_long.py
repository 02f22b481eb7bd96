"""Tables of thousands of rows are read to their end, however they are written."""

import pytest

from corpus.tables import find_tables
from tests.corpus.tables.layouts import PROSE, Page

ROWS = [
    (f"甲{number}科技有限公司", f"{number * 7 % 9999}.{number % 90 + 10}", f"{number % 99}.10%")
    for number in range(2200)
]


def flat():
    page = Page()
    page.prose(PROSE)
    page.row(["客户名称", "期末余额", "占比"], [8, 8, 8])
    for row in ROWS:
        page.row(list(row), [14, 12, 8])
    page.prose(PROSE)
    return page.text


WRITTEN = {
    "flattened": flat,
    "in one line": lambda: " ".join(
        [PROSE * 40, "客户名称 期末余额 占比", *(" ".join(row) for row in ROWS), PROSE * 40]
    ),
    "with tabs": lambda: "客户名称\t期末余额\t占比\n" + "\n".join("\t".join(row) for row in ROWS),
    "with pipes": lambda: "客户名称 | 期末余额 | 占比\n---|---|---\n" + "\n".join(" | ".join(row) for row in ROWS),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_every_row_is_read(written):
    [table] = find_tables(WRITTEN[written]())
    assert [tuple(cell.text.replace(" ", "") for cell in row) for row in table.rows] == ROWS
