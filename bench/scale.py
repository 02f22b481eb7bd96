"""How fast answers are in a large store: `python bench/scale.py [--documents N] [--store DIR]`.

Writes N invented filings (default 2,000) of 500 passages and 200 facts each straight into a store, without reading or
extraction, then asks fixed questions in one process. Prints the figures and keeps them in `bench/scale.json` with the
machine. The goal (DESIGN §9): at a million passages, half of all questions under 50 ms and 95 % under 200 ms.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.model import (  # noqa: E402 - the checkout is put on the path first
    Block,
    BlockKind,
    CellRef,
    Document,
    DocumentMeta,
    Entity,
    EntityKind,
    Evidence,
    Excerpt,
    Extraction,
    Fact,
    Party,
    Passage,
    Period,
    Qualifiers,
    Quantity,
    Role,
    entity_id,
)

METRICS = (
    "营业收入",
    "营业成本",
    "销售费用",
    "管理费用",
    "研发费用",
    "净利润",
    "货币资金",
    "存货",
    "应收账款",
    "总资产",
)
PRODUCTS = ("云图产品", "数据服务", "智能终端", "系统集成", "运维服务")
FACTS, PASSAGES, QUESTIONS = 200, 500, 200
PLACES = "北上广深杭宁武成渝津"
WORDS = "远近山水明华新安泰和信达智云海天星辰宏图"


def company(number: int) -> str:
    """Return the full name of an invented company."""
    a, b, c = number % len(WORDS), number // len(WORDS) % len(WORDS), number // len(WORDS) ** 2 % len(WORDS)
    return f"{PLACES[number % len(PLACES)]}州{WORDS[a]}{WORDS[b]}{WORDS[c]}科技股份有限公司"


def filing(number: int) -> tuple[Document, Extraction, list[Passage]]:
    """Return one invented filing with its facts and passages."""
    rng = random.Random(number)
    name = company(number)
    issuer = Entity(entity_id(name), name, EntityKind.ORG, code=f"{600000 + number}", roles=("issuer",))
    lines, facts = [], []
    at = 0
    key = f"{number:064x}"
    for row in range(FACTS):
        metric, product = METRICS[row % 10], PRODUCTS[row // 10 % 5]
        year = 2020 + row // 50
        amount = f"{rng.randrange(10**5, 10**8) / 100:,.2f}"
        line = f"{product}{metric}\t{amount}"
        facts.append(_fact(key, issuer, (row, product, metric, year, amount), line, at))
        lines.append(line)
        at += len(line) + 1
    passages = []
    for row in range(PASSAGES):
        line = f"{name}第{row}段：{''.join(rng.choices(WORDS, k=60))}，{METRICS[row % 10]}有所变动。"
        passages.append(Passage(key, at, at + len(line), line))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    meta = DocumentMeta("annual_report", f"{name}年度报告", name, code=issuer.code, published=date(2024, 4, 1))
    blocks = (Block(BlockKind.PARAGRAPH, ((0, len(text)),)),)
    document = Document(key, f"{number}.txt", text, meta, blocks, ())
    return document, Extraction(key, (issuer,), (), tuple(facts)), passages


def _fact(key: str, issuer: Entity, said: tuple[int, str, str, int, str], line: str, at: int) -> Fact:
    row, product, metric, year, amount = said
    start = at + line.index(amount)
    roles = (
        Role("subject", Party(issuer.name, issuer.id), issuer.name),
        Role("row", product, product, at, at + len(product)),
        Role("column", metric, metric, at + len(product), at + len(product) + len(metric)),
        Role("value", Quantity(Decimal(amount.replace(",", "")) * 10000, "CNY"), amount, start, start + len(amount)),
        Role("is_total", False, ""),
        Role("table", f"{key[:16]}:0:{row}:1", ""),
    )
    cell = CellRef("分产品情况", product, metric, "万元")
    evidence = Evidence(key, Excerpt(at, at + len(line), line), (start, start + len(amount)), cell=cell)
    return Fact("Observation", key, roles, (evidence,), Qualifiers(Period.year(year)), "bench")


def questions(documents: int) -> Iterator[str]:
    """Yield fixed questions about companies of the store."""
    rng = random.Random(7)
    for _ in range(QUESTIONS):
        name = company(rng.randrange(documents))
        yield f"{name}{rng.randrange(2020, 2024)}年{rng.choice(PRODUCTS)}的{rng.choice(METRICS)}是多少？"


def build(folder: Path, documents: int) -> float:
    """Fill a store; return the seconds it took."""
    from pilu.database import Database
    from pilu.derived import Derived

    started = time.perf_counter()
    database = Database.open(folder / "pilu.sqlite", create=True)
    derived = Derived.open(folder, None)
    for number in range(documents):
        document, extraction, passages = filing(number)
        database.put(document, extraction, passages)
        derived.put(document, extraction, passages)
    derived.identify(database)
    derived.publish(database.count)
    derived.close()
    database.close()
    return time.perf_counter() - started


def main() -> None:
    """Build, ask, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--store", type=Path)
    args = parser.parse_args()
    folder = args.store or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    built = None if (folder / "pilu.sqlite").exists() else build(folder, args.documents)

    import pilu

    with pilu.open(folder) as workspace:
        workspace.ask(next(questions(args.documents)))
        seconds, right = [], 0
        for question in questions(args.documents):
            started = time.perf_counter()
            answer = workspace.ask(question)
            seconds.append(time.perf_counter() - started)
            right += answer.status.value == "answered"
        triples = len(workspace.snapshot.graph)
    figures = {
        "answered": right,
        "build_seconds": built and round(built, 1),
        "documents": args.documents,
        "facts": args.documents * FACTS,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "ms_p50": round(1000 * statistics.median(seconds), 1),
        "ms_p95": round(1000 * statistics.quantiles(seconds, n=20)[-1], 1),
        "passages": args.documents * PASSAGES,
        "questions": QUESTIONS,
        "triples": triples,
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    print(text)
    (ROOT / "bench" / "scale.json").write_text(text + "\n", encoding="utf-8")
    if args.store is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
