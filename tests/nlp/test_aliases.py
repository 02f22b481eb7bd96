"""Short names as filings define them."""

import pytest

from kg.model import EntityKind
from nlp.entities import find_entities
from tests.nlp.making import document


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("甲乙科技有限公司（以下简称“甲乙科技”）付款", ["甲乙科技"]),
        ("甲乙科技有限公司（以下简称“甲乙科技”或“甲乙”）付款", ["甲乙", "甲乙科技"]),
        ("甲乙科技有限公司（下称甲乙科技）付款", ["甲乙科技"]),
        ("甲乙科技有限公司（简称：“甲乙”）付款", ["甲乙"]),
        ("甲乙科技有限公司（600000）（以下简称“甲乙”）付款", ["甲乙"]),
        ("甲乙科技有限公司（以下简称“问询函”）", ["问询函"]),
        ("收到《问询函》（以下简称“问询函”）", []),
        ("甲乙科技有限公司（以下简称“公司”）付款", []),
    ],
)
def test_definitions(text, aliases):
    found = [alias.text for entity in find_entities(document(text))[0] for alias in entity.aliases]
    assert sorted(found) == aliases


def test_a_short_name_that_stands_in_a_column_belongs_to_its_full_name():
    doc = document("丙丁股份有限公司（以下简称“丙丁存储”）付款。", rows=(("公司名称", "收入"), ("丙丁存储", "1.00")))
    entities, mentions = find_entities(doc)
    assert [(e.name, [a.text for a in e.aliases]) for e in entities] == [("丙丁股份有限公司", ["丙丁存储"])]
    assert len(mentions) == 3


def test_a_listed_short_name_gets_its_code():
    doc = document("节后首日，丁戊科技（600000）公告，丁戊科技称。")
    [entity] = find_entities(doc)[0]
    assert (entity.name, entity.code) == ("丁戊科技", "600000.SH")


@pytest.mark.parametrize(
    ("text", "name", "alias", "reason"),
    [
        (
            "上海甲乙科技有限公司付款。上海甲乙科技公司收款。上海甲乙科技有限公司到账。",
            "上海甲乙科技有限公司",
            "上海甲乙科技公司",
            "variant",
        ),
        ("上海丙丁科技有限公司" * 3 + "上海丁丙科技有限公司。", "上海丙丁科技有限公司", "上海丁丙科技有限公司", "typo"),
        ("甲乙科技有限公司更名为“丙丁科技有限公司”。", "丙丁科技有限公司", "甲乙科技有限公司", "former-name"),
        ("甲乙科技有限公司，2007年9月更名为丙丁科技有限公司。", "丙丁科技有限公司", "甲乙科技有限公司", "former-name"),
        ("甲乙科技有限公司（现更名为丙丁科技有限公司）。", "丙丁科技有限公司", "甲乙科技有限公司", "former-name"),
        ("丙丁科技有限公司（曾用名：甲乙科技有限公司）。", "丙丁科技有限公司", "甲乙科技有限公司", "former-name"),
        ("丙丁科技有限公司由甲乙科技有限公司更名而来。", "丙丁科技有限公司", "甲乙科技有限公司", "former-name"),
    ],
)
def test_one_party_under_two_names_of_a_filing(text, name, alias, reason):
    [entity] = find_entities(document(text))[0]
    assert entity.name == name
    assert (alias, reason) in [(a.text, a.reason) for a in entity.aliases]


@pytest.mark.parametrize(
    ("text", "name", "alias", "reason"),
    [
        ("江苏近水控股有限公司付款，江苏近水控股已到账。", "江苏近水控股有限公司", "江苏近水控股", "short-form"),
        ("公司聘请远山证券股份有限公司。数据来源：远山证券研究所。", "远山证券股份有限公司", "远山证券", "short-form"),
        ("公司向远山（集团）股份有限公司采购，远山集团已交付。", "远山（集团）股份有限公司", "远山集团", "short-form"),
        ("公司向浙江远山集团有限公司采购，浙江远山集团已交付。", "浙江远山集团有限公司", "浙江远山集团", "short-form"),
        (
            "向北京近水云科技有限公司采购。公司与北京近水云签订合同。",
            "北京近水云科技有限公司",
            "北京近水云",
            "short-form",
        ),
        ("上海远山科技有限公司（品牌名：远山云）付款，远山云收款。", "上海远山科技有限公司", "远山云", "brand"),
        ("上海远山科技有限公司旗下品牌“远山云”付款。", "上海远山科技有限公司", "远山云", "brand"),
        ("远山云系上海远山科技有限公司旗下品牌。远山云付款。", "上海远山科技有限公司", "远山云", "brand"),
        ("QingShan是上海远山科技有限公司的品牌，QingShan付款。", "上海远山科技有限公司", "QingShan", "brand"),
        ("公司与上海远山科技有限公司（以下简称“A公司”）签约，A公司付款。", "上海远山科技有限公司", "A公司", "defined"),
        ("公司与某光伏企业（以下简称“A公司”）签约，A公司付款。", "某光伏企业", "A公司", "defined"),
    ],
)
def test_brands_groups_and_names_without_their_legal_form(text, name, alias, reason):
    [entity], mentions = find_entities(document(text))
    assert (entity.name, [(a.text, a.reason) for a in entity.aliases]) == (name, [(alias, reason)])
    assert {mention.text for mention in mentions} == {name, alias}


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("远山控股集团有限公司与远山控股股份有限公司。远山控股付款。", "远山控股"),  # two of that name
        ("远山科技有限公司与北京远山科技股份有限公司（以下简称“远山科技”）。远山科技付款。", "远山科技有限公司"),
        ("向北京近水科技有限公司和北京近水云计算有限公司采购。北京近水付款。", "北京近水"),
        ("向北京近水云计算有限公司采购。北京近水付款。", "北京近水"),  # its parent, maybe
        ("向深圳近水实业有限公司采购。深圳近水恒基付款。", "深圳近水"),  # another firm
        ("大连地铁有限公司招标，大连地铁1号线开工。", "大连地铁"),  # a place and a trade
        ("甲乙医院有限公司由甲乙医院转制。", "甲乙医院"),
        ("远山云是上海远山科技有限公司旗下的大模型。远山云的回答有误。", "远山云"),  # what it answers, no firm says
    ],
)
def test_what_another_may_bear_is_nobodys_short_form(text, stays):
    entities = find_entities(document(text))[0]
    assert not [a.text for e in entities for a in e.aliases if a.text == stays and a.reason in ("short-form", "brand")]


def test_a_name_in_a_column_is_the_full_name_of_the_filing():
    rows = (("公司名称", "收入"), ("三山发电", "1.00"), ("四水发电", "2.00"))
    entities = find_entities(document("公司持有三山发电有限责任公司股权。", rows=rows))[0]
    assert [(e.name, [a.text for a in e.aliases]) for e in entities] == [
        ("三山发电有限责任公司", ["三山发电"]),
        ("四水发电", []),
    ]


def test_a_branch_of_a_bank_with_and_without_the_legal_form():
    rows = (("开户银行", "余额"), ("上海戊己银行股份有限公司南山支行", "1.00"), ("上海戊己银行南山支行", "2.00"))
    [entity] = find_entities(document("", rows=rows))[0]
    assert [(a.text, a.reason) for a in entity.aliases] == [("上海戊己银行南山支行", "variant")]


def test_a_branch_of_a_bank_without_its_city_is_the_only_one_of_that_name():
    rows = (("开户银行", "余额"), ("上海戊己银行北京南山路支行", "1.00"), ("上海戊己银行南山路支行", "2.00"))
    [entity] = find_entities(document("", rows=rows))[0]
    assert [a.reason for a in entity.aliases] == ["variant"]
    more = (*rows, ("上海戊己银行天津南山路支行", "3.00"))
    assert len(find_entities(document("", rows=more))[0]) == 3


def test_a_former_name_in_a_cell_is_of_the_name_before_it():
    rows = (("开户银行", "余额"), ("上海戊己银行南山路支行（曾用名：上海戊己银行北山路支行）", "1.00"))
    [entity] = find_entities(document("", rows=rows))[0]
    assert entity.name == "上海戊己银行南山路支行"
    assert [(a.text, a.reason) for a in entity.aliases] == [("上海戊己银行北山路支行", "former-name")]


def test_a_quoted_name_that_holds_and_is_one_name():
    [entity] = find_entities(document("上海甲和乙软件有限公司（以下简称“甲和乙软”）付款，甲和乙软到账。"))[0]
    assert [a.text for a in entity.aliases] == ["甲和乙软"]


def test_common_words_and_short_names_of_firms_are_no_persons():
    text = "公司股东为北京万禾安地产有限公司。公司董事李禾安、权益、万禾安承诺如下。"
    entities = find_entities(document(text))[0]
    assert {e.name for e in entities if e.kind is EntityKind.PERSON} == {"李禾安"}


def test_former_names_in_a_row_end_at_the_present_one():
    doc = document("甲乙科技有限公司，2003年更名为丙丁科技有限公司，2007年更名为戊己科技有限公司。")
    [entity] = find_entities(doc)[0]
    assert entity.name == "戊己科技有限公司"
    assert {a.text for a in entity.aliases} == {"甲乙科技有限公司", "丙丁科技有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "甲乙科技有限公司与甲乙数据科技有限公司。",
        "甲乙科技股份有限公司与甲乙科技有限公司。甲乙科技股份有限公司到账。",
        "上海丙丁科技有限公司与上海丙订科技有限公司。上海丙丁科技有限公司，上海丙丁科技有限公司。",
        "甲乙通信有限公司北京分公司与甲乙通信有限公司上海分公司。",
        "甲乙通信有限公司北京分公司与甲乙通信有限公司。",
        "控股股东由甲乙科技有限公司变更为丙丁科技有限公司。",
        "北京青禾科技有限公司与上海青禾数据有限公司。",
    ],
)
def test_alike_is_not_the_same(text):
    assert len(find_entities(document(text))[0]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "甲乙科技有限公司（以下简称“ 公司 ”）付款",
        "甲乙科技有限公司（以下简称“公司或乙方”）付款",
        "甲乙科技有限公司（证券代码：600000）付款",
    ],
)
def test_words_for_roles_and_codes_are_no_names(text):
    assert [e.aliases for e in find_entities(document(text))[0]] == [()]
