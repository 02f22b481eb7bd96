"""Results that notebooks work with: facts and paths that are lists first, and become frames and drawings on request.

pandas and matplotlib come with the extra `notes` and are imported where they are used.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.answer import Path
from kg.model import Fact
from pilu.sheets import record

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from pilu.workspace import Workspace


class Facts(Iterator[Fact]):
    """Facts by document and place, read as they are needed: an iterator that can become a data frame."""

    def __init__(self, facts: Iterator[Fact], workspace: "Workspace") -> None:
        self._facts = facts
        self._workspace = workspace

    def __next__(self) -> Fact:
        return next(self._facts)

    def to_pandas(self) -> "pd.DataFrame":
        """Return the facts that are left, one row each, a column a role; amounts are exact decimals in base units."""
        import pandas

        names = {listed.id: listed.name for listed in self._workspace.docs()}
        return pandas.DataFrame([record(fact, names) for fact in self])


class Paths(Sequence[Path]):
    """The best ways from one party to another, best first."""

    def __init__(self, paths: Sequence[Path], workspace: "Workspace") -> None:
        self._paths = tuple(paths)
        self.workspace = workspace

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, at: Any) -> Any:
        return self._paths[at]

    def to_pandas(self) -> "pd.DataFrame":
        """Return one row for each step of each path, with the words that prove it."""
        import pandas

        steps = [step for n, path in enumerate(self._paths, start=1) for step in self._steps(n, path)]
        return pandas.DataFrame(steps, columns=["path", "party", "role", "type", "doc", "start", "end", "quote"])

    def _steps(self, n: int, path: Path) -> Iterator[dict[str, Any]]:
        names = {listed.id: listed.name for listed in self.workspace.docs()}
        for edge in path.edges:
            [fact] = self.workspace.library.facts([edge.fact])
            main = fact.evidence[0].main
            party, role = path.nodes[edge.object].label, edge.predicate.removeprefix("pl:")
            place = {"doc": names[fact.doc], "start": main.start, "end": main.end, "quote": main.quote}
            yield {"path": n, "party": party, "role": role, "type": fact.type} | place

    def plot(self, ax: "Axes | None" = None, lang: str = "zh") -> "Axes":
        """Draw the paths below each other with matplotlib, in Chinese (zh) or English (en); return the axes."""
        from pilu.drawing import draw_paths

        return draw_paths(self._paths, ax, lang)
