"""PDFs made by the tests: one known set of tables in many layouts."""

from io import BytesIO

from PIL import Image
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from tests.corpus.pdf.font import register

FONT = register()
PROSE = ParagraphStyle("prose", fontName=FONT, fontSize=10.5, leading=18, firstLineIndent=21, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=10.5, leading=18, wordWrap="CJK", alignment=TA_CENTER)
LINE = ParagraphStyle("line", fontName=FONT, fontSize=10.5, leading=18, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=11, wordWrap="CJK")

SALES = [
    ["项目", "2023年度", "", "2022年度", ""],
    ["", "金额", "占比", "金额", "占比"],
    ["云图产品", "1,234.56", "61.73%", "998.00", "55.44%"],
    ["云图服务", "765.44", "38.27%", "802.00", "44.56%"],
    ["合计", "2,000.00", "100.00%", "1,800.00", "100.00%"],
]
SALES_SPANS = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
LOANS = [["银行", "借款日", "金额", "用途"]] + [
    [f"第{n}号示例银行股份有限公司{place}分行", f"2023-{n % 12 + 1:02d}-15", f"{n * 137:,}.50", "补充流动资金"]
    for n, place in enumerate(["东城", "西城", "南城", "北城"] * 12, start=1)
]


def build(story: list, *, title: str = "示例科技股份有限公司") -> bytes:
    """Return a PDF with a running head and page numbers."""
    buffer = BytesIO()

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, A4[1] - 40, f"{title} 2023 年年度报告")
        canvas.drawCentredString(A4[0] / 2, 30, f"{document.page} / 9")

    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


def table(rows: list[list[str]], style: list, widths: list[float] | None = None, *, wrapped: bool = False) -> Table:
    """Return a table; `wrapped` breaks long cells over lines."""
    cells = [[Paragraph(cell, CELL) if wrapped else cell for cell in row] for row in rows]
    return Table(cells, colWidths=widths, repeatRows=1, style=[("FONT", (0, 0), (-1, -1), FONT, 9), *style])


def prose(text: str) -> Paragraph:
    return Paragraph(text, PROSE)


def line(text: str) -> Paragraph:
    return Paragraph(text, LINE)


def title(text: str) -> Paragraph:
    return Paragraph(text, TITLE)


def gap() -> Spacer:
    return Spacer(1, 8)


def drawn(paint, *, rotation: int = 0) -> bytes:
    """Return a PDF of one page that `paint` draws on a canvas."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setPageRotation(rotation)
    canvas.setFont(FONT, 10.5)
    paint(canvas)
    canvas.save()
    return buffer.getvalue()


def blank(pages: int) -> bytes:
    """Return a PDF of empty pages."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned(pages: int, pictures: tuple[int, ...], empty: int) -> bytes:
    """Return a PDF some pages of which are pictures, with a page number and a seal on each."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    scan = ImageReader(Image.new("RGB", (60, 80), "gray"))
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 11)
        canvas.drawCentredString(A4[0] / 2, 30, f"第 {number} 页")
        canvas.drawImage(scan, 20, 20, 40, 40)
        if number in pictures:
            canvas.drawImage(scan, 20, 60, A4[0] - 40, A4[1] - 120)
        elif number != empty:
            for line in range(12):
                canvas.drawString(72, 720 - 20 * line, f"第{number}页第{line}行：报告期内公司经营情况总体保持稳定。")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def turned(heads: list[str], rows: list[list[str]]) -> bytes:
    """Return a PDF with a ruled table whose heads, but for the first, are turned on their side."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont(FONT, 10.5)
    for line in range(3):
        canvas.drawString(72, 780 - 18 * line, "报告期内公司持续加大研发投入并积极开拓市场，经营情况总体保持稳定。")
    xs = [72 + 100 * bool(n) + 60 * max(n - 1, 0) for n in range(len(heads) + 1)]
    ys = [700, *(620 - 20 * n for n in range(len(rows) + 1))]
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    canvas.drawString(xs[0] + 4, 655, heads[0])
    for x, head in zip(xs[1:], heads[1:], strict=False):
        canvas.saveState()
        canvas.translate(x + 34, 630)
        canvas.rotate(90)
        canvas.drawString(0, 0, head)
        canvas.restoreState()
    for y, row in zip(ys[2:], rows, strict=True):
        for x, cell in zip(xs, row, strict=False):
            canvas.drawString(x + 6, y + 6, cell)
    canvas.save()
    return buffer.getvalue()
