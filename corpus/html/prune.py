"""Takes out of a page what is not its text: what no browser shows, navigation, and boxes of other people's words."""

import re
from typing import Any

from corpus.words import pattern, words
from kg.pattern import Pattern

_LEFT_OUT = frozenset(words("html_left_out"))
_HIDDEN = Pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = Pattern(r"[\d*†‡,，\[\]()［］（）]{1,6}")
_POWER = Pattern(r"(?<!\d)10\s*$")


def prune(body: Any, *, filing: bool) -> None:
    """Take out what is no part of the text, in place; a page that is a filing has no boxes around it."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element is body:
            continue
        if _is_left_out(element) or (not filing and _is_around(element)):
            _drop(element)
        elif element.tag == "sup":
            _set_apart(element)


def _is_left_out(element: Any) -> bool:
    return (
        element.tag in _LEFT_OUT
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _is_around(element: Any) -> bool:
    """Tell whether an element calls itself one of the boxes that sites put around an article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and bool(pattern("html_around").search(names))


def _drop(element: Any) -> None:
    """Remove an element, but not the words behind it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _set_apart(element: Any) -> None:
    """Keep a raised mark from becoming a digit of the figure before it: 1,234[1], 10^4; m2 stays as it is."""
    said = "".join(element.itertext()).strip()
    before = element.getprevious()
    text = (element.getparent().text if before is None else before.tail) or ""
    if not _MARK.fullmatch(said) or (text[-1:].isascii() and text[-1:].isalpha()):
        return
    for child in list(element):
        element.remove(child)
    element.text = f"^{said}" if _POWER.search(text) else f"[{said.strip('[]()［］（）')}]"
