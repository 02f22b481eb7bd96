"""What was worked out of data files, kept as JSON, so that a cold start need not work it out again.

A copy lies in `__pycache__` beside its source; where that folder cannot be written (an installation of the system's) it
lies in the user's cache. It is called by a hash of its source: never stale, only absent. Where neither can be written,
nothing is kept and every start works it out.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def words_of(path: Path) -> Any:
    """Return what a YAML file holds."""
    source = path.read_bytes()
    key = hashlib.sha256(source).hexdigest()[:16]
    with contextlib.suppress(LookupError, ValueError):
        return json.loads(copy_of(path.parent, path.stem, key))
    import yaml

    found = yaml.load(source.decode("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    with contextlib.suppress(TypeError):
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if json.loads(text) == found:  # keys that are no strings would come back as strings
            keep(path.parent, path.stem, key, text)
    return found


def copy_of(folder: Path, stem: str, key: str) -> bytes:
    """Return the copy kept of something in a folder; raise `LookupError` where there is none."""
    for place in _places(folder):
        with contextlib.suppress(OSError):
            return (place / f"{stem}-{key}.json").read_bytes()
    raise LookupError(stem)


def keep(folder: Path, stem: str, key: str, text: str) -> None:
    """Keep a copy of something in a folder, in one step and in place of older ones, where there is a place for it."""
    for place in _places(folder):
        with contextlib.suppress(OSError):
            _write(place, stem, key, text)
            return


def _places(folder: Path) -> Iterator[Path]:
    """Yield where copies may lie: beside the source, else in the user's cache, apart from those of other folders."""
    yield folder / "__pycache__"
    from platformdirs import user_cache_path  # most starts need no more than the first

    yield user_cache_path("pilu", appauthor=False) / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def _write(place: Path, stem: str, key: str, text: str) -> None:
    kept = place / f"{stem}-{key}.json"
    place.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    for old in place.glob(f"{stem}-*.json"):
        if old != kept:
            old.unlink(missing_ok=True)
    partial.replace(kept)
