"""The ontology as one JSON file, so that a cold start needs neither a YAML parser nor pydantic.

It is kept (`kg/kept.py`) under a hash of the YAML and of the code that read it: it is never stale, only absent.
"""

import contextlib
import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from kg.kept import copy_of, keep
from kg.ontology.model import Ontology


def cached(folder: Path) -> Ontology:
    """Return the ontology of a folder, from its compiled form where that is current."""
    sources = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    key = _key(sources)
    with contextlib.suppress(LookupError, ValueError, TypeError):
        return _revive(Ontology)(json.loads(copy_of(folder, "ontology", key)))
    from kg.ontology.reading import read

    text = json.dumps(asdict(read(sources)), ensure_ascii=False, separators=(",", ":"), default=str)
    keep(folder, "ontology", key, text)
    return _revive(Ontology)(json.loads(text))


def _key(sources: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    code = [Path(__file__).with_name(name).read_bytes() for name in ("model.py", "reading.py", "compiled.py")]
    for part in (*code, *(name.encode() + b"\0" + data for name, data in sources.items())):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]


@cache
def _revive(kind: Any) -> Callable[[Any], Any]:
    """Return the function that makes a value of a type from what JSON has left of it."""
    origin = get_origin(kind)
    if origin is tuple:
        item = _revive(get_args(kind)[0])
        return tuple if item is _same else lambda raw: tuple([item(part) for part in raw])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _revive(get_args(kind)[1])
        return lambda raw: types.MappingProxyType(raw if item is _same else {k: item(v) for k, v in raw.items()})
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(f.name, _revive(hints[f.name])) for f in fields(kind)]
        return lambda raw: kind(*[raw[name] if make is _same else make(raw[name]) for name, make in parts])
    return _same


def _same(raw: Any) -> Any:
    return raw
