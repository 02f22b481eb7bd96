"""Shapes of names: legal forms, anonymised labels, one spelling for comparison, short forms worth trying."""

import re
from collections.abc import Iterator
from pathlib import Path

from kg.kept import words_of
from kg.pattern import Pattern
from kg.values.units import narrow

LEGAL_FORM = Pattern(
    r"(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|合伙企业|公司|集团)?(?:[（(](?:有限合伙|特殊普通合伙|普通合伙)[）)])?$"
)
_LEGAL_ENDS = ("公司", "合伙企业", "合伙）")  # of legal forms; 甲乙集团 alone is a short form itself
_INSTITUTIONS = (
    "医院",
    "大学",
    "学院",
    "学校",
    "中学",
    "研究院",
    "研究所",
    "设计院",
    "中心",
    "协会",
    "学会",
    "基金会",
    "委员会",
    "电视台",
    "报社",
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_NUMERALS = "一二三四五六七八九十"
_KIND = (
    "公司|客户|供应商|银行|企业|单位|机构|集团|自然人|股东|经销商|代理商|投资者|合作方|承租方|出租方|"
    "标的公司|合伙企业|基金"
)
RANKED = "客户|供应商|债务人|债权人|欠款方|预付款?对象|经销商|代理商|承租方|合作方"  # that filings tell by their rank
_SOME = "(?:银行|客户|供应商|公司|企业|单位|机构|集团)"
_NOT_AFTER = "般致方同定直些起种次个家体样端类线流向批经旦切部心手路贯律度味年月季期级至盘"
# not before the mark of a heading (供应商 5、交易对方), which is no mark of a list (客户1、客户2)
_NEXT = rf"(?![、.．](?!\s?(?:客户|供应商|自然人|经销商|代理商|单位|银行|\d|[{_NUMERALS}])))"
_ANONYMOUS = Pattern(
    rf"(?<![A-Za-z0-9.&\-_])(?P<before>[A-Za-z]\d?|[{_STEMS}])\s?(?:{_KIND})(?![A-Za-z])"
    rf"|(?:客户|供应商|自然人|经销商|代理商|股东|单位|银行|公司)\s?(?:[A-Z]\d?|[a-z])(?![A-Za-z0-9.+\-股]|\s?公司)"
    rf"|(?:客户|供应商|自然人|经销商|代理商|单位|银行)\s?(?:[{_STEMS}](?!方)|[{_NUMERALS}](?![{_NOT_AFTER}{_NUMERALS}]){_NEXT})"
    rf"|(?:客户|供应商|自然人|经销商)\s?\d{{1,2}}(?![\d.%％]|[,，]\d|\s?(?:[个家名年月日万亿元人台套项笔份次]|-\d)){_NEXT}"
    rf"|(?:客户|供应商|单位)\s?[Ⅰ-Ⅹ①-⑩]"
    rf"|第(?:[{_NUMERALS}]|\d{{1,2}})大(?:{RANKED})"
    rf"|(?<!\d)\d+[台套辆][一-龥A-Za-z]{{2,12}}?(?:所?对应)?的(?:最终)?(?:客户|供应商|采购方|承租方|销售方)"
    rf"|某(?![一些种个项类款次年月日时])[^\W\da-zA-Z的在与和及为将是等或对某]{{0,9}}?{_SOME}(?!的?(?:价值|股价))"
)
_PRODUCT = Pattern(rf"产品\s?(?:[A-Z](?![A-Za-z])|[{_STEMS}](?![方类])|[{_NUMERALS}](?![{_NOT_AFTER}]))")
_BRAND = Pattern(r"[A-Za-z][A-Za-z0-9\-]{2,}(?: [A-Z][A-Za-z0-9]+)?(?=[®™])|[一-龥]{2,5}(?=[®™])")


def one_spelling(name: str) -> str:
    """Return a name without blanks, with full-width brackets and ASCII letters, for comparing and for ids.

    >>> one_spelling("甲乙(集团) 商贸有限公司")
    '甲乙（集团）商贸有限公司'
    """
    return "".join(narrow(name).split()).replace("(", "（").replace(")", "）")


def find_anonymous(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, label)` for each anonymised party: A 公司, 客户一, 供应商甲, 第一大客户, 某银行."""
    for match in _ANONYMOUS.finditer(text):
        yield match.start(), match.end(), one_spelling(match[0])


def is_anonymous(label: str) -> bool:
    """Tell whether a label is nothing but an anonymised party's: A公司, not A公司的子公司."""
    return any(end - start == len(label) for start, end, _ in find_anonymous(label))


def find_products(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, label)` for 产品A and for names that bear a trade mark sign."""
    for pattern, signs in ((_PRODUCT, ("产品",)), (_BRAND, ("®", "™"))):
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            yield match.start(), match.end(), one_spelling(match[0]) if pattern is _PRODUCT else match[0]


def without_legal_words(name: str) -> str:
    """Return a name without 有限 and 责任: what is left when a filing drops one of them by mistake.

    股份 stays: a company limited by shares and one that is not are two firms, often parent and child.

    >>> without_legal_words("甲乙商贸有限责任公司") == without_legal_words("甲乙商贸公司")
    True
    >>> without_legal_words("甲乙商贸股份有限公司") == without_legal_words("甲乙商贸有限公司")
    False
    """
    return re.sub(r"有限责任|有限|责任", "", one_spelling(name))


def bare_name(name: str) -> str:
    """Return a full name without its legal form and the brackets in it; "" for a name that has none, and for a company
    beside which an institution of its name may stand (医院).

    >>> bare_name("甲乙（集团）股份有限公司"), bare_name("甲乙集团有限公司"), bare_name("甲乙证券")
    ('甲乙集团', '甲乙集团', '')
    """
    spelled = one_spelling(name)
    bare = re.sub("[（）]", "", LEGAL_FORM.sub("", spelled))
    legal = spelled.endswith(_LEGAL_ENDS) and not whole_of_branch(name)
    return bare if legal and not bare.endswith(_INSTITUTIONS) else ""


_PROVINCES = "|".join(sorted(words_of(Path(__file__).with_name("regions.yaml"))["provinces"], key=len, reverse=True))
_PLACED = Pattern(rf"(?:(?:{_PROVINCES})市?|[一-龥]{{2,3}}市)(?=[一-龥A-Za-z0-9]{{2,}}支行$)")
_BRANCH = Pattern(
    r"(?P<whole>.{2,40}?(?:公司(?!法)|银行|联社|集团)(?:[（(]集团[）)])?)"
    r"(?P<part>(?:(?!公司|银行|集团).){1,24}?(?:分公司|支行|分行|营业部|营业室|办事处|项目部|分局))"
)


def whole_of_branch(name: str) -> str:
    """Return the legal person that a branch is part of, as the branch's name spells it; "" for what is no branch.

    >>> [whole_of_branch(name) for name in ("甲乙通信股份有限公司北京分公司", "甲乙银行丙支行", "甲乙集团")]
    ['甲乙通信股份有限公司', '甲乙银行', '']
    """
    spelled = one_spelling(name)
    match = _BRANCH.fullmatch(spelled)
    return match["whole"] if match else ""


def placeless_branch(name: str) -> str:
    """Return a bank's branch without the city or province that stands before its own name; "" where there is none.

    >>> placeless_branch("甲乙银行北京东城路支行"), placeless_branch("甲乙银行东城路支行")
    ('甲乙银行东城路支行', '')
    """
    spelled = branch_spelling(name)
    bank = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", whole_of_branch(name))
    match = _PLACED.match(spelled, len(bank)) if spelled else None
    return bank + spelled[match.end() :] if match else ""


def branch_spelling(name: str) -> str:
    """Return a bank's branch without the bank's legal form, which filings write or leave out; "" for other names."""
    whole = whole_of_branch(name)
    bank = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", whole)
    return bank + one_spelling(name)[len(whole) :] if bank.endswith("银行") else ""
