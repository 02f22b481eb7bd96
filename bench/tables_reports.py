"""How often the arithmetic of tables read from text holds: `python -m bench.tables_reports DIR MACHINE DATE`.

For each file: tables found, those marked uncertain, arithmetic claims and how many of them hold. Machine and date are
told, never asked of a clock.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from corpus.tables import find_tables
from corpus.tables.check import checks


def measure(path: Path) -> dict[str, object]:
    """Count tables and arithmetic claims of one file."""
    found = find_tables(path.read_bytes().decode("utf-8-sig"))
    stated: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for table in found:
        for check in checks(table):
            stated[check.kind] += 1
            held[check.kind] += check.holds
    return {
        "file": path.name,
        "tables": len(found),
        "uncertain": sum(bool(table.doubtful) for table in found),
        "checks": sum(stated.values()),
        "hold": sum(held.values()),
        "kinds": {kind: f"{held[kind]}/{stated[kind]}" for kind in sorted(stated)},
    }


def main(folder: str, machine: str, date: str) -> None:
    """Print the figures of every text file of a folder as one JSON object."""
    files = [measure(path) for path in sorted(Path(folder).glob("*.txt"))]
    print(json.dumps({"machine": machine, "date": date, "files": files}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
