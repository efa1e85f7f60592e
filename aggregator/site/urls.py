"""Addresses of the pages, each in three languages: /, /zh-hant/ and /en/."""

from django.urls import path

from aggregator.site.feeds import urls as feed_urls
from aggregator.site.views.about import about, corrections, log, method
from aggregator.site.views.api import api
from aggregator.site.views.article import article
from aggregator.site.views.card import card
from aggregator.site.views.chain import chain, chain_points
from aggregator.site.views.coin import all_coins, coin, coin_points
from aggregator.site.views.first import first
from aggregator.site.views.front import front
from aggregator.site.views.live import items
from aggregator.site.views.more import more
from aggregator.site.views.og import og
from aggregator.site.views.pwa import manifest, offline
from aggregator.site.views.search import search
from aggregator.site.views.series import all_series, series
from aggregator.site.views.settings import settings
from aggregator.site.views.source import all_sources, source
from aggregator.site.views.story import story
from aggregator.site.views.styleguide import styleguide
from aggregator.site.views.subscriptions import feeds, opml
from aggregator.site.views.suggest import suggest
from aggregator.site.views.tag import tag, who
from aggregator.site.views.topic import topic, topics
from aggregator.site.views.vote import vote

urlpatterns = [
    path("", front, name="front"),
    path("a/<int:pk>/", article, name="article"),
    path("story/<int:pk>/", story, name="story"),
    path("card/<slug:slug>/", card, name="card"),
    path("vote/<int:pk>/", vote, name="vote"),
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
    path("topic/", topics, name="topics"),
    path("topic/<slug:slug>/", topic, name="topic"),
    path("live/items/", items, name="live_items"),
    path("api/", api, name="api"),
    path("about/", about, name="about"),
    path("more/", more, name="more"),
    path("about/corrections/", corrections, name="corrections"),
    path("about/log/", log, name="log"),
    path("about/<slug:name>/", method, name="method"),
    path("styleguide/", styleguide, name="styleguide"),
    path("settings/", settings, name="settings"),
    path("og/<slug:kind>/<slug:key>.png", og, name="og"),
    path("feeds/", feeds, name="feeds"),
    path("opml.xml", opml, name="opml"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("offline/", offline, name="offline"),
    *feed_urls.urlpatterns,
]
