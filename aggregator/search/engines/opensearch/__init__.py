"""The index in an OpenSearch cluster, for sites on more than one machine.

Nothing outside `engines.current` imports it, and that only when SEARCH_URL is set: the client
takes 24 MB and half a second to load.
"""
