"""What rendering a note needs: the workspace, how it cites, the state of the corpus."""

from pathlib import Path

from notes import marks
from notes.model import Request
from notes.sources import Sources
from pilu import Workspace

LIMIT = 20  # rows of a result, unless the block says otherwise


class Session:
    """One workspace as the notes of one folder see it. Raises `StoreError` where there is no store."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.sources = Sources(workspace, folder)
        self.corpus = marks.corpus_mark(self.sources.listed)


def language(request: Request) -> str:
    """Return the language of a result: what the block says, else Chinese, as the filings."""
    return request.option("lang", "zh")


def limit(request: Request, usual: int = LIMIT) -> int:
    """Return how many rows a result may have."""
    return int(request.option("limit", str(usual)))
