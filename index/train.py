"""Train the bundled embedder: `python -m index.train SOURCE... --out index/model` (extra `train`).

Vectors begin as those of `index.make_model` and are then drawn together where two texts belong together and apart
otherwise (MultipleNegativesRankingLoss of sentence-transformers: Henderson et al., "Efficient Natural Language Response
Suggestion for Smart Reply", 2017, section 4.4). One seed, one thread order: the same sources give the same weights on
the same machine. Takes minutes on a processor.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import make_model
from index.pairs import Pair, pairs_of

SEED = 20240930
BATCH, EPOCHS, RATE = 512, 4, 0.01
MOST = {"next": 60000, "row": 15000, "heading": 40000, "question": 20000}  # pairs of each kind
LINES = 60000  # texts from which tokens and first vectors are made


def main() -> None:
    """Read pairs, train, and write tokenizer, table and config."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "model")
    args = parser.parse_args()
    pairs = chosen(p for path in sorted(args.sources) for p in pairs_of(path))
    lines = sorted({text for p in pairs for text in (p.left, p.right)})
    lines = random.Random(SEED).sample(lines, min(LINES, len(lines)))
    print(f"{len(pairs)} pairs, {len(lines)} texts", flush=True)  # noqa: T201 - a program of its own
    tokenizer = make_model.train_tokenizer(lines)
    first = make_model.embed([e.ids for e in tokenizer.encode_batch(lines)], tokenizer.get_vocab_size())
    table = trained(tokenizer, first, pairs)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out / "tokenizer.json"))
    make_model.write_table(table, args.out / "model.safetensors")
    config = {"model_type": "model2vec", "normalize": True, "hidden_dim": int(table.shape[1])}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")


def chosen(pairs: Iterator[Pair]) -> list[Pair]:
    """Return the pairs that are trained on, each once, at most so many of a kind, in an order of chance (seeded)."""
    by_kind: dict[str, dict[tuple[str, str], Pair]] = defaultdict(dict)
    for pair in pairs:
        if not pair.held_out:
            by_kind[pair.kind].setdefault((pair.left, pair.right), pair)
    chance = random.Random(SEED)
    kept = [p for kind, found in sorted(by_kind.items()) for p in _some(list(found.values()), MOST[kind], chance)]
    chance.shuffle(kept)
    return kept


def _some(pairs: Sequence[Pair], most: int, chance: random.Random) -> Sequence[Pair]:
    return pairs if len(pairs) <= most else chance.sample(pairs, most)


def trained(tokenizer: Any, first: NDArray[np.float32], pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """Return one vector a token after training, shape as `first`."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(SEED)
    embedding = StaticEmbedding(tokenizer, embedding_weights=first)
    model = SentenceTransformer(modules=[embedding], device="cpu")
    loss = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    batches = [pairs[n : n + BATCH] for n in range(0, len(pairs) - BATCH + 1, BATCH)]
    steps = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, len(batches) * EPOCHS)
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in batches:
            sides = [embedding.preprocess([getattr(p, side) for p in batch]) for side in ("left", "right")]
            value = loss(sides, torch.empty(0))
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            steps.step()
            total += float(value)
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}", flush=True)  # noqa: T201 - a program of its own
    return embedding.embedding.weight.detach().numpy().astype(np.float32)


if __name__ == "__main__":
    main()
