"""Everything that can go wrong, as one tree.

    ErejeError              what ends a command with status 1 and one line on stderr
    ├── Misuse              the command was called in a way that has no meaning (status 2)
    ├── DeclarationError    a source's file, a vocabulary or the settings are wrong: stop   (file, key)
    ├── Unreadable          a record or line could not be read: count it, go on             (place, why)
    ├── StoreError          home, archive or database failed: stop, nothing half written    (place, why)
    ├── ServeError          a server could not start: stop                                  (place, why)
    └── DeliveryError       a message was not delivered: keep it pending, or give it up     (target, why, transient)

What was read and set aside on purpose (too short, wrong language, a copy) is no error: see records.Skipped.
"""

from pathlib import Path


class ErejeError(Exception):
    """The root; str() is one line that a user can act on."""


class Misuse(ErejeError):
    """A wrong call; exit status 2."""


class DeclarationError(ErejeError):
    """A declaration names an unknown key, lacks one, or gives it a value of the wrong kind."""

    def __init__(self, file: Path | str, key: str, why: str) -> None:
        super().__init__(f"{file}: {key}: {why}")
        self.file, self.key, self.why = file, key, why


class Unreadable(ErejeError):
    """One record or line that could not be read; `place` names file and line or offset."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


class StoreError(ErejeError):
    """The home, the archive or the database cannot be used."""

    def __init__(self, place: Path | str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


class ServeError(ErejeError):
    """A local server could not start (its port is in use, say)."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


class DeliveryError(ErejeError):
    """A message that its receiver did not take; a `transient` failure is worth another attempt."""

    def __init__(self, target: str, why: str, *, transient: bool) -> None:
        super().__init__(f"{target}: {why}")
        self.target, self.why, self.transient = target, why, transient
