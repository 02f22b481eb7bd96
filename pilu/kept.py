"""What was computed about identities, kept beside the store with the count of commits it has seen.

Hypotheses stand one party a line, to be found by an id without decoding the others; ids of one party in one object.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pilu import codec

if TYPE_CHECKING:
    from kg.identity import AnonymousParty

FILE = "identity.json"
SAME = "same.json"
SHAPE = 3  # of a hypothesis; raised when what is kept would be read wrongly


def save(folder: Path, count: int, parties: "Sequence[AnonymousParty]") -> None:
    """Keep hypotheses, with the count of commits they have seen."""
    _write(folder / FILE, [f"{count} {SHAPE}", *(codec.dumps(party) for party in parties)])


def saved(folder: Path, count: int) -> "tuple[AnonymousParty, ...] | None":
    """Return the kept hypotheses; None when there are none of this count."""
    return _read(folder, count, lambda _: True)


def naming(folder: Path, count: int, keys: Sequence[str]) -> "tuple[AnonymousParty, ...] | None":
    """Return the kept parties that are, or may be, any of these entities; None when none of this count are kept."""
    return _read(folder, count, lambda line: any(key in line for key in keys))


def save_clusters(folder: Path, count: int, clusters: Mapping[str, tuple[str, ...]]) -> None:
    """Keep which ids are one party, with the count of commits they have seen."""
    _write(folder / SAME, [str(count), json.dumps(clusters, sort_keys=True)])


def clusters(folder: Path, count: int) -> dict[str, tuple[str, ...]] | None:
    """Return the kept ids of each party that has several; None when none of this count are kept."""
    try:
        seen, body = (folder / SAME).read_text("utf-8").splitlines()
        return {key: tuple(ids) for key, ids in json.loads(body).items()} if seen == str(count) else None
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, lines: Sequence[str]) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(path)


def _read(folder: Path, count: int, wanted: Callable[[str], bool]) -> "tuple[AnonymousParty, ...] | None":
    from kg.identity import AnonymousParty

    try:
        seen, *lines = (folder / FILE).read_text("utf-8").splitlines()
        decode = codec.decoder(AnonymousParty)
        return tuple(decode(json.loads(line)) for line in lines if wanted(line)) if seen == f"{count} {SHAPE}" else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
