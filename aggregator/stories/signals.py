"""What the rooms above listen to."""

from django.dispatch import Signal

# Sent after the commit with `ids`: the stories that are new or different, also those whose reports
# all went elsewhere.
stories_changed = Signal()
