"""Charts as SVG, drawn here: bars, or lines. The same numbers give the same bytes on any machine.

Text stays text, so that readers choose their own Chinese font, and a diff of two charts can be read. Colours are those
of Okabe and Ito (2008), which people with colour blindness tell apart; every value is written at its mark, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from notes.model import BlockError, Finding
from notes.quantities import grouped

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
WIDTH, HEIGHT = 720, 360  # of the drawing
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 64, 56  # around the plot
MOST = 60  # marks: beyond it a chart cannot be read


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows: one number a label and series, None where there is none."""

    title: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[Decimal | None, ...], ...]  # by label, then by series


def plot_of(finding: Finding) -> Plot:
    """Return the columns of numbers of a finding against its first column; raise `BlockError` when there are none."""
    rows = [row for row in finding.rows if row.numbers]
    columns = [n for n in range(1, len(finding.columns)) if any(row.numbers[n] is not None for row in rows)]
    if not columns:
        raise BlockError("there are no numbers to draw", hint="the first column gives the labels, the others numbers")
    if len(rows) * len(columns) > MOST:
        raise BlockError(
            f"{len(rows) * len(columns)} marks are too many for a chart", hint=f"at most {MOST}: add limit:"
        )
    values = tuple(tuple(row.numbers[n] for n in columns) for row in rows)
    series = tuple(finding.columns[n] for n in columns)
    return Plot(finding.text or "、".join(series), tuple(row.cells[0] for row in rows), series, values)


def draw(plot: Plot, kind: str) -> str:
    """Return the SVG of a plot; `kind` is bars or lines."""
    scale = _Scale(plot)
    marks = _lines(plot, scale) if kind == "lines" else _bars(plot, scale)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        f' font-family="{FONTS}" font-size="12" fill="#333">\n',
        f"<title>{escape(plot.title)}</title>\n",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n',
        _text(WIDTH / 2, 22, plot.title, size=15, bold=True),
        *_legend(plot.series),
        *_grid(scale),
        *marks,
        *_labels(plot, scale),
        "</svg>\n",
    ]
    return "".join(parts)


class _Scale:
    """From numbers to points of the drawing. The axis always holds zero: a bar that does not begin there lies."""

    def __init__(self, plot: Plot) -> None:
        values = [value for row in plot.values for value in row if value is not None]
        self.step = _step(max(Decimal(0), *values) - min(Decimal(0), *values))
        self.low = (min(Decimal(0), *values) / self.step).to_integral_value("ROUND_FLOOR") * self.step
        self.high = (max(Decimal(0), *values) / self.step).to_integral_value("ROUND_CEILING") * self.step
        self.high = self.high if self.high > self.low else self.low + self.step
        self.slot = (WIDTH - LEFT - RIGHT) / len(plot.labels)

    def y(self, value: Decimal) -> float:
        return TOP + float((self.high - value) / (self.high - self.low)) * (HEIGHT - TOP - BOTTOM)

    def middle(self, n: int) -> float:
        return LEFT + (n + 0.5) * self.slot

    def ticks(self) -> Iterator[Decimal]:
        value = self.low
        while value <= self.high:
            yield value
            value += self.step


def _step(span: Decimal) -> Decimal:
    """Return a round distance that parts a span into four to ten: 1, 2 or 5 times a power of ten."""
    if not span:
        return Decimal(1)
    power = Decimal(10) ** (span.adjusted() - 1)
    return next(power * n for n in (1, 2, 5, 10, 20, 50) if span <= power * n * 8)


def _grid(scale: _Scale) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.y(value)
        stroke = "#888" if value == 0 else "#e4e4e4"
        yield f'<line x1="{LEFT}" y1="{_n(y)}" x2="{WIDTH - RIGHT}" y2="{_n(y)}" stroke="{stroke}"/>\n'
        yield _text(LEFT - 8, y + 4, grouped(value), anchor="end")


def _legend(series: Sequence[str]) -> Iterator[str]:
    if len(series) < 2:
        return
    x = float(LEFT)
    for n, name in enumerate(series):
        yield f'<rect x="{_n(x)}" y="36" width="12" height="12" fill="{_colour(n)}"/>\n'
        yield _text(x + 17, 46, name, anchor="start")
        x += 34 + width_of(name)


def _bars(plot: Plot, scale: _Scale) -> Iterator[str]:
    wide = min(56.0, scale.slot * 0.8 / len(plot.series))
    for n, row in enumerate(plot.values):
        left = scale.middle(n) - wide * len(plot.series) / 2
        for k, value in enumerate(row):
            if value is None:
                continue
            top, bottom = sorted((scale.y(value), scale.y(Decimal(0))))
            x = left + k * wide
            yield (
                f'<rect x="{_n(x + 1)}" y="{_n(top)}" width="{_n(wide - 2)}" height="{_n(bottom - top)}"'
                f' fill="{_colour(k)}"><title>{escape(_said(plot, n, k, value))}</title></rect>\n'
            )
            yield _value(x + wide / 2, top - 5 if value >= 0 else bottom + 13, value, wide)


def _lines(plot: Plot, scale: _Scale) -> Iterator[str]:
    for k in range(len(plot.series)):
        points = [(n, row[k]) for n, row in enumerate(plot.values)]
        known = [(n, value) for n, value in points if value is not None]
        for (n, value), (m, following) in pairwise(known):
            ends = (scale.middle(n), scale.y(value), scale.middle(m), scale.y(following))
            x1, y1, x2, y2 = map(_n, ends)
            gap = ' stroke-dasharray="4 4"' if m - n > 1 else ""  # no number between: not a line to read values from
            yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_colour(k)}" stroke-width="2"{gap}/>\n'
        for n, value in known:
            x, y = scale.middle(n), scale.y(value)
            yield (
                f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" fill="{_colour(k)}">'
                f"<title>{escape(_said(plot, n, k, value))}</title></circle>\n"
            )
            yield _value(x, y - 9, value, scale.slot)


def _value(x: float, y: float, value: Decimal, room: float) -> str:
    """Return a value at its mark, where there is room for it."""
    said = grouped(value)
    return _text(x, y, said, size=11) if width_of(said) * 0.9 <= room + 24 else ""


def _labels(plot: Plot, scale: _Scale) -> Iterator[str]:
    """Yield the labels below the plot: in two lines where they are long, cut where there is no room."""
    room = max(2, int(scale.slot // 12))  # Chinese characters of a line
    for n, label in enumerate(plot.labels):
        lines = [label] if width_of(label) <= scale.slot else _broken(label, room)
        for k, part in enumerate(lines):
            yield _text(scale.middle(n), HEIGHT - BOTTOM + 20 + 15 * k, part)


def _broken(label: str, room: int) -> list[str]:
    first, rest = label[:room], label[room:]
    return [first, rest if len(rest) <= room else rest[: room - 1] + "…"]


def _said(plot: Plot, n: int, k: int, value: Decimal) -> str:
    return f"{plot.labels[n]} {plot.series[k]} {grouped(value)}"


def _text(x: float, y: float, words: str, *, anchor: str = "middle", size: int = 12, bold: bool = False) -> str:
    style = f' font-size="{size}"' * (size != 12) + ' font-weight="bold"' * bold
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{style}>{escape(words)}</text>\n'


def width_of(words: str) -> float:
    """Return about how wide words are in points: a Chinese character is twice a Latin one."""
    return sum(12 if ord(char) > 0x2E7F else 6.6 for char in words)


def _colour(n: int) -> str:
    return COLOURS[n % len(COLOURS)]


def _n(value: float) -> str:
    """Return a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
