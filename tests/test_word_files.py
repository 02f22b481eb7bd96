"""Files of words and rules: a key that stands twice would silently lose its first line."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDERS = ("corpus", "index", "kg", "nlp", "qa", "notes", "web", "bench", "tests")
FILES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_key_stands_twice(path):
    assert [key for node in _mappings(yaml.compose(path.read_text(encoding="utf-8"))) for key in _twice(node)] == []


def _mappings(node):
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _twice(node):
    keys = [key.value for key, _ in node.value]
    return sorted({key for key in keys if keys.count(key) > 1})
