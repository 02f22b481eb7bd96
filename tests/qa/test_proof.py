"""The proof of every answer holds: its path is cited, its query gives the value, its numbers stand in what it cites."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

import pilu
from qa.answers.json import to_json

OWN = Path(__file__).parents[2] / "bench" / "questions"
LEAST = 0.98  # of answers whose query gives the value, or the words that it is read out of; not all have facts
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"\[\d+\]")


@pytest.fixture(scope="module")
def workspace(seeds, tmp_path_factory):
    """The real filings in a store of their own."""
    workspace = pilu.open(tmp_path_factory.mktemp("proof") / "store")
    workspace.ingest([seeds])
    return workspace


@pytest.fixture(scope="module")
def answers(workspace, shared):
    """The answers to the development questions and to our own, as JSON."""
    files = [shared / "eval" / "qa_dev.jsonl", *sorted(OWN.glob("*.jsonl"))]
    lines = [line for file in files if file.is_file() for line in file.read_text("utf-8").splitlines() if line]
    asked = dict.fromkeys(json.loads(line)["question"] for line in lines)
    shaped = [to_json(workspace.ask(q), workspace.library, q) for q in asked]
    return [a for a in shaped if a["status"] in ("answered", "conflict") and a["evidence"]]


def test_every_value_has_a_path_whose_edges_are_cited(answers):
    without = [
        a["question"]
        for a in answers
        if not a["paths"]
        or any(not e["fact"] or not e["evidence"] for path in a["paths"] for e in path["edges"])
        or any(i >= len(a["evidence"]) for path in a["paths"] for e in path["edges"] for i in e["evidence"])
    ]
    assert not without


def test_queries_give_the_values(answers, workspace):
    without = [a["question"] for a in answers if a["sparql"] and not gives(a, said(workspace, a["sparql"]))]
    assert len(without) <= (1 - LEAST) * len(answers), without


def test_answers_say_no_number_that_is_not_cited(answers):
    invented = {a["question"]: rest for a in answers if (rest := numbers(_MARKS.sub("", a["answer"])) - cited(a))}
    assert not invented, "\n".join(map(str, invented.items()))


def said(workspace, query):
    """What a query gives, as the literals of its rows."""
    return [term.value for row in workspace.sparql(query) for term in row if term is not None]


def gives(answer, literals):
    """Tell whether literals hold each value of an answer, as a value or in the words it is read out of."""
    result = answer["result"]
    if result.get("computation"):
        wanted = [(o["value"], o["text"]) for o in result["computation"]["operands"]]
    elif result["type"] == "list":
        wanted = [(stored(v), v["text"]) if isinstance(v, dict) else (v, v) for v in result["value"]]
    else:
        wanted = [(stored(result), result["text"])]
    if result["type"] in ("text", "boolean"):
        return bool(literals)
    plain = ["".join(str(x).split()) for x in literals]
    return all(
        any(same(value, x) for x in plain) or any("".join(str(text).split()).strip("元%") in x for x in plain)
        for value, text in wanted
    )


def stored(entry):
    """Return a value as the graph holds it: of a length of time the months."""
    return 12 * entry["value"] if entry["unit"] == "year" else entry["value"]


def same(value, literal):
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "".join(str(value).split()) == literal
    try:
        found = float(literal)
    except ValueError:
        return False
    return found == pytest.approx(value) or found * 100 == pytest.approx(value)


def numbers(text):
    """The numbers of a text; a month of a day counts as written with or without its zero."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return {n.lstrip("0") or n for n in found}


def cited(answer):
    """The numbers of the quotes cited, of their surroundings, of the question and of the computation."""
    pool = [answer["question"], json.dumps((answer["result"] or {}).get("computation"), ensure_ascii=False)]
    for evidence in answer["evidence"]:
        cell = evidence["cell"] or {}
        pool += [evidence["quote"], *(c["quote"] for c in evidence["context"]), *(str(v) for v in cell.values())]
    text = unicodedata.normalize("NFKC", " ".join(pool))
    years = sorted(int(y) for y in _YEAR.findall(answer["question"]))
    asked = range(years[0], years[-1] + 1) if years else ()
    return numbers(text) | numbers("".join(text.split())) | set(map(str, asked))
