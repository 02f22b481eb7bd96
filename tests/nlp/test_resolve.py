"""公司, 甲方 and 该客户: resolved where the clause settles it, left alone where it does not."""

from kg.model import DocumentMeta
from nlp.entities import find_entities
from tests.nlp.making import document

ISSUER = DocumentMeta(issuer="发行股份有限公司")


def resolved(*paragraphs):
    entities, mentions = find_entities(document(*paragraphs, meta=ISSUER))
    names = {entity.id: entity.name for entity in entities}
    return [(m.text, names[m.entity]) for m in mentions if m.text != names[m.entity]]


def test_the_company_is_the_issuer():
    assert resolved("报告期内公司收入增长，本公司提示风险。") == [("公司", ISSUER.issuer), ("本公司", ISSUER.issuer)]


def test_other_companies_are_not():
    assert resolved("上市公司、子公司、可比公司、该等公司遵守公司法。") == []


def test_a_kind_of_company_and_a_company_called_so_are_not():
    text = "企业类型：有限责任公司。登记结算公司、快递公司、咨询公司未参与，“星海公司”由远山集团控股，星海公司付款。"
    assert resolved(text) == []
    assert resolved("有关公司信息以公告为准，大力发展公司业务。") == [("公司", ISSUER.issuer)] * 2


def test_the_sponsor_is_who_the_filing_says():
    text = "甲乙证券股份有限公司（以下简称“保荐机构”）核查。保荐机构认为"
    assert ("保荐机构", "甲乙证券股份有限公司") in resolved(text)


def test_party_letters_hold_in_their_own_paragraph():
    assert resolved("甲方（丙丁租赁有限公司）付款，甲方验收。", "甲方另行约定。") == [("甲方", "丙丁租赁有限公司")]


def test_a_line_defines_for_what_follows():
    assert resolved("甲方：丙丁租赁有限公司", "甲方应付款。") == [("甲方", "丙丁租赁有限公司")]


def test_that_customer_is_the_last_one_named():
    assert resolved("向丙丁软件有限公司销售，该客户已付款。") == [("该客户", "丙丁软件有限公司")]
