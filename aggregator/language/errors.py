"""What can go wrong in the language room."""


class LanguageError(Exception):
    """Anything this room refuses to do."""


class LexiconError(LanguageError):
    """A lexicon line that cannot be used. The message opens with `file:line`."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
