"""Write the tables of text files as JSON lines: `python -m bench.tables FILE... > tables.jsonl`."""

import json
import sys
from pathlib import Path

from corpus.tables import find_tables


def main(paths: list[str]) -> None:
    """Print one line for each table of each file."""
    for path in map(Path, paths):
        text = path.read_bytes().decode("utf-8-sig")
        for number, table in enumerate(find_tables(text), 1):
            row = {
                "table": f"{path.stem}:{number}",
                "doc": path.name,
                "start": table.start,
                "end": table.end,
                "caption": table.caption,
                "unit": table.unit,
                "header": [[cell.text for cell in cells] for cells in table.header],
                "rows": [[cell.text for cell in cells] for cells in table.rows],
                "uncertain": bool(table.doubtful),
            }
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
