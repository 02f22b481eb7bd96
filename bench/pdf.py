"""How PDFs are read: `python -m bench.pdf DIR MACHINE DATE > bench/pdf.json`.

For each file: pages, pages a second of processor time of the process that is waited for, and what a second one beside
it took (`corpus/pdf/beside.py`; none for short files); tables, arithmetic claims and how many hold. Machine and
date are told, never asked of a clock.
"""

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from corpus import load
from corpus.tables.check import checks


def measure(path: Path) -> dict[str, object]:
    """Read one file and count what is in it."""
    started, others = time.process_time(), _of_others()
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
        "seconds": round(seconds, 2),
        "seconds_beside": round(_of_others() - others, 2),
        "tables": len(document.tables),
        "checks": sum(stated.values()),
        "hold": sum(held.values()),
        "kinds": {kind: f"{held[kind]}/{stated[kind]}" for kind in sorted(stated)},
    }


def _of_others() -> float:
    """Return the processor time of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(folder: str, machine: str, date: str) -> None:
    """Print the figures of every PDF of a folder as one JSON object."""
    paths = sorted(Path(folder).glob("*.pdf"))
    files = [measure(path) for path in paths]
    result = {"machine": machine, "date": date, "files": files}
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
