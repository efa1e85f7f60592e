"""A message of the interface, and where it stands."""

from dataclasses import dataclass

# How gettext writes a context before its message in a compiled catalogue.
CONTEXT_END = "\x04"


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A sentence as the code has it. plural: its other form, where the code tells them apart."""

    text: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> str:
        """What the compiled catalogue knows it by."""
        name = f"{self.context}{CONTEXT_END}{self.text}" if self.context else self.text
        return f"{name}\0{self.plural}" if self.plural else name
