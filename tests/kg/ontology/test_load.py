import shutil
from pathlib import Path

import pytest
import yaml

from kg.errors import OntologyError
from kg.model import EntityKind
from kg.ontology import FOLDER, load
from kg.ontology.compiled import cached

CASE = Path(__file__).parent / "cases" / "shareholding.yaml"
SHAREHOLDING = CASE.read_text(encoding="utf-8")

# What is changed in that class, and what must be said of it.
WRONG = [
    ("subject: holder", "subject: owner", "subject: owner is no role"),
    ("object: company", "object: firm", "object: firm is no role"),
    ("range: Shares", "range: Stocks", "roles.shares.range: Stocks is no range"),
    ("持有{company}", "持有{firm}", "sentences.0.pattern: firm is no role"),
    ("[股东名称, ", "[持股数量, 股东名称, ", "roles.shares.headers: 持股数量 is a header of holder too"),
    ("definition:", "defintion:", "defintion"),
    ("from: holder", "from: owner", "shortcuts.0: owner is no role"),
    ("default: issuer", "default: nobody", "roles.company.default: nobody"),
    ("requires: [holder,", "requires: [owner,", "tables.0.requires: owner is no role"),
    ("caption: 股东|持股", "caption: 股东(", "tables.0.caption"),
    ("{holder: 甲集团", "{owner: 甲集团", "example.0.fact: owner is no role"),
    ("name: Shareholding", "name: [", "shareholding.yaml"),
    ("持有{company}?[^", "持有{company}?([^", "sentences.0.pattern"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (*sorted(FOLDER.glob("_*.yaml")), CASE):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


@pytest.mark.parametrize(("old", "new", "complaint"), WRONG, ids=[wrong[2] for wrong in WRONG])
def test_a_contradiction_is_refused_with_file_and_key(folder: Path, old, new, complaint):
    assert old in SHAREHOLDING
    (folder / "shareholding.yaml").write_text(SHAREHOLDING.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError) as refused:
        cached(folder)
    assert "shareholding.yaml" in str(refused.value)
    assert complaint in str(refused.value)


def test_two_files_cannot_name_one_class(folder: Path):
    (folder / "shares.yaml").write_text(SHAREHOLDING, encoding="utf-8")
    with pytest.raises(OntologyError, match="another class"):
        cached(folder)


def test_a_shared_role_is_taken_and_may_be_changed(folder: Path):
    role = cached(folder).types["Shareholding"].roles["share"]
    assert role.range == "Ratio"  # from _common.yaml
    assert role.headers[0] == "持股比例"  # from the class


def test_the_compiled_form_says_the_same(folder: Path):
    parsed = cached(folder)
    assert list((folder / "__pycache__").glob("ontology-*.json"))
    assert cached(folder) == parsed


def test_a_change_is_seen_at_once(folder: Path):
    cached(folder)
    path = folder / "shareholding.yaml"
    path.write_text(SHAREHOLDING.replace("zh: 持股,", "zh: 股权,"), encoding="utf-8")
    assert cached(folder).types["Shareholding"].label.zh == "股权"


def test_a_broken_compiled_form_is_made_again(folder: Path):
    parsed = cached(folder)
    next((folder / "__pycache__").glob("ontology-*.json")).write_text("{", encoding="utf-8")
    assert cached(folder) == parsed


def test_a_folder_that_cannot_be_written_is_no_obstacle(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (folder / "__pycache__").write_text("in the way", encoding="utf-8")
    assert cached(folder).types


def test_ours_loads_and_every_kind_of_entity_has_a_label():
    ontology = load()
    assert {"Shareholding"} <= set(ontology.types)
    assert set(ontology.kinds) == set(EntityKind)
    assert list(ontology.types) == sorted(ontology.types)
    assert load() is ontology


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[a-z]*.yaml")), ids=lambda path: path.stem)
def test_a_class_has_an_example_and_words_in_both_languages(path: Path):
    type_ = load().types[yaml.safe_load(path.read_bytes())["name"]]
    assert type_.label.zh
    assert type_.label.en
    assert type_.definition.endswith(".")
    assert type_.examples, "every class is shown by an example, which is also a test"
