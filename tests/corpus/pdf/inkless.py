"""PDFs whose words PDFium can draw nothing of: fonts that are not in the file, and the blank font that OCR lays."""

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

SIZE = 10.5
FIRST = 100  # number of the first character in a font of our own numbering
DESCRIPTOR = b"<</Type/FontDescriptor/Flags 6/FontBBox[0 -145 1000 859]/Ascent 859/Descent -141/StemV 80/FontName/%s>>"
OF_ALL = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange"  # as Tesseract writes it


@cache
def song() -> str:
    """Return the name of a Chinese font that ReportLab does not put into the file."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def numbered(lines: list[str], *, told: bool) -> bytes:
    """Return a PDF that draws characters one by one, by the numbers of a font that is not in it; `told` says which
    character each number is."""
    chars = sorted(set("".join(lines)))
    numbers = {char: FIRST + n for n, char in enumerate(chars)}
    pairs = "".join(f"<{number:04X}> <{ord(char):04X}>\n" for char, number in numbers.items())
    font = [b"/BaseFont/FangSong", DESCRIPTOR % b"FangSong"]
    told_by = [_map(f"{len(chars)} beginbfchar\n{pairs}endbfchar".encode())] if told else []
    return _pdf(_drawn(lines, 1, numbers), *font, *told_by)


def scanned(lines: list[str], width: int) -> bytes:
    """Return a PDF with the layer that OCR lays over a scan, some characters to a word."""
    numbers = {char: ord(char) for line in lines for char in line}
    blank = _stream(_blank_font())
    font = [b"/BaseFont/GlyphLessFont", DESCRIPTOR.replace(b">>", b"/FontFile2 9 0 R>>") % b"GlyphLessFont"]
    return _pdf(b"3 Tr\n" + _drawn(lines, width, numbers), *font, _map(OF_ALL), blank)


def _drawn(lines: list[str], width: int, numbers: dict[str, int]) -> bytes:
    parts = []
    for row, line in enumerate(lines):
        for start in range(0, len(line), width):
            word = "".join(f"{numbers[char]:04X}" for char in line[start : start + width])
            parts.append(f"1 0 0 1 {72 + SIZE * start} {700 - 20 * row} Tm <{word}> Tj")
    return "\n".join(parts).encode()


def _map(body: bytes) -> bytes:
    head = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Ours def\n"
    return _stream(head + b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + body + b"\nendcmap\nend\nend")


def _pdf(content: bytes, name: bytes, descriptor: bytes, *more: bytes) -> bytes:
    """Return a PDF of one page; its objects have the numbers in which they stand here."""
    said = b"/ToUnicode 8 0 R" if more else b""
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        _stream(b"BT\n/F1 %g Tf\n%s\nET" % (SIZE, content)),
        b"<</Type/Font/Subtype/Type0%s/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>" % (name, said),
        b"<</Type/Font/Subtype/CIDFontType2%s%s/DW 1000/FontDescriptor 7 0 R>>" % (name, system),
        descriptor,
        *more,
    ]
    parts = [b"%PDF-1.4\n", *(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))]
    places = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
    table = b"xref\n0 %d\n0000000000 65535 f \n" % len(parts) + b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts), sum(map(len, parts)))
    return b"".join([*parts, table, end])


def _stream(body: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(body), body)


@cache
def _blank_font() -> bytes:
    """Return a TrueType font without ink."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef"])
    font.setupCharacterMap({})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph()})
    font.setupHorizontalMetrics({".notdef": (1000, 0)})
    font.setupHorizontalHeader(ascent=859, descent=-141)
    font.setupNameTable({"familyName": "GlyphLessFont", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()
