"""Company disclosures as a knowledge graph that answers questions with proof.

>>> import pilu
>>> ws = pilu.open(".pilu")  # doctest: +SKIP
>>> ws.ingest(["filings/"])  # doctest: +SKIP
>>> ws.ask("…").answer  # doctest: +SKIP
"""

import os
from pathlib import Path

from pilu.workspace import Workspace

__all__ = ["Workspace", "open"]


def open(path: str | os.PathLike[str] = ".pilu") -> Workspace:  # noqa: A001 - `pilu.open` reads like `gzip.open`
    """Return the workspace in a folder; it is made by the first `ingest`."""
    return Workspace(Path(path))
