from kg.model import entity_id
from kg.paths import best_paths
from tests.kg.making import make_entity, make_fact, party
from tests.kg.test_store import add

NAMES = ["甲有限公司", "乙有限公司", "丙有限公司", "丁有限公司"]


def ids(name: str) -> list[str]:
    return [entity_id(name)]


def test_a_path_of_three_facts_with_the_role_on_each_edge(store):
    a, b, c, d = NAMES
    facts = [
        make_fact("Purchase", at=1, supplier=party(a), buyer=party(b)),
        make_fact("Sale", at=2, seller=party(b), buyer=party(c)),
        make_fact("Contract", at=3, party_a=party(c), party_b=party(d)),
    ]
    add(store, "a", facts, [make_entity(name) for name in NAMES])
    [path] = best_paths(store, ids(a), ids(d))
    assert [node.label for node in path.nodes] == [a, "Purchase", b, "Sale", c, "Contract", d]
    assert [edge.predicate for edge in path.edges[:2]] == ["pl:supplier", "pl:buyer"]
    assert {edge.fact for edge in path.edges} == {f"urn:pilu:fact:{fact.id}" for fact in facts}


def test_a_way_around_a_hub_is_better_than_through_it(store):
    a, b, hub, quiet = NAMES
    facts = [make_fact("Sale", at=i, seller=party(hub), buyer=party(f"客户{i}")) for i in range(40)]
    for i, middle in ((50, hub), (60, quiet)):
        facts.append(make_fact("Sale", at=i, seller=party(middle), buyer=party(a)))
        facts.append(make_fact("Sale", at=i + 1, seller=party(middle), buyer=party(b)))
    add(store, "a", facts, [make_entity(name) for name in NAMES])
    first, second = best_paths(store, ids(a), ids(b))
    assert first.nodes[2].label == quiet
    assert second.nodes[2].label == hub
    assert 0 < second.score < first.score <= 1


def test_no_way_is_no_path(store):
    add(store, "a", [make_fact("Sale", seller=party(NAMES[0]), buyer=party(NAMES[1]))], [])
    assert best_paths(store, ids(NAMES[0]), ids(NAMES[3])) == []
    assert best_paths(store, ids("谁"), ids("也不是")) == []
