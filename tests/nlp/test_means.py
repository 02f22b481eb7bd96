"""A row of means may be called so where no column names rows; that it names no company is no error."""

from tests.nlp.facts_of import facts_of

PEERS = """可比公司估值情况如下：

序号\t证券代码\t证券名称\t市盈率\t市净率
1\t600991\t某东机械\t亏损\t1.31
2\t002992\t某南装备\t50.10\t4.02
3\t000993\t某西集装\t20.30\t1.45
\t\t平均数\t35.20\t2.26
"""


def test_a_mean_in_a_table_without_a_column_of_labels():
    _, facts = facts_of(PEERS)
    means = [fact for fact in facts if fact.type == "Observation" and fact.role("value").text == "35.20"]
    assert [[role.text for role in fact.all("row")] for fact in means] == [["平均数"]]
