"""Paths drawn with matplotlib, which comes with the extra `notes`: a line of boxes for each way, its roles between."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.answer import Node, Path
from kg.ontology import load

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

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


def draw_paths(paths: Sequence[Path], ax: "Axes | None" = None, lang: str = "zh") -> "Axes":
    """Draw paths below each other, best on top, classes and roles in a language; return the axes."""
    from matplotlib import pyplot

    longest = max((len(path.nodes) for path in paths), default=1)
    if ax is None:
        _, ax = pyplot.subplots(figsize=(2.4 * longest, 1.3 * max(1, len(paths))))
    ax.set_axis_off()
    ax.set_xlim(-0.6, longest - 0.4)
    ax.set_ylim(-len(paths) + 0.4, 0.6)
    fonts = chinese_fonts()
    for row, path in enumerate(paths):
        boxes = [_box(ax, _named(node, lang), (n, -row), fonts) for n, node in enumerate(path.nodes)]
        for edge in path.edges:
            _arrow(ax, boxes[edge.subject], boxes[edge.object])
            middle = (edge.subject + edge.object) / 2
            role = _role(path.nodes[edge.subject].label, edge.predicate.removeprefix("pl:"), lang)
            ax.text(middle, 0.16 - row, role, ha="center", fontsize=8, color="#445", fontfamily=fonts)
    return ax


def _named(node: Node, lang: str) -> Node:
    """Return a node with its class in a language, where it is a fact."""
    known = load().types.get(node.label)
    return Node(node.iri, getattr(known.label, lang)) if known else node


def _role(type_: str, name: str, lang: str) -> str:
    known = load().types.get(type_)
    role = known.roles.get(name) if known else None
    return getattr(role.label, lang) if role else name


def _box(ax: "Axes", node: Node, at: tuple[float, float], fonts: list[str]) -> "Text":
    fill = FACT if node.iri.startswith("urn:pilu:fact:") else PARTY
    style = {"boxstyle": "round,pad=0.4", "facecolor": fill, "edgecolor": "#667"}
    return ax.text(*at, _wrapped(node.label), ha="center", va="center", fontsize=9, bbox=style, fontfamily=fonts)


def _arrow(ax: "Axes", source: "Text", target: "Text") -> None:
    """Draw an arrow from the edge of one box to the edge of another."""
    ends = {"patchA": source.get_bbox_patch(), "patchB": target.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    arrow = {"arrowstyle": "-|>", "color": "#667"} | ends
    ax.annotate("", target.get_position(), source.get_position(), arrowprops=arrow)


def chinese_fonts() -> list[str]:
    """Return the fonts to draw Chinese with: those that are installed, then matplotlib's own."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return [*(name for name in FONTS if name in known), "sans-serif"]


def _wrapped(label: str) -> str:
    return "\n".join(label[at : at + LONGEST] for at in range(0, len(label), LONGEST))
