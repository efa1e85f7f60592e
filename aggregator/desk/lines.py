"""A list of short texts, edited as one a line."""

from collections.abc import Callable
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget


class LinesField(forms.Field):
    """Shows a list as lines and reads lines as a list: trimmed, without blanks or repeats.

    `each` checks one line and raises ValidationError.
    """

    def __init__(
        self, *, each: Callable[[str], object] | None = None, rows: int = 4, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", UnfoldAdminTextareaWidget(attrs={"rows": rows}))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.each = each

    def prepare_value(self, value: Any) -> Any:
        """Lines for the text area."""
        return "\n".join(str(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """The list that the lines say."""
        if isinstance(value, list):
            return value
        lines = (line.strip() for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """Check every line."""
        super().validate(value)
        if self.each is not None:
            for one in value:
                self.each(one)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the list differs, whatever the line ends are."""
        return self.to_python(initial) != self.to_python(data)
