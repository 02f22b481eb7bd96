"""What of a source was not read: said where it is ingested, kept with its document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of a source that its reader could not read, though the rest could be, and what to do about it."""

    message: str
    hint: str = ""
