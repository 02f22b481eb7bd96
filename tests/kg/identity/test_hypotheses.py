"""Identity: figures and clauses join a letter to a name, look-alikes stay apart, order does not matter."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Confidence, Known, hypotheses
from kg.identity.exact import half_unit
from kg.model import (
    CellRef,
    EntityKind,
    Evidence,
    Excerpt,
    Fact,
    Party,
    Period,
    Qualifiers,
    Quantity,
    Role,
    entity_id,
)

ISSUER = "示例科技股份有限公司"
NAMED, REPLY, SELLER = "a" * 64, "b" * 64, "c" * 64
CLAUSE = (
    "供应商移交服务所使用的全部设备管理权限，采购方应当及时修改权限并负责设备的安全防护，同时按约定的时间支付费用；"
    "双方合作期间产生的加工成果归采购方独占，任何一方不得将其用于约定以外的目的，违反者赔偿对方因此受到的全部损失。"
)


def money(text: str) -> Quantity:
    return Quantity(Decimal(text.replace(",", "")) * 10000, "CNY")


def party(name: str, doc: str) -> Party:
    return Party(name, entity_id(name, doc if name.endswith("公司") and len(name) == 3 else ""))


def flow(kind: str, doc: str, other: str, amount: str, share: str = "", *, at: int = 0, year: int = 2023) -> Fact:
    """A sale or purchase of the issuer, as a row of a table says it."""
    issuer_role, other_role = ("seller", "buyer") if kind == "Sale" else ("buyer", "seller")
    roles = [
        Role(issuer_role, Party(ISSUER, entity_id(ISSUER)), ISSUER),
        Role(other_role, party(other, doc), other, at, at + len(other)),
        Role("amount", money(amount), amount, at, at + 5),
    ]
    if share:
        roles.append(Role("share", Quantity(Decimal(share) / 100, "ratio"), f"{share}%", at, at + 5))
    quote = f"{other}\t{amount}\t{share}"
    evidence = Evidence(doc, Excerpt(at, at + len(quote), quote), cell=CellRef("主要客户", other, "金额", "万元"))
    return Fact(kind, doc, tuple(roles), (evidence,), Qualifiers(Period.year(year)))


def contract(doc: str, other: str, text: str, at: int) -> Fact:
    roles = (Role("party_b", party(other, doc), other, at, at + 3), Role("obligation", text, text, at, at + len(text)))
    return Fact("Contract", doc, roles, (Evidence(doc, Excerpt(at, at + len(text), text)),))


def known_of(facts: list[Fact]) -> dict[str, Known]:
    docs: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        for role in fact.roles:
            if isinstance(role.value, Party):
                docs.setdefault((role.value.entity, role.value.name), set()).add(fact.doc)
    return {
        entity: Known(entity, name, EntityKind.ANONYMOUS if len(name) == 3 else EntityKind.ORG, tuple(sorted(where)))
        for (entity, name), where in docs.items()
    }


def best(facts: list[Fact], label: str):
    found = {party.label: party for party in hypotheses(known_of(facts), facts)}
    candidates = found[label].candidates
    return candidates[0] if candidates else None


FACTS = [
    flow("Sale", NAMED, "上海远山科技有限公司", "4,356.17", "12.98", at=0),
    flow("Sale", NAMED, "北京近水数据有限公司", "2,883.33", "8.59", at=100),
    flow("Sale", REPLY, "E公司", "4,356.17", "12.98", at=0),
    flow("Sale", REPLY, "F公司", "1,193.48", "8.28", at=100),
]


def test_amount_and_share_that_meet_are_certain():
    candidate = best(FACTS, "E公司")
    assert (candidate.name, candidate.confidence) == ("上海远山科技有限公司", Confidence.CERTAIN)
    assert {match.kind for match in candidate.matches} == {"amount", "share"}
    for match in candidate.matches:
        assert (match.left.doc, match.right.doc) == (REPLY, NAMED)


def test_a_letter_without_meeting_figures_has_no_candidate():
    assert best(FACTS, "F公司") is None


def test_one_figure_is_probable_and_a_round_one_is_nothing():
    facts = [flow("Sale", NAMED, "上海远山科技有限公司", "4,356.17"), flow("Sale", REPLY, "E公司", "4,356.17")]
    assert best(facts, "E公司").confidence is Confidence.PROBABLE
    facts = [flow("Sale", NAMED, "上海远山科技有限公司", "1,000.00"), flow("Sale", REPLY, "E公司", "1,000.00")]
    assert best(facts, "E公司") is None


def test_the_same_figure_of_another_year_is_no_match():
    facts = [
        flow("Sale", NAMED, "上海远山科技有限公司", "4,356.17", "12.98", year=2022),
        flow("Sale", REPLY, "E公司", "4,356.17", "12.98", year=2023),
    ]
    assert best(facts, "E公司") is None


def test_a_contradicting_figure_lowers_and_is_told():
    facts = [
        *FACTS,
        flow("Sale", NAMED, "上海远山科技有限公司", "998.11", "3.10", at=300, year=2022),
        flow("Sale", REPLY, "E公司", "2,747.36", "9.90", at=300, year=2022),
    ]
    candidate = best(facts, "E公司")
    assert candidate is None or (candidate.against and candidate.confidence is not Confidence.CERTAIN)


def test_the_sellers_revenue_meets_the_buyers_purchase_after_tax():
    seller = "甲云股份有限公司"
    ours = flow("Purchase", NAMED, seller, "4,602.07", at=0)
    roles = (
        Role("seller", Party(seller, entity_id(seller)), seller),
        Role("buyer", party("客户二", SELLER), "客户二", 0, 3),
        Role("amount", money("4,341.58"), "4,341.58", 4, 12),
    )
    theirs = Fact("Sale", SELLER, roles, (Evidence(SELLER, Excerpt(0, 3, "客户二")),), Qualifiers(Period.year(2023)))
    facts = [ours, theirs]
    known = known_of(facts)
    hidden = entity_id("客户二", "")
    known[hidden] = Known(hidden, "客户二", EntityKind.ANONYMOUS, (SELLER,))
    [found] = [p for p in hypotheses(known, facts) if p.label == "客户二"]
    assert found.candidates[0].name == ISSUER
    assert found.candidates[0].matches[0].kind == "amount-after-tax"


def test_a_clause_word_for_word_is_probable():
    facts = [
        contract(NAMED, "北京近水数据有限公司", CLAUSE, 0),
        contract(REPLY, "C公司", CLAUSE + "服务期满自动终止。", 0),
    ]
    candidate = best(facts, "C公司")
    assert (candidate.name, candidate.confidence) == ("北京近水数据有限公司", Confidence.PROBABLE)


def test_a_clause_that_two_parties_share_proves_neither():
    facts = [
        contract(NAMED, "北京近水数据有限公司", CLAUSE, 0),
        contract(NAMED, "上海远山科技有限公司", CLAUSE, 200),
        contract(REPLY, "C公司", CLAUSE, 0),
    ]
    assert best(facts, "C公司").confidence is Confidence.POSSIBLE


def test_one_name_belongs_to_one_letter_of_a_filing():
    facts = [*FACTS, flow("Sale", REPLY, "G公司", "4,356.17", at=200)]
    assert best(facts, "E公司").name == "上海远山科技有限公司"
    other = best(facts, "G公司")
    assert other is None or other.confidence is Confidence.POSSIBLE


def test_the_same_letter_in_another_filing_is_another_party():
    assert entity_id("A公司", NAMED) != entity_id("A公司", REPLY)


@given(st.permutations(FACTS))
def test_the_order_of_facts_does_not_matter(facts):
    assert hypotheses(known_of(facts), facts) == hypotheses(known_of(FACTS), FACTS)


@pytest.mark.parametrize(
    ("printed", "value", "half"),
    [
        ("4,356.17", "43561700", "50"),
        ("1.40亿元", "140000000", "500000"),
        ("12.98%", "0.1298", "0.00005"),
        ("5", "5", "0.5"),
    ],
)
def test_half_a_unit_in_the_last_place(printed, value, half):
    assert half_unit(printed, Decimal(value)) == Decimal(half)


def contract_of(doc: str, other: str, amount: str, at: int, months: str = "") -> Fact:
    """A contract of the issuer with a supplier: amount in 万元, term in months."""
    roles = [
        Role("party_a", Party(ISSUER, entity_id(ISSUER)), ISSUER),
        Role("party_b", party(other, doc), other, at, at + len(other)),
        Role("amount", money(amount), amount, at, at + 5),
    ]
    if months:
        roles.append(Role("term", Quantity(Decimal(months), "month"), months, at, at + 2))
    quote = f"{other}\t{amount}\t{months}"
    return Fact("Contract", doc, tuple(roles), (Evidence(doc, Excerpt(at, at + len(quote), quote)),))


def test_two_contracts_here_are_one_sum_there():
    facts = [
        contract_of(NAMED, "北京近水数据有限公司", "3,113.27", 0),
        contract_of(NAMED, "北京近水数据有限公司", "2,086.91", 100),
        contract_of(NAMED, "上海远山科技有限公司", "5,201.18", 200),
        contract_of(REPLY, "C公司", "5,200.18", 0),
    ]
    candidate = best(facts, "C公司")
    assert (candidate.name, candidate.confidence) == ("北京近水数据有限公司", Confidence.PROBABLE)
    [match] = candidate.matches
    assert (match.kind, match.note) == ("sum", "2,086.91万元 + 3,113.27万元 = 5,200.18万元")
    assert [excerpt.quote for excerpt in match.right.context] == ["北京近水数据有限公司\t3,113.27\t"]


def test_a_short_figure_supports_and_never_proves():
    named = contract_of(NAMED, "北京近水数据有限公司", "3,113.27", 0, months="48")
    assert best([named, contract_of(REPLY, "C公司", "9,999.13", 0, months="48")], "C公司") is None
    found = best([named, contract_of(REPLY, "C公司", "3,113.27", 0, months="48")], "C公司")
    assert [match.kind for match in found.matches] == ["amount", "term"]
    assert found.confidence is Confidence.PROBABLE


def test_a_share_of_sales_counts_its_zeros():
    facts = [
        flow("Sale", NAMED, "上海远山科技有限公司", "3,507.73", "18.00"),
        flow("Sale", REPLY, "E公司", "3,507.73", "18.00"),
    ]
    assert best(facts, "E公司").confidence is Confidence.CERTAIN


def test_a_letter_of_the_issuers_next_filing_is_possible_and_no_more():
    told = ((REPLY, "1,236.45", 2023), (SELLER, "987.12", 2024))
    facts = [flow("Sale", doc, "A公司", amount, year=year) for doc, amount, year in told]
    known = {key: replace(each, issuer=ISSUER) for key, each in known_of(facts).items()}
    found = [p for p in hypotheses(known, facts) if p.label == "A公司"]
    assert [[(c.name, c.confidence, c.matches[0].kind) for c in p.candidates] for p in found] == [
        [("A公司", Confidence.POSSIBLE, "label")]
    ] * 2
    others = {key: replace(each, issuer=each.docs[0]) for key, each in known.items()}
    assert not any(p.candidates for p in hypotheses(others, facts) if p.label == "A公司")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["北京远山科技股份有限公司"], ["北京远山科技股份有限公司"]),
        (["北京远山科技股份有限公司", "上海远山科技股份有限公司"], []),  # two firms of one word stay apart
        (
            ["北京远山科技股份有限公司", "远山科技成都有限公司"],
            ["北京远山科技股份有限公司"],
        ),  # a subsidiary is not listed
        (["远山科技成都有限公司"], []),
        (["北京远山数据科技有限公司"], []),
    ],
)
def test_a_listed_short_name_is_the_one_full_name_it_stands_in(names, found):
    facts = [flow("Sale", NAMED, name, f"{n + 1},236.45", at=100 * n) for n, name in enumerate(names)]
    facts.append(flow("Sale", REPLY, "远山科技", "98.11", year=2022))
    known = known_of(facts)
    short = entity_id("远山科技")
    known[short] = replace(known[short], code="600001")
    listed = [p for p in hypotheses(known, facts) if p.label == "远山科技"]
    assert [c.name for p in listed for c in p.candidates] == found
    assert all(c.confidence is Confidence.PROBABLE for p in listed for c in p.candidates)
