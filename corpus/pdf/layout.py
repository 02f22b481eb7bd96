"""One page as it is laid out: its lines of text and its tables in reading order, without running heads and feet."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from corpus.pdf.glyphs import UNKNOWN, Frame, Glyph, frame, glyphs, rules
from corpus.pdf.grid import Grid, grids
from corpus.pdf.lines import Line, text_lines
from corpus.pdf.objects import give_ink, objects
from corpus.pdf.unruled import Unruled, unruled_tables
from kg.pattern import Pattern

EDGE = 0.11  # of the page height; running heads and feet stand within it
REPEATS = 3  # pages that must show a line for it to be a running head; two in a document of two
DENSE = 0.4  # share of the pages from the first to the last such line that show it; heads may change sides
OF_TABLES = Pattern(r"单位[：:]|币种[：:]|[√□☑].{0,4}适用|[（(]续|续表")
PAGE_NUMBER = Pattern(r"[-—–\s]*(?:第\s*)?[\dIVXivx]{1,4}\s*(?:页)?(?:\s*[/／共-]\s*\d{1,4}\s*页?)?[-—–\s]*")
FEW_GLYPHS = 120  # a stamp, a page number, running heads
PICTURED = 0.4  # share of the page
GUTTER = 14.0  # points of empty space that part two columns of prose
COLUMN_LINES = 12  # fewer lines on a side are no column

Item = Line | Grid | Unruled


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its number from 1, its frame, and what stands on it in reading order."""

    number: int
    frame: Frame
    items: tuple[Item, ...]
    pictured: bool = False  # a picture covers most of it, and few words stand beside it
    unknown: int = 0  # characters of which the PDF does not say what they are

    @property
    def glyph_count(self) -> int:
        """Roughly how much text the page holds."""
        return sum(len(item.text) if isinstance(item, Line) else 20 for item in self.items)


def page_layout(number: int, page: pdfium.PdfPage) -> Layout:
    """Read one page: its ruled tables, then what stands between them."""
    view = frame(page)
    drawn = objects(page)
    give_ink(drawn.texts)
    found = glyphs(page, view)
    ruled = grids(rules(drawn.paths, view), found)
    held = {id(glyph) for grid in ruled for glyph in grid.inside(found)}
    loose = [glyph for glyph in found if id(glyph) not in held] if held else found
    items: list[Item] = list(ruled)
    for column in _columns(loose, view, has_tables=bool(ruled)):
        items += unruled_tables(text_lines(column))
    if not _is_two_columns(items, ruled):
        items.sort(key=_top)
    pictured = len(found) < FEW_GLYPHS and _is_pictured(page)
    return Layout(number, view, tuple(items), pictured, sum(glyph.char == UNKNOWN for glyph in found))


def _is_pictured(page: pdfium.PdfPage) -> bool:
    """Tell whether one picture covers most of a page."""
    width, height = page.get_size()
    boxes = [picture.get_bounds() for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    areas = [max(0.0, right - left) * max(0.0, top - bottom) for left, bottom, right, top in boxes]
    return max(areas, default=0.0) >= PICTURED * width * height


def without_furniture(layouts: Sequence[Layout]) -> list[Layout]:
    """Leave out running heads, feet and page numbers: lines at the edges that come again on other pages."""
    pages: dict[str, list[int]] = defaultdict(list)
    for layout in layouts:
        for pattern in {_pattern(line.text) for line in _edge_lines(layout)}:
            pages[pattern].append(layout.number)
    least = min(REPEATS, max(2, len(layouts)))
    repeated = {pattern for pattern, found in pages.items() if len(found) >= least and _runs_on(pattern, found)}
    cleaned = []
    for layout in layouts:
        drop = {
            id(line)
            for line in _edge_lines(layout)
            if _pattern(line.text) in repeated or PAGE_NUMBER.fullmatch(line.text)
        }
        cleaned.append(replace(layout, items=tuple(item for item in layout.items if id(item) not in drop)))
    return cleaned


def _runs_on(pattern: str, pages: Sequence[int]) -> bool:
    """Tell whether a line comes again page after page, and is not one that tables and sentences have, too."""
    dense = len(pages) >= DENSE * (pages[-1] - pages[0] + 1)
    return dense and not OF_TABLES.search(pattern) and not ("#" in pattern and pattern.endswith(("。", "；")))


def _top(item: Item) -> float:
    return item.y0 if isinstance(item, Line) else item.top


def _edge_lines(layout: Layout) -> Iterable[Line]:
    height = layout.frame.height
    for item in layout.items:
        if isinstance(item, Line) and not EDGE * height < (item.y0 + item.y1) / 2 < (1 - EDGE) * height:
            yield item


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))


def _columns(loose: Sequence[Glyph], view: Frame, *, has_tables: bool) -> list[list[Glyph]]:
    """Split a page of prose at an empty gutter in its middle, if there is one from top to bottom."""
    if has_tables or len(loose) < 200:
        return [list(loose)]
    low, high = 0.4 * view.width, 0.6 * view.width
    inner = [g for g in loose if EDGE * view.height < g.mid_y < (1 - EDGE) * view.height]
    edges = sorted({round(g.x0) for g in inner if low <= g.x0 <= high} | {round(high)})
    for edge in edges:
        if any(g.x0 < edge - 1 and g.x1 > edge - GUTTER + 1 for g in inner):
            continue
        left = [g for g in loose if g.x1 <= edge - GUTTER + 1]
        right = [g for g in loose if g.x0 >= edge - 1]
        if min(_line_count(left), _line_count(right)) >= COLUMN_LINES:
            rest = [g for g in loose if not (g.x1 <= edge - GUTTER + 1 or g.x0 >= edge - 1)]
            return [left + rest, right]
    return [list(loose)]


def _line_count(side: Sequence[Glyph]) -> int:
    return len({round(g.mid_y / 6) for g in side})


def _is_two_columns(items: Sequence[Item], ruled: Sequence[Grid]) -> bool:
    if ruled:
        return False
    tops = [_top(item) for item in items]
    return any(below < above - 200 for above, below in itertools.pairwise(tops))
