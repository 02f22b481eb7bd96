"""Pilu in notebooks: `%load_ext pilu`, then `%pilu QUESTION`, `%%sparql`, and rich output of answers and paths.

Each result has an HTML form for the notebook and a Markdown form for nbconvert and Quarto. The store is that of
`%pilu_store FOLDER`, else $PILU_STORE, else .pilu. IPython and pandas come with the extra `notes`.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pilu
from kg.answer import Answer
from kg.errors import PiluError, QuestionError
from kg.model import Evidence
from notes import escape
from notes.html import answer_html, paths_html
from notes.listings import facts_of, way
from notes.model import Request
from notes.render import Page, Writer
from notes.sources import Sources
from pilu import Workspace
from pilu.results import Paths

if TYPE_CHECKING:
    import pandas
    from IPython.core.interactiveshell import InteractiveShell


class Magics:
    """The magics of one shell, and the workspace they ask."""

    def __init__(self, shell: "InteractiveShell") -> None:
        self.shell = shell
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace of the magics, opened by the first that needs it."""
        if self._workspace is None:
            self._workspace = pilu.open(os.environ.get("PILU_STORE") or ".pilu")
        return self._workspace

    def store(self, line: str) -> None:
        """`%pilu_store FOLDER`: ask that store from now on."""
        self._workspace = pilu.open(line.strip().strip("'\""))

    def ask(self, line: str, cell: str = "") -> Answer:
        """`%pilu QUESTION`, or a cell of it: answer, with its proof."""
        question = f"{line}\n{cell}".strip()
        if not question:
            raise QuestionError("the question is empty", hint="%pilu QUESTION")
        return self.workspace.ask(question)

    def sparql(self, line: str, cell: str) -> "pandas.DataFrame":
        """`%%sparql [NAME]`: run the cell, return a data frame, and keep it under that name."""
        frame = self.workspace.sparql(cell).to_pandas()
        if line.strip():
            self.shell.user_ns[line.strip()] = frame
        return frame

    def sources(self, documents: Sequence[str]) -> Sources:
        """Return what cites some documents: the workspace of the magics or of the notebook that knows them."""
        known = [each for each in self.shell.user_ns.values() if isinstance(each, Workspace)]
        for workspace in ([self._workspace] if self._workspace else []) + known:
            sources = Sources(workspace, Path.cwd())
            if all(doc in sources.listed for doc in documents):
                return sources
        return Sources(self.workspace, Path.cwd())


def load(shell: "InteractiveShell") -> None:
    """Register magics and rich forms in a shell: what `%load_ext pilu` does."""
    magics = Magics(shell)
    for name, kind, function in (
        ("pilu", "line_cell", magics.ask),
        ("pilu_store", "line", magics.store),
        ("sparql", "cell", magics.sparql),
    ):
        shell.magics_manager.register_function(function, magic_kind=kind, magic_name=name)  # type: ignore[union-attr]
    shell.set_custom_exc((PiluError,), _one_line)
    formats = shell.display_formatter.formatters  # type: ignore[union-attr]  # a shell that runs has one
    formats["text/html"].for_type(Answer, lambda answer: answer_html(answer, magics.sources(_documents(answer))))
    formats["text/markdown"].for_type(Answer, lambda answer: _markdown(answer, magics))
    formats["text/plain"].for_type(Answer, lambda answer, printer, _: printer.text(answer.answer))
    formats["text/html"].for_type(Paths, _paths_html)
    formats["text/markdown"].for_type(Paths, _paths_markdown)
    for module in ("pandas", "pandas.core.frame"):  # before and since pandas 3
        formats["text/markdown"].for_type_by_name(module, "DataFrame", frame_markdown)


def _one_line(shell: "InteractiveShell", _kind: Any, error: BaseException, _trace: Any, **_: Any) -> None:
    """Say a foreseen error in one line; the cell fails all the same."""
    import sys

    sys.stderr.write(f"Pilu: {error}\n")


def _documents(answer: Answer) -> list[str]:
    return [each.doc for each in answer.evidence]


def _markdown(answer: Answer, magics: Magics) -> str:
    """Return an answer as a note would hold it."""
    from notes.answers import finding_of

    request = Request("ask", answer.question)
    writer = Writer(magics.sources(_documents(answer)), Page("answer"))
    return "\n".join(writer.lines(request, finding_of(answer, request)))


def frame_markdown(frame: "pandas.DataFrame") -> str:
    """Return a data frame as a Markdown table, at most as many rows as pandas would show."""
    import pandas

    shown = frame.head(pandas.get_option("display.max_rows"))
    columns = [escape.text(str(column)) for column in frame.columns]
    rows = [[escape.text(str(value)) for value in row] for row in shown.itertuples(index=False)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


def _proofs(paths: Paths) -> list[list[Evidence]]:
    """Return the evidence of the facts of each path."""
    return [[fact.evidence[0] for fact in facts_of(path, paths.workspace).values()] for path in paths]


def _paths_html(paths: Paths) -> str:
    return paths_html(paths, _proofs(paths), Sources(paths.workspace, Path.cwd()), "zh")


def _paths_markdown(paths: Paths) -> str:
    sources = Sources(paths.workspace, Path.cwd())
    lines = []
    for path, proofs in zip(paths, _proofs(paths), strict=True):
        lines.append(f"- {way(path, facts_of(path, paths.workspace), 'zh')}")
        lines += [f"  - {sources.note(each, 'zh')}" for each in proofs]
    return "\n".join(lines)
