"""Pages kept in Redis, made by one process at a time, thrown away when what they show changes.

`kept_page` says of a view that its answers may be kept, `shows` what a page hangs on,
`changed` that it is different now. How it all works stands in docs/site.md.
"""

from aggregator.site.pagecache.declared import kept_page
from aggregator.site.pagecache.shown import shows

__all__ = ["kept_page", "shows"]
