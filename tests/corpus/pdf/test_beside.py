"""A long PDF is read by two processes from both ends, to the same bytes, whatever becomes of the second."""

import sys
import time

import pypdfium2 as pdfium
import pytest
from reportlab.platypus import PageBreak

from corpus import second
from corpus.pdf import beside
from corpus.pdf.layout import page_layout
from tests.corpus.pdf import make

PAGES = 6


@pytest.fixture(scope="module")
def data():
    return make.build([part for n in range(PAGES) for part in (make.prose(f"第{n}页的正文。" * 30), PageBreak())])


def alone(data):
    pdf = pdfium.PdfDocument(data)
    return [page_layout(number + 1, pdf[number]) for number in range(len(pdf))]


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(beside, "WORTH_HELP", 1)
    monkeypatch.setattr(second, "cores", lambda: 2)


class Slow(pdfium.PdfDocument):
    """Gives the second process time to read."""

    def __getitem__(self, number):
        time.sleep(0.6)
        return super().__getitem__(number)


def test_both_ends_meet(two, data):
    assert beside.layouts(Slow(data), data) == alone(data)


def test_the_second_process_sends_pages_from_the_last(data):
    with beside._helped(data) as helper:
        until = time.monotonic() + 30
        while helper.pages < PAGES and time.monotonic() < until:
            time.sleep(0.05)
        assert list(helper.layouts(after=2)) == alone(data)[2:]


def test_one_that_fails_is_done_without(two, data, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert beside.layouts(pdfium.PdfDocument(data), data) == alone(data)


def test_one_that_cannot_be_started_is_done_without(two, data, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert beside.layouts(pdfium.PdfDocument(data), data) == alone(data)


@pytest.mark.parametrize(("pages", "cores"), [(PAGES + 1, 2), (1, 1)])
def test_short_files_and_lone_cores_need_none(data, monkeypatch, pages, cores):
    monkeypatch.setattr(beside, "WORTH_HELP", pages)
    monkeypatch.setattr(second, "cores", lambda: cores)
    monkeypatch.setattr(second.subprocess, "Popen", None)
    assert len(beside.layouts(pdfium.PdfDocument(data), data)) == PAGES
