"""Make questions of filings by blanking them: `python -m bench.made.cloze FILE... --out QUESTIONS.jsonl [--most N]`.

A sentence of a filing with one figure, day, name or reason taken out of it, or a cell of a table called by its row and
head, is a question whose answer is known without anybody writing it down (a cloze test; Taylor 1953). They are asked
in the filing's own words, so what goes wrong here is reading, not vocabulary, and any filing will do: score them with
the scorer of questions. What occurs twice with different answers is left out. Which sentences are taken is told by a
checksum: no draw. The questions hold sentences of the filings and stay out of the repository.
"""

import argparse
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus import load
from kg.model import BlockKind, Document, Quantity
from kg.values.dates import find_periods
from kg.values.numbers import parse_number
from kg.values.quantity import find_quantities
from nlp.sentences_split import sentences

LONGEST, SHORTEST, FIGURES = 64, 12, 5  # characters of a question, of a clause that stands alone; figures of a question
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_IN_RANGE = re.compile(r"[-~～—]")
_FELL = re.compile(
    r"(?:同比|较|比)[^，,；]{0,16}(?:下降|减少|降低|下滑|减亏)(?:幅度)?(?:了|约|达|为)*$|(?:净利润|归母)[^，,；]{0,4}亏损(?:额|为)*$"
)
_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d+)?[%％]?$")
_NO_UNIT = re.compile("数量|台数|人数|年限|期限|单价|账号|编号|代码|账龄")
_CUT = re.compile(r"；|(?<!\d)[，,]|[，,](?!\d)")  # no comma of thousands
_NO_ROW = re.compile(r"合计|小计|总计|其[他中它]|平均")
_UNIT = re.compile(r"^(?:约|近|超过?)?[-\d,.．，]+\s*(?P<unit>[^\d\s].*)$")
_LEADING = re.compile(r"^(?:其中|此外|同时|另外|因此|即|但|并|而|且)?[：:，,]?")
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]|^[①-⑩]")
_POINTING = re.compile(r"该|上述|前述|此|本次|其(?![他它余中])|分别|以下|如下|下[表图]")
_NAME = re.compile(
    r"(?P<by>由|向|与|和|为|系|给|自|从|对)"
    r"(?P<name>(?:(?!公司)[\u4e00-\u9fff（）()]){2,18}(?:有限(?:责任)?公司|分公司|银行|事务所(?:（特殊普通合伙）)?|研究院|法院))(?!股|的子公司)"
)
_NO_NAME = re.compile(r"上市公司|可比公司|同行业|母公司|^(?:关联|控股|其)|[和与及向由]")
_CAUSE = re.compile(
    r"^(?P<what>[^，,：:；]{8,44})[，,]?(?:主要(?:系|是由于|是因为|由于|因|原因(?:为|是|系))|是由于|是因为|原因(?:为|是|系))"
    r"(?P<why>[^，,。；：:]{8,50}?)(?:所致)?$"
)
_DONE = re.compile(r"(?P<no>尚未|未(?![来及弥分])|没有|不存在)|(?P<yes>已经?|(?<!不)存在)")
_DAY = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")


@dataclass(frozen=True)
class Cloze:
    """A question made of a filing, with its answer and the words that hold it."""

    kind: str
    question: str
    answer: str
    value: Decimal | None
    unit: str
    quote: str
    of_table: bool = False

    def row(self, number: int, doc: str) -> dict[str, Any]:
        """Return it as a line of a gold set, as the scorer of questions reads it."""
        value = None if self.value is None else float(self.value)
        key = f"{doc.split('.')[0]}-{number:04}"
        evidence = [{"doc": doc, "quote": self.quote}]
        fields: dict[str, Any] = {
            "id": key,
            "lang": "zh",
            "question": self.question,
            "kind": self.kind,
            "answer": self.answer,
        }
        return fields | {"answer_value": value, "unit": self.unit, "doc": doc, "evidence": evidence}


def clozes(document: Document) -> list[Cloze]:
    """Return all questions that a filing makes, each answer told once."""
    made = [*_of_prose(document), *_of_tables(document)]
    answers: defaultdict[str, set[object]] = defaultdict(set)
    for cloze in made:
        answers[cloze.question].add(cloze.answer if cloze.value is None else cloze.value)
    once = {c.question: c for c in made if len(answers[c.question]) == 1}
    return sorted(once.values(), key=lambda c: zlib.crc32(c.question.encode()))


def _of_prose(document: Document) -> Iterator[Cloze]:
    for block in document.blocks:
        if block.kind not in _PROSE:
            continue
        for view in sentences(block.view(document.text)):
            text = _LEADING.sub("", _NUMBERED.sub("", view.text.strip())).rstrip("。；;！!")
            if not SHORTEST < len(text) < 160 or "|" in text or "\t" in text or _share_of_han(text) < 0.5:
                continue
            start, end = view.span(0, len(view.text))
            yield from _blanked(text, max(document.text[start:end].split("\n"), key=len).strip())


def _share_of_han(text: str) -> float:
    return sum("\u4e00" <= char <= "\u9fff" for char in text) / len(text)


def _blanked(text: str, quote: str) -> Iterator[Cloze]:
    yield from _figures(text, quote)
    for day in _DAY.finditer(text):
        if (question := _around(text, day.start(), day.end(), "哪天")) and "哪天" in question:
            stated = next((period.code for *_, period in find_periods(day[0])), day[0])
            yield Cloze("when", question, stated, None, "", quote)
    for name in _NAME.finditer(text):
        if _NO_NAME.search(name["name"]):
            continue
        if question := _around(text, name.start("name"), name.end("name"), "哪家单位"):
            yield Cloze("who", question, name["name"], None, "", quote)
    cause = _CAUSE.match(text)
    if cause and not _POINTING.search(cause["what"]):
        yield Cloze("why", f"为什么{cause['what']}？", cause["why"], None, "", quote)
    done = list(_DONE.finditer(text))
    if len(done) == 1 and len(text) <= 44 and not _POINTING.search(text) and not re.search("[否：]", text):
        yield Cloze("yesno", f"{_whether(text, done[0])}？", "否" if done[0]["no"] else "是", None, "", quote)


def _whether(text: str, done: re.Match[str]) -> str:
    """Return a statement as a question: 未经审计 and 已经审计 as 是否已经审计."""
    verb = "存在" if "存在" in done[0] else ("已" if done[0] in ("尚未", "已", "已经") else "")
    return text[: done.start()] + "是否" + verb + text[done.end() :]


def _figures(text: str, quote: str) -> Iterator[Cloze]:
    days = [(start, end) for start, end, _ in find_periods(text)]
    for start, end, quantity in find_quantities(text):
        unit = _UNIT.match(text[start:end])
        ranges = _IN_RANGE.search(text[max(0, start - 1) : start] + text[end : end + 1])
        if unit is None or ranges or any(a < end and start < b for a, b in days):
            continue
        question = _around(text, start, end, "多少" + unit["unit"])
        value = _as_written(quantity, text[start : start + unit.start("unit")])
        if not question or not value or "分别" in question:
            continue
        shown = {"ratio": "%", "CNY": "元", "share": "股"}.get(quantity.unit, unit["unit"])
        fell = _FELL.search(text[:start])
        yield Cloze("lookup", question, text[start:end], -abs(value) if fell else value, shown, quote)


def _as_written(quantity: Quantity, number: str) -> Decimal | None:
    """Return a value as a gold set gives it: money and shares in the base unit, other figures as they are written."""
    if quantity.unit == "ratio":
        return quantity.value * 100
    if quantity.unit in ("CNY", "USD", "share"):
        return quantity.value
    digits = re.search(r"-?\d+(?:\.\d+)?", number.replace(",", "").replace("，", ""))
    return Decimal(digits[0]) if digits else None


def _around(text: str, start: int, end: int, asked: str) -> str:
    """Return a question of the clause that something is taken out of, with the clause before where it points there, or
    where it is short; empty where that is too long."""
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    first = max(i for i, cut in enumerate(cuts) if cut <= start)
    last = min((cut for cut in cuts if cut >= end), default=len(text))
    for back in range(first, -1, -1):
        clause = text[cuts[back] : last].rstrip("，,；")
        alone = clause.replace(text[start:end], "", 1)
        if _share_of_han(clause) * len(alone) < SHORTEST or _POINTING.search(text[cuts[back] : cuts[back] + 4]):
            continue
        question = text[cuts[back] : start] + asked + text[end:last].rstrip("，,；")
        opening = text[: cuts[1]].rstrip("，,") if back and len(cuts) > 2 and any(find_periods(text[: cuts[1]])) else ""
        question = f"{opening}，{question}" if opening and len(opening) <= 20 else question
        figures = len(re.findall(r"\d[\d,.]*", question))
        return f"{question}？" if len(question) <= LONGEST and figures <= FIGURES else ""
    return ""


def _of_tables(document: Document) -> Iterator[Cloze]:
    """Yield one question for each figure whose row and head are words."""
    tables: defaultdict[str, set[int]] = defaultdict(set)
    for table in document.tables:
        for row in table.rows:
            tables[row[0].text.strip()].add(table.start)
    for table in document.tables:
        for row in table.rows:
            label = row[0].text.strip()
            if (
                not 2 <= _share_of_han(label or "1") * len(label) <= 20
                or len(tables[label]) > 1
                or _NO_ROW.search(label)
            ):
                continue
            for at, cell in enumerate(row[1:], 1):
                heads = "".join("".join(table.heads(at)).split())
                if not cell.pieces or not _PLAIN.match(cell.text) or _share_of_han(heads or "1") < 0.3:
                    continue
                if _NO_UNIT.search(heads + label):
                    continue
                yield _of_cell(label, heads, cell.text, table.unit, document.text[cell.start : cell.end])


def _of_cell(label: str, heads: str, text: str, unit: str, quote: str) -> Cloze:
    rate = "%" in text or "%" in heads or "％" in heads
    own = re.search(r"[（(](?P<unit>[^（()）]{0,3}[元股])[）)]", heads)
    rows = re.search(r"[（(](?P<unit>[^（()）]{0,3}[元股])[）)]", label)
    written = "" if rate else (own["unit"] if own else (rows["unit"] if rows else unit))
    read = parse_number(text.rstrip("%％"), written)
    value = read.value if read else None
    return Cloze("lookup", f"{label}的{heads}是多少？", text, value, "%" if rate else written, quote, of_table=True)


def written(paths: Sequence[Path], most: int) -> Iterator[str]:
    """Yield the questions of some filings as lines of a gold set, at most so many of each kind and filing."""
    for path in paths:
        taken: defaultdict[tuple[str, bool], int] = defaultdict(int)
        for number, cloze in enumerate(clozes(load(path))):
            taken[cloze.kind, cloze.of_table] += 1
            if taken[cloze.kind, cloze.of_table] <= most:
                yield json.dumps(cloze.row(number, path.name), ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write questions of some filings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=100, help="questions of each kind and filing")
    args = parser.parse_args(arguments)
    args.out.write_text("".join(f"{line}\n" for line in written(args.files, args.most)), encoding="utf-8")


if __name__ == "__main__":
    main()
