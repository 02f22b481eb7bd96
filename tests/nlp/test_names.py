"""Names with their boundaries, who has which other name, and how many real parties are found exactly."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.html import read_html
from kg.model import DocumentMeta, EntityKind
from nlp.entities import find_entities, settle_names
from nlp.readings import read_through
from tests.nlp.making import document

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text("utf-8"))


def organizations(text):
    entities, _ = find_entities(document(text))
    return {e.name for e in entities if e.kind is not EntityKind.PERSON}


@pytest.mark.parametrize(("text", "names"), CASES)
def test_boundaries(text, names):
    assert organizations(text) == set(names)


def test_a_name_wrapped_over_lines_is_one_name():
    text = "公司向北京甲乙\n科技有限公司采购"
    doc = document(text)
    block = doc.blocks[0].__class__(doc.blocks[0].kind, ((0, 7), (8, 16)))
    doc = doc.__class__(doc.id, doc.name, doc.text, doc.meta, (block,), ())
    entities, mentions = find_entities(doc)
    assert [e.name for e in entities] == ["北京甲乙科技有限公司"]
    assert [doc.text[m.start : m.end] for m in mentions] == ["北京甲乙\n科技有限公司"]


def test_a_cell_bounds_a_name_for_the_prose():
    doc = document("随后参访戊土电子有限公司。", rows=(("客户名称", "金额"), ("戊土电子有限公司", "1.00")))
    entities, mentions = find_entities(doc)
    assert [e.name for e in entities] == ["戊土电子有限公司"]
    assert len(mentions) == 2


def test_peers_without_a_suffix_come_from_their_column():
    doc = document(
        "与同行业相比。", rows=(("公司名称", "毛利率"), ("甲乙云", "10%"), ("丙丁存储科技", "12%"), ("平均值", "11%"))
    )
    assert [e.name for e in find_entities(doc)[0]] == ["丙丁存储科技", "甲乙云"]


def test_persons_by_post():
    doc = document("戴某、公司控股股东李一、王二和张三分别持有股份，记者 刘四 报道，赵五先生任董事。")
    found = {e.name for e in find_entities(doc)[0] if e.kind is EntityKind.PERSON}
    assert found == {"李一", "王二", "张三", "刘四", "赵五"}


def test_letters_are_scoped_to_the_filing():
    one, _ = find_entities(document("向A 公司和A公司销售", meta=DocumentMeta(issuer="甲股份有限公司")))
    two, _ = find_entities(document("向A公司销售", meta=DocumentMeta(issuer="乙股份有限公司")))
    [a] = [e for e in one if e.kind is EntityKind.ANONYMOUS]
    [b] = [e for e in two if e.kind is EntityKind.ANONYMOUS]
    assert a.name == b.name == "A公司"
    assert a.id != b.id


@given(
    st.lists(
        st.sampled_from(
            ["甲乙科技有限公司", "与", "（", "）", "A 公司", "客户一", "北京", "签订", "，", "。", " ", "公司"]
        ),
        max_size=14,
    )
)
def test_every_mention_quotes_its_words(parts):
    doc = document("".join(parts))
    _, mentions = find_entities(doc)
    at = 0
    for mention in mentions:
        assert doc.text[mention.start : mention.end] == mention.text
        assert at <= mention.start
        at = mention.end


def flat(name):
    return "".join(name.replace("（", "(").replace("）", ")").split()).lower()


def test_parties_of_real_announcements_are_found_exactly(shared):
    gold = defaultdict(set)
    with (shared / "data/contracts/gold.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            gold[row["id"]] |= {row[side] for side in ("party_a", "party_b") if row[side]}
    found = total = 0
    for number in sorted(gold)[::40]:
        path = shared / f"data/contracts/html/{number}.html"
        if not path.exists():
            continue
        reading = read_through(read_html(path, path.read_bytes()))
        names = {flat(item.text) for item in settle_names(reading, frozenset())}
        written = {name for name in gold[number] if flat(name) in flat(reading.text)}
        total += len(written)
        found += len({name for name in written if flat(name) in names})
    assert total > 50
    assert found / total >= 0.90
