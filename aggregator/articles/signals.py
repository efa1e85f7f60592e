"""What the rooms above listen to."""

from django.dispatch import Signal

# Sent after the commit with `ids`: the articles that are new or different.
articles_changed = Signal()
