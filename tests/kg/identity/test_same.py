"""Ids of one party across filings: each rule joins what it should, and likeness joins nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import IdentityDecision, Seen, Verdict, clusters, corrected, issuer_keys, same_parties
from kg.identity.branches import branches
from kg.model import Alias, DocumentMeta, Entity, EntityKind, entity_id
from kg.values.names import one_spelling

OURS, THEIRS = "600001", "600002"


def seen(doc: str, name: str, *aliases: tuple[str, str], code: str = "", issuer: str = OURS, roles=()) -> Seen:
    kind = EntityKind.BANK if "银行" in name else EntityKind.ORG
    known = tuple(Alias(text, reason, (3, 7)) for text, reason in aliases)
    return Seen(doc, issuer, Entity(entity_id(one_spelling(name)), name, kind, known, code, tuple(roles)))


FULL, SHORT = "北京甲乙科技股份有限公司", "甲乙科技"


def joined(*known: Seen) -> list[tuple[str, str, str]]:
    return [(same.reason, same.name, same.other_name) for same in same_parties(known)]


def test_one_code_is_one_company():
    note = seen("b", SHORT, code="600001.SH", issuer=THEIRS)
    assert joined(seen("a", FULL, code="600001", roles=["issuer"]), note) == [("code", SHORT, FULL)]


def test_an_issuer_that_changed_its_name_keeps_its_code():
    old = seen("a", "北京丙丁药业股份有限公司", code="600001", roles=["issuer"])
    now = [seen(doc, FULL, code="600001", roles=["issuer"]) for doc in "bc"]
    assert joined(old, *now) == [("code", "北京丙丁药业股份有限公司", FULL)]


def test_a_code_in_front_of_which_quite_another_name_stands_joins_nothing():
    assert joined(seen("a", FULL, code="600001", roles=["issuer"]), seen("b", "戊己", code="600001")) == []


def test_a_short_name_is_whom_another_filing_of_the_issuer_defines_it_for():
    [same] = same_parties([seen("a", FULL, (SHORT, "defined")), seen("b", SHORT)])
    assert (same.reason, same.name, same.other_name, same.doc, same.start) == ("defined", SHORT, FULL, "a", 3)


@pytest.mark.parametrize(
    "others",
    [
        [seen("b", SHORT, issuer=THEIRS)],  # another issuer's filing may mean another
        [seen("b", SHORT), seen("c", SHORT, issuer=THEIRS)],
        [seen("b", SHORT), seen("c", "上海甲乙科技有限公司", (SHORT, "defined"))],  # two owners
        [seen("b", "甲乙")],  # not what was defined
        [seen("b", "上海甲乙科技有限公司")],  # alike
    ],
)
def test_what_no_definition_of_the_issuer_settles_stays_apart(others):
    assert joined(seen("a", FULL, (SHORT, "defined")), *others) == []


BARE = "北京甲乙科技"


def test_a_full_name_without_its_legal_form_is_the_one_of_the_issuers_filings():
    assert joined(seen("a", FULL), seen("b", BARE)) == [("short-form", BARE, FULL)]
    group = "丙丁（集团）有限公司"
    assert joined(seen("a", group), seen("b", "丙丁集团")) == [("short-form", "丙丁集团", group)]


@pytest.mark.parametrize(
    "others",
    [
        [seen("b", BARE, issuer=THEIRS)],
        [seen("b", BARE), seen("c", BARE, issuer=THEIRS)],
        [seen("b", BARE, code="600009")],  # a listed short name has its code
        [seen("b", BARE), seen("c", "上海戊己软件有限公司", (BARE, "defined"))],  # another's short name
        [seen("b", BARE), seen("c", "北京甲乙科技有限公司")],  # parent and child
        [seen("b", "北京甲乙")],
        [seen("b", "北京甲乙科技有限公司上海分公司")],
    ],
)
def test_what_a_short_form_does_not_settle_stays_apart(others):
    assert [reason for reason, *_ in joined(seen("a", FULL), *others) if reason == "short-form"] == []


def test_a_short_name_of_the_issuer_is_no_short_form_of_a_subsidiary():
    parent = seen("a", FULL, (SHORT, "defined"), code="600001", roles=["issuer"])
    assert joined(parent, seen("a", "甲乙科技有限公司"), seen("b", SHORT)) == [("defined", SHORT, FULL)]


def test_a_public_body_has_names_of_its_own():
    names = ["上交所", "上海证券交易所", "深交所"]
    bodies = [
        Seen(doc, THEIRS, Entity(entity_id(name), name, EntityKind.REGULATOR))
        for doc, name in zip("abc", names, strict=True)
    ]
    assert joined(*bodies) == [("official", "上交所", "上海证券交易所")]


def test_a_former_name_is_the_company_in_every_filing():
    old = "北京丙丁药业股份有限公司"
    assert joined(seen("a", FULL, (old, "former-name")), seen("b", old, issuer=THEIRS)) == [("former-name", old, FULL)]


def test_a_banks_branch_with_and_without_the_legal_form():
    whole, short = "戊己银行股份有限公司南山支行", "戊己银行南山支行"
    assert joined(seen("a", whole), seen("b", short, issuer=THEIRS)) == [("variant", short, whole)]
    assert joined(seen("a", whole), seen("b", "戊己银行北山支行")) == []


def test_a_branch_without_its_city_is_the_one_of_that_name_in_the_issuers_filings():
    placed, bare = "戊己银行股份有限公司北京南山路支行", "戊己银行南山路支行"
    assert joined(seen("a", placed), seen("b", bare)) == [("variant", bare, placed)]
    assert joined(seen("a", placed), seen("b", bare, issuer=THEIRS)) == []
    assert joined(seen("a", placed), seen("b", bare), seen("c", bare, issuer=THEIRS)) == []
    assert joined(seen("a", placed), seen("c", "戊己银行上海南山路支行"), seen("b", bare)) == []


def test_a_branchs_former_name_is_known_without_legal_form_and_city():
    now = seen("b", "戊己银行北京东湖路支行", ("戊己银行南山路支行", "former-name"))
    before = "戊己银行股份有限公司北京南山路支行"
    assert joined(seen("a", before), now) == [("former-name", before, "戊己银行北京东湖路支行")]
    assert joined(seen("a", before, issuer=THEIRS), now) == []


def test_a_branch_is_part_of_its_legal_person():
    names = {"1": "甲乙通信有限公司", "2": "甲乙通信有限公司北京分公司", "3": "甲乙通信有限公司上海分公司", "4": "戊己银行股份有限公司",
             "5": "戊己银行南山支行", "6": "丙丁有限公司成都分公司"}  # fmt: skip
    assert list(branches(names)) == [("2", "1"), ("3", "1"), ("5", "4")]


def test_filings_of_one_issuer():
    metas = {
        "a": DocumentMeta(code="600001.SH", issuer=FULL),
        "b": DocumentMeta(code="600001"),
        "c": DocumentMeta(issuer=FULL),
        "d": DocumentMeta(issuer="北京丙丁科技股份有限公司"),
        "e": DocumentMeta(),
    }
    assert issuer_keys(metas) == {"a": OURS, "b": OURS, "c": OURS, "d": "北京丙丁科技股份有限公司", "e": ""}


MANY = [
    seen("a", FULL, (SHORT, "defined"), ("北京丙丁药业有限公司", "former-name"), code="600001", roles=["issuer"]),
    seen("b", SHORT, code="600001"),
    seen("c", "北京丙丁药业有限公司", issuer=THEIRS),
    seen("d", "戊己银行南山支行"),
    seen("e", "戊己银行股份有限公司南山支行"),
]


@given(st.permutations(MANY))
def test_the_order_of_filings_does_not_matter(known):
    assert same_parties(known) == same_parties(MANY)


def test_clusters_hold_all_ids_of_a_party():
    together = clusters(same_parties(MANY))
    assert sorted({len(ids) for ids in together.values()}) == [2, 3]
    assert all(key in ids for key, ids in together.items())


def test_a_person_may_say_otherwise_and_take_it_back():
    same = same_parties(MANY[:2])
    [each] = same

    def said(verdict: Verdict) -> IdentityDecision:
        return IdentityDecision(date(2024, 11, 1), verdict, each.other, each.other_name, each.name, each.entity)

    assert corrected(same, [said(Verdict.REJECT)]) == []
    assert corrected(same, [said(Verdict.REJECT), said(Verdict.UNDO)]) == same
    assert [s.reason for s in corrected([], [said(Verdict.ACCEPT)])] == ["accepted"]
