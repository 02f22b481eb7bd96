"""The words that notes write, in two languages, and the Chinese ones that blocks may use: `words.yaml`."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import PiluError
from kg.kept import words_of
from kg.pattern import Pattern
from pilu.terminal.messages import HINTS, MESSAGES, translate

LONGEST = 120  # characters of a message in a note: a parser may list all it expected


@cache
def words() -> dict[str, Any]:
    """Return the whole file."""
    return words_of(Path(__file__).with_name("words.yaml"))


def said(name: str, lang: str) -> str:
    """Return a word in a language.

    >>> said("source", "zh")
    '出处'
    """
    return words()[lang][name]


def named(kind: str, value: str, lang: str) -> str:
    """Return the word for a value of one of the lists: speakers, confidences, modalities."""
    return words()[kind][lang].get(value, value)


def message(error: PiluError, lang: str) -> str:
    """Return a foreseen error as a note says it: in a language, with its hint, not too long."""
    text, hint = _translated(error.message, MESSAGES, lang), _translated(error.hint, HINTS, lang)
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return f"{text}{said('open', lang)}{hint.replace('`', '')}{said('close', lang)}" if hint else text


def _translated(text: str, part: str, lang: str) -> str:
    if lang == "zh":
        for pattern, chinese in _patterns(part):
            if match := pattern.fullmatch(text):
                return chinese.format(*match.groups())
    return translate(text, part, lang)


@cache
def _patterns(part: str) -> list[tuple[Pattern, str]]:
    pairs = words()[part].items()
    return [(Pattern("(.+?)".join(map(re.escape, en.split("{}"))), re.DOTALL), chinese) for en, chinese in pairs]
