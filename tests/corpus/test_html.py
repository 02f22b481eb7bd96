"""HTML: what is read, what is left out, and that cells know where they stand."""

from pathlib import Path

import pytest

from corpus.html import read_html
from kg.errors import EmptyFileError, NotTextError, TooLargeError
from kg.model import Speaker

PATH = Path("page.html")


def read(source, encoding="utf-8"):
    return read_html(PATH, source.encode(encoding))


def rows_of(table):
    return [[cell.text for cell in row] for row in (*table.header, *table.rows)]


def test_words_without_scripts_navigation_and_what_is_hidden():
    document = read(
        "<html><head><title>甲公司签订合同_某某网</title><style>p{}</style></head><body>"
        "<nav><a href=/>首页</a></nav><script>var a = '别读我';</script>"
        "<div><p>甲公司今日签订合同，金额为一亿元，履行期限为两年。</p><p style='display: none'>看不见</p>"
        "<p hidden>也看不见</p><p>A&amp;B&nbsp;公司 &#20013;&lt;标&gt;</p></div><footer>版权所有</footer></body></html>"
    )
    assert document.text == "甲公司今日签订合同，金额为一亿元，履行期限为两年。\nA&B 公司 中<标>\n"
    assert document.meta.title == "甲公司签订合同"


def test_line_breaks_of_the_source_part_latin_words_only():
    document = read("<p>于\n  2016\n 年签订，金额\n 15,000\n  万元，由 HONG\n KONG\n LTD\n 承办。<br>第二行。</p>")
    assert document.text == "于2016年签订，金额15,000万元，由 HONG KONG LTD承办。\n第二行。\n"


def test_spans_are_laid_out_and_cells_hold():
    document = read(
        "<p>主要客户如下：</p><table>"
        "<tr><th rowspan=2>客户</th><th colspan=2>2023年</th></tr><tr><th>金额（万元）</th><th>占比</th></tr>"
        "<tr><td>甲公司</td><td>1,000.00</td><td>40.00%</td></tr>"
        "<tr><td rowspan='2'>乙公司</td><td>900.00</td><td>36.00%</td></tr>"
        "<tr><td>600.00</td><td>24.00%</td></tr></table><p>客户集中度较高。</p>"
    )
    [table] = document.tables
    rows = rows_of(table)
    assert {len(row) for row in rows} == {3}
    assert ["乙公司", "600.00", "24.00%"] in rows
    for row in (*table.header, *table.rows):
        for cell in row:
            assert "".join(document.text[a:b] for a, b in cell.pieces) == cell.text
    assert table.heads(1)[-1] == "金额（万元）"


def test_a_table_around_tables_only_arranges():
    inner = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>收入</td><td>12.50</td></tr></table>"
    document = read(f"<table><tr><td>公司公告如下。</td><td>{inner}</td></tr></table>")
    assert "公司公告如下。\n" in document.text
    assert rows_of(document.tables[0]) == [["项目", "金额"], ["收入", "12.50"]]


def test_a_table_of_data_may_hold_another():
    inner = "<table><tr><td>其中：丙</td><td>300</td></tr><tr><td>丁</td><td>200</td></tr></table>"
    rows = "<tr><td>客户<td>金额</tr><tr><td>甲公司<td>1,000</tr>" + f"<tr><td>乙公司{inner}</td><td>500</td></tr>"
    [table] = read(f"<p>客户如下：</p><table>{rows}</table>").tables
    assert rows_of(table) == [["客户", "金额"], ["甲公司", "1,000"], ["乙公司其中：丙 300丁 200", "500"]]


def test_raised_marks_are_no_digits():
    document = read(
        "<p>营业收入1,234<sup>1</sup>万元，面积50m<sup>2</sup>，10<sup>4</sup>元，甲公司<sup>[2]</sup>。</p>"
    )
    assert document.text == "营业收入1,234[1]万元，面积50m2，10^4元，甲公司[2]。\n"


def test_struck_words_are_gone_and_forms_around_the_page_are_not():
    assert read("<form><p>金额为<del>100</del><ins>200</ins>万元。</p></form>").text == "金额为200万元。\n"


def test_lines_of_preformatted_text_are_kept():
    assert read("<pre>一、概况\n  公司收入增长。\n</pre><p>完。</p>").text == "一、概况\n公司收入增长。\n完。\n"


def test_boxes_around_an_article_are_left_out():
    prose = "<p>甲公司今日公告称，与乙公司签订合同，金额为一亿元，履行期限为两年。</p>"
    around = "".join(
        f"<div {name}><p>另一家公司的实际合同金额只有五千万元，大家要小心一点。</p></div>"
        for name in ("class=comments", "id='related-news'", "class='share sidebar'", "class='site_copyright'")
    )
    assert "五千万" not in read(f"<body>{around}<article><h1>签订合同</h1>{prose}</article>{around}</body>").text
    assert "五千万" in read("<body>" + prose + "<div class='shareholding'><p>实际合同金额只有五千万元。</p></div>").text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_charset_from_meta_or_bytes(encoding):
    name = {"utf-16": "utf-8"}.get(encoding, encoding)
    document = read(f"<meta charset={name}><p>本公司及董事会全体成员保证公告内容真实。</p>", encoding)
    assert document.text == "本公司及董事会全体成员保证公告内容真实。\n"


def test_a_wrong_charset_is_not_believed():
    document = read("<meta charset='utf-8'><p>本公司及董事会全体成员保证公告内容真实。</p>", "gb18030")
    assert "董事会" in document.text


def test_the_article_is_found_among_links():
    prose = "".join(f"<p>第{at}段讲述公司经营情况，收入增长，利润稳定，现金流充裕。</p>" for at in range(8))
    links = "".join(f"<li><a href=x>相关新闻标题第{at}条，点击查看更多内容</a></li>" for at in range(30))
    document = read(
        "<html><head><meta property='article:published_time' content='2024-05-06T08:00'></head><body>"
        f"<h1>公司经营稳定</h1><ul>{links}</ul><div class=a>{prose}</div><div><ul>{links}</ul></div></body></html>"
    )
    assert "相关新闻" not in document.text
    assert document.text.startswith("第0段")
    assert document.meta.title == "公司经营稳定"
    assert document.meta.speaker is Speaker.PRESS
    assert str(document.meta.published) == "2024-05-06"


def test_section_titles_of_converted_announcements_are_headings():
    document = read(
        '<div title="合同公告" type="pdf"><div title="一、合同概况" type="paragraph">'
        '<div type="content">合同金额为一亿元。</div></div></div>'
    )
    assert document.text == "一、合同概况\n合同金额为一亿元。\n"
    assert document.blocks[1].section == ("一、合同概况",)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (b"", EmptyFileError),
        (b"<html><body><script>x</script></body></html>", EmptyFileError),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotTextError),
        (b"<div>" * 5000 + "深".encode(), TooLargeError),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + "公司".encode(), TooLargeError),
        (b"<p>a" * 1_600_000, TooLargeError),
        (("<p>" + "公司收入增长，" * 1_600_000).encode(), TooLargeError),
        (("<p>" + "公司收入增长，" * 5_000_000).encode(), TooLargeError),
        ("<table><tr><td colspan=400>甲<td colspan=400>乙</table>".encode(), TooLargeError),
    ],
)
def test_bad_pages(source, error):
    with pytest.raises(error):
        read_html(PATH, source)


def test_one_long_line_is_read():
    document = read("<p>公司收入增长，利润稳定。" * 20_000)
    assert len(document.blocks) == 20_000


def test_every_announcement_is_read(shared):
    paths = sorted((shared / "data" / "contracts" / "html").glob("*.html"))[::40]
    for path in paths:
        document = read_html(path, path.read_bytes())
        assert document.text.strip()
        for table in document.tables:
            cells = [cell for row in (*table.header, *table.rows) for cell in row]
            assert all("".join(document.text[a:b] for a, b in cell.pieces) == cell.text for cell in cells)


def test_headings_and_bold_paragraphs_are_the_outline():
    page = """<html><body><h1>一篇报道</h1><p>开头的一段话，说明背景情况。</p><h2>业绩</h2><p>公司收入增长。</p>
    <p><b>云产品</b></p><p>云产品<strong>增长</strong>明显。</p><h2>风险</h2><p>市场竞争加剧。</p></body></html>"""
    document = read_html(Path("news.html"), page.encode())
    sections = {block.view(document.text).text: block.section for block in document.blocks}
    assert sections["云产品增长明显。"] == ("业绩", "云产品")
    assert sections["市场竞争加剧。"] == ("风险",)
    assert sections["开头的一段话，说明背景情况。"] == ()
