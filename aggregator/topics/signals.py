"""What the rooms above listen to."""

from django.dispatch import Signal

# Sent after the commit with `ids`: the topics whose pages are different now, those that an editor
# changed and those that a new or different story belongs to.
topics_changed = Signal()
