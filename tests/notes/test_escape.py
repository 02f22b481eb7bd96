"""Whatever a filing says shows as it is: never as markup, HTML, or a block of ours."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from notes import escape, marks
from notes.blocks import find
from notes.model import Marker, Place

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = st.lists(
    st.sampled_from(
        [*"|`*_[]()<>#+-=~!$%{}^\\&@:. \t\n1a甲", "```", "<!--", "-->", "{{pilu: x}}", "&lt;", "http://a.b"]
    ),
    min_size=1,
).map("".join)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=20)


def shown(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip("\n")


def words(text: str) -> str:
    return " ".join(text.split())


@given(NASTY)
def test_a_paragraph_shows_its_words(text):
    page = PARSER.render(escape.line(text))
    assert shown(page) == words(text)
    assert set(re.findall(r"<(\w+)", page)) <= {"p"}
    assert find(escape.line(text)) == []


@given(NASTY)
def test_a_cell_shows_its_words(text):
    page = PARSER.render(f"| a | b |\n| --- | --- |\n| {escape.text(text)} | end |")
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert [shown(cell) for cell in cells] == [words(text), "end"]


@given(NASTY)
def test_code_shows_its_words(text):
    page = PARSER.render(f"a {escape.code('x' + text)} b")
    assert shown(page) == f"a {words('x' + text)} b"


@given(NAMES, st.integers(0, 10**7), st.integers(0, 10**7))
def test_marks_come_back_whatever_a_file_is_called(name, start, end):
    marker = Marker("0123456789ab", (Place(name, start, end, "00ff00ff00ff"),))
    written = "\n".join(marks.begin(marker))
    assert marks.read_begin(written) == marker
    tokens = MarkdownIt("commonmark").parse(f"{written}\n\nafter\n")
    assert [token.type for token in tokens][:1] == ["html_block"]
    assert tokens[0].content.strip() == written
    span = marks.span("甲 | 万元", marker, shown="1", title=f"{name} “x”")
    match = marks.SPAN.fullmatch(span)
    assert match
    request, found, title = marks.read_span(match)
    assert (request, found, title) == ("甲 | 万元", marker, words(f"{name} “x”"))
