"""The body of a Word document as it reads when printed: changes accepted, hidden words gone, wrappers taken off.

What follows is a tree of paragraphs, tables, rows and cells alone, so that nobody further on need know how Word marks
a deletion, a content control or a second copy of a text box.
"""

from typing import Any

from corpus.word_numbers import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "sdtEndPr"))
WRAPPERS = (f"{W}ins", f"{W}moveTo", f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}hyperlink")
DELETED = (f"{W}del", f"{W}moveFrom")
OFF = ("0", "false", "off")


def finish(body: Any) -> None:
    """Turn the tree under an element into its final reading, in place."""
    _join_paragraphs(body)
    for row in list(body.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{mark}") is not None for mark in DELETED):
            row.getparent().remove(row)
    for cell in list(body.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            cell.getparent().remove(cell)
    for run in list(body.iter(f"{W}r")):
        if _is_on(run.find(f"{W}rPr/{W}vanish")):
            run.getparent().remove(run)
    for element in list(body.iter(*GONE, f"{MC}Fallback")):
        element.getparent().remove(element)
    for element in list(body.iter(*WRAPPERS, f"{MC}AlternateContent", f"{MC}Choice")):
        _unwrap(element)


def _join_paragraphs(body: Any) -> None:
    """Let a paragraph whose end was deleted run on into the next, which gives both its looks."""
    for paragraph in list(body.iter(f"{W}p")):
        below = paragraph.getnext()
        marks = (paragraph.find(f"{W}pPr/{W}rPr/{mark}") for mark in DELETED)
        if all(mark is None for mark in marks) or below is None or below.tag != f"{W}p":
            continue
        looks = below.find(f"{W}pPr")
        place = 0 if looks is None else below.index(looks) + 1
        for at, child in enumerate([child for child in paragraph if child.tag != f"{W}pPr"]):
            below.insert(place + at, child)
        paragraph.getparent().remove(paragraph)


def _unwrap(element: Any) -> None:
    parent, place = element.getparent(), element.getparent().index(element)
    for at, child in enumerate(list(element)):
        parent.insert(place + at, child)
    parent.remove(element)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in OFF
