"""The words: what editors add to the lexicon, the versions that come of it, new words found."""
