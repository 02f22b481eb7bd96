"""Short names that a list of terms (释义) defines: `甲乙科技、本公司 | 指 | 甲乙科技股份有限公司`."""

from collections.abc import Iterable, Iterator

from kg.pattern import Pattern
from nlp.aliases import Definition, is_name
from nlp.names import Found
from nlp.readings import Reading

MEANS = "指"
_PART = Pattern(r"[^、，,/／或；;\s](?:[^、，,/／；;]|,(?=\s?(?:LLC|L\.|Ltd|LTD|Inc|INC|Co\b))){0,23}")
_BEFORE = Pattern(r"[^，。；、]{0,16}前身(?:[为是系]|，|：)?")  # 甲乙科技前身: what follows is the former name
_ENDS = Pattern(r"\s*(?:$|[，,；;。（(]|系|及其前身)")  # what may follow the full name: not 持有的…股权


def find_glossary(reading: Reading, names: Iterable[Found]) -> Iterator[Definition]:
    """Yield the short names of each row of a list of terms that stands for one named party."""
    by_start: dict[int, Found] = {}
    for found in names:
        known = by_start.get(found.start)
        if known is None or found.end > known.end:
            by_start[found.start] = found
    cells = [part for part in reading.segments if part.is_cell]
    for left, middle, right in zip(cells, cells[1:], cells[2:], strict=False):
        if reading.text[middle.start : middle.end].strip() != MEANS:
            continue
        owner = by_start.get(right.start + lead_of(reading.text[right.start : right.end]))
        if owner is None or not ends_there(reading.text[owner.end : right.end]):
            continue
        for at, alias in terms_in(reading.text[left.start : left.end]):
            if is_name(alias) and alias != owner.text:
                yield Definition(alias, left.start + at, left.start + at + len(alias), owner)


def terms_in(words: str) -> Iterator[tuple[int, str]]:
    """Yield the names that the first cell of a row gives, each with where it begins."""
    return ((match.start(), match[0].strip()) for match in _PART.finditer(words))


def lead_of(meaning: str) -> int:
    """Return how many characters of a definition stand before the name: those of 甲乙科技前身, or none."""
    lead = _BEFORE.match(meaning)
    return lead.end() if lead else 0


def ends_there(rest: str) -> bool:
    """Tell whether a definition is the name before these words, not something of its party (…的股权)."""
    return _ENDS.match(rest) is not None
