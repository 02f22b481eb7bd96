"""Bad input is one clear line with a hint, the right exit code, and nothing lost."""

import json
import os
import sqlite3

import openpyxl
import pytest

from pilu.workspace import Workspace


def one_line(result, code, words):
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert words in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()[0]


BAD = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\n\t ", "empty"),
    "junk.txt": (bytes(range(256)) * 40, "junk.txt"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unsupported format"),
    "false.pdf": (b"no pdf at all", "false.pdf"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file(run, tmp_path, name):
    data, words = BAD[name]
    (tmp_path / name).write_bytes(data)
    one_line(run("ingest", tmp_path / name), 3, words)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_among_good_ones(run, filing, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name][0])
    result = run("ingest", tmp_path / name, filing)
    assert result.exit_code == 3
    assert "1 documents, 2 facts" in result.stderr
    assert "1 failed" in result.stderr
    assert run("docs").exit_code == 0


def test_nothing_at_the_path(run, tmp_path):
    line = one_line(run("ingest", tmp_path / "nothing.txt"), 3, "no such file")
    assert line.startswith("Error: ")
    assert "check the path" in line
    assert one_line(run("ingest", tmp_path / "nothing.txt", "--lang", "zh"), 3, "没有这个文件").startswith("错误：")


def test_a_folder_without_readable_files(run, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.xyz").write_bytes(b"x")
    one_line(run("ingest", tmp_path / "folder"), 3, "no readable files")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(run, filing, tmp_path, encoding):
    text = filing.read_text("utf-8")
    filing.write_bytes(text.encode(encoding))
    assert run("ingest", filing).exit_code == 0
    assert run("show", "reply", "--text").stdout == text


def test_a_line_of_fifty_megabytes(run, filing, tmp_path):
    (tmp_path / "long.txt").write_bytes(b"0123456789" * 5_000_000)
    one_line(run("ingest", tmp_path / "long.txt", filing), 3, "a line is longer than 2,000,000 bytes")
    assert run("docs").exit_code == 0


def test_no_store(run):
    for command in (
        ["docs"],
        ["ask", "谁？"],
        ["verify"],
        ["rebuild"],
        ["export"],
        ["remove", "x"],
        ["sparql", "ASK {}"],
    ):
        line = one_line(run(*command), 3, "no store at .pilu")
        assert "pilu ingest" in line


def test_a_store_of_another_version(filled, tmp_path):
    connection = sqlite3.connect(tmp_path / ".pilu" / "pilu.sqlite")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    one_line(filled("docs"), 3, "is of version 99")
    one_line(filled("ingest", tmp_path / "reply.txt"), 3, "is of version 99")


def test_a_store_that_cannot_be_made(run, filing, tmp_path):
    one_line(run("ingest", filing, "--store", filing), 3, "cannot make the store")


@pytest.mark.parametrize(
    ("question", "words"), [("", "is empty"), ("  ", "is empty"), ("字" * 10_000, "10,000 characters")]
)
def test_questions_that_cannot_be_asked(filled, question, words):
    one_line(filled("ask", question), 3, words)


@pytest.mark.parametrize(
    "args", [["ask"], ["ask", "--batch", "x"], ["sparql"], ["docs", "--format", "xml"], ["nonsense"]]
)
def test_wrong_usage_is_two(filled, args):
    assert filled(*args).exit_code == 2


BATCHES = {"missing": None, "no json": "{", "no question": '{"id": 1}', "empty": '{"id": 1, "question": " "}'}


@pytest.mark.parametrize("name", BATCHES)
def test_a_bad_batch_writes_nothing(filled, tmp_path, name):
    if BATCHES[name] is not None:
        (tmp_path / "in.jsonl").write_text(BATCHES[name] + "\n", "utf-8")
    one_line(filled("ask", "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl"), 3, "in.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_batch_is_answered_in_order(filled, tmp_path):
    asked = [{"id": f"q{n}", "question": "A公司2023年的销售金额是多少？"} for n in (2, 1)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in asked), "utf-8")
    assert filled("ask", "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl").exit_code == 0
    answered = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [each["id"] for each in answered] == ["q2", "q1"]


def test_a_question_that_cannot_be_asked_costs_the_others_nothing(filled, tmp_path):
    asked = [{"id": "long", "question": "问" * 9999}, {"id": "next", "question": "A公司2023年的销售金额是多少？"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in asked), "utf-8")
    one_line(filled("ask", "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl"), 3, "long")
    answered = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(each["id"], each["status"], each["reason"]) for each in answered] == [
        ("long", "not_found", "error"),
        ("next", "answered", None),
    ]


def test_a_question_in_gb18030_is_read(filled):
    question = "A公司2023年的销售金额是多少？".encode("gb18030").decode("utf-8", "surrogateescape")
    asked = filled("ask", "--json", question)
    assert json.loads(asked.stdout)["question"] == "A公司2023年的销售金额是多少？"
    assert filled("search", "\udcff").exit_code == 4


def test_a_file_named_in_gb18030_is_one_document(run, filing, tmp_path):
    path = tmp_path / os.fsdecode("回复.txt".encode("gb18030"))
    path.write_bytes(filing.read_bytes())
    assert run("ingest", path).exit_code == 0
    assert json.loads(run("docs", "--json").stdout)["doc"] == "回复.txt"
    assert run("show", path, "--text").exit_code == 0
    path.write_bytes(filing.read_bytes() + b"\n")
    assert run("ingest", path).exit_code == 0
    assert len(run("docs", "--json").stdout.splitlines()) == 1


def test_nothing_named_is_not_the_folder_we_are_in(run, filing):
    one_line(run("ingest", ""), 3, "no such file")


@pytest.mark.parametrize(
    "args", [["ask", "--batch", "in.jsonl", "--out", "none/out.jsonl"], ["sparql", "junk.rq"], ["ingest", "x" * 5000]]
)
def test_what_the_disk_does_not_give_is_one_line(filled, tmp_path, args):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "谁？"}\n', "utf-8")
    (tmp_path / "junk.rq").write_bytes(b"\xff\xfe")
    one_line(filled(*args), 3, "Error: ")


def test_a_damaged_store_says_so(filled, tmp_path):
    path = tmp_path / ".pilu" / "pilu.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    line = one_line(filled("facts"), 3, "is damaged")
    assert "new folder" in line


def test_an_interrupted_ingest_says_what_is_there(filled, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "ingest", interrupted)
    one_line(filled("ingest", "reply.txt"), 130, "run the same command again")


def test_a_filing_does_not_steer_the_terminal(run, filing):
    filing.write_text(
        "关于问询函的回复\n客户\t销售金额（万元）\nA公司\x1b[31m\x9b\u202e\t4,356.17\nB公司\t12.00\n", "utf-8"
    )
    assert run("ingest", filing).exit_code == 0
    shown = run("tables").stdout + run("show", "reply", "--at", "25:40").stdout
    assert "A公司␛[31m\ufffd\ufffd" in shown
    assert not set("\x1b\x9b\u202e") & set(shown)
    assert "A公司\x1b[31m\x9b\u202e\t4,356.17" in run("show", "reply", "--text").stdout


def test_what_of_a_file_could_not_be_read_is_said(run, tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["客户", "销售金额（万元）"], ["甲公司", 3.5], ["乙公司", 1.5], ["=A3"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "甲公司.xlsx")
    result = run("--lang", "zh", "ingest", tmp_path / "甲公司.xlsx")
    assert result.exit_code == 0
    assert "从未计算" in result.stderr
    assert "Sheet!A4" in result.stderr
