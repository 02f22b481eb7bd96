"""Ask questions made out of the tables of filings; tell right, wrong and refused by wording and by kind of table.

usage: python -m bench.synthetic STORE … [--number 200] [--out FILE] [--json FILE]

A STORE is a folder or a file of filings, asked together; each gets as many questions. Same files, same questions.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import corpus
import nlp
from bench.memory import engine_over
from bench.synthetic.asked import Asked, questions
from bench.synthetic.told import Told, told_in
from kg.answer import Answer, Status
from kg.model import Quantity
from kg.period import Period
from qa.parsing.words import squeeze

SCALES = (Decimal(1), Decimal(100), Decimal(10000), Decimal(100000000))
OUTCOMES = ("right", "wrong", "refused")


def main() -> None:
    """Ask, tell, and write what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stores", type=Path, nargs="+")
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", type=Path, help="one line for each question, with what was answered")
    parser.add_argument("--json", type=Path, help="figures by wording and by store")
    args = parser.parse_args()
    lines = [line for store in args.stores for line in ask_store(store, args.number, args.seed)]
    if args.out:
        args.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    figures = {
        "all": tally(lines),
        **{key: grouped(lines, key) for key in ("store", "shape", "lang", "template")},
    }
    for key in ("store", "shape", "template"):
        print("\n".join(f"{name:36}{_line(figures)}" for name, figures in figures[key].items()))
    print(f"{'all':36}{_line(figures['all'])}")
    if args.json:
        args.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _line(figures: dict[str, float]) -> str:
    return "  ".join(f"{name} {value}" for name, value in figures.items())


def grouped(lines: Sequence[dict], key: str) -> dict[str, dict]:
    """Return the figures of each value of a key, by name."""
    parts: dict[str, list[dict]] = defaultdict(list)
    for line in lines:
        parts[line[key]].append(line)
    return {name: tally(parts[name]) for name in sorted(parts)}


def tally(lines: Sequence[dict]) -> dict[str, float]:
    """Count outcomes."""
    found = Counter(line["outcome"] for line in lines)
    right, wrong = found["right"], found["wrong"]
    return (
        {"questions": len(lines)}
        | {outcome: found[outcome] for outcome in OUTCOMES}
        | {
            "share right": round(right / len(lines), 3),
            "wrong of answered": round(wrong / max(1, right + wrong), 3),
        }
    )


def ask_store(store: Path, number: int, seed: str) -> Iterable[dict]:
    """Ask so many questions over the filings of a store."""
    paths = sorted(p for p in store.iterdir() if p.suffix in corpus.READERS) if store.is_dir() else [store]
    read = [(document, nlp.read(document)) for document in map(corpus.load, paths)]
    cells = [cell for document, extraction in read for cell in told_in(document, extraction.entities)]
    if not cells:
        return
    usual = Counter(d.meta.issuer_short or "公司" for d, _ in read).most_common(1)[0][0]
    companies = {"": usual} | {d.id: d.meta.issuer_short or usual for d, _ in read}
    engine, _ = engine_over(read)
    for asked in questions(cells, companies, number, f"{seed}:{store.name}"):
        answer = engine.ask(asked.question)
        yield {
            "id": asked.id, "store": store.name, "shape": asked.shape, "template": asked.template, "lang": asked.lang,
            "question": asked.question, "gold": [_gold(asked, cell) for cell in asked.gold],
            "outcome": outcome(asked, answer), "got": answer.answer, "reason": answer.reason,
        }  # fmt: skip


def _gold(asked: Asked, cell: Told) -> str:
    return f"{cell.row} | {cell.head} | {cell.text} | {cell.period.code if cell.period else ''} | {cell.caption}"


def outcome(asked: Asked, answer: Answer) -> str:
    """Tell whether a question was answered right, wrong or not at all."""
    if answer.status not in (Status.ANSWERED, Status.CONFLICT) or answer.result is None:
        return "refused"
    value = answer.result.value
    parts = [p["value"] if isinstance(p, dict) else p for p in (value if isinstance(value, list) else [value])]
    if asked.names:
        wanted: list[object] = [asked.gold[0].row]
        parts = parts[:1]
    else:
        wanted = [cell.value for cell in asked.gold]
    if len(parts) < len(wanted) or (len(wanted) == 1 and len(parts) > 1):
        return "wrong"
    return "right" if all(agrees(w, p) for w, p in zip(wanted, parts, strict=False)) else "wrong"


def agrees(gold: object, got: object) -> bool:
    """Tell whether an answer says what the cell does; a figure may differ by the scale that the table leaves open."""
    if isinstance(gold, Quantity):
        try:
            number = Decimal(str(got))
        except ArithmeticError:
            return squeeze(str(got)) == squeeze(str(gold.value))
        return any(_close(number * scale, gold.value) or _close(number, gold.value * scale) for scale in SCALES)
    if isinstance(gold, Period):
        return gold.start.isoformat() in str(got)
    a, b = squeeze(str(gold)), squeeze(str(got))
    return a == b or (len(b) >= 2 and (a in b or b in a))


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= abs(other) * Decimal("0.0005")


if __name__ == "__main__":
    main()
