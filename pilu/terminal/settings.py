"""What the global options say: which store, which language."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilu.listings import Listings
    from pilu.workspace import Workspace


@dataclass
class Settings:
    """Handed to every command. The workspace is opened by the first command that asks for it."""

    store: Path
    lang: str  # zh or en

    @cached_property
    def workspace(self) -> "Workspace":
        """The workspace in the store's folder."""
        import pilu

        return pilu.open(self.store)

    def listings(self) -> "Listings":
        """Return the listings of the store, with the subject and object roles of the ontology."""
        from kg.ontology import load
        from pilu.listings import Listings

        subjects = {name: (known.subject, known.object) for name, known in load().types.items()}
        return Listings(self.workspace.database, subjects)

    def said(self, zh: str, en: str) -> str:
        """Return the words of the chosen language."""
        return zh if self.lang == "zh" else en
