"""Short names that a list of terms (释义) defines: `甲乙科技、本公司 | 指 | 甲乙科技股份有限公司`."""

import re
from collections.abc import Iterable, Iterator

from nlp.aliases import Definition, is_name
from nlp.names import Found
from nlp.readings import Reading

_MEANS = "指"
_PART = re.compile(r"[^、，,/／或；;\s][^、，,/／；;]{0,23}")
_ENDS = re.compile(r"\s*(?:$|[，,；;。（(]|系|及其前身)")  # what may follow the full name: not 持有的…股权


def find_glossary(reading: Reading, names: Iterable[Found]) -> Iterator[Definition]:
    """Yield the short names of each row of a list of terms that stands for one named party."""
    by_start: dict[int, Found] = {}
    for found in names:
        known = by_start.get(found.start)
        if known is None or found.end > known.end:
            by_start[found.start] = found
    cells = [part for part in reading.segments if part.is_cell]
    for left, middle, right in zip(cells, cells[1:], cells[2:], strict=False):
        if reading.text[middle.start : middle.end].strip() != _MEANS:
            continue
        owner = by_start.get(right.start)
        if owner is None or not _ENDS.match(reading.text[owner.end : right.end]):
            continue
        for match in _PART.finditer(reading.text[left.start : left.end]):
            alias = match[0].strip()
            if is_name(alias) and alias != owner.text:
                start = left.start + match.start()
                yield Definition(alias, start, start + len(alias), owner)
