"""Whom a question names: full names, short forms, branches, Latin spellings, strangers."""

from pathlib import Path

import pytest
import yaml

from qa.parsing.names import Names
from qa.parsing.shortened import parts_of

DATA = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(sorted(DATA["names"].items()))


@pytest.mark.parametrize("question", DATA["questions"])
def test_mentions(names: Names, question: str) -> None:
    wanted = DATA["questions"][question]
    found = names.find(question)
    assert [(list(m.ids), m.how) for m in found] == [(wanted["ids"], wanted["how"])]


def test_a_name_is_parted_into_region_distinctive_part_and_trades() -> None:
    parts = parts_of("北京青禾数据科技股份有限公司")
    assert (parts.region, parts.distinctive, parts.trades) == ("北京", "青禾", ("数据", "科技"))
    assert parts_of("上海云帆（集团）有限公司").distinctive == "云帆"
    assert parts_of("陆安").distinctive == "陆安"


def test_a_short_form_that_a_longer_word_swallows_is_none() -> None:
    names = Names([("云服有限公司", "x")])
    assert names.find("公司云服务收入") == []


def test_a_short_form_is_heard_where_a_longer_word_goes_on_behind_it() -> None:
    names = Names([("北京岚云科技股份有限公司", "x")])
    assert [m.text for m in names.find("岚云服务器账面原值")] == ["岚云"]


def test_a_name_in_latin_letters_is_found_in_a_label() -> None:
    names = Names([("Lanyu Ocean HK Limited", "x"), ("岚屿科技有限公司", "y")])
    assert names.ids_in("Lanyu Ocean\nHK Limited") == {"x"}
    assert names.ids_in("岚屿 科技\n有限公司") == {"y"}
    assert names.ids_in("Lanyu Ocean Limited") == frozenset()


def test_a_latin_spelling_is_told_by_the_one_short_name_that_filings_have_for_it() -> None:
    told = [("北京岚云科技股份有限公司", "x"), ("岚云科技", "x"), ("岚云能源有限公司", "y")]

    def called(names: Names) -> list[str]:
        return [names.called(mention) for mention in names.find("revenue of Lanyun")]

    assert called(Names(told)) == ["岚云科技"]
    assert called(Names([*told, ("岚云能源", "y")])) == [""]
    assert called(Names([told[2]])) == ["岚云能源有限公司"]
