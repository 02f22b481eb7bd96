"""Text of filings as Markdown: it shows what it is, and never becomes markup, HTML or a block of ours."""

import re
from urllib.parse import quote

from kg.pattern import Pattern

# What means something anywhere in a line, for CommonMark, GitHub, Obsidian (== %% $) or Pandoc (@ before a word).
_ANYWHERE = Pattern(
    r"[\\`*\[\]<|$]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|\{(?=\{)|(?<=\{)\{|=(?==)|%(?=%)|(?<!\w)@(?=\w)|&(?=#?\w+;)"
)
_AT_START = Pattern(r"^(?:[#>:]|[+-](?=\s|$)|[-=]+$|~{3}|\d{1,9}(?=[.)](?:\s|$)))")


def text(words: str) -> str:
    """Return words as one line of Markdown, blanks and newlines as one blank.

    >>> text("a|b  `c`\\n1")
    'a\\\\|b \\\\`c\\\\` 1'
    """
    return _ANYWHERE.sub(lambda match: "\\" + match[0], " ".join(words.split()))


def line(words: str) -> str:
    """Return words as a paragraph of their own: what would open a list, heading or quote is escaped, too."""
    escaped = text(words)
    match = _AT_START.match(escaped)
    if match is None:
        return escaped
    at = match.end() if match[0][0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def code(words: str) -> str:
    """Return words as a code span, whatever backticks they hold; not for cells of tables, where a bar would part it."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{fence}{blank}{' '.join(words.split())}{blank}{fence}"


def path(target: str) -> str:
    """Return a relative path as the target of a link or picture."""
    return quote(target, safe="/:._-~")


def link(label: str, target: str) -> str:
    """Return a link; `target` is a path or address, with its fragment."""
    file, mark, fragment = target.partition("#")
    return f"[{text(label)}]({path(file)}{mark}{fragment})"
