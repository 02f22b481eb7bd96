import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import date

import pytest

import pilu
from kg.errors import QuestionError, StoreError, UnknownNameError
from pilu.database import Decision
from pilu.snapshot import Manifest

COUNT = "SELECT (count(DISTINCT ?f) AS ?n) WHERE { ?f a pl:Sale }"


def sales(workspace):
    return int(workspace.snapshot.graph.query(COUNT).values()[0][0])


def names(hits, workspace):
    return {workspace.library.passage(hit.id).doc for hit in hits}


def test_what_is_ingested_is_found_everywhere(workspace, filings):
    report = workspace.ingest([filings()])
    assert (report.written, report.unchanged, report.failed, report.facts) == (("a.txt",), (), (), 2)
    assert sales(workspace) == 2
    assert workspace.search("A公司")
    assert workspace.verify() == []
    [fact] = workspace.facts(entity="A公司")
    assert fact.role("amount").text == "4,356.17"


def test_unchanged_files_are_skipped_and_changed_ones_replaced(workspace, filings):
    path = filings()
    workspace.ingest([path])
    assert workspace.ingest([path]).unchanged == ("a.txt",)
    filings(rows=[("C公司", "1.00")])
    workspace.ingest([path])
    assert [listed.name for listed in workspace.docs()] == ["a.txt"]
    assert sales(workspace) == 1
    assert len(list(workspace.facts())) == 1


def test_two_files_of_one_name_are_two_documents(workspace, filings):
    paths = [filings("x/a.txt"), filings("y/a.txt", [("C公司", "1.00")])]
    workspace.ingest(paths)
    assert [listed.name for listed in workspace.docs()] == ["a.txt", "y/a.txt"]


def test_one_bad_file_is_reported_and_the_others_go_on(workspace, filings, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    report = workspace.ingest([empty, filings(), tmp_path / "nothing.txt"])
    assert report.written == ("a.txt",)
    assert sorted(path for path, _ in report.failed) == sorted([str(empty), str(tmp_path / "nothing.txt")])


def test_removing_leaves_what_an_ingest_of_the_others_gives(workspace, filings, tmp_path, reader):
    a, b = filings("a.txt"), filings("b.txt", [("C公司", "1.00")])
    workspace.ingest([a, b])
    workspace.remove("a.txt")
    with pilu.open(tmp_path / "other") as other:
        other.ingest([b])
        assert set(other.snapshot.graph.quads()) == set(workspace.snapshot.graph.quads())
        assert sales(workspace) == 1
        assert other.database.names() == workspace.database.names()
        assert len(other.snapshot.index.lexical) == len(workspace.snapshot.index.lexical)


def test_the_order_of_files_leaves_no_trace(workspace, filings, tmp_path, reader):
    a, b = filings("a.txt"), filings("b.txt", [("C公司", "1.00")])
    workspace.ingest([a, b])
    with pilu.open(tmp_path / "other") as other:
        other.ingest([b, a])
        assert set(other.snapshot.graph.quads()) == set(workspace.snapshot.graph.quads())


def test_graph_and_index_are_made_anew_when_they_are_gone(workspace, filings):
    workspace.ingest([filings()])
    workspace.close()
    shutil.rmtree(workspace.folder / "graph")
    shutil.rmtree(workspace.folder / "index")
    assert sales(workspace) == 2
    assert workspace.search("A公司")


@pytest.mark.parametrize("damage", ["manifest", "snapshot", "vectors", "older format", "behind"])
def test_damage_is_repaired_on_opening(workspace, filings, damage):
    workspace.ingest([filings()])
    workspace.close()
    manifest = Manifest.read(workspace.folder)
    if damage == "manifest":
        (workspace.folder / "derived.json").write_text("{", "utf-8")
    elif damage == "older format":
        replace(manifest, format=0).write(workspace.folder)
    elif damage == "snapshot":
        shutil.rmtree(workspace.folder / "graph" / manifest.generation)
    elif damage == "vectors":
        (workspace.folder / "index" / manifest.generation / "matrix.npy").write_bytes(b"")
    else:
        replace(manifest, count=0).write(workspace.folder)
    assert sales(workspace) == 2
    assert workspace.search("A公司")


def test_rebuild_gives_the_same_graph_and_keeps_decisions(workspace, filings):
    workspace.ingest([filings()])
    before = set(workspace.snapshot.graph.quads())
    decision = Decision(date(2024, 10, 21), "accept", json.dumps({"label": "A公司"}))
    workspace.database.decide(decision)
    assert workspace.rebuild() == 1
    assert set(workspace.snapshot.graph.quads()) == before
    assert workspace.database.decisions() == [decision]


def broken(*_):
    yield ""
    raise ZeroDivisionError


@pytest.mark.parametrize(("part", "made"), [("statements", lambda *_: 1 / 0), ("quads", broken)])
def test_a_failure_within_a_change_publishes_nothing_half(workspace, filings, monkeypatch, part, made):
    import pilu.derived as derived

    workspace.ingest([filings("a.txt")])
    with monkeypatch.context() as patch:
        patch.setattr(derived, part, made)
        with pytest.raises(ZeroDivisionError):
            workspace.ingest([filings("b.txt", [("C公司", "1.00")])])
    with pilu.open(workspace.folder) as again:
        assert sales(again) == 3


def test_a_second_writer_is_refused_and_a_reader_is_not(workspace, filings):
    workspace.ingest([filings("a.txt")])
    with workspace._writing(), pilu.open(workspace.folder) as other:
        with pytest.raises(StoreError, match="another pilu ingest is running"):
            other.ingest([filings("b.txt", [("C公司", "1.00")])])
        assert sales(other) == 2
        assert len(other.docs()) == 1


def test_a_store_that_is_not_there_is_not_made_by_looking(tmp_path):
    workspace = pilu.open(tmp_path / "nothing")
    for look in (workspace.docs, workspace.verify, workspace.rebuild, lambda: workspace.ask("谁？")):
        with pytest.raises(StoreError, match="no store at"):
            look()
    assert not (tmp_path / "nothing").exists()


def test_another_version_and_another_file_are_refused(workspace, filings):
    workspace.ingest([filings()])
    workspace.close()
    path = workspace.folder / "pilu.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(StoreError, match="is of version 99"):
        workspace.docs()
    path.write_bytes(b"no database" * 1000)
    for left in workspace.folder.glob("pilu.sqlite-*"):
        left.unlink()
    with pytest.raises(StoreError, match="cannot be read as a store"):
        workspace.docs()


@pytest.mark.parametrize("question", ["", " \n", "字" * 10_000])
def test_questions_that_cannot_be_asked(workspace, filings, question):
    workspace.ingest([filings()])
    with pytest.raises(QuestionError):
        workspace.ask(question)


def test_documents_are_named_by_beginning_path_and_id(workspace, filings):
    path = filings("a1.txt")
    workspace.ingest([path, filings("a2.txt", [("C公司", "1.00")])])
    listed = workspace.find("a1")
    assert listed == workspace.find(str(path)) == workspace.find(listed.id[:8])
    for wrong in ("a", "", "nothing"):
        with pytest.raises(UnknownNameError):
            workspace.find(wrong)
