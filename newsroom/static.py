"""How static files are kept: under names that carry their hash, with a gzip copy beside them."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Leaves brotli out: its best level takes 15 s over the admin's files at the first start.

    Imports of our ES modules are led to the names with hashes.
    """

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: Any) -> Compressor:
        """Give the compressor of the files that are collected."""
        return Compressor(**{**options, "use_brotli": False})
