"""Ask near misses: `python -m bench.near_misses --store DIR --eval DIR QUESTIONS.jsonl... [--failures FILE]`.

A question that is answered right is changed in one thing (another company, a year, a part, a measure that no filing
has; the last instead of the first), by the rules of `near_misses.yaml`: the value that was right is wrong now. Prints
for each kind of change how many of the changed questions are still answered, and how many with the old value, and
writes that to `bench/near_misses.json`. Which words are put in is told by a checksum of the question: no draw.
"""

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import pilu
from bench.calibrate import ANSWERED, scorer, shape
from pilu import Workspace

HERE = Path(__file__).parent
_GROUP = re.compile(r"\\g<\d>")
NO_VALUE = ("unanswerable", "yesno", "why", "definition")


@dataclass(frozen=True)
class Change:
    """One kind of change: what is looked for, what may be put there, whether only the old value is wrong then, and of
    questions in which language."""

    kind: str
    find: re.Pattern[str]
    put: tuple[str, ...]
    old: bool
    lang: str

    def of(self, question: str, lang: str) -> str:
        """Return the changed question, or an empty string where there is nothing to change."""
        found = self.find.search(question)
        if not found or not self.put or lang != self.lang:
            return ""
        put = found.expand(self.put[zlib.crc32(question.encode()) % len(self.put)])
        return question[: found.start()] + put + question[found.end() :]


@dataclass(frozen=True)
class Miss:
    """A changed question and what was said to it."""

    kind: str
    question: str
    before: str
    answer: Mapping[str, Any]
    same: bool

    @property
    def answered(self) -> bool:
        """Whether it was answered at all."""
        return self.answer["status"] in ANSWERED


def main() -> None:
    """Ask, change, ask again and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--failures", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    gold = [json.loads(line) for path in args.questions for line in path.read_text("utf-8").splitlines()]
    judge = scorer(args.eval / "score_qa.py")
    with pilu.open(args.store) as workspace:
        changes = list(_changes(workspace))
        misses = [miss for line in gold for miss in _misses(workspace, judge.right, line, changes)]
    table = _table(misses, {change.kind: change.old for change in changes})
    text = json.dumps(table, ensure_ascii=False, indent=1)
    print(text)
    if args.write:
        (HERE / "near_misses.json").write_text(text + "\n", "utf-8")
    if args.failures:
        args.failures.write_text("".join(_told(miss) for miss in misses if miss.answered), "utf-8")


def _changes(workspace: Workspace) -> Iterator[Change]:
    """Yield the kinds of change; words to put in that some filing holds are left out, unless that does not matter."""
    texts = [workspace.show(listed.id) for listed in workspace.database.documents()]
    for kind, rule in yaml.safe_load((HERE / "near_misses.yaml").read_text("utf-8")).items():
        old = rule.get("old", False)
        put = tuple(p for p in rule["put"] if old or not any(_GROUP.sub("", p).strip() in text for text in texts))
        yield Change(kind, re.compile(rule["find"]), put, old, rule.get("lang", "zh"))


def _misses(workspace: Workspace, right: Any, gold: Mapping[str, Any], changes: Sequence[Change]) -> Iterator[Miss]:
    if gold["kind"] in NO_VALUE:
        return
    before = _asked(workspace, gold["question"])
    if before["status"] not in ANSWERED or not right(gold, before):
        return
    for change in changes:
        if question := change.of(gold["question"], gold["lang"]):
            after = _asked(workspace, question)
            same = after["answer"] == before["answer"] or bool(right(gold, after))
            yield Miss(change.kind, question, gold["question"], after, same)


def _asked(workspace: Workspace, question: str) -> Mapping[str, Any]:
    return shape(workspace.ask(question), workspace, "")


def _table(misses: Sequence[Miss], old: Mapping[str, bool]) -> dict[str, Any]:
    asked, answered = Counter(m.kind for m in misses), Counter(m.kind for m in misses if m.answered)
    same = Counter(m.kind for m in misses if m.answered and m.same)
    return {
        kind: {"asked": asked[kind], "answered": answered[kind], "with the old value": same[kind]}
        | {"wrong": round((same if only_old else answered)[kind] / max(1, asked[kind]), 3)}
        for kind, only_old in old.items()
        if asked[kind]
    }


def _told(miss: Miss) -> str:
    told = {"kind": miss.kind, "question": miss.question, "before": miss.before, "same": miss.same}
    return json.dumps(told | {"answer": miss.answer["answer"]}, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
