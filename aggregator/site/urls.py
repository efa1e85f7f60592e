"""Addresses of the pages, each in three languages: /, /zh-hant/ and /en/."""

from django.urls import path

from aggregator.site.views import search_feeds
from aggregator.site.views.about import about
from aggregator.site.views.article import article
from aggregator.site.views.chain import chain, chain_points
from aggregator.site.views.coin import all_coins, coin, coin_points
from aggregator.site.views.first import first
from aggregator.site.views.front import front
from aggregator.site.views.search import search
from aggregator.site.views.series import all_series, series
from aggregator.site.views.settings import settings
from aggregator.site.views.source import all_sources, source
from aggregator.site.views.story import story
from aggregator.site.views.suggest import suggest
from aggregator.site.views.syndication import atom, json, rss
from aggregator.site.views.tag import tag, who

urlpatterns = [
    path("", front, name="front"),
    path("a/<int:pk>/", article, name="article"),
    path("story/<int:pk>/", story, name="story"),
    path("series/", all_series, name="all_series"),
    path("series/<slug:slug>/", series, name="series"),
    path("first/", first, name="first"),
    path("chain/", chain, name="chain"),
    path("chain/<slug:network>/<slug:metric>.json", chain_points, name="chain_points"),
    path("coin/", all_coins, name="all_coins"),
    path("coin/<slug:slug>/", coin, name="coin"),
    path("coin/<slug:slug>/points.json", coin_points, name="coin_points"),
    path("who/<slug:slug>/", who, name="who"),
    path("tag/<slug:slug>/", tag, name="tag"),
    path("source/", all_sources, name="all_sources"),
    path("source/<slug:slug>/", source, name="source"),
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("search/feed.xml", search_feeds.rss, name="search_rss"),
    path("search/atom.xml", search_feeds.atom, name="search_atom"),
    path("search/feed.json", search_feeds.json, name="search_json"),
    path("about/", about, name="about"),
    path("settings/", settings, name="settings"),
    path("feed.xml", rss, name="rss"),
    path("atom.xml", atom, name="atom"),
    path("feed.json", json, name="json"),
]
