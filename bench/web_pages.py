"""Read every announcement of a folder: `python -m bench.web_pages DIR MACHINE DATE > bench/web_pages.json`.

Counts files, those that cannot be read and why, tables and characters. Machine and date are told, not asked of a clock.
"""

import json
import sys
from pathlib import Path

from corpus import expand, load
from kg.errors import CorpusError


def main(folder: str, machine: str, date: str) -> None:
    """Print the counts as one JSON object."""
    failed: dict[str, str] = {}
    read = tables = characters = untitled = 0
    for path in expand([Path(folder)]):
        try:
            document = load(path)
        except CorpusError as error:
            failed[path.name] = str(error)
            continue
        read += 1
        tables += len(document.tables)
        characters += len(document.text)
        untitled += not document.meta.title
    counts = {"read": read, "failed": failed, "tables": tables, "characters": characters, "without_title": untitled}
    print(json.dumps({"machine": machine, "date": date, **counts}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
