"""What stands within the title of a contract names nobody and limits nothing; what stands beside it does."""

import pytest

import pilu
from kg.answer import Status
from qa.checks.outside import HIDDEN, outside
from qa.evidence.scope import scope_of
from qa.evidence.workbench import Workbench
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

ASSURED = "本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。\n"
AWARD = "近日，{who}（以下简称“公司”）收到{owner}发来的《中标通知书》，确定公司为“{project}”的中标单位，中标金额为{amount}万元。\n"
AWARDS = [
    ("甲乙路桥股份有限公司", "云山县公路管理局", "宁滨至云山公路改建工程（除桩基）第五标段", "1,200"),
    ("丙丁水务股份有限公司", "滨河市水利局", "滨河市污水处理厂工程第1标段", "3,400"),
    ("戊己建工股份有限公司", "宁滨第五建筑有限公司", "云山县办公楼装修项目", "5,600"),
    ("庚辛电气股份有限公司", "宁滨供水有限公司", "云山县变电站设备采购项目", "7,800"),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A store with awards whose titles have words of other parties' names in them."""
    folder = tmp_path_factory.mktemp("awards")
    for number, (who, owner, project, amount) in enumerate(AWARDS):
        award = AWARD.format(who=who, owner=owner, project=project, amount=amount)
        (folder / f"{number}.txt").write_text(f"{who}关于项目中标的公告\n{ASSURED}{award}特此公告。\n", "utf-8")
    opened = pilu.open(folder / "store")
    opened.ingest(sorted(folder.glob("*.txt")))
    return opened


@pytest.mark.parametrize(("question", "said"), [
    ("宁滨至云山公路改建工程（除桩基）第五标段的合同金额是多少？", "1,200"),
    ("哪家公司承接了宁滨至云山公路改建工程（除桩基）第五标段？", "甲乙路桥股份有限公司"),
    ("宁滨至云山公路改建工程（除桩基）第五标段的业主（甲方）是谁？", "云山县公路管理局"),
    ("哪家公司承接了滨河市污水处理厂工程第1标段？", "丙丁水务股份有限公司"),
])  # fmt: skip
def test_words_of_a_title_are_only_the_title_s(workspace, question, said):
    answer = workspace.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.answer


def test_a_party_beside_the_title_still_counts(workspace):
    answer = workspace.ask(
        "宁滨供水有限公司与宁滨第五建筑有限公司就滨河市污水处理厂工程第1标段签订的合同总价是多少万元？"
    )
    assert answer.status is not Status.ANSWERED


def test_places_stay_and_words_of_the_title_go():
    names = Names([("宁滨第五建筑有限公司", "e1"), ("甲乙路桥股份有限公司", "e2")])
    question = parse(
        "甲乙路桥股份有限公司就2017年公路工程（除桩基）第五标段签订的合同金额是多少？", Context(names, 2018)
    )
    bench = Workbench(question, scope_of(question, []), [], None, None, names, None)  # type: ignore[arg-type]
    left = outside(bench, ("2017年公路工程(除桩基)第五标段",))
    assert left.question.folded == question.folded.replace("2017年公路工程(除桩基)第五标段", HIDDEN * 18)
    assert [m.ids for m in left.question.mentions] == [("e2",)]
    assert left.scope.parties == (frozenset({"e2"}),)
    assert left.scope.periods == ()
    assert outside(bench, ()) is bench


def test_a_title_may_go_on_with_words_for_any():
    names = Names([])
    question = parse("云山县变电站设备改造工程项目的合同金额是多少？", Context(names, 2018))
    bench = Workbench(question, scope_of(question, []), [], None, None, names, None)  # type: ignore[arg-type]
    assert outside(bench, ("云山县变电站设备改造",)).question.folded == f"{HIDDEN * 14}的合同金额是多少?"
