"""Addresses that programs ask for, which have no language."""

from django.urls import path

from aggregator.site.views.syndication import favicon, robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
