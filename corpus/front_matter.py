"""The YAML front matter of Markdown files, read as plain `key: value` lines."""

import re

from kg.pattern import Pattern

_FRONT_MATTER = Pattern(r"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_PAIR = Pattern(r"^([A-Za-z_]\w*):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_LIMIT = 20_000  # characters; front matter is a dozen lines


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the scalar entries of the front matter and the offset behind it: `({}, 0)` where there is none.

    Only `key: value` lines at the margin are read, quotes taken off: it is input from strangers, and no YAML is run.
    """
    match = _FRONT_MATTER.match(text[:_LIMIT])
    if match is None:
        return {}, 0
    pairs = {key: _unquoted(value) for key, value in _PAIR.findall(match[1])}
    return {key: value for key, value in pairs.items() if value}, match.end()


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"')
    return value
