"""How PDFs are read: `python -m bench.pdf DIR MACHINE DATE > bench/pdf.json`.

For each file: pages, pages a second of processor time on one core; tables, arithmetic claims and how many of them hold.
 Machine and date are told, never asked of a clock.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

from corpus import load
from corpus.tables.check import checks


def measure(path: Path) -> dict[str, object]:
    """Read one file and count what is in it."""
    started = time.process_time()
    document = load(path)
    seconds = time.process_time() - started
    stated: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for table in document.tables:
        for check in checks(table):
            stated[check.kind] += 1
            held[check.kind] += check.holds
    return {
        "file": path.name,
        "pages": len(document.pages),
        "pages_a_second": round(len(document.pages) / seconds),
        "tables": len(document.tables),
        "checks": sum(stated.values()),
        "hold": sum(held.values()),
        "kinds": {kind: f"{held[kind]}/{stated[kind]}" for kind in sorted(stated)},
    }


def main(folder: str, machine: str, date: str) -> None:
    """Print the figures of every PDF of a folder as one JSON object."""
    paths = sorted(Path(folder).glob("*.pdf"))
    files = [measure(path) for path in paths]
    result = {"machine": machine, "date": date, "files": files}
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
