"""Suggestions while a reader types: tags, hot searches, headlines."""

from aggregator.search.suggest.suggesting import Suggestions, TagSuggestion, suggest, warm

__all__ = ["Suggestions", "TagSuggestion", "suggest", "warm"]
