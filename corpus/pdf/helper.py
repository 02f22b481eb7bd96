"""A second process that reads the pages of a PDF from the last backwards: bytes come in, a message a page goes out.

Run by `beside.py`, which takes as many as it needs and then ends it.
"""

import pickle
import sys

import pypdfium2 as pdfium

from corpus.pdf.layout import page_layout
from corpus.second import write_message


def main() -> None:
    """Read the PDF on standard input."""
    pdf = pdfium.PdfDocument(sys.stdin.buffer.read())
    for number in reversed(range(len(pdf))):
        write_message(sys.stdout.buffer, pickle.dumps(page_layout(number + 1, pdf[number]), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()
