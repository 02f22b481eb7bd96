"""Whom a question names: full names, short forms, branches, Latin spellings, strangers."""

from pathlib import Path

import pytest
import yaml

from qa.names import Names, core

DATA = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(sorted(DATA["names"].items()))


@pytest.mark.parametrize("question", DATA["questions"])
def test_mentions(names: Names, question: str) -> None:
    wanted = DATA["questions"][question]
    found = names.find(question)
    assert [(list(m.ids), m.how) for m in found] == [(wanted["ids"], wanted["how"])]


def test_core_leaves_out_region_trade_and_legal_form() -> None:
    assert core("北京青禾科技股份有限公司") == ("北京", "青禾")
    assert core("上海云帆（集团）有限公司")[1] == "云帆"


def test_a_short_form_that_a_longer_word_swallows_is_none() -> None:
    names = Names([("云服有限公司", "x")])
    assert names.find("公司云服务收入") == []
