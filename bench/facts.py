"""Read the seeds and write their facts as `eval/OUTPUTS.md` shapes them; `score_facts.py` then measures.

usage: python bench/facts.py OUT.jsonl [FILES...]   (SHARED names the folder that holds seeds/)
"""

import json
import os
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus import load
from kg.model import Document, Fact, Party, Quantity
from kg.period import Period
from nlp import read


def plain(value: Any) -> Any:
    """Return a role's value as JSON has it."""
    if isinstance(value, Quantity):
        return int(value.value) if value.value == value.value.to_integral_value() else float(value.value)
    if isinstance(value, Party):
        return value.name
    if isinstance(value, Period):
        return value.code
    return float(value) if isinstance(value, Decimal) else value


def to_json(fact: Fact, document: Document) -> dict[str, Any]:
    """Return a fact as one object of the listing."""
    out: dict[str, Any] = {"fact": f"urn:pilu:fact:{fact.id}", "type": fact.type, "doc": document.name}
    for role in fact.roles:
        value = plain(role.value)
        held = out.get(role.name)
        out[role.name] = value if held is None else [*(held if isinstance(held, list) else [held]), value]
    period = fact.qualifiers.period
    if period:
        out["as_of" if period.is_instant else "period"] = period.code
    out |= {"modality": fact.qualifiers.modality.value, "stated_by": fact.qualifiers.stated_by, "found_by": fact.rule}
    mains = [evidence.main for evidence in fact.evidence]
    out["evidence"] = [{"doc": document.name, "start": m.start, "end": m.end, "quote": m.quote} for m in mains]
    return out


def main(target: str, paths: list[str]) -> None:
    """Write the facts of the files and print how many of each type, and how fast."""
    counts: Counter[str] = Counter()
    size = 0
    spent = 0.0
    with Path(target).open("w", encoding="utf-8") as out:
        for path in paths:
            start = time.perf_counter()
            document = load(Path(path))
            extraction = read(document)
            spent += time.perf_counter() - start
            size += len(document.text)
            for fact in extraction.facts:
                counts[fact.type] += 1
                out.write(json.dumps(to_json(fact, document), ensure_ascii=False) + "\n")
    print(" ".join(f"{name} {number}" for name, number in counts.most_common()))
    print(f"{size} characters in {spent:.2f} s = {size / spent:,.0f} a second")


if __name__ == "__main__":
    shared = Path(os.environ.get("SHARED", Path(__file__).parent.parent.parent / "shared"))
    main(sys.argv[1], sys.argv[2:] or sorted(map(str, (shared / "seeds").glob("*"))))
