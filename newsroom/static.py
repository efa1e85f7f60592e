"""How static files are kept: under names that carry their hash, with a gzip copy beside them."""

from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Leaves brotli out: its best level takes 15 s over the admin's files at the first start.

    Imports of our ES modules are led to the names with hashes.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, looked up once: a page has a dozen."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name, force))
        return self._addresses[name]

    def create_compressor(self, **options: Any) -> Compressor:
        """Give the compressor of the files that are collected."""
        return Compressor(**{**options, "use_brotli": False})
