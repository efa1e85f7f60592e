"""Addresses of everything that the web process answers."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from aggregator.site.views.topic import preview
from newsroom.health import healthz, readyz

urlpatterns = [
    path("admin/search/", include("aggregator.desk.search_desk")),
    path("admin/preview/topic/<int:pk>/", admin.site.admin_view(preview), name="topic_preview"),
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/v1/", include("aggregator.api.urls")),
    path("", include("aggregator.site.machine_urls")),
    *i18n_patterns(path("", include("aggregator.site.urls")), prefix_default_language=False),
]

handler400 = "aggregator.site.views.errors.bad_request"
handler403 = "aggregator.site.views.errors.forbidden"
handler404 = "aggregator.site.views.errors.not_found"
handler500 = "aggregator.site.views.errors.broken"
