"""Tables drawn by lot, as hard as filings have them: clauses beside figures, empty cells, paragraphs, page breaks."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.corpus.tables.layouts import PROSE, Page

WORDS = (
    *(
        "云产品",
        "服务器",
        "网络设备",
        "算力服务",
        "技术开发",
        "软件平台",
        "客户",
        "项目",
        "合同",
        "验收",
        "交付",
        "按月",
    ),
    *("支付", "剩余", "款项", "质保金", "系统集成", "数据中心", "运维", "咨询", "采购", "租赁", "机柜", "带宽", "书面"),
    *(
        "通知",
        "发票",
        "收到",
        "一次性",
        "预付",
        "完成",
        "开通",
        "确认单",
        "根据",
        "市场",
        "定价",
        "业务",
        "稳定",
        "增长",
    ),
)
SUFFIXES = ("有限公司", "科技有限公司", "股份有限公司", "（北京）科技有限公司", "信息技术有限公司")
YEARS = ("", "上年", "前年", "当月", "上月", "本季", "上季", "累计", "全部")
SIGNS = "甲乙丙丁戊己庚辛壬癸江海山河湖林木金石火天地星辰云雨风雷"


@dataclass(frozen=True)
class Column:
    """What may stand over a column, how a cell of it is drawn, how wide it is set, how often it is empty."""

    heads: tuple[str, ...]
    draw: Callable[[random.Random], str]
    width: int
    empty: float
    weight: float


def phrase(lot: random.Random, least: int, most: int) -> str:
    return "".join(lot.choice(WORDS) for _ in range(lot.randint(least, most)))


COLUMNS = (
    Column(("期末余额", "合同金额", "销售收入"), lambda lot: f"{lot.uniform(1, 20000):,.2f}", 12, 0.1, 5),
    Column(("占比", "毛利率", "变动比例"), lambda lot: f"{lot.uniform(-30, 100):.2f}%", 12, 0.1, 4),
    Column(("起始日", "签订时间"), lambda lot: f"2023/{lot.randint(1, 12)}/{lot.randint(1, 28)}", 12, 0.05, 3),
    Column(("是否关联方", "是否逾期"), lambda lot: lot.choice("是否"), 4, 0, 1.5),
    Column(("产品类型", "交易内容", "履约情况"), lambda lot: phrase(lot, 1, 3), 6, 0.1, 4),
    Column(("主要权利及义务", "信用政策、结算方式"), lambda lot: phrase(lot, 6, 30) + "。", 20, 0, 2),
    Column(
        ("结算方式",), lambda lot: "\n".join(phrase(lot, 4, 12) + "；" for _ in range(lot.randint(1, 3))), 18, 0, 0.6
    ),
)


def told_apart(heads: Sequence[str]) -> list[str]:
    """Return heads of which no two are the same."""
    return [YEARS[heads[:number].count(head)] + head for number, head in enumerate(heads)]


def drawn(seed: int) -> tuple[str, list[list[str]]]:
    """Return a text with one table in it, and the rows of the table."""
    lot = random.Random(seed)
    columns = lot.choices(COLUMNS, [column.weight for column in COLUMNS], k=lot.randint(2, 8))
    heads = told_apart(["客户名称", *(lot.choice(column.heads) for column in columns)])
    widths = [lot.choice((5, 6, 8, 14)), *(column.width for column in columns)]
    count = lot.randint(3, 9)
    broken = lot.choice((0, 0, lot.randint(1, count - 1)))
    page = Page()
    page.prose(PROSE)
    page.prose("单位：万元")
    head_widths = [max(4, min(width, 8)) for width in widths]
    page.row(heads, head_widths)
    rows: list[list[str]] = []
    for number in range(count):
        name = "".join(lot.choice(SIGNS) for _ in range(lot.randint(2, 4))) + lot.choice(SUFFIXES)
        row = [name, *("" if lot.random() < column.empty else column.draw(lot) for column in columns)]
        if number and number == broken:
            page.new_page()
            page.row(heads, head_widths)
        page.row(row, widths)
        rows.append(row)
    page.prose(PROSE)
    page.prose(PROSE)
    return page.text.replace("\n \n\n", "\n "), [[cell.replace("\n", "") for cell in row] for row in rows]


def squeezed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row if cell] for row in rows]
