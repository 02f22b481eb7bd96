"""A note after rendering: results where they belong, everything else as it was, and rendering again changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes.blocks import find
from notes.note import outside, render
from tests.notes.conftest import block

HOLDERS = block("facts: type=Shareholding doc=reply")
FRAGMENTS = [
    HOLDERS,
    block("table: doc=reply caption=主要股东"),
    block("sparql: SELECT (COUNT(?f) AS ?n) WHERE { ?f a pl:Shareholding }"),
    block("foo: bar"),
    "沈知屿持有 {{pilu: 沈知屿持有多少股？ | 万股}}。\n",
    "| a |\n|--|\n| {{pilu: 沈知屿持有多少股？ \\| 万股}} |\n",
    "> 引文\n>\n> ```pilu\n> facts: type=Loan\n> ```\n",
    "- 一\n\n  ```pilu\n  facts: type=Loan\n  limit: 1\n  ```\n\n- 二\n",
    "```python\n# {{pilu: code}}\n```\n",
    "一段话，*强调*，`代码`，<b>标签</b> &amp; | 竖线\n",
    "# 标题\n",
    "[^1]: 自己的脚注\n",
    "<!-- 自己的注释 -->\n",
    "    indented\n",
    "尾空格  \n\t制表\u2028行分隔\n",
]
NOTES = st.tuples(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5),
    st.sampled_from(["", "\n", "\n\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NOTES)
def test_rendering_again_changes_nothing_and_what_a_person_wrote_stays(session, parts):
    fragments, between, newline, at_end = parts
    text = between.join(fragments).replace("\n", newline)
    text = text if at_end else text.rstrip("\r\n")
    once = render(text, session).text
    assert render(once, session).text == once
    assert outside(once) == outside(text)
    assert len(find(once)) == len(find(text))


def test_newlines_are_those_of_the_note(rendered):
    assert "\n" not in rendered(HOLDERS.replace("\n", "\r\n")).replace("\r\n", "")


def test_a_result_stands_below_its_block_in_plain_markdown(rendered):
    lines = rendered(HOLDERS).splitlines()
    assert lines[3].startswith("<!-- pilu:begin corpus=")
    assert lines[-1] == "<!-- pilu:end -->"
    [row] = [line for line in lines if "| 陆闻笙 |" in line]
    assert "1,880,000股 | 4.70%" in row
    label = row.split("[^")[1].split("]")[0]
    [note] = [line for line in lines if line.startswith(f"[^{label}]: ")]
    assert "问询函的回复公告》，问题四、关于负债和股东 › 一、公司说明 › （二）主要股东" in note
    assert "“陆闻笙 1,880,000 4.70%”" in note
    assert "`pilu show reply_2024h1.txt --at " in note


def test_the_command_of_a_citation_shows_its_words(rendered, workspace):
    note = next(line for line in rendered(HOLDERS).splitlines() if "“陆闻笙" in line)
    start, end = note.split("--at ")[1].split("`")[0].split(":")
    assert workspace.show("reply", int(start), int(end)) == "陆闻笙\t1,880,000\t4.70%"


def test_what_a_person_changes_between_the_marks_is_written_anew(rendered):
    once = rendered(HOLDERS)
    assert rendered(once.replace("1,880,000股", "9股")) == once


def test_a_changed_block_has_a_new_result(rendered):
    once = rendered(HOLDERS + "\nwords\n")
    changed = once.replace("type=Shareholding doc=reply", "type=Loan doc=reply")
    assert rendered(changed) == rendered(block("facts: type=Loan doc=reply") + "\nwords\n")


def test_a_footnote_is_defined_once(rendered):
    text = rendered(HOLDERS + "\n" + HOLDERS.replace("doc=reply", "doc=reply entity=陆闻笙"))
    definitions = [line.split(":")[0] for line in text.splitlines() if line.startswith("[^")]
    assert len(definitions) == len(set(definitions)) == 4


FORMS = {
    "list": "- 期间：2024-06-30；股东：陆闻笙；",
    "quote": "> 陆闻笙 1,880,000 4.70%",
    "table": "| 2024-06-30 | 陆闻笙 |",
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(rendered, form):
    assert FORMS[form] in rendered(block("facts: type=Shareholding doc=reply entity=陆闻笙", f"as: {form}"))


EVIDENCES = {
    "footnotes": "[^pilu-",
    "inline": "\n1. 《",
    "cite": "[@reply_2024h1, （二）主要股东]",
    "none": "| 4.70% |\n",
}


@pytest.mark.parametrize("style", EVIDENCES)
def test_evidence_is_shown_as_asked_and_always_kept_in_the_mark(rendered, style):
    text = rendered(block("facts: type=Shareholding doc=reply entity=陆闻笙", f"evidence: {style}"))
    body = text.partition("-->")[2]
    assert EVIDENCES[style] in body
    assert [other for other, sign in EVIDENCES.items() if other != style and other != "none" and sign in body] == []
    assert "reply_2024h1.txt@" in text.partition("-->")[0]


def test_units_and_limits(rendered):
    text = rendered(block("facts: type=Shareholding doc=reply", "unit: 万股", "limit: 1"))
    assert "| 960万股 | 24.00% |" in text
    assert "另有3行未列出" in text
    assert text.count("[^pilu-") == 2  # evidence of rows that are not shown is not cited


def test_english(rendered):
    text = rendered(block("facts: type=Shareholding doc=reply entity=陆闻笙", "lang: en"))
    assert "| shares |" in text.lower()
    assert "unit 股" not in text


def test_inline_values_keep_their_request(rendered):
    text = rendered("股数 {{pilu: 沈知屿持有多少股？ | 万股}}。")
    assert text.startswith('股数 <span data-pilu="沈知屿持有多少股？ &#124; 万股" data-corpus="')
    assert text.endswith(">960万股</span>。")
    assert 'title="reply_2024h1.txt ' in text
    assert rendered(text.replace(">960万股<", ">1股<")) == text


def test_the_store_must_be_there(tmp_path):
    import pilu
    from kg.errors import StoreError
    from notes.session import Session

    with pytest.raises(StoreError):
        Session(pilu.open(tmp_path / "none"), tmp_path)


BROKEN = {
    "foo: x": "没有指令'foo'",
    "facts: type=Nonsense": "没有类型'Nonsense'",
    "facts: B公司": "'B公司'不是 键=值",
    "facts: type=Sale\nas: chart": "facts不能写成chart",
    "table: doc=reply caption=主要股东\nunit: 元": "table没有选项unit",
    "sparql: SELECT nonsense": "查询不能运行",
    "sparql: INSERT DATA { <urn:a> <urn:b> <urn:c> }": "INSERT",
    "sparql: SELECT * WHERE { SERVICE <http://a.b> { ?s ?p ?o } }": "SERVICE",
    "table: doc=reply": "张表都叫这个名称",
    "table: doc=nothing": "没有文件'nothing'",
    "table: doc=reply caption=没有": "没有名为'没有'的表",
    "entity: 某某公司": "没有名为'某某公司'的主体",
    "aliases: Q公司": "没有匿名主体'Q公司'",
    "path: 沈知屿": "没有写明两个主体",
    "ask: 沈知屿持有多少股？\nunit: 万元": "不能以万元表示",
    "ask: 沈知屿持有多少股？\nunit: 光年": "没有单位'光年'",
    "chart: type=Shareholding doc=reply by=holder kind=pie": "没有图形pie",
    "chart: type=Shareholding by=holder nothing=1": "没有角色nothing",
}


@pytest.mark.parametrize("asked", BROKEN)
def test_a_bad_block_shows_one_message_and_the_rest_is_rendered(rendered, asked):
    text = rendered(block(*asked.split("\n")) + "\n" + HOLDERS)
    assert text.count("> [!CAUTION]") == 1
    assert BROKEN[asked] in text.replace("\\", "")
    assert "| 陆闻笙 |" in text


def test_a_bad_directive_leaves_the_others_of_its_block(rendered):
    text = rendered(block("entity: 某某公司", "", "facts: type=Shareholding doc=reply"))
    assert text.index("[!CAUTION]") < text.index("| 陆闻笙 |")


def test_what_is_not_known_is_said(rendered):
    assert "> [!WARNING]\n> " in rendered(block("ask: 丙丁戊公司2030年的合同金额是多少？"))


@pytest.mark.parametrize(
    "text", ["```pilu\nask: x\n", "a {{pilu: x\n", "```pilu\nask: x\n```\n<!-- pilu:begin corpus=a -->\nx\n"]
)
def test_what_cannot_be_placed_is_left_alone(session, text):
    result = render(text, session)
    assert result.text == text
    assert len(result.results[0].errors) == 1
