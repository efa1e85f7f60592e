"""Addresses that programs ask for, which have no language."""

from django.urls import path

from aggregator.site.views import sitemap
from aggregator.site.views.live import poll
from aggregator.site.views.pwa import service_worker
from aggregator.site.views.robots import favicon, robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("live/poll/", poll, name="live_poll"),
    path("favicon.ico", favicon, name="favicon"),
    path("sw.js", service_worker, name="service_worker"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-news.xml", sitemap.news, name="sitemap_news"),
    path("sitemap-pages.xml", sitemap.pages, name="sitemap_pages"),
    path("sitemap-stories-<int:part>.xml", sitemap.stories, name="sitemap_stories"),
    path("sitemap-articles-<int:part>.xml", sitemap.articles, name="sitemap_articles"),
]
