"""Make the bundled embedder: `python -m index.make_model TEXT... --out index/model`.

A first, small one. Tokens are pieces of words found by byte-pair merging; a token's vector comes from the tokens it
stands near (positive pointwise mutual information, reduced by SVD: Levy and Goldberg, "Neural Word Embedding as
Implicit Matrix Factorization", NIPS 2014), shrunk when it is frequent (Arora et al., "A Simple but Tough-to-Beat
Baseline", ICLR 2017). Same texts, same bytes.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VOCABULARY, DIM, WINDOW = 10000, 192, 6
FREQUENT = 1e-3  # Arora's a: a token of this share of the text counts half


def main() -> None:
    """Read the JSON files of CMRC and DRCD and write tokenizer, table and card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "model")
    args = parser.parse_args()
    lines = sorted({line for path in args.texts for line in read_lines(path)})
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer(lines)
    tokenizer.save(str(args.out / "tokenizer.json"))
    ids = [encoding.ids for encoding in tokenizer.encode_batch(lines)]
    write_table(embed(ids, tokenizer.get_vocab_size()), args.out / "model.safetensors")
    config = {"model_type": "model2vec", "normalize": True, "hidden_dim": DIM}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")


def read_lines(path: Path) -> Iterator[str]:
    """Yield contexts and questions of a file of the SQuAD shape or of CMRC's trial set, in simplified characters."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    loaded = json.loads(path.read_text("utf-8"))
    if isinstance(loaded, list):  # CMRC's trial set
        for paragraph in loaded:
            yield simplify(paragraph["context_text"])
            yield from (simplify(qa["query_text"]) for qa in paragraph["qas"])
        return
    for article in loaded["data"]:
        for paragraph in article["paragraphs"]:
            yield simplify(paragraph["context"])
            yield from (simplify(qa["question"]) for qa in paragraph["qas"])


def train_tokenizer(lines: Sequence[str]) -> Any:
    """Return a byte-pair tokenizer over NFKC, lower case; numbers are cut to digits."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    split = [
        pre_tokenizers.UnicodeScripts(),
        pre_tokenizers.Whitespace(),
        pre_tokenizers.Digits(individual_digits=True),
    ]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(split)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=["[UNK]"], show_progress=False, max_token_length=4, min_frequency=2
    )
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


def embed(lines: Sequence[Sequence[int]], size: int) -> NDArray[np.float32]:
    """Return one vector a token, shape `(size, DIM)`."""
    pairs: Counter[tuple[int, int]] = Counter()
    single: Counter[int] = Counter()
    for ids in lines:
        single.update(ids)
        for step in range(1, WINDOW + 1):
            pairs.update(zip(ids, ids[step:], strict=False))
    near = np.zeros((size, size), np.float32)
    for (a, b), count in pairs.items():
        near[a, b] += count
        near[b, a] += count
    total, marginal = near.sum(), near.sum(axis=1)
    smooth = marginal**0.75 / (marginal**0.75).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        ppmi = np.maximum(0, np.log(near / total / (marginal / total)[:, None] / smooth[None, :]))
    vectors = project(np.nan_to_num(ppmi, posinf=0, neginf=0))
    share = np.array([single[n] for n in range(size)]) / max(1, sum(single.values()))
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return (vectors * (FREQUENT / (FREQUENT + share))[:, None]).astype(np.float32)


def project(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows in `DIM` dimensions by randomised SVD with a fixed seed (Halko et al. 2011, algorithm 4.4)."""
    start = np.random.default_rng(7).standard_normal((matrix.shape[1], DIM + 16)).astype(np.float32)
    basis, _ = np.linalg.qr(matrix @ start)
    for _ in range(4):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    left, weights, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return (basis @ left)[:, :DIM] * np.sqrt(weights[:DIM])


def write_table(table: NDArray[np.float32], path: Path) -> None:
    """Write half-precision vectors as safetensors."""
    data = table.astype("<f2").tobytes()
    tensor = {"dtype": "F16", "shape": list(table.shape), "data_offsets": [0, len(data)]}
    header = json.dumps({"embeddings": tensor}).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(len(header).to_bytes(8, "little") + header + data)


if __name__ == "__main__":
    main()
