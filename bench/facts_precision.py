"""Draw facts by a fixed seed, show their quotes, and score the verdicts a reader gave to each role.

usage: python bench/facts_precision.py draw SEED COUNT OUT.tsv [others]
       python bench/facts_precision.py show FACTS.tsv [FIRST [LAST]]
       python bench/facts_precision.py score FACTS.tsv
       (SHARED names the folder that holds seeds/ and data/; half of a draw is of the seeds, half of other documents;
       with `others` all of it is of other documents, and these are drawn by the seed, too)

The file holds no words of the filings: a role is its name and where its words stand (`-` where it is understood), and
its verdict is 1 (right), 0 (wrong) or ? (not read). `period`, `modality` and `stated_by` are judged like roles.
The draw is stratified: every class has its turn in order of name until COUNT facts are drawn, and within a class
every kind of document (until seed 4003 only the classes had).
Read so far: `facts_precision_before.tsv`, `facts_precision.tsv` (the seeds alone), `facts_precision_wide.tsv`
(300, seed 20261121, as drawn), `facts_precision_wide_after.tsv` (100, seed 20261123, after its causes were mended),
`facts_precision_others.tsv` (150 of other documents alone, seed 4001, as drawn), `facts_precision_others_second.tsv`
(the same with seed 4002, after what the first led to), `facts_precision_others_third.tsv` (seed 4003, after the
second), `facts_precision_others_fourth.tsv` (seed 4104, after the third; from here on every kind of document has its
turn), `facts_precision_others_fifth.tsv` (seed 4205, after what the fourth led to), and of 100 facts each
`facts_precision_others_sixth.tsv` (seed 4306, as found), `facts_precision_others_seventh.tsv` (seed 4407, after what
the sixth led to), `facts_precision_others_eighth.tsv` (seed 4511, after the seventh). What was wrong in these, by
cause: `facts_precision.md`.
"""

import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.facts import plain
from corpus import load
from kg.model import UNTYPED, Document, Fact, Quantity, Value
from nlp import read

SHARED = Path(os.environ.get("SHARED", Path(__file__).parent.parent.parent / "shared"))
QUALIFIERS = ("period", "modality", "stated_by")
OTHERS = (("reports/*.txt", 4), ("pdf/[ar]*_[08]*.pdf", 1), ("pdf/annual*.pdf", 1), ("contracts/html/*.html", 66))
FREEZES = 60  # of the announcements of freezes one in so many is read
DRAWN = (("reports/*.txt", 3), ("pdf/*.pdf", 2), ("contracts/html/*.html", 50))  # how many documents a seed draws
DRAWN_FREEZES = 25
AROUND = 160  # characters before and after a quote that are shown
HEAD = "number\ttype\tdoc\tstart\tend\troles\tverdicts\n"


def seeds() -> dict[str, Document]:
    """Return the seeds by the first three characters of their names."""
    return {path.name[:3]: load(path) for path in sorted((SHARED / "seeds").glob("*.txt"))}


def others() -> dict[str, Document]:
    """Return one in some of each kind of other documents, by the stem of the name."""
    paths = [path for pattern, step in OTHERS for path in sorted((SHARED / "data").glob(pattern))[::step]]
    return _loaded(list(dict.fromkeys(paths)), _freezes()[::FREEZES])


def drawn_others(chooser: random.Random) -> dict[str, Document]:
    """Return documents other than the seeds that chance draws, by the stem of the name."""
    paths = [path for glob, count in DRAWN for path in chooser.sample(sorted((SHARED / "data").glob(glob)), count)]
    return _loaded(paths, chooser.sample(_freezes(), DRAWN_FREEZES))


def named(names: set[str]) -> dict[str, Document]:
    """Return the documents of these names, seeds and others."""
    paths = [path for glob, _ in DRAWN for path in sorted((SHARED / "data").glob(glob)) if path.stem in names]
    freezes = [line for line in _freezes() if json.loads(line)["ID"] in names]
    return {**(seeds() if any(len(name) == 3 for name in names) else {}), **_loaded(paths, freezes)}


def _freezes() -> list[str]:
    return (SHARED / "data" / "freeze" / "train_dev.jsonl").read_text("utf-8").splitlines()


def _loaded(paths: list[Path], freezes: list[str]) -> dict[str, Document]:
    found = {path.stem: load(path) for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        for row in map(json.loads, freezes):
            path = Path(folder) / f"{row['ID']}.txt"
            path.write_text(row["Doc"], "utf-8")
            found[path.stem] = load(path)
    return found


def role_names(fact: Fact) -> list[str]:
    """Return what is judged of a fact: its roles with where their words stand, then its qualifiers."""
    roles = [f"{role.name}@{role.start}-{role.end}" if role.start >= 0 else f"{role.name}@-" for role in fact.roles]
    return [*roles, *QUALIFIERS]


def draw(seed: int, count: int, only_others: bool) -> list[tuple[str, Fact]]:
    """Return facts, half of the seeds and half of other documents or all of these, each drawn class by class in turn,
    in the order of class, document and place."""
    if only_others:
        chooser = random.Random(seed)
        chosen = list(_drawn(drawn_others(chooser), chooser, count))
    else:
        half = count // 2
        chosen = [
            *_drawn(seeds(), random.Random(seed), count - half),
            *_drawn(others(), random.Random(seed), half),
        ]
    return sorted(chosen, key=lambda item: (item[1].type, item[0], item[1].evidence[0].main.start, item[1].id))


def _drawn(documents: dict[str, Document], chooser: random.Random, count: int) -> Iterator[tuple[str, Fact]]:
    by_class: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for name, document in documents.items():
        for fact in read(document).facts:
            if fact.type not in UNTYPED:
                by_class[fact.type].append((name, fact))
    for facts in by_class.values():
        chooser.shuffle(facts)
        _by_turns(facts)
    while count and any(by_class.values()):
        for name in sorted(by_class):
            if by_class[name] and count:
                count -= 1
                yield by_class[name].pop()


def _by_turns(facts: list[tuple[str, Fact]]) -> None:
    """Order facts, which are taken from the end, so that each kind of document has its turn."""
    turns: Counter[str] = Counter()
    placed = []
    for name, fact in reversed(facts):
        kind = _kind(name)
        placed.append((turns[kind], kind, (name, fact)))
        turns[kind] += 1
    facts[:] = [item for *_, item in sorted(placed, key=lambda place: place[:2], reverse=True)]


def _kind(name: str) -> str:
    """Return the kind of a document, told by its name: a freeze, a PDF, a report, a contract's announcement."""
    folders = (("pdf", "pdf"), ("reports", "txt"))
    if name.startswith("FREEZE"):
        return "freeze"
    return next((kind for kind, end in folders if (SHARED / "data" / kind / f"{name}.{end}").exists()), "contract")


def write(chosen: list[tuple[str, Fact]], out: Path) -> None:
    """Write the drawn facts, verdicts open."""
    lines = []
    for number, (name, fact) in enumerate(chosen, 1):
        main, roles = fact.evidence[0].main, role_names(fact)
        lines.append(
            f"{number}\t{fact.type}\t{name}\t{main.start}\t{main.end}\t{' '.join(roles)}\t{'?' * len(roles)}\n"
        )
    out.write_text(HEAD + "".join(lines), encoding="utf-8")


def rows(path: Path) -> list[list[str]]:
    """Return the lines of a file of verdicts."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]


def show(path: Path, first: int, last: int) -> None:
    """Print each drawn fact with the words that prove it."""
    texts = named({row[2] for row in rows(path)})
    found: dict[tuple[str, str, str], Fact] = {}
    for name, document in texts.items():
        for fact in read(document).facts:
            found.setdefault((name, fact.type, " ".join(role_names(fact))), fact)
    for number, type_, name, start, end, roles, verdicts in rows(path):
        if not first <= int(number) <= last:
            continue
        fact = found.get((name, type_, roles))
        said = "no longer found" if fact is None else " | ".join(_said(fact))
        text, at, to = texts[name].text, int(start), int(end)
        around = (text[max(0, at - AROUND) : at], text[at:to], text[to : to + AROUND])
        before, quote, after = (" ".join(part.split()) for part in around)
        print(f"{number} {type_} {name} {verdicts}\n  {said}\n  {before}「{quote}」{after}")


def _said(fact: Fact) -> list[str]:
    period = fact.qualifiers.period
    said = [f"{role.name}={plain(role.value)}{_currency(role.value)}" for role in fact.roles]
    return [*said, period.code if period else "-", fact.qualifiers.modality.value, fact.qualifiers.stated_by]


def _currency(value: Value) -> str:
    foreign = isinstance(value, Quantity) and len(value.unit) == len("CNY") and value.unit.isupper()
    return f" {value.unit}" if foreign and isinstance(value, Quantity) else ""


def score(path: Path) -> None:
    """Print how many roles are right: of all, of each class, and how many facts are right in every role."""
    right, read_, whole = Counter(), Counter(), []
    for _, type_, _, _, _, _, verdicts in rows(path):
        judged = [verdict for verdict in verdicts if verdict != "?"]
        right[type_] += judged.count("1")
        read_[type_] += len(judged)
        whole += [all(verdict == "1" for verdict in judged)] if judged else []
    for type_ in sorted(read_):
        if read_[type_] > right[type_]:
            print(f"{type_:22s} {right[type_]:4d}/{read_[type_]:4d}")
    total = sum(read_.values())
    print(f"roles right {sum(right.values())}/{total} = {sum(right.values()) / max(1, total):.4f}")
    print(f"facts right in every role {sum(whole)}/{len(whole)} = {sum(whole) / max(1, len(whole)):.4f}")


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    if command == "draw":
        write(draw(int(given[0]), int(given[1]), given[3:] == ["others"]), Path(given[2]))
    elif command == "show":
        numbers = [int(number) for number in given[1:]]
        show(Path(given[0]), *(numbers + [1, 10**6][len(numbers) :])[:2])
    else:
        score(Path(given[0]))
