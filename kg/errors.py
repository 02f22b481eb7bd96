"""The tree of foreseen errors. Anything else that is raised is a bug.

PiluError                        one line for the user, exit code 3
├── CorpusError                  a filing cannot be read
│   ├── MissingFileError         no such path
│   ├── EmptyFileError           nothing in it to read
│   ├── NotTextError             binary bytes where text was expected
│   ├── UnsupportedFormatError   no reader for this suffix
│   ├── NoTextLayerError         a scanned PDF: run OCR first
│   └── TooLargeError            over a limit on size, pages, or nesting
├── OntologyError                the ontology contradicts itself
├── QueryError                   a SPARQL query that cannot or must not run
├── QuestionError                a question that is empty or too long
├── UnknownNameError             no document, entity, table or query of that name
└── StoreError                   the workspace is missing, locked, stale or of another version
"""

from pathlib import Path


class PiluError(Exception):
    """Something foreseen went wrong: `message` says what and where, `hint` what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class CorpusError(PiluError):
    """A filing cannot be read."""

    def __init__(self, path: Path | str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class MissingFileError(CorpusError):
    """There is nothing at this path."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "no such file or folder", hint="check the path")


class EmptyFileError(CorpusError):
    """The file holds no text."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "the file is empty", hint="download it again or leave it out")


class NotTextError(CorpusError):
    """The bytes are not text in any encoding we know."""


class UnsupportedFormatError(CorpusError):
    """No reader takes this suffix."""

    def __init__(self, path: Path | str, *, known: list[str]) -> None:
        super().__init__(path, "unsupported format", hint=f"Pilu reads {' '.join(known)}")
        self.known = known


class NoTextLayerError(CorpusError):
    """A PDF of pictures."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "the PDF has no text layer", hint="run OCR first, e.g. ocrmypdf -l chi_sim")


class TooLargeError(CorpusError):
    """The file, or what it unpacks to, is over a limit."""


class OntologyError(PiluError):
    """The ontology contradicts itself."""


class QueryError(PiluError):
    """A SPARQL query that cannot or must not run."""


class QuestionError(PiluError):
    """A question that cannot be asked: empty, or far too long."""


class UnknownNameError(PiluError):
    """Nothing is known by that name."""


class StoreError(PiluError):
    """The workspace is missing, locked, stale or of another version."""
