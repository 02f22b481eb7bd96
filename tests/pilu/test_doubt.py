"""An answer that rests on a doubtful row is never sure, and says of which cell."""

import pilu
from tests.corpus.tables.layouts import PROSE, Page

ROWS = [["甲城数据科技有限公司", "1,204.55"], ["乙江网络股份有限公司", "880.10"], ["合计", "2,084.65"]]


def ask(tmp_path, rows):
    page = Page()
    page.prose(PROSE)
    page.prose("2023年度，公司主要客户的销售金额如下：")
    page.prose("单位：万元")
    for row in (["客户名称", "销售金额"], *rows):
        page.row(row, [14, 9])
    page.prose(PROSE)
    page.prose(PROSE)
    file = tmp_path / "客户.txt"
    file.write_text(page.text, encoding="utf-8")
    with pilu.open(tmp_path / "store") as workspace:
        workspace.ingest([file])
        return workspace.ask("2023年度公司对甲城数据科技有限公司的销售金额是多少？")


def test_a_doubtful_row_makes_an_answer_unsure(tmp_path):
    wrong = [*ROWS[:2], ["合计", "9,999.99"]]
    answer = ask(tmp_path, wrong)
    assert answer.result is not None
    assert answer.result.text == "1,204.55万元"
    assert answer.confidence <= 0.4
    assert any(evidence.cell is not None and evidence.cell.doubtful for evidence in answer.evidence)


def test_a_settled_row_does_not(tmp_path):
    answer = ask(tmp_path, ROWS)
    assert answer.confidence > 0.4
    assert not any(evidence.cell is not None and evidence.cell.doubtful for evidence in answer.evidence)
