"""Which letter a person means who decides about one."""

import pytest

from kg.errors import UnknownNameError
from kg.identity import AnonymousParty
from pilu.identity import Identities

PARTIES = (
    AnonymousParty("1", "A公司", "reply"),
    AnonymousParty("2", "A公司", "opinion"),
    AnonymousParty("3@2022", "客户2", "note", period="2022"),
    AnonymousParty("3@2023", "客户2", "note", period="2023"),
    AnonymousParty("4", "远山科技", "note"),  # a listed short name is no letter
)


@pytest.mark.parametrize(
    ("label", "doc", "entity"),
    [("A 公司", "reply", "1"), ("客户2 2023", "", "3@2023"), ("客户 2 2022", "note", "3@2022"), ("远山科技", "", "")],
)
def test_a_letter_is_told_by_its_label_its_filing_and_its_year(label, doc, entity):
    found = Identities(PARTIES, ()).letter(label, doc)
    assert (found.entity if found else "") == entity


@pytest.mark.parametrize(
    ("label", "doc", "hint"),
    [("A公司", "", "--doc"), ("客户2", "note", "客户2 2022"), ("A公司", "note", "pilu aliases")],
)
def test_a_label_of_several_letters_is_refused_with_what_tells_them_apart(label, doc, hint):
    with pytest.raises(UnknownNameError) as refused:
        Identities(PARTIES, ()).letter(label, doc)
    assert hint in refused.value.hint
