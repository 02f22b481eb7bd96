"""The rules of docs/architecture.md, kept by reading the source: who imports whom, no cycles, short files."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pattern import Pattern

ROOT = Path(__file__).resolve().parent.parent
CEILING = 400

# Each package and the packages of ours that it may import beside itself.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "kg": frozenset(),
    "corpus": frozenset({"kg"}),
    "nlp": frozenset({"kg"}),
    "index": frozenset({"kg"}),
    "qa": frozenset({"kg", "nlp", "index"}),
    "pilu": frozenset({"kg", "corpus", "nlp", "index", "qa"}),
    "notes": frozenset({"kg", "pilu"}),
    "web": frozenset({"kg", "pilu"}),
    "cli": frozenset({"kg", "pilu", "notes"}),
}

# The packages of `qa`, each of which may import those before it, and the two modules that call them.
ORDER_OF_QA = [
    *("parsing", "evidence", "computing", "english", "reading", "rows", "filings", "checks"),
    *("who", "yesno", "members", "answers", "steps", "solve", "engine"),
]


def source_files() -> list[Path]:
    """Every Python file of the packages and cli.py, in a fixed order."""
    found = [path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")]
    if (ROOT / "cli.py").is_file():
        found.append(ROOT / "cli.py")
    return sorted(found)


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in source_files()}


def imported(path: Path, *, top_level_only: bool = False) -> Iterator[tuple[str, int]]:
    """Our modules that a file imports, with the line; imports inside functions count unless told otherwise."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    nodes = _executed_at_import(tree) if top_level_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(path, node)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield (whole if whole in MODULES else base), node.lineno


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).parent.parts
    parts = package[: len(package) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def _executed_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes that run when the module is imported: not function bodies, not `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _executed_at_import(node)


def cycle_in(edges: dict[str, list[str]]) -> list[str] | None:
    """One cycle of a directed graph as the list of its nodes, or None."""
    state: dict[str, str] = {}

    def visit(node: str, trail: list[str]) -> list[str] | None:
        if state.get(node) == "done":
            return None
        if state.get(node) == "open":
            return [*trail[trail.index(node) :], node]
        state[node] = "open"
        for target in edges.get(node, []):
            found = visit(target, [*trail, node])
            if found:
                return found
        state[node] = "done"
        return None

    for start in sorted(edges):
        found = visit(start, [])
        if found:
            return found
    return None


def test_who_imports_whom():
    wrong = []
    for name, path in sorted(MODULES.items()):
        package = name.partition(".")[0]
        allowed = MAY_IMPORT[package] | {package}
        for target, line in imported(path):
            other = target.partition(".")[0]
            if other in MAY_IMPORT and other not in allowed:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_the_packages_of_qa_stand_in_one_order():
    """A package of `qa` imports only those before it; `engine` and `solve`, which call all of them, are imported by none."""
    wrong = []
    for name, path in sorted(MODULES.items()):
        for target, line in imported(path):
            if name.startswith("qa.") and target.startswith("qa."):
                here, there = (ORDER_OF_QA.index(each.split(".")[1]) for each in (name, target))
                if there > here:
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_one_door_opens_outwards():
    """`%load_ext pilu` needs `pilu.load_ipython_extension`: it imports `notes` by name, when called, and is alone."""
    outwards = []
    for name, path in sorted(MODULES.items()):
        package = name.partition(".")[0]
        strings = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        ]
        named = [each for each in strings if isinstance(each, str) and each in MODULES]
        outwards += [(name, each) for each in named if each.partition(".")[0] not in MAY_IMPORT[package] | {package}]
    assert [each for each in outwards if "." in each[1]] == [("pilu", "notes.jupyter")]


def test_no_module_imports_itself_through_others():
    edges = {
        name: sorted({t for t, _ in imported(path, top_level_only=True) if t in MODULES and t != name})
        for name, path in MODULES.items()
    }
    cycle = cycle_in(edges)
    assert cycle is None, " → ".join(cycle or [])


@pytest.mark.parametrize("path", source_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_file_is_short_and_says_what_it_is(path: Path):
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= CEILING, f"{lines} lines; split it by subject"
    assert ast.get_docstring(ast.parse(text)), "a module begins with a docstring"


def test_no_pattern_is_compiled_when_a_module_is_imported():
    """`kg.pattern.Pattern` compiles at the first search; only bytes, which readers of files search, are left to `re`."""
    compiled = []
    for name, path in sorted(MODULES.items()):
        for node in _executed_at_import(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                given = node.args[0]
                if not (isinstance(given, ast.Constant) and isinstance(given.value, bytes)):
                    compiled.append(f"{name}:{node.lineno}")
    assert not compiled


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_patterns_of_a_module_compile(name: str):
    for value in vars(importlib.import_module(name)).values():
        for each in value if isinstance(value, tuple | list) else [value]:
            assert not isinstance(each, Pattern) or each.compiled.pattern == each.pattern


def test_the_packages_are_there():
    missing = [
        package for package in ("kg", "corpus", "nlp", "index", "qa", "pilu", "notes") if not (ROOT / package).is_dir()
    ]
    assert not missing


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, None),
        ({"a": ["b"], "b": ["a"]}, ["a", "b", "a"]),
        ({"a": ["b", "c"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
    ],
)
def test_cycle_in(edges, expected):
    assert cycle_in(edges) == expected
