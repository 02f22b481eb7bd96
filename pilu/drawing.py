"""Paths drawn with matplotlib, which comes with the extra `notes`: a line of boxes for each way, its roles between."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.answer import Path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Fonts with Chinese characters that come with systems or their usual packages; the first that is there is taken.
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Arial Unicode MS",
)
PARTY, FACT = "#dceefb", "#fdf1d6"  # fills of boxes
LONGEST = 12  # characters of a line of a box


def draw_paths(paths: Sequence[Path], ax: "Axes | None" = None) -> "Axes":
    """Draw paths below each other, best on top; return the axes."""
    from matplotlib import pyplot

    longest = max((len(path.nodes) for path in paths), default=1)
    if ax is None:
        _, ax = pyplot.subplots(figsize=(2.4 * longest, 1.3 * max(1, len(paths))))
    ax.set_axis_off()
    ax.set_xlim(-0.6, longest - 0.4)
    ax.set_ylim(-len(paths) + 0.4, 0.6)
    fonts = chinese_fonts()
    for row, path in enumerate(paths):
        _draw_edges(ax, path, -row, fonts)
        for n, node in enumerate(path.nodes):
            box = {"boxstyle": "round,pad=0.4", "facecolor": FACT if _is_fact(node.iri) else PARTY, "edgecolor": "#667"}
            ax.text(n, -row, _wrapped(node.label), ha="center", va="center", fontsize=9, bbox=box, fontfamily=fonts)
    return ax


def _draw_edges(ax: "Axes", path: Path, y: int, fonts: list[str]) -> None:
    for edge in path.edges:
        arrow = {"arrowstyle": "-|>", "color": "#667", "shrinkA": 30, "shrinkB": 34}
        ax.annotate("", (edge.object, y), (edge.subject, y), arrowprops=arrow)
        middle = (edge.subject + edge.object) / 2
        ax.text(
            middle,
            y + 0.16,
            edge.predicate.removeprefix("pl:"),
            ha="center",
            fontsize=8,
            color="#445",
            fontfamily=fonts,
        )


def chinese_fonts() -> list[str]:
    """Return the fonts to draw Chinese with: those that are installed, then matplotlib's own."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return [*(name for name in FONTS if name in known), "sans-serif"]


def _is_fact(iri: str) -> bool:
    return iri.startswith("urn:pilu:fact:")


def _wrapped(label: str) -> str:
    return "\n".join(label[at : at + LONGEST] for at in range(0, len(label), LONGEST))
