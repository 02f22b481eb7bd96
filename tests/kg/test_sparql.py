import pytest

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql import LONGEST, check, prepare

READS = [
    "SELECT ?s { ?s ?p ?o }",
    "# SERVICE <http://x> { }\nASK { ?s ?p 'SERVICE <http://x>' }",
    'SELECT ?s { ?s pl:quote """a "quoted" LOAD <http://x>""" }',
    "PREFIX x: <http://service/from/insert> SELECT * { ?service x:delete ?from }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:pilu:doc:1>",
    "SELECT ?s { ?s ?p ?a FILTER(?a<3 && ?a>1) }",
    "SELECT ?s { ?s rdfs:label 'drop'@en-service }",
]
REFUSED = [
    ("SELECT ?s { SERVICE <http://x> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { service silent <http://x> { ?s ?p ?o } }", "SERVICE"),
    ("PREFIX : <http://x> SELECT ?s { SERVICE:foo { ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { ?s ?p trueSERVICE<http://x>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { SERVICESILENT<http://x>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { ?s ?p 1SERVICE<http://x>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { ?s ?p '#' . SERVICE ?u { ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { ?s ?p '\\'' . SERVICE ?u { ?s ?p ?o } #' }", "SERVICE"),
    ("SELECT ?s { ?s ?p <http://x#> . SERVICE ?u { ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { \\u0053ERVICE <http://x> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT ?s { ?s ?p 'a\\u0027' . SERVICE <http://x> { ?s ?p ?o } . ?s ?q 'b' }", "SERVICE"),
    ("SELECT ?s \\U00000046ROM <http://x> { ?s ?p ?o }", "FROM"),
    ("SELECT ?s FROM <http://x> { ?s ?p ?o }", "FROM"),
    ("SELECT ?s FROM NAMED <http://x> { ?s ?p ?o }", "FROM"),
    ("LOAD <http://x>", "LOAD"),
    ("PREFIX a: <http://x> INSERT DATA { a:b a:c a:d }", "INSERT"),
    ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
    ("DROP ALL", "DROP"),
    ("# SELECT\nCLEAR ALL", "CLEAR"),
    ("", "no query"),
    ("hello", "no query"),
    ("SELECT ?s { ?s ?p '" + "x" * LONGEST + "' }", "characters"),
]


@pytest.mark.parametrize("query", READS)
def test_what_only_reads_may_run(store, query):
    assert check(query) == query
    store.query(query)


@pytest.mark.parametrize(("query", "what"), REFUSED, ids=range(len(REFUSED)))
def test_what_reaches_out_or_changes_is_refused(query, what):
    with pytest.raises(QueryError, match=what):
        check(query)


def test_prefixes_are_declared_once():
    prepared = prepare("PREFIX pl: <urn:other:> SELECT ?s { ?s pl:a rdfs:b ; c:d 'x:y' }")
    assert prepared.count("PREFIX pl:") == 1
    assert prepared.startswith(f"PREFIX rdfs: <{PREFIXES['rdfs']}>\n")
    assert "PREFIX c:" not in prepared
