"""Hypotheses kept beside the store: one party a line, found by an id without decoding the others."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.identity import AnonymousParty
from pilu import codec

FILE = "identity.json"


def save(folder: Path, count: int, parties: Sequence[AnonymousParty]) -> None:
    """Keep hypotheses, with the count of commits they have seen."""
    lines = [str(count), *(codec.dumps(party) for party in parties)]
    fresh = folder / f"{FILE}.new"
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(folder / FILE)


def saved(folder: Path, count: int) -> tuple[AnonymousParty, ...] | None:
    """Return the kept hypotheses; None when there are none of this count."""
    return _read(folder, count, lambda _: True)


def naming(folder: Path, count: int, keys: Sequence[str]) -> tuple[AnonymousParty, ...] | None:
    """Return the kept parties that are, or may be, any of these entities; None when none of this count are kept."""
    return _read(folder, count, lambda line: any(key in line for key in keys))


def _read(folder: Path, count: int, wanted: Callable[[str], bool]) -> tuple[AnonymousParty, ...] | None:
    try:
        seen, *lines = (folder / FILE).read_text("utf-8").splitlines()
        decode = codec.decoder(AnonymousParty)
        return tuple(decode(json.loads(line)) for line in lines if wanted(line)) if seen == str(count) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
