"""The newsroom's addresses, and one that answers fixed bytes."""

from django.urls import path

from bench.site.plain import PLAIN, plain
from newsroom.urls import handler400, handler403, handler404, handler500
from newsroom.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path(f"{PLAIN[1:]}<int:size>", plain), *ours]
