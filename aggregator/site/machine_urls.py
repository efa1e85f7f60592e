"""Addresses that programs ask for, which have no language."""

from django.urls import path

from aggregator.site.views.live import poll
from aggregator.site.views.syndication import favicon, robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("live/poll/", poll, name="live_poll"),
    path("favicon.ico", favicon, name="favicon"),
]
