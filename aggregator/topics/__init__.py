"""专题: what editors gather about one matter, with an introduction and a time line."""
