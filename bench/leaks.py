"""The leak check: nothing of the development set stands in what ships.

No name of a party of the seeds, nor what questions shorten it to, no run of 10 characters of a development question,
no run of 16 characters of a seed, blanks removed. Ten Latin letters are one English word, so a run counts when a
Chinese character is in it, and five words in a row of an English question count too. Run by `make score`; alone:
`python bench/leaks.py [SHARED]`. Exit code 5 when something leaks.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CHECKED = ("kg", "nlp", "qa", "index", "corpus", "pilu", "cli.py")
QUESTION_RUN = 10
SEED_RUN = 16
SHORTEST_NAME = 3
DICTIONARY = ".tsv"
SHORTENED = 3  # times that questions use what is left of a name without its ending
DEFINED_NAME = re.compile(r"(?:简称|下称|称为)[：:]?[“\"「]([^”\"」]{3,12})[”\"」]")
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]+")
WORD_RUN = 5
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A run of the development set found in a shipped file."""

    path: Path
    kind: str  # party, question, seed
    words: str

    def __str__(self) -> str:
        return f"{self.path}: {self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not be found: whole names, and runs of fixed lengths."""

    names: frozenset[str]
    question_runs: frozenset[str]
    seed_runs: frozenset[str]
    phrases: frozenset[str] = frozenset()  # five English words, lower case
    short_names: frozenset[str] = frozenset()  # free in dictionaries, which hold all words
    statutory: tuple[str, ...] = ()  # wordings fixed by law, free for all


def squeeze(text: str) -> str:
    """Return the text without any blank."""
    return BLANK.sub("", text)


def runs(text: str, length: int) -> Iterator[str]:
    """Yield each run of that length that holds a Chinese character."""
    packed = squeeze(text)
    for i in range(len(packed) - length + 1):
        run = packed[i : i + length]
        if HAN.search(run):
            yield run


def phrases(text: str) -> Iterator[str]:
    """Yield each five English words in a row, lower case."""
    words = [word.lower() for word in WORD.findall(text)]
    for i in range(len(words) - WORD_RUN + 1):
        yield " ".join(words[i : i + WORD_RUN])


def party_names(
    facts: Iterable[dict[str, Any]], questions: Iterable[dict[str, Any]], seeds: str, words: dict
) -> set[str]:
    """Return the names of parties that the gold files and the definitions in the seeds tell, blanks removed."""
    found = {name for question in questions for name in question.get("entities") or ()}
    for fact in facts:
        for name in filter(None, (fact.get("subject"), fact.get("object"))):
            if fact["type"] in words["party_types"] or name.endswith(tuple(words["suffixes"])):
                found.update(re.split(r"[、，]", name))
    defined = (
        name for name in DEFINED_NAME.findall(seeds) if not name.endswith(("函", "法", "办法", "规则", "议案", "人"))
    )
    found.update(defined)
    anonymous, general = re.compile(words["anonymous"]), {squeeze(word) for word in words["general"]}
    names = {squeeze(name) for name in found}
    return {n for n in names if len(n) >= SHORTEST_NAME and n not in general and not anonymous.match(n)}


def short_names(names: Iterable[str], questions: Iterable[dict[str, Any]], words: dict) -> set[str]:
    """Return what questions call parties without the ending of their names, wherever it stands: in a pattern too."""
    asked = "\n".join(question["question"] for question in questions)
    endings = "|".join(words["endings"])
    stems = {stem for name in names if len(stem := re.sub(f"(?:{endings})$", "", name)) in (2, 3) and stem != name}
    return {stem for stem in stems if len(re.findall(f"{stem}(?!{endings})", asked)) >= SHORTENED}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load_secrets(shared: Path) -> Secrets:
    """Read the gold files and the seeds of the development set."""
    words = yaml.safe_load((ROOT / "bench" / "leak_words.yaml").read_text(encoding="utf-8"))
    questions = _lines(shared / "eval" / "qa_dev.jsonl")
    facts = _lines(shared / "eval" / "facts_dev.jsonl")
    seeds = [path.read_text(encoding="utf-8-sig") for path in sorted((shared / "seeds").iterdir()) if path.is_file()]
    names = party_names(facts, questions, "\n".join(seeds), words)
    return Secrets(
        names=frozenset(names),
        short_names=frozenset(short_names(names, questions, words)),
        question_runs=frozenset(run for q in questions for run in runs(q["question"], QUESTION_RUN)),
        seed_runs=frozenset(run for seed in seeds for run in runs(seed, SEED_RUN)),
        phrases=frozenset(p for q in questions if q.get("lang") == "en" for p in phrases(q["question"])),
        statutory=tuple(words["statutory"]),
    )


def shipped_files(root: Path = ROOT) -> list[Path]:
    """Return every text file of what ships, sorted; binary files (weights, images) are left out."""
    found = []
    for name in CHECKED:
        top = root / name
        candidates = [top] if top.is_file() else sorted(top.rglob("*")) if top.is_dir() else []
        found += [path for path in candidates if path.is_file() and "__pycache__" not in path.parts]
    return found


def leaks_in(text: str, path: Path, secrets: Secrets) -> Iterator[Leak]:
    """Yield each leak of one file, overlapping runs told once."""
    packed = squeeze(text)
    for name in sorted(secrets.names | (secrets.short_names if path.suffix != DICTIONARY else frozenset())):
        if name in packed:
            yield Leak(path, "party", name)
    for phrase in sorted(secrets.phrases.intersection(phrases(text))):
        yield Leak(path, "question", phrase)
    for kind, length, known in (
        ("question", QUESTION_RUN, secrets.question_runs),
        ("seed", SEED_RUN, secrets.seed_runs),
    ):
        for words in _stretches(packed, length, known):
            if not any(words in term for term in secrets.statutory):
                yield Leak(path, kind, words)


def _stretches(packed: str, length: int, known: frozenset[str]) -> Iterator[str]:
    """Yield the longest stretches of `packed` whose every run of `length` is known."""
    start = end = -1
    for i in range(len(packed) - length + 1):
        if packed[i : i + length] not in known:
            continue
        if i > end - length + 1:
            if end >= 0:
                yield packed[start:end]
            start = i
        end = i + length
    if end >= 0:
        yield packed[start:end]


def find_leaks(shared: Path, root: Path = ROOT) -> list[Leak]:
    """Return every leak in what ships."""
    secrets = load_secrets(shared)
    found: list[Leak] = []
    for path in shipped_files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += leaks_in(text, path.relative_to(root), secrets)
    return found


def main() -> int:
    """Print the leaks and return the exit code."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    found = find_leaks(shared)
    for leak in found:
        print(leak)
    print(f"{len(found)} leaks in {len(shipped_files())} files")
    return 5 if found else 0


if __name__ == "__main__":
    sys.exit(main())
