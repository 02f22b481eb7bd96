"""The main content of a page: the element that holds most of its prose, without navigation around it."""

from collections import defaultdict
from typing import Any

_ENOUGH = 0.85  # share of a page's prose that its main element must hold, or the whole body is taken
_MOST = 0.5  # share that the one element called an article must hold
_PROSE = 20  # characters of a stretch of text that counts as prose
_CLIMB = 12  # elements climbed from a paragraph
_LEAVES = frozenset({"p", "span", "td"})


def body_of(root: Any) -> Any:
    """Return the body of a page, the root where it has none."""
    body = root.find("body") if root.tag == "html" else root
    return root if body is None else body


def main_content(body: Any) -> Any:
    """Return the element to read: an announcement as a whole, of a news page the article."""
    if body.find(".//div[@type='pdf']") is not None:
        return body
    held, total = _prose(body)
    if not total:
        return body
    articles = [element for element in body.iter("article") if next(element.iterancestors("article"), None) is None]
    if len(articles) == 1 and held.get(articles[0], 0) >= _MOST * total:
        return articles[0]
    enough = [element for element, weight in held.items() if weight >= _ENOUGH * total and element.tag not in _LEAVES]
    return min(enough, key=lambda element: held[element], default=body)


def _prose(body: Any) -> tuple[dict[Any, int], int]:
    """Return how much prose stands in or a few levels under each element, and how much there is in all."""
    held: dict[Any, int] = defaultdict(int)
    total = 0
    for element in body.iter("p", "div", "td", "section", "article", "span", "table"):
        if element.tag == "table":
            held[element] += 0
            continue
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        size = len(own.strip())
        if size < _PROSE or _is_links(element, size):
            continue
        total += size
        at = element
        for _ in range(_CLIMB):
            held[at] += size
            at = at.getparent()
            if at is None:
                break
    return held, total


def _is_links(element: Any, size: int) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > size
