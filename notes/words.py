"""The words that notes write, in two languages, and the Chinese ones that blocks may use: `words.yaml`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words() -> dict[str, Any]:
    """Return the whole file."""
    return yaml.load(Path(__file__).with_name("words.yaml").read_text("utf-8"), yaml.CSafeLoader)


def said(name: str, lang: str) -> str:
    """Return a word in a language.

    >>> said("source", "zh")
    '出处'
    """
    return words()[lang][name]


def named(kind: str, value: str, lang: str) -> str:
    """Return the word for a value of one of the lists: speakers, confidences, modalities."""
    return words()[kind][lang].get(value, value)
