"""Company disclosures as a knowledge graph that answers questions with proof.

>>> import pilu
>>> ws = pilu.open(".pilu")  # doctest: +SKIP
>>> ws.ingest(["filings/"])  # doctest: +SKIP
>>> ws.ask("…").answer  # doctest: +SKIP
"""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from pilu.workspace import Workspace

__all__ = ["Workspace", "load_ipython_extension", "open"]


def open(path: str | os.PathLike[str] = ".pilu") -> Workspace:  # noqa: A001 - `pilu.open` reads like `gzip.open`
    """Return the workspace in a folder; it is made by the first `ingest`."""
    return Workspace(Path(path))


def load_ipython_extension(shell: Any) -> None:
    """Do what `%load_ext pilu` means: magics and rich output in a notebook. Needs the extra `notes`.

    IPython looks for this function here; what it does belongs to `notes`, which imports us. So `notes` is imported by
    name when it is called, the one place where we reach outwards.
    """
    import_module("notes.jupyter").load(shell)
