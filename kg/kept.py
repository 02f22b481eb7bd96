"""Word lists of YAML, kept as JSON beside them, so that a cold start need not parse YAML.

The copy lies in `__pycache__` under a hash of the file: it is never stale, only absent. Where the folder cannot be
written, nothing is kept and every start parses.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any


def words_of(path: Path) -> Any:
    """Return what a YAML file holds."""
    source = path.read_bytes()
    kept = path.parent / "__pycache__" / f"{path.stem}-{hashlib.sha256(source).hexdigest()[:16]}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(kept.read_bytes())
    import yaml

    found = yaml.load(source.decode("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    with contextlib.suppress(OSError, TypeError):
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if json.loads(text) == found:  # keys that are no strings would come back as strings
            _keep(kept, path.stem, text)
    return found


def _keep(kept: Path, stem: str, text: str) -> None:
    """Write a copy in one step, in place of older ones."""
    kept.parent.mkdir(exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    for old in kept.parent.glob(f"{stem}-*.json"):
        if old != kept:
            old.unlink(missing_ok=True)
    partial.replace(kept)
