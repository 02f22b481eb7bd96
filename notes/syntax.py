"""What a block says: directives, each with the options below it, in English or Chinese words and punctuation.

A line that begins with a known word and a colon opens a directive or sets an option of the one above; any other line
goes on with what the line above says, so a query may take several lines. Full-width punctuation is read like ASCII.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

from kg.pattern import Pattern
from notes.model import BlockError, Request
from notes.words import words

OPTIONS = ("as", "evidence", "limit", "unit", "lang")
FORMS = ("callout", "table", "list", "inline", "quote", "chart")
EVIDENCES = ("footnotes", "inline", "cite", "none")

_LINE = Pattern(r"(\w+)\s*[:：]\s*(.*)", re.DOTALL)
_PAIR = Pattern(r"(?:^|[\s,，;；、])(\w+)\s*[=＝]\s*")
_QUOTES = {'"': '"', "“": "”", "「": "」", "'": "'", "《": "》"}


def parse(content: str, known: Collection[str]) -> list[Request]:
    """Return the directives of a block; `known` are their names.

    Raises BlockError for an unknown word, an option in front of all directives, or a block without any.
    """
    opened: list[tuple[str, list[str], dict[str, str], int]] = []
    for n, line in enumerate(content.splitlines()):
        key, value = _key(line)
        if key in known:
            opened.append((key, [value], {}, n))
        elif key in OPTIONS and opened:
            opened[-1][2][key] = option(key, value)
        elif not line.strip():
            continue
        elif opened and (opened[-1][0] == "sparql" or not key or line[0].isspace()):
            opened[-1][1].append(line.strip())
        else:
            raise BlockError(f"unknown directive {key or line.strip()!r}", hint=f"known are {', '.join(known)}")
    if not opened:
        raise BlockError("the block is empty", hint=f"write one of {', '.join(known)}, a colon, and what you ask")
    return [_request(*each) for each in opened]


def _key(line: str) -> tuple[str, str]:
    """Split a line into its key in English and the rest; no key where it does not begin with a word and a colon."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "", line
    key = unicodedata.normalize("NFKC", match[1]).casefold()
    return words()["keys"].get(key, key), match[2].strip()


def _request(name: str, lines: list[str], options: dict[str, str], line: int) -> Request:
    first = lines[0] if lines[0] not in ("|", ">") else ""  # YAML's mark of a text of several lines
    argument = "\n".join(part for part in (first, *lines[1:]) if part).strip()
    if not argument:
        raise BlockError(f"{name} asks for nothing", hint=f"{name}: …")
    return Request(name, argument, options, line)


def option(name: str, value: str) -> str:
    """Return the value of an option as the code knows it; raise `BlockError` for one that is not."""
    bare = _unquoted(unicodedata.normalize("NFKC", value).strip().rstrip(",;。"))
    if name == "unit":
        return bare
    bare = bare.casefold()
    if name == "as":
        return _one_of("as", words()["forms"].get(bare, bare), FORMS)
    if name == "evidence":
        return _one_of("evidence", words()["evidences"].get(bare, bare), EVIDENCES)
    if name == "lang":
        return _one_of("lang", bare, ("zh", "en"))
    if not bare.isdecimal() or not 1 <= int(bare) <= 1000:
        raise BlockError(f"limit {value!r} is no number from 1 to 1000")
    return str(int(bare))


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BlockError(f"{name}: {value!r} is unknown", hint=f"known are {', '.join(choices)}")
    return value


def pairs(argument: str, known: Collection[str]) -> dict[str, str]:
    """Read `type=Contract entity=B公司`: values run up to the next pair, and may be quoted.

    Raises BlockError when a key is not known or something stands before the first. `known` empty takes any key.

    >>> pairs("type＝Contract，entity=B 公司", ("type", "entity"))
    {'type': 'Contract', 'entity': 'B 公司'}
    """
    marks = list(_PAIR.finditer(argument))
    lead = argument[: marks[0].start()] if marks else argument
    if lead.strip():
        raise BlockError(f"{lead.strip()!r} is no key=value", hint=f"keys are {', '.join(known)}")
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        raw = unicodedata.normalize("NFKC", mark[1])
        key = words()["arguments"].get(raw, raw)
        if known and key not in known:
            raise BlockError(f"unknown key {raw!r}", hint=f"keys are {', '.join(known)}")
        found[key] = _unquoted(argument[mark.end() : following.start() if following else None].strip(" \t\n,，;；、"))
    return found


def inline(words_after: str) -> Request:
    """Read the words of an inline value: a question, then options after bars; a bare one is the unit.

    >>> inline("B公司合同金额 | 万元").options
    {'unit': '万元'}
    """
    question, *rest = (part.strip() for part in re.split(r"\\?[|｜]", words_after))
    options: dict[str, str] = {}
    for part in rest:
        key, value = _key(part.replace("＝", "=").replace("=", ":", 1))
        known = key in OPTIONS
        options[key if known else "unit"] = option(key if known else "unit", value if known else part)
    if not question:
        raise BlockError("the inline value asks for nothing", hint="{{pilu: QUESTION | UNIT}}")
    return Request("ask", question, options)


def ends(argument: str) -> tuple[str, str]:
    """Read `A -> B`: the two ends of a path. Raises BlockError when there are not two."""
    parts = [part.strip(" \t“”\"'") for part in re.split(r"\s*(?:-+>|—+>|=+>|→|－+＞|—+＞|->)\s*", argument)]
    if len(parts) != 2 or not all(parts):
        raise BlockError(f"{argument!r} does not name two parties", hint="path: A公司 -> B公司")
    return parts[0], parts[1]


def required(found: Mapping[str, str], key: str) -> str:
    """Return a required key of the pairs; raise `BlockError` when it is missing."""
    if key not in found:
        raise BlockError(f"{key}= is missing")
    return found[key]


def _unquoted(value: str) -> str:
    closing = _QUOTES.get(value[:1])
    return value[1:-1] if closing and len(value) > 1 and value.endswith(closing) and value[0] != "《" else value
