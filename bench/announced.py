"""What the scores of contracts and of freezes share: facts of many announcements, a scorer's figures, the results."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus import load
from kg.model import Fact, Party, Quantity
from nlp import read

RESULTS = Path(__file__).parent / "announcements.json"
_FIGURES = re.compile(r"([\d.]+)\s+([\d.]+)\s+([\d.]+)$|P ([\d.]+) R ([\d.]+) F1 ([\d.]+)$|mean F1 ([\d.]+)$")
_LISTS = frozenset({"consortium"})


def stated(paths: Iterable[Path], kind: str) -> Iterator[tuple[Path, int, list[Fact]]]:
    """Yield each file with the length of its text and its facts of one kind."""
    for path in paths:
        document = load(path)
        yield path, len(document.text), [fact for fact in read(document).facts if fact.type == kind]


def written(facts: Iterable[tuple[Path, int, list[Fact]]], out: Path) -> dict[str, float]:
    """Write facts as the scorers read them; return how many, and how fast they were read."""
    began, characters, count = time.process_time(), 0, 0
    with out.open("w", encoding="utf-8") as file:
        for path, length, found in facts:
            characters += length
            for fact in found:
                count += 1
                file.write(json.dumps(_row(path, fact), ensure_ascii=False) + "\n")
    seconds = time.process_time() - began  # of this process: others may be at work
    return {"facts": count, "characters": characters, "characters a second": round(characters / seconds)}


def _row(path: Path, fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {"doc": path.name, "texts": {}}
    for role in fact.roles:
        value = role.value.name if isinstance(role.value, Party) else str(role.value)
        if isinstance(role.value, Quantity):
            value = str(role.value.value)
        if role.name in _LISTS:
            row.setdefault(role.name, []).append(value)
        else:
            row.setdefault(role.name, value)
        row["texts"].setdefault(role.name, role.text)
    return row


def scored(*command: object) -> dict[str, list[float]]:
    """Run a scorer, show what it prints, and return precision, recall and F1 of each line."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    print(done.stdout, end="")
    found: dict[str, list[float]] = {}
    for line in done.stdout.splitlines():
        if match := _FIGURES.search(line):
            name = "mean F1" if "mean F1" in line else re.split(r"\s{2,}|\s\d|\sP\s", line)[0].strip()
            found[name] = [float(number) for number in match.groups() if number]
    return found


def keep(name: str, figures: dict[str, Any]) -> None:
    """Put the figures of one set into the file of results; the other sets stay."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results[name] = figures
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
