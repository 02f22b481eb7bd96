"""A path as SVG: its nodes in a row, an arrow for each edge with its role. The same path gives the same bytes."""

from collections.abc import Iterator, Sequence
from html import escape

from kg.answer import Edge, Node, Path
from notes.chart import FONTS, width_of
from notes.listings import role_label, type_label

HIGH, GAP, PAD = 34, 96, 12  # of a box; between boxes; within a box
TOP = 40  # above the boxes, for arrows that pass over one
LONGEST = 18  # characters of a label; the whole is in the tooltip
PARTY, FACT, VALUE = "#dceefb", "#fdf1d6", "#e4f4e4"


def path_svg(path: Path, lang: str = "zh") -> str:
    """Return the drawing of a path; classes and roles in a language, labels cut, and whole in the tooltip."""
    nodes = [Node(node.iri, type_label(node.label, lang)) for node in path.nodes]
    boxes = list(_boxes(nodes))
    width = boxes[-1][0] + boxes[-1][1] + 2 if boxes else 4
    height = TOP + HIGH + 10
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img"',
            f' viewBox="0 0 {width:.0f} {height}" font-family="{FONTS}" font-size="12" fill="#223">\n',
            '<defs><marker id="pilu-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"',
            ' orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>\n',
            *(_box(node, at) for node, at in zip(nodes, boxes, strict=True)),
            *(_edge(edge, boxes, _role(edge, path, lang)) for edge in path.edges),
            "</svg>\n",
        ]
    )


def _boxes(nodes: Sequence[Node]) -> Iterator[tuple[float, float]]:
    """Yield left edge and width of each box."""
    x = 2.0
    for node in nodes:
        width = width_of(_cut(node.label)) + 2 * PAD
        yield x, width
        x += width + GAP


def _box(node: Node, at: tuple[float, float]) -> str:
    x, width = at
    fill = FACT if node.iri.startswith("urn:pilu:fact:") and "#" not in node.iri else PARTY
    fill = fill if node.iri.startswith("urn:pilu:") and "#" not in node.iri else VALUE
    middle = f'x="{x + width / 2:.1f}" y="{TOP + HIGH / 2 + 4:.1f}"'
    return (
        f'<g><title>{escape(node.label)}</title><rect x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{HIGH}" rx="6"'
        f' fill="{fill}" stroke="#667"/><text {middle} text-anchor="middle">{escape(_cut(node.label))}</text></g>\n'
    )


def _role(edge: Edge, path: Path, lang: str) -> str:
    return role_label(path.nodes[edge.subject].label, edge.predicate.removeprefix("pl:"), lang)


def _edge(edge: Edge, boxes: Sequence[tuple[float, float]], role: str) -> str:
    """Return an arrow: straight between neighbours, over the boxes between others."""
    forward = edge.subject < edge.object
    left, right = sorted((edge.subject, edge.object))
    x1, x2 = boxes[left][0] + boxes[left][1], boxes[right][0]
    y = TOP + HIGH / 2
    marker = 'marker-end="url(#pilu-arrow)"' if forward else 'marker-start="url(#pilu-arrow)"'
    if right - left == 1:
        line, label = f"M{x1:.1f} {y:.1f}L{x2:.1f} {y:.1f}", y - 6
    else:
        x1, x2 = boxes[left][0] + boxes[left][1] / 2, boxes[right][0] + boxes[right][1] / 2
        line, label = f"M{x1:.1f} {TOP}Q{(x1 + x2) / 2:.1f} 0 {x2:.1f} {TOP}", 14.0
    return (
        f'<path d="{line}" fill="none" stroke="#667" {marker}/>'
        f'<text x="{(x1 + x2) / 2:.1f}" y="{label:.1f}" text-anchor="middle" font-size="11">{escape(role)}</text>\n'
    )


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
