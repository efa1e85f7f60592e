"""What can go wrong in the language room."""


class LanguageError(Exception):
    """Anything this room refuses to do."""


class EntryError(LanguageError):
    """An entry that cannot be used: `field` is its column, `rule` names what it breaks.

    `value` is what stood there; `rival` the slug of the entry that claims it already ("" if none).
    """

    def __init__(
        self, field: str, rule: str, problem: str, value: str = "", rival: str = ""
    ) -> None:
        super().__init__(problem)
        self.field = field
        self.rule = rule
        self.value = value
        self.rival = rival


class LexiconError(LanguageError):
    """A lexicon line that cannot be used. The message opens with `file:line`."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
