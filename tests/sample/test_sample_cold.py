"""A cold `pilu ask` on the samples answers without importing anything heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("torch", "spacy", "sentence_transformers", "transformers", "pandas", "rdflib", "scipy", "sklearn")
ASK = """
import json, sys
from cli import app
from typer.testing import CliRunner
result = CliRunner().invoke(app, ["ask", "--json", "A公司的算力合同金额是多少？", "--store", sys.argv[1]])
heavy = [name for name in sys.argv[2].split() if name in sys.modules]
print(json.dumps({"code": result.exit_code, "heavy": heavy, "said": result.stdout}))
"""


@pytest.fixture(scope="module")
def cold(workspace) -> dict:
    command = [sys.executable, "-c", ASK, str(workspace.folder), " ".join(HEAVY)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return json.loads(run.stdout)


def test_nothing_heavy_is_imported(cold):
    assert cold["heavy"] == []


def test_it_answers(cold):
    assert cold["code"] == 0
    assert json.loads(cold["said"])["result"]["value"] == 123600000
