"""An anonymous party belongs to one filing, however the filing first names it."""

from pathlib import Path

from corpus import load
from kg.model import EntityKind
from nlp.entities import find_entities

TEXT = "{head}\n\n公司向客户A公司销售服务器。\n\n客户名称\t金额\nA公司\t1,234.56\nB公司\t99.10\n"


def test_the_same_letter_of_two_filings_is_two_parties(tmp_path: Path):
    found = []
    for number, head in enumerate(("证券代码：600001", "证券代码：600001 更正")):
        path = tmp_path / f"{number}.txt"
        path.write_text(TEXT.format(head=head), encoding="utf-8")
        entities, _ = find_entities(load(path))
        found.append({e.name: e.id for e in entities if e.kind is EntityKind.ANONYMOUS})
    assert set(found[0]) == set(found[1]) == {"A公司", "B公司"}
    assert not set(found[0].values()) & set(found[1].values())
