"""A font of plain boxes for the PDFs that tests make.

Embedded, they are drawn alike whatever fonts a machine has; words of fonts that are not in the PDF: `inkless.py`.
"""

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "PiluBoxes"
EM, NARROW = 1000, 500
_WIDE = [chr(code) for code in range(0x4E00, 0x9FFF) if chr(code).encode("gb2312", "ignore")]
_MARKS = "　、。《》【】“”‘’…—·（），：；！？％￥＋－－～①②③④⑤⑥⑦⑧⑨⑩□√×±≤≥℃"


@cache
def register() -> str:
    """Make the font, make it known to ReportLab, and return its name."""
    pdfmetrics.registerFont(TTFont(NAME, BytesIO(_boxes())))
    return NAME


def _boxes() -> bytes:
    """Return a TrueType font: a box for each ASCII character and each Chinese one of GB 2312."""
    narrow = [chr(code) for code in range(0x20, 0x7F)]
    wide = [*dict.fromkeys(_MARKS), *_WIDE]
    names = {char: f"u{ord(char):04X}" for char in (*narrow, *wide)}
    advances = dict.fromkeys((names[c] for c in narrow), NARROW) | dict.fromkeys((names[c] for c in wide), EM)
    boxes = {width: _box(width) for width in (NARROW, EM)}
    glyphs = {name: boxes[width] for name, width in advances.items()} | {names[" "]: TTGlyphPen(None).glyph()}
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", *advances])
    font.setupCharacterMap({ord(char): name for char, name in names.items()})
    font.setupGlyf({".notdef": boxes[EM], **glyphs})
    font.setupHorizontalMetrics({".notdef": (EM, 50), **{name: (width, 50) for name, width in advances.items()}})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    font.setupPost()
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 780), (width - 50, 780), (width - 50, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
