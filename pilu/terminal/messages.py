"""Foreseen errors in Chinese. Errors are raised in English, with the offending value in them; here their patterns."""

import re
from functools import cache
from pathlib import Path

from kg.kept import words_of
from kg.pattern import Pattern

MESSAGES, HINTS = "messages", "hints"


def translate(text: str, part: str, lang: str) -> str:
    """Return a message or hint in a language; one without translation stays in English.

    >>> translate("the question is empty", MESSAGES, "zh")
    '问题是空的'
    """
    if lang != "zh" or not text:
        return text
    for pattern, words in _patterns(part):
        match = pattern.fullmatch(text)
        if match:
            return words.format(*match.groups())
    return text


@cache
def _patterns(part: str) -> list[tuple[Pattern, str]]:
    """Read the patterns of one part; `{}` in the English stands for any words, in the Chinese for the same in order."""
    data = words_of(Path(__file__).with_name("messages.yaml"))
    return [(Pattern("(.+?)".join(map(re.escape, en.split("{}"))), re.DOTALL), zh) for en, zh in data[part].items()]
