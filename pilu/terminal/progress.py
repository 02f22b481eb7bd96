"""What an ingest shows while it runs and when it has ended. All of it goes to stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pilu.report import Progress, Report
from pilu.terminal.group import one_line, warning_line


@contextmanager
def ingest_progress() -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, completed=step.n - 1, total=step.total, description=step.name)


def report_lines(report: Report, lang: str) -> Iterator[str]:
    """Yield one line a failed file and one for each thing that could not be read, then the summary."""
    for _, error in report.failed:
        yield one_line(error, lang)
    for path, unread in report.unread:
        yield warning_line(path, unread, lang)
    written, unchanged, failed = len(report.written), len(report.unchanged), len(report.failed)
    if lang == "zh":
        parts = [f"导入 {written} 个文件，{report.facts} 条事实，用时 {report.seconds:.1f} 秒"]
        parts += [f"{unchanged} 个未变"] * bool(unchanged) + [f"{failed} 个失败"] * bool(failed)
        yield "；".join(parts)
        return
    parts = [f"{written} documents, {report.facts} facts, {report.seconds:.1f} s"]
    parts += [f"{unchanged} unchanged"] * bool(unchanged) + [f"{failed} failed"] * bool(failed)
    yield "; ".join(parts)
