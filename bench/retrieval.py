"""Measure finding: words (BM25), vectors and both, as Recall@1, 5, 10 and MRR, on questions the embedder never saw.

usage: python -m bench.retrieval --data DATA --eval EVAL --seeds SEEDS [--model DIR] [--out FILE]

Three sets: questions of held-out CMRC and DRCD passages; titles of held-out announcement sections and their text; the
questions of `qa_dev.jsonl` and the passages of the filings that hold their evidence.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.encoder import load
from index.hybrid import HybridIndex, fuse
from index.pairs import Pair, pairs_of
from index.passages import passages
from kg.model import BlockKind, Hit, Passage, Speaker

DEPTH = 50
MOST = 1500  # questions of a set
Found = dict[str, list[set[str]]]


def main() -> None:
    """Build an index for each set, ask, and print the table as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, required=True)
    parser.add_argument("--model", default="")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    announcements = sorted((args.data / "contracts" / "html").glob("*.html"))
    table = {
        "CMRC and DRCD, held out": _pairs(args.model, _of(args.data.glob("embed/*.json"), "question")),
        "section titles, held out": _pairs(args.model, _of(announcements, "heading")),
        "evidence of qa_dev": _evidence(args.model, args.seeds, args.eval / "qa_dev.jsonl"),
    }
    text = json.dumps(table, ensure_ascii=False, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", "utf-8")


def _of(paths: Iterable[Path], kind: str) -> list[Pair]:
    return [p for path in sorted(paths) for p in pairs_of(path) if p.kind == kind and p.held_out]


def _pairs(model: str, pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Measure with the right sides as passages; equal right sides are one, and any left side of it asks for it."""
    ids = {text: f"{n:08d}" for n, text in enumerate(dict.fromkeys(p.right for p in pairs))}
    index = HybridIndex.in_memory(load(model))
    made = [Passage("d", n, n + 1, text, BlockKind.PARAGRAPH, (), Speaker.ISSUER) for n, text in enumerate(ids)]
    index.add("d", made, [])
    index.commit()
    key = {text: passage.id for text, passage in zip(ids, made, strict=True)}
    asked = [(p.left, {key[p.right]}) for p in pairs][:: max(1, len(pairs) // MOST)]
    return measured(index, asked)


def _evidence(model: str, seeds: Path, questions: Path) -> dict[str, dict[str, float]]:
    from corpus import load as read

    index = HybridIndex.in_memory(load(model))
    found: list[tuple[str, Passage, str]] = []
    for path in sorted(seeds.glob("*.txt")):
        document = read(path)
        made = passages(document)
        index.add(document.id, made, [])
        found += [(path.name, p, document.text) for p in made]
    index.commit()
    asked = []
    for line in questions.read_text("utf-8").splitlines():
        gold = json.loads(line)
        right = {
            p.id
            for name, p, text in found
            for g in gold["evidence"]
            if name.startswith(g["doc"].split(".")[0]) and _meets(text, p, g["quote"])
        }
        if right:
            asked.append((gold["question"], right))
    return measured(index, asked)


def _meets(text: str, passage: Passage, quote: str) -> bool:
    at = text.find(quote)
    return at >= 0 and min(passage.end, at + len(quote)) - max(passage.start, at) >= 0.5 * len(quote)


def measured(index: HybridIndex, asked: Sequence[tuple[str, set[str]]]) -> dict[str, dict[str, float]]:
    """Return recall and mean reciprocal rank of each way, and how much of what words miss vectors find in ten."""
    ranks: dict[str, list[int]] = {"words": [], "vectors": [], "both": []}
    for question, right in asked:
        words = index.lexical.search(question, DEPTH, kind="passage")
        near = index.vectors.search(index.encoder.encode([question])[0], DEPTH)
        for way, hits in (("words", words), ("vectors", near), ("both", fuse([words, near], DEPTH))):
            ranks[way].append(_rank(hits, right))
    table = {way: _figures(found) for way, found in ranks.items()}
    missed = [n for w, n in zip(ranks["words"], ranks["vectors"], strict=True) if not 0 < w <= 10]
    table["questions"] = {"n": len(asked)}
    table["missed by words, found by vectors in ten"] = {"share": _share(missed, 10), "n": len(missed)}
    return table


def _rank(hits: Sequence[Hit], right: set[str]) -> int:
    return next((n for n, hit in enumerate(hits, start=1) if hit.id in right), 0)


def _figures(ranks: Sequence[int]) -> dict[str, float]:
    recall = {f"recall@{k}": _share(ranks, k) for k in (1, 5, 10)}
    return recall | {"mrr": round(sum(1 / r for r in ranks if r) / max(1, len(ranks)), 4)}


def _share(ranks: Sequence[int], most: int) -> float:
    return round(sum(0 < r <= most for r in ranks) / max(1, len(ranks)), 4)


if __name__ == "__main__":
    main()
